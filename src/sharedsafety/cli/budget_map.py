"""``sharedsafety budget map``: a mapping proposed for a published file never seen before."""

from __future__ import annotations

import argparse
import csv
import io
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sharedsafety.cli.output import Outcome
from sharedsafety.core.errors import BadInput
from sharedsafety.core.whole_file import write_whole

if TYPE_CHECKING:
    from sharedsafety.investments.known_documents import Documents
    from sharedsafety.investments.mapping import Mapping
    from sharedsafety.investments.proposed_mapping import Proposal


def add_map_verb(steps: Any) -> None:
    """Register ``budget map``."""
    step = steps.add_parser("map", help="propose a mapping for a file never seen, with questions")
    step.add_argument("file", metavar="FILE", type=Path, help="a published file: CSV, XLSX, XLS, ODS or Parquet")
    step.add_argument("--sheet", metavar="S", help="the sheet of a spreadsheet")
    step.add_argument("--out", type=Path, metavar="mapping.yaml", help="write the mapping")
    step.add_argument("--answers", type=Path, metavar="YAML", help="answers to its questions, one line each")
    step.add_argument("--answer", action="append", default=[], type=_answer, metavar="ID=CHOICE", help="one answer")
    step.add_argument("--like", type=Path, metavar="MAP", help="last year's mapping: tell what has changed since")
    step.set_defaults(call=_map)


def _map(args: argparse.Namespace) -> Outcome:
    from sharedsafety.investments.drift import drift, with_rules_of
    from sharedsafety.investments.known_documents import with_known_documents
    from sharedsafety.investments.mapping_file import checked, read_mapping
    from sharedsafety.investments.mapping_text import mapping_data, mapping_text
    from sharedsafety.investments.proposed_mapping import proposed_mapping

    old = checked(read_mapping(args.like, shown_as=str(args.like))) if args.like else None
    place = _place(args.file, args.out, kept=bool(args.like)) if args.out else args.file.name
    answers = {**_answers(args.answers), **dict(args.answer)}
    watched = sys.stderr.isatty()
    found = proposed_mapping(args.file, sheet=args.sheet, answers=answers, told=_told if watched else None)
    sys.stderr.write("\n" if watched else "")
    findings = (*found.findings, *(drift(old, found) if old else ()))
    if found.mapping is None:
        return Outcome(text=_text(found), data=_data(found, None), findings=findings)
    mapping = with_rules_of(old, found.mapping) if old else found.mapping
    mapping = replace(mapping, files=tuple(replace(file, file=place) for file in mapping.files))
    if args.out:
        mapping = with_known_documents(mapping, _documents(args.out.parent / "documents.csv"))
    usable = not any(finding.severity == "error" for finding in findings)
    if args.out and usable:
        write_whole(args.out, mapping_text(mapping).encode())
    return Outcome(text=_text(found), data=_data(found, mapping_data(mapping)), findings=findings)


def _answer(text: str) -> tuple[str, str]:
    question, apart, choice = text.partition("=")
    if not apart:
        raise argparse.ArgumentTypeError(f"'{text}' is not ID=CHOICE")
    return question, choice


def _answers(path: Path | None) -> dict[str, str]:
    """Return the answers of a file: one question and its answer on each line."""
    import yaml

    from sharedsafety.core.strict_yaml import RepeatedKey, parse_yaml
    from sharedsafety.core.text_in import text_of

    if path is None:
        return {}
    try:
        content = parse_yaml(text_of(path, str(path))[0])
    except (yaml.YAMLError, RepeatedKey) as error:
        raise BadInput("map-answers-shape", file=str(path)) from error
    if not isinstance(content, dict) or any(isinstance(each, dict | list) or each is None for each in content.values()):
        raise BadInput("map-answers-shape", file=str(path))
    return {str(question): str(answer) for question, answer in content.items()}


def _documents(path: Path) -> Documents:
    """Return the documents entered beside the mapping; none where there is no such table yet."""
    from sharedsafety.core.text_in import text_of
    from sharedsafety.investments.known_documents import known_documents

    if not path.is_file():
        return {}
    table = csv.DictReader(io.StringIO(text_of(path, path.name)[0], newline=""), restval="")
    try:
        return known_documents([*table])
    except csv.Error as error:
        raise BadInput("not-a-table", file=path.name) from error


