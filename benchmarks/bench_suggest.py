"""Suggested categories: how often they are right on programs held out, and how fast a ledger gets them.

Los Angeles: programs of the example's coding held out by name and by whole departments, beside a simple rule (the most
frequent category of the same department). Oxford (only with ``SHAREDSAFETY_DATA``): the service area that a payment was
booked to, from its expenditure category and supplier; payments are counted, earlier ones with equal names come first.
Goals are those of the project's performance table: for Los Angeles on unseen programs, for Oxford on later payments of
one year, because its service areas were renamed over the years. A goal missed ends the run with status 1.

Run alone: ``python benchmarks/bench_suggest.py [--lines N]``.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import io
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

from bench_ledger import longer

LOS_ANGELES = Path(__file__).resolve().parents[1] / "examples" / "los-angeles"
OXFORD = "payments/oxford_expenditure_over_500"
PARTS = 5
GOAL_LOS_ANGELES, GOAL_OXFORD, GOAL_SEVENTY, GOAL_LINES = 0.60, 0.76, 0.85, 100_000
SERVICE_AREA = ("organisational unit", "organisatonal unit", "service area")
CATEGORY = ("expenditure category", "expenditure catergory", "expenditure unit")


def judged(name: str, tried: Sequence[tuple[float, bool]], goal: float | None = None) -> bool:
    """Print accuracy of all and of the surest 70 %; return whether both reach their goals."""
    ordered = [right for _, right in sorted(tried, reverse=True)]
    seventy = ordered[: round(0.7 * len(ordered))]
    accuracy, surest = sum(ordered) / len(ordered), sum(seventy) / len(seventy)
    reached = goal is None or (accuracy >= goal and surest >= GOAL_SEVENTY)
    goals = "" if goal is None else f"   goals {goal:.2f}, {GOAL_SEVENTY:.2f}: {'reached' if reached else 'MISSED'}"
    print(f"{name:<62} {len(ordered):6,}  all {accuracy:.3f}  surest 70 % {surest:.3f}{goals}")
    return reached


def los_angeles_ledger(folder: Path) -> Path:
    """Import the example's published files."""
    from sharedsafety.investments.ledger_file import import_to_file
    from sharedsafety.investments.mapping_file import checked, read_mapping

    mapping = checked(read_mapping(LOS_ANGELES / "budget" / "mapping.yaml", shown_as="mapping.yaml"))
    out = folder / "los-angeles.parquet"
    import_to_file(mapping.below("budget"), LOS_ANGELES, out, jurisdiction_id="los-angeles")
    return out


def los_angeles_coding() -> tuple[Any, ...]:
    """Return the rows of the example's coding."""
    from sharedsafety.folder.one_table import table_values_of
    from sharedsafety.investments.coded import CodedShare

    return table_values_of(LOS_ANGELES / "budget" / "coding.csv", "budget/coding.csv", CodedShare)


def most_frequent(rest: Sequence[Any], names: Any) -> str:
    """Return the simple rule's answer: the most frequent category of the same department, else of all."""
    from sharedsafety.investments.program_names import department_kind

    kind = department_kind(names.department)
    own = [each.main for each in rest if department_kind(each.names.department) == kind]
    return min(Counter(own or [each.main for each in rest]).items(), key=lambda each: (-each[1], each[0]))[0]


def held_out(programs: Sequence[Any], coding: Sequence[Any], group_of: Callable[[Any], str]) -> Iterator[Any]:
    """Yield (coded names, guess without abstaining, the simple rule's answer, suggestion or None) for each program."""
    from sharedsafety.investments.coded_names import coded_by_people, learned_names, shipped_names
    from sharedsafety.investments.suggestions import suggestions
    from sharedsafety.investments.word_model import word_model

    others = [each for each in shipped_names() if each.origin != "los-angeles"]
    coded = learned_names(programs, [coded_by_people(coding)], [])
    groups = sorted({group_of(each) for each in coded}, key=lambda group: (hash_of(group), group))
    part = {group: at % PARTS for at, group in enumerate(groups)}
    for at in range(PARTS):
        own = [each for each in coded if part[group_of(each)] == at]
        rest = [each for each in coded if part[group_of(each)] != at]
        kept = {each.names.program_key for each in rest}
        found = suggestions(programs, [row for row in coding if row.program_key in kept], examples=others)
        shown = {each.program_key: each for each in found.suggestions}
        guesses = word_model([*rest, *others]).guesses([each.names for each in own])
        for each, guess in zip(own, guesses, strict=True):
            yield each, guess, most_frequent(rest, each.names), shown.get(each.names.program_key)


