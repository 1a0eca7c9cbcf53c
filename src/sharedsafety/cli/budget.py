"""``sharedsafety budget ...``: from published budget files to a ledger."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sharedsafety.cli.agreement import add_agreement_verb
from sharedsafety.cli.audit import add_audit_verb
from sharedsafety.cli.budget_map import add_map_verb
from sharedsafety.cli.budget_sheet import add_sheet_verb
from sharedsafety.cli.compare import add_compare_verb
from sharedsafety.cli.least_moves import add_plan_verb
from sharedsafety.cli.migrate import add_migrate_verb
from sharedsafety.cli.output import Outcome
from sharedsafety.cli.sensitivity import add_sensitivity_verb
from sharedsafety.cli.suggest import add_suggest_verb
from sharedsafety.cli.what_if import add_what_if_verb
from sharedsafety.core.errors import BadInput

if TYPE_CHECKING:
    from sharedsafety.investments.ledger import LedgerImport
    from sharedsafety.investments.mapping import Mapping
    from sharedsafety.investments.reconcile import Reconciliation


def add_verbs(verbs: Any) -> None:
    """Add the verbs of budgets to the command line."""
    budget = verbs.add_parser("budget", help="budgets as published -> a ledger")
    steps = budget.add_subparsers(metavar="STEP", required=True)
    step = steps.add_parser("import", help="read published files, reconcile them, write a ledger")
    step.add_argument(
        "files",
        nargs="+",
        metavar="FILE",
        type=Path,
        help="a published file named in the mapping, or - for standard input",
    )
    step.add_argument("--mapping", required=True, type=Path, metavar="MAP", help="how to read the files (YAML)")
    step.add_argument("--out", required=True, type=Path, metavar="LEDGER.parquet", help="the ledger to write")
    step.add_argument(
        "--documents",
        type=Path,
        metavar="CSV",
        help="the documents' own totals (default: documents.csv beside the mapping)",
    )
    step.add_argument("--jurisdiction", default="", metavar="ID", help="identifier of the community")
    step.set_defaults(call=import_budget)
    add_map_verb(steps)
    add_suggest_verb(steps)
    add_compare_verb(steps)
    add_agreement_verb(steps)
    add_audit_verb(steps)
    add_sensitivity_verb(steps)
    add_what_if_verb(steps)
    add_plan_verb(steps)
    add_sheet_verb(steps)
    add_migrate_verb(steps)


def import_budget(args: argparse.Namespace) -> Outcome:
    """Return the outcome of ``budget import``; nothing is written where a finding is an error."""
    from sharedsafety.investments.controls_file import read_controls
    from sharedsafety.investments.ledger_file import import_to_file
    from sharedsafety.investments.mapping_file import read_mapping
    from sharedsafety.investments.reconcile import reconciliations

    root, below = _folder(args.mapping)
    mapping, faults = read_mapping(args.mapping, shown_as=_shown(args.mapping, root, below))
    if mapping is None:
        return Outcome(findings=faults)
    documents = args.documents or args.mapping.parent / "documents.csv"
    wanted = args.documents or documents.is_file()
    controls = read_controls(documents, shown_as=_shown(documents, root, below)) if wanted else ()
    with _published(mapping.below(below) if below else mapping, root, args.files) as (chosen, root):
        done = import_to_file(chosen, root, args.out, jurisdiction_id=args.jurisdiction)
    loaded = {total.doc_id for total in done.totals}
    checked, differences = reconciliations(done.totals, [each for each in controls if each.doc_id in loaded])
    findings = (*done.findings, *(differences if controls else ()))
    return Outcome(text=_text(done, checked), data=_data(done, checked), findings=findings)


def _folder(mapping: Path) -> tuple[Path, str]:
    """Return the folder that published files are named from, and where the mapping stands in it.

    Inside a community folder files are named as ``check`` names them; elsewhere as the mapping names them.
    """
    beside = mapping.resolve().parent
    if (beside.parent / "community.yaml").is_file():
        return beside.parent, beside.name
    return mapping.parent, ""


def _shown(path: Path, root: Path, below: str) -> str:
    """Return a file as it is named: from the community folder where it stands in one, else as it was given."""
    resolved = path.resolve()
    return resolved.relative_to(root).as_posix() if below and resolved.is_relative_to(root) else str(path)


@contextmanager
def _published(mapping: Mapping, root: Path, files: list[Path]) -> Iterator[tuple[Mapping, Path]]:
    """Yield the mapping of the named files, and the folder they stand in; ``-`` is the mapping's only file."""
    if files != [Path("-")]:
        yield _chosen(mapping, root, files), root
        return
    names = sorted({file.file for file in mapping.files})
    if len(names) != 1:
        raise BadInput("ledger-input-which-file", count=len(names))
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(scratch) / names[0]
        copy.parent.mkdir(parents=True, exist_ok=True)
        with copy.open("wb") as stream:
            shutil.copyfileobj(sys.stdin.buffer, stream)
        yield mapping, Path(scratch)


