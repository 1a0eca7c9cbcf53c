"""The verbs ``disclosure protect`` and ``audit``: tables of people on their way out, and an attacker on them."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sharedsafety.cli.output import Outcome
from sharedsafety.cli.records import add_records_verb
from sharedsafety.cli.score import add_score_verb
from sharedsafety.core.errors import BadInput, SharedSafetyError
from sharedsafety.core.seed import SEED, seed

if TYPE_CHECKING:
    from sharedsafety.core.disclosure import PeopleTable
    from sharedsafety.core.disclosure.protect import Protection
    from sharedsafety.core.disclosure.release_audit import GivenAway
    from sharedsafety.core.findings import Finding


def add_verbs(verbs: Any) -> None:
    """Register ``disclosure protect``, ``audit``, ``records`` and ``score``."""
    chapter = verbs.add_parser("disclosure", help="what may leave the house about people: tables, and records by leave")
    inner = chapter.add_subparsers(metavar="VERB", required=True)
    protect = inner.add_parser("protect", help="hide small counts, and as many others as it takes")
    protect.add_argument("table", metavar="TABLE.csv")
    protect.add_argument("--out", metavar="FILE", type=Path, required=True, help="the table as it may be published")
    protect.add_argument("--sensitive", metavar="COLUMN", default="", help="the answers to a sensitive question")
    protect.set_defaults(call=_protect)
    audit = inner.add_parser("audit", help="what a reader can work out from all tables together")
    audit.add_argument("tables", metavar="TABLE.csv", nargs="+")
    audit.set_defaults(call=_audit)
    for verb in (protect, audit):
        verb.add_argument(
            "--earlier", metavar="FILE", nargs="+", default=[], help="tables that are published already, oldest first"
        )
        verb.add_argument("--parents", metavar="FILE", help="which label is part of which (dimension, label, part_of)")
        verb.add_argument("--grown", action="store_true", help="the same people as earlier, and new ones beside them")
        verb.add_argument("--seed", type=seed, default=SEED, help=f"seed of every random choice (default {SEED})")
    add_records_verb(inner)
    add_score_verb(inner)


def _protect(args: argparse.Namespace) -> Outcome:
    from sharedsafety.core.disclosure.protect import protected
    from sharedsafety.core.whole_file import write_whole
    from sharedsafety.folder.people_table_out import table_rows, table_text

    _refuse_other_content(args)
    tables, noticed = _read(args, [args.table], "now")
    earlier, more = _read_earlier(args)
    found = protected(tables, earlier=earlier, within=_within(args), seed=args.seed)
    findings = (*noticed, *more, *found.findings)
    if any(finding.severity == "error" for finding in findings):
        return Outcome(text="Nothing was written.", findings=findings)
    write_whole(args.out, table_text(found.tables[0]).encode("utf-8"))
    return Outcome(
        text=_protected_text(found, args),
        data={
            "table": table_rows(found.tables[0]),
            "loss": int(found.loss),
            "gap": found.gap,
            "proved": found.proved,
            "seed": args.seed,
        },
        findings=findings,
    )


def _refuse_other_content(args: argparse.Namespace) -> None:
    """Refuse to replace anything but an earlier result of this verb, above all what it reads."""
    from sharedsafety.folder.people_table_in import people_table

    read = [Path(name).resolve() for name in (args.table, *args.earlier, *([args.parents] if args.parents else []))]
    if args.out.resolve() in read:
        raise BadInput("out-not-a-result", file=str(args.out))
    if args.out.exists():
        try:
            codes = people_table(str(args.out))[0].codes
        except SharedSafetyError:
            codes = ()
        if not codes:
            raise BadInput("out-not-a-result", file=str(args.out))


def _protected_text(found: Protection, args: argparse.Namespace) -> str:
    codes = found.tables[0].codes
    choice = "proved the least" if found.proved else "a good choice, not proved the least"
    if found.gap:
        choice = f"at most {found.gap:.1%} more than the least"
    return (
        f"{len(codes)} cells, {codes.count('S')} hidden; {int(found.loss)} people are hidden for the sake of others "
        f"({choice}). Do not publish that number.\n{args.out} (seed {args.seed})."
    )


def _audit(args: argparse.Namespace) -> Outcome:
    from sharedsafety.core.disclosure.release_audit import audited

    tables, noticed = _read(args, args.tables, "now")
    earlier, more = _read_earlier(args)
    named = {str(table.name): [table] for table in earlier}
    found = audited(tables, earlier=named, within=_within(args), seed=args.seed)
    verdict = "Nobody can be worked out." if not found.given_away else f"{len(found.given_away)} can be worked out:"
    lines = [f"  {_cell(each)}: {_range(each)}" for each in found.given_away]
    return Outcome(
        text="\n".join([f"{found.cells} cells, {found.hidden} hidden. {verdict}", *lines, f"Seed {args.seed}."]),
        data={
            "cells": found.cells,
            "hidden": found.hidden,
            "weak": [_weak_row(each) for each in found.given_away],
            "seed": args.seed,
        },
        findings=(*noticed, *more, *found.findings, *(each.finding for each in found.given_away)),
    )


def _cell(each: GivenAway) -> str:
    return ", ".join(f"{name} {label}" for name, label in each.cell.labels.items())


def _range(each: GivenAway) -> str:
    scale, unit = (1, "people") if each.cell.number == "count" else (100, "dollars")
    return f"{each.cell.low / scale:g} to {each.cell.high / scale:g} {unit}"


def _weak_row(each: GivenAway) -> dict[str, Any]:
    scale = 1 if each.cell.number == "count" else 100
    return {
        "table": each.table,
        "row": each.cell.row,
        "cell": dict(each.cell.labels),
        "number": each.cell.number,
        "low": each.cell.low / scale,
        "high": each.cell.high / scale,
        "earlier": list(each.earlier),
    }


def _read_earlier(args: argparse.Namespace) -> tuple[list[PeopleTable], tuple[Finding, ...]]:
    return _read(args, args.earlier, "earlier" if args.grown else "now")


def _read(
    args: argparse.Namespace, paths: Sequence[str], population: str
) -> tuple[list[PeopleTable], tuple[Finding, ...]]:
    from sharedsafety.folder.people_table_in import parents_of, people_table, with_parents

    parents = parents_of(args.parents) if args.parents else {}
    sensitive = getattr(args, "sensitive", "") if population == "now" else ""
    read = [people_table(path, population=population, sensitive=sensitive) for path in paths]
    tables = [with_parents(table, parents) for table, _ in read]
    return tables, tuple(finding for _, findings in read for finding in findings)


def _within(args: argparse.Namespace) -> dict[str, str]:
    return {"earlier": "now"} if args.grown else {}
