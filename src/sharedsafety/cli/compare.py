"""``sharedsafety budget compare``: two readings of one budget, and what makes their difference."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sharedsafety.cli.output import Outcome
from sharedsafety.core.errors import BadInput

if TYPE_CHECKING:
    from sharedsafety.investments.coded import CodedShare, Fund
    from sharedsafety.investments.comparison import Comparison
    from sharedsafety.investments.ledger_schema import LedgerCube
    from sharedsafety.investments.readings import Reading

#: So many rows and programs people read; --json lists all.
SHOWN = 12


def add_compare_verb(steps: Any) -> None:
    """Register ``budget compare``."""
    step = steps.add_parser("compare", help="two readings of one budget, the difference split by its causes")
    step.add_argument("first", metavar="A.csv", type=Path, help="a whole coding (budget/coding.csv)")
    step.add_argument("second", metavar="B.csv", type=Path, help="another one, or the same file")
    step.add_argument("--ledger", required=True, type=Path, metavar="LEDGER.parquet")
    step.add_argument("--funding", type=Path, metavar="CSV", help="what is known of funds (budget/funding.csv)")
    both = "; two values, first/second, where the readings differ"
    for option, default, metavar, allowed, words in (
        ("--year", "", "YEAR:PHASE", (), "such as 2022:adopted"),
        ("--denominator", "P", "T|P|L", ("T", "P", "L"), "of what shares are taken"),
        ("--markers", "default", "SET", ("strict", "default", "generous"), "strict, default or generous"),
        ("--funds", "all", "CODES", (), "codes of funds with commas, or all"),
        ("--money", "gross", "gross|net", ("gross", "net"), "net takes the programs' own revenue off"),
    ):
        step.add_argument(
            option, default=(default, default), type=_both_of(allowed), metavar=metavar, help=words + both
        )
    step.set_defaults(call=_compare)


def _compare(args: argparse.Namespace) -> Outcome:
    from sharedsafety.investments.coding import coding_findings
    from sharedsafety.investments.comparison import compared
    from sharedsafety.investments.cube import cube_of_file
    from sharedsafety.investments.readings import BudgetReader

    cube = cube_of_file(args.ledger)
    codings = [_coding(path) for path in dict.fromkeys((args.first, args.second))]
    findings = tuple(f for path, rows in codings for f in coding_findings(rows, file=str(path)))
    if any(finding.severity == "error" for finding in findings):
        return Outcome(findings=findings)
    readings = [_reading(args, side, codings[-side][1], cube) for side in (0, 1)]
    found = compared(BudgetReader(cube, _funds(args.funding)), *readings)
    return Outcome(text=_text(found, readings), data=_data(found, readings), findings=findings)


def _coding(path: Path) -> tuple[Path, tuple[CodedShare, ...]]:
    from sharedsafety.folder.one_table import table_values_of
    from sharedsafety.investments.coded import CodedShare

    return path, table_values_of(path, "budget/coding.csv", CodedShare)


def _funds(path: Path | None) -> Mapping[str, Fund]:
    from sharedsafety.folder.one_table import table_values_of
    from sharedsafety.investments.coded import Fund

    rows = table_values_of(path, "budget/funding.csv", Fund) if path else ()
    return {fund.fund_code: fund for fund in rows}


def _both_of(allowed: Sequence[str]) -> Callable[[str], tuple[str, str]]:
    """Return a reader of one value for both readings, or of two with a slash between them."""

    def both(text: str) -> tuple[str, str]:
        first, apart, second = text.partition("/")
        for value in (first, second) if apart else (first,):
            if allowed and value not in allowed:
                raise argparse.ArgumentTypeError(f"'{value}' is not one of: {', '.join(allowed)}")
        return first, second if apart else first

    return both


def _reading(args: argparse.Namespace, side: int, coding: tuple[CodedShare, ...], cube: LedgerCube) -> Reading:
    from sharedsafety.investments.readings import Reading

    funds = args.funds[side]
    year, phase = year_asked(args.year[side], cube)
    return Reading(
        fiscal_year=year,
        phase=phase,
        coding=coding,
        marker_set=args.markers[side],
        funds=None if funds == "all" else frozenset(funds.split(",")),
        denominator=args.denominator[side],
        net=args.money[side] == "net",
    )


def year_asked(asked: str, cube: LedgerCube) -> tuple[int, str]:
    """Return the year and phase that were asked for; without any the newest year that was adopted, or the newest."""
    rows = cube.table.select(["fiscal_year", "phase"]).to_pylist()
    known = sorted({(row["fiscal_year"], row["phase"]) for row in rows})
    if not asked:
        return max(known, key=lambda each: (each[1] == "adopted", each))
    year, _, phase = asked.partition(":")
    if (year, phase) not in {(str(one), other) for one, other in known}:
        allowed = ", ".join(f"{one}:{other}" for one, other in known)
        raise BadInput("compare-year-unknown", value=asked, allowed=allowed)
    return int(year), phase


def _text(found: Sequence[Comparison], readings: Sequence[Reading]) -> str:
    from sharedsafety.report.names import name

    if not found:
        return "Both readings say the same."
    lines = [f"First: {_words(readings[0])}", f"Second: {_words(readings[1])}", ""]
    for each in found[:SHOWN]:
        parts = ", ".join(f"{name('cause', part.cause)} {float(part.points) * 100:+.2f}" for part in each.parts)
        shares = f"{float(each.first) * 100:6.2f} % -> {float(each.second) * 100:6.2f} %"
        lines.append(f"{name(each.table, each.code):<42} {shares}  {parts}")
    largest = found[0]
    lines += ["", f"Programs behind {name(largest.table, largest.code)}, largest first (dollars, first -> second):"]
    lines += [f"  {p.first_usd:>18,.2f} -> {p.second_usd:>18,.2f}  {p.program_key}" for p in largest.programs[:SHOWN]]
    rest = len(found) - SHOWN
    return "\n".join([*lines, *([f"{rest} more rows; --json lists all."] if rest > 0 else [])])


def _words(reading: Reading) -> str:
    funds = "all funds" if reading.funds is None else f"funds {', '.join(sorted(reading.funds))}"
    money = "net of own revenue" if reading.net else "gross"
    marked = f"{reading.marker_set} markers"
    return f"{reading.fiscal_year} {reading.phase}, share of {reading.denominator}, {marked}, {funds}, {money}"


def _data(found: Sequence[Comparison], readings: Sequence[Reading]) -> dict[str, Any]:
    rows = [
        {"table": each.table, "code": each.code, "first": float(each.first), "second": float(each.second)}
        for each in found
    ]
    parts = [
        {"table": each.table, "code": each.code, "cause": part.cause, "points": float(part.points)}
        for each in found
        for part in each.parts
    ]
    programs = [
        {"table": each.table, "code": each.code, "program_key": p.program_key, "first_usd": p.first_usd,
         "second_usd": p.second_usd, "difference_usd": p.difference_usd}
        for each in found
        for p in each.programs
    ]  # fmt: skip
    return {"readings": [_words(reading) for reading in readings], "rows": rows, "parts": parts, "programs": programs}