def _chosen(mapping: Mapping, root: Path, files: list[Path]) -> Mapping:
    """Return the mapping of the named files only."""
    wanted = {path.resolve(): path for path in files}
    known = {(root / file.file).resolve() for file in mapping.files}
    for resolved, path in wanted.items():
        if resolved not in known:
            raise BadInput("ledger-file-not-mapped", file=str(path))
    return replace(mapping, files=tuple(f for f in mapping.files if (root / f.file).resolve() in wanted))


def _by_year(done: LedgerImport) -> list[dict[str, Any]]:
    years: dict[tuple[int, str, str], list[int]] = {}
    for total in done.totals:
        both = years.setdefault((total.fiscal_year, total.phase, total.flow), [0, 0])
        both[0] += total.cents
        both[1] += total.lines
    return [
        {"fiscal_year": year, "phase": phase, "flow": flow, "amount_usd": _usd(cents), "lines": lines}
        for (year, phase, flow), (cents, lines) in sorted(years.items())
    ]


def _data(done: LedgerImport, checked: tuple[Reconciliation, ...]) -> dict[str, Any]:
    verdicts = {each.reconciled for each in checked} - {None}
    return {
        "lines": sum(total.lines for total in done.totals),
        "by_year": _by_year(done),
        "reconciled": all(verdicts) if verdicts else None,
        "difference": [
            {
                "doc_id": each.doc_id,
                "fund": each.fund,
                "ledger_usd": _usd(each.ledger_cents),
                "control_usd": None if each.control_cents is None else _usd(each.control_cents),
                "difference_usd": None if each.difference_cents is None else _usd(each.difference_cents),
                "reconciled": each.reconciled,
            }
            for each in checked
        ],
        "rejected": [
            {
                "file": each.file,
                "row": each.row,
                "label": each.label,
                "reason": each.reason,
                "amounts_usd": {column: _usd(cents) for column, cents in each.amounts.items()},
            }
            for each in done.left_out
        ],
    }


def _text(done: LedgerImport, checked: tuple[Reconciliation, ...]) -> str:
    lines = [f"{sum(total.lines for total in done.totals):,} lines", "", "year  phase     flow            dollars"]
    lines += [
        f"{row['fiscal_year']}  {row['phase']:<9} {row['flow']:<13} {_grouped(row['amount_usd']):>22}"
        for row in _by_year(done)
    ]
    words = {True: "agrees with its own total", False: "DIFFERS from its own total", None: "prints no total"}
    lines += ["", *(f"{each.doc_id}: {words[each.reconciled]}" for each in checked)] if checked else []
    return "\n".join(lines)


def _usd(cents: int) -> str:
    """Return cents as dollars, exactly."""
    sign = "-" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100}.{abs(cents) % 100:02d}"


def _grouped(dollars: str) -> str:
    whole, rest = dollars.split(".")
    return f"{int(whole):,}.{rest}" if whole != "-0" else dollars