def hash_of(text: str) -> int:
    """Return a number that spreads texts over the parts, the same in every run."""
    import zlib

    return zlib.crc32(text.encode())


def print_shown(side: str, tried: Sequence[Any], own: Sequence[Any]) -> None:
    """Print how many suggestions are shown, how many of them are right, and what the simple rule finds."""
    right = [s.category == e.main for e, _, _, s in tried if s and (side == "all" or s.category != "OT-OUT")]
    found = sum(bool(s) and s.category == e.main for e, _, _, s in own) / len(own)
    rule = sum(rule == e.main for e, _, rule, _ in own) / len(own)
    print(
        f"  {side:<22} {len(right):4} suggested, {sum(right) / len(right):.3f} of them right; "
        f"right for {found:.3f} of {len(own)} programs, the simple rule for {rule:.3f}"
    )


def los_angeles(programs: Sequence[Any], coding: Sequence[Any]) -> bool:
    """Measure Los Angeles held out in two ways."""
    from sharedsafety.investments.program_names import department_kind, place_of

    ways = (
        ("unseen programs", lambda each: " / ".join(place_of(each.names)), GOAL_LOS_ANGELES),
        ("unseen departments", lambda each: department_kind(each.names.department), None),
    )
    reached = True
    for name, group_of, goal in ways:
        tried = list(held_out(programs, coding, group_of))
        reached &= judged(f"Los Angeles, {name}", [(g.margin, g.category == e.main) for e, g, _, _ in tried], goal)
        for side, own in (
            ("all", tried),
            ("inside the perimeter", [each for each in tried if each[0].main != "OT-OUT"]),
        ):
            print_shown(side, tried, own)
    return reached


def oxford_texts(folder: Path) -> Iterator[tuple[str, str, str, str]]:
    """Yield (file, service area, expenditure category, supplier) of every payment that names all three."""
    for path in sorted(folder.glob("*.csv.gz")):
        text = gzip.decompress(path.read_bytes()).decode("utf-8", errors="replace")
        for row in csv.DictReader(io.StringIO(text, newline="")):
            plain = {(name or "").strip().lower().replace("_", " "): value for name, value in row.items()}
            area, category = (
                next((plain[name] for name in names if name in plain), "") for names in (SERVICE_AREA, CATEGORY)
            )
            if area and category and plain.get("supplier name"):
                yield path.name, area.strip(), category.strip(), plain["supplier name"].strip()


def oxford(folder: Path) -> bool:
    """Measure Oxford: later payments of one year, of later years, and a fifth of all payments."""
    payments = list(oxford_texts(folder))
    late = ("oct-dec-2017", "jan-mar-2018")
    ways = (
        ("autumn and winter after the year's first months", [p for p in payments if "2017" in p[0] or "2018" in p[0]],
         lambda at, p: any(quarter in p[0] for quarter in late), GOAL_OXFORD),
        ("2017 and 2018 after 2014 to 2016", payments, lambda at, p: "2017" in p[0] or "2018" in p[0], None),
        ("every fifth payment after the others", payments, lambda at, p: at % PARTS == 0, None),
    )  # fmt: skip
    reached = True
    for name, all_of, is_new, goal in ways:
        new = [each for at, each in enumerate(all_of) if is_new(at, each)]
        old = [each for at, each in enumerate(all_of) if not is_new(at, each)]
        tried = oxford_tried(old, new)
        reached &= judged(f"Oxford, {name}", [(sure, right) for sure, right, _ in tried], goal)
        judged("  of them with names never seen", [(sure, right) for sure, right, seen in tried if not seen])
    return reached