def _place(file: Path, out: Path, *, kept: bool) -> str:
    """Return the file as a mapping at ``out`` names it; refuse to write over anything but its own mapping.

    Args:
        kept: whether the rules people wrote are kept, since ``--like`` names a mapping.

    Raises:
        BadInput: the file stands elsewhere, something else stands at ``out``, or rules of people would be lost.
    """
    from sharedsafety.investments.drift import written_by_people

    folder, resolved = out.resolve().parent, file.resolve()
    if not resolved.is_relative_to(folder):
        raise BadInput("map-out-elsewhere", file=str(out))
    place = resolved.relative_to(folder).as_posix()
    there = _mapping_at(out) if out.exists() else None
    if out.exists() and (there is None or {each.file for each in there.files} != {place}):
        raise BadInput("map-out-exists", file=str(out))
    if there is not None and not kept and written_by_people(there):
        raise BadInput("map-rules-lost", file=str(out), rules=", ".join(written_by_people(there)))
    return place


def _mapping_at(out: Path) -> Mapping | None:
    """Return the mapping at ``out``; None where it is no mapping."""
    from sharedsafety.investments.mapping_file import read_mapping

    try:
        return read_mapping(out, shown_as=str(out))[0]
    except BadInput:
        return None


def _told(rows: int) -> None:
    """Show how far reading has come, where somebody watches the terminal."""
    sys.stderr.write(f"\r  {rows:,} rows")
    sys.stderr.flush()


def _data(found: Proposal, mapping: Any) -> dict[str, Any]:
    return {
        "mapping": mapping,
        "doubts": [doubt.as_row() for doubt in found.doubts],
        "columns": [
            {"column": name, "field": field, "type": _type(found, name)} for name, field in found.columns.items()
        ],
        "totals": [
            {"fiscal_year": each.fiscal_year, "phase": each.phase, "flow": each.flow, "fund": each.fund,
             "amount_usd": _usd(each.cents), "lines": each.lines}
            for each in found.totals
        ],
    }  # fmt: skip


def _type(found: Proposal, column: str) -> str:
    seen = found.mapping.files[0].seen if found.mapping else None
    return seen.columns.get(column, "") if seen else ""


def _usd(cents: int) -> str:
    """Return cents as dollars, exactly."""
    sign = "-" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100}.{abs(cents) % 100:02d}"


def _text(found: Proposal) -> str:
    lines = [f"{'column':<40} {'read as':<14} type in the Fiscal Data Package"] if found.columns else []
    lines += [f"{name[:40]:<40} {field or '-':<14} {_type(found, name)}" for name, field in found.columns.items()]
    return "\n".join([*lines, *_totals(found), *_questions(found)])


def _totals(found: Proposal) -> Iterator[str]:
    sums: dict[tuple[int, str, str], int] = {}
    for each in found.totals:
        key = each.fiscal_year, each.phase, each.flow
        sums[key] = sums.get(key, 0) + each.cents
    yield from ["", "year  phase     flow                          dollars"] if sums else []
    for (year, phase, flow), cents in sorted(sums.items()):
        whole, part = _usd(cents).split(".")
        yield f"{year}  {phase:<9} {flow:<15} {f'{int(whole):,}.{part}':>21}"


def _questions(found: Proposal) -> Iterator[str]:
    from sharedsafety.investments.column_words import column_words

    for doubt in found.doubts:
        shown = doubt.choices[: column_words().choices_shown]
        more = f" ... {len(doubt.choices) - len(shown)} more" if len(shown) < len(doubt.choices) else ""
        yield from ["", f"[{doubt.id}] {doubt.sentence()}"]
        yield f"  {'answered' if doubt.answered else 'assumed'}: {doubt.assumed or '-'}"
        yield "  choices: " + "; ".join(_choice(doubt.choice_words(each), each) for each in shown) + more


def _choice(words: str, choice: str) -> str:
    return choice if words == choice else f"{choice} ({words})"
