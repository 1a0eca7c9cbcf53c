"""``sharedsafety budget suggest``: categories for programs that nobody has coded, for a person to take or refuse."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sharedsafety.cli.output import Outcome
from sharedsafety.core.errors import BadInput
from sharedsafety.core.whole_file import write_whole

if TYPE_CHECKING:
    from sharedsafety.core.findings import Finding
    from sharedsafety.investments.coded import CodedShare
    from sharedsafety.investments.ledger_schema import LedgerCube
    from sharedsafety.investments.program_names import ProgramNames
    from sharedsafety.investments.suggestions import Suggestion, Suggestions

#: So many suggestions people read; --json and --out have all.
SHOWN = 20


def add_suggest_verb(steps: Any) -> None:
    """Register ``budget suggest``."""
    step = steps.add_parser("suggest", help="categories for uncoded programs, with the words that caused them")
    step.add_argument("ledger", metavar="LEDGER.parquet", type=Path)
    step.add_argument(
        "--coded",
        action="append",
        required=True,
        type=Path,
        metavar="CODING.csv",
        help="this budget's coding; again for each earlier or other coding to learn from",
    )
    step.add_argument("--out", type=Path, metavar="SHEET.csv", help="write a coding sheet for a person to review")
    step.set_defaults(call=_suggest)


def _suggest(args: argparse.Namespace) -> Outcome:
    from sharedsafety.investments.coded_names import shipped_names
    from sharedsafety.investments.cube import cube_of_file
    from sharedsafety.investments.program_names import names_in_ledger
    from sharedsafety.investments.suggestions import suggestions

    if args.out and args.out.exists():
        raise BadInput("suggest-out-exists", file=str(args.out))
    cube = cube_of_file(args.ledger)
    programs = _largest_first(names_in_ledger(args.ledger, cube), cube)
    codings = [(str(path), _coding(path)) for path in args.coded]
    findings = _findings(programs, str(args.ledger), codings)
    if any(finding.severity == "error" for finding in findings):
        return Outcome(findings=findings)
    earlier = [row for _, rows in codings[1:] for row in rows]
    found = suggestions(programs, codings[0][1], earlier=earlier, examples=shipped_names())
    if args.out:
        write_whole(args.out, _sheet(found).encode())
    return Outcome(text=_text(found), data=_data(found), findings=findings)


def _coding(path: Path) -> tuple[CodedShare, ...]:
    from sharedsafety.folder.one_table import table_values_of
    from sharedsafety.investments.coded import CodedShare

    return table_values_of(path, "budget/coding.csv", CodedShare)


def _findings(
    programs: Sequence[ProgramNames], ledger: str, codings: Sequence[tuple[str, tuple[CodedShare, ...]]]
) -> tuple[Finding, ...]:
    from sharedsafety.investments.coding import coding_findings
    from sharedsafety.investments.suggest_findings import suggest_findings

    (own, rows), *earlier = codings
    faults = [
        *coding_findings(rows, programs={names.program_key for names in programs}, file=own),
        *(fault for file, others in earlier for fault in coding_findings(others, file=file)),
    ]
    return (*faults, *suggest_findings(programs, ledger, (own, rows), earlier))


def _largest_first(programs: Sequence[ProgramNames], cube: LedgerCube) -> list[ProgramNames]:
    """Return the programs by their spending in the newest adopted budget, largest first."""
    from sharedsafety.cli.compare import year_asked
    from sharedsafety.investments.settings import money_settings

    if not programs:
        return []
    year, flows = year_asked("", cube), money_settings().spending_flows
    cents: dict[str, int] = {}
    for row in cube.table.to_pylist():
        if (row["fiscal_year"], row["phase"]) == year and row["flow"] in flows:
            cents[row["program_key"]] = cents.get(row["program_key"], 0) + row["amount_cents"]
    return sorted(programs, key=lambda names: (-abs(cents.get(names.program_key, 0)), names.program_key))


def _sheet(found: Suggestions) -> str:
    from sharedsafety.folder.shape import folder_shape
    from sharedsafety.folder.write import table_text

    rows = [asdict(row) for each in found.suggestions for row in each.rows]
    return table_text(rows, folder_shape().table("budget/coding.csv"))


def _text(found: Suggestions) -> str:
    count = len(found.suggestions)
    lines = [
        f"{found.uncoded} programs are not coded; a category is suggested for {count}. "
        f"Learned from {found.learned} coded programs. Nothing is coded until a person decides.",
        *_held_out(found),
        *([""] if count else []),
        *map(_line, found.suggestions[:SHOWN]),
    ]
    rest = count - SHOWN
    return "\n".join([*lines, *([f"{rest} more; --json and --out have all."] if rest > 0 else [])])


def _line(each: Suggestion) -> str:
    words = {"same_program": "coded so before", "same_name": "this name was coded so before", "words": "words"}
    return f"{each.category:<7} {each.score:.2f}  {each.program_key}\n    {words[each.how]}: {', '.join(each.because)}"


def _held_out(found: Suggestions) -> list[str]:
    """Return how often suggestions by words were right, one line a situation."""
    lines = []
    for situation, each in found.calibrations.items():
        where = "known" if situation.department_known else "new"
        what = "outside the perimeter" if situation.outside else "inside the perimeter"
        said = "too few were right: none is shown" if each.right_share is None else f"{each.right_share:.0%} right"
        lines.append(f"  held out, {where} department, {what}: {each.shown} of {each.held_out} shown, {said}")
    return lines


def _data(found: Suggestions) -> dict[str, Any]:
    listed = [
        {
            "program_key": each.program_key,
            "category": each.category,
            "score": round(each.score, 4),
            "because": list(each.because),
            "how": each.how,
            "shares": {row.category: float(row.share) for row in each.rows},
        }
        for each in found.suggestions
    ]
    held_out = [
        {
            "department_known": situation.department_known,
            "outside": situation.outside,
            "held_out": each.held_out,
            "shown": each.shown,
            "right_share": each.right_share,
        }
        for situation, each in found.calibrations.items()
    ]
    return {
        "suggestions": listed,
        "coverage": found.coverage,
        "uncoded": found.uncoded,
        "learned": found.learned,
        "held_out": held_out,
    }