def oxford_tried(old: Sequence[Any], new: Sequence[Any]) -> list[tuple[float, bool, bool]]:
    """Return (how sure, right, names seen before) of each new payment: the earlier payments' area, else by words."""
    from sharedsafety.investments.program_names import ProgramNames
    from sharedsafety.investments.word_model import CodedNames, word_model

    areas: dict[tuple[str, str], Counter[str]] = {}
    for _, area, category, supplier in old:
        areas.setdefault((category, supplier), Counter())[area] += 1
    names = {text: ProgramNames(program_key="", department=text[0], program=text[1])
             for text in [*areas, *((category, supplier) for _, _, category, supplier in new)]}  # fmt: skip
    model = word_model([
        CodedNames(names=names[text], shares=tuple((area, Fraction(n, c.total())) for area, n in sorted(c.items())))
        for text, c in areas.items()
    ])  # fmt: skip
    unseen = [text for text in names if text not in areas]
    start = time.perf_counter()
    guesses = dict(zip(unseen, model.guesses([names[text] for text in unseen]), strict=True))
    print(f"{len(unseen):,} distinct new texts, {len(unseen) / (time.perf_counter() - start):,.0f} a second")
    found = []
    for _, area, category, supplier in new:
        if before := areas.get((category, supplier)):
            most, count = min(before.items(), key=lambda each: (-each[1], each[0]))
            found.append((1 + count / before.total(), most == area, True))
        else:
            guess = guesses[category, supplier]
            found.append((guess.margin, guess.category == area, False))
    return found


def timed(ledger: Path, coding: Sequence[Any], lines: int) -> bool:
    """Measure a long ledger, half of its programs coded; it must get the suggestions of the short one."""
    import pyarrow.parquet as pq

    half = [row for row in coding if hash_of(row.program_key) % 2]
    copies = max(1, lines // pq.ParquetFile(ledger).metadata.num_rows)
    long = longer(ledger, copies)
    count = pq.ParquetFile(long).metadata.num_rows
    expected = suggested(ledger, half)
    start = time.perf_counter()
    found = suggested(long, half)
    took = time.perf_counter() - start
    if found != expected:
        sys.exit("the longer ledger got other suggestions")
    speed = count / took
    verdict = "reached" if speed >= GOAL_LINES else "MISSED"
    print(
        f"{count:,} lines, {found.uncoded} uncoded programs, learning and holding out included: {took:.2f} s, "
        f"{speed:,.0f} lines a second; goal {GOAL_LINES:,}: {verdict}"
    )
    return speed >= GOAL_LINES


def suggested(ledger: Path, coding: Sequence[Any]) -> Any:
    """Return the suggestions of a ledger file."""
    from sharedsafety.investments.coded_names import shipped_names
    from sharedsafety.investments.cube import cube_of_file
    from sharedsafety.investments.program_names import names_in_ledger
    from sharedsafety.investments.suggestions import suggestions

    return suggestions(names_in_ledger(ledger, cube_of_file(ledger)), coding, examples=shipped_names())


def main(lines: int) -> None:
    """Measure and check."""
    from sharedsafety.investments.cube import cube_of_file
    from sharedsafety.investments.program_names import names_in_ledger

    print(f"load before: {os.getloadavg()[0]:.1f}")
    with tempfile.TemporaryDirectory() as name:
        ledger, coding = los_angeles_ledger(Path(name)), los_angeles_coding()
        reached = los_angeles(names_in_ledger(ledger, cube_of_file(ledger)), coding)
        if "SHAREDSAFETY_DATA" in os.environ:
            reached &= oxford(Path(os.environ["SHAREDSAFETY_DATA"]) / OXFORD)
        else:
            print("Oxford left out: it needs the folder named by SHAREDSAFETY_DATA")
        reached &= timed(ledger, coding, lines)
    print(f"load after: {os.getloadavg()[0]:.1f}")
    sys.exit(0 if reached else 1)


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--lines", type=int, default=2_000_000)
    main(arguments.parse_args().lines)
