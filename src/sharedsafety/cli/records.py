"""The verb ``disclosure records``: records of single people, as a steward let them go."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sharedsafety.cli.output import Outcome
from sharedsafety.core.findings import Finding
from sharedsafety.core.seed import SEED, seed

if TYPE_CHECKING:
    from sharedsafety.core.known_answers import KnownAnswers
    from sharedsafety.core.record_export import ExportedRecords


def add_records_verb(verbs: Any) -> None:
    """Register ``disclosure records``."""
    verb = verbs.add_parser("records", help="one row a person, for staff: only what was permitted and signed")
    verb.add_argument("rows", metavar="ROWS.csv", type=Path)
    verb.add_argument("--plan", metavar="PLAN.yaml", type=Path, required=True, help="what goes out, by whose leave")
    verb.add_argument("--out", metavar="FILE", type=Path, required=True, help="a new file, outside the input's folder")
    verb.add_argument("--seed", type=seed, default=SEED, help=f"seed of every random choice (default {SEED})")
    verb.set_defaults(call=_records)


def _records(args: argparse.Namespace) -> Outcome:
    from sharedsafety.core.known_answers import known_answers
    from sharedsafety.core.record_export import exported_records, records_csv
    from sharedsafety.core.record_level import record_findings
    from sharedsafety.folder.records_in import read_plan, read_records, refuse_out, write_new
    from sharedsafety.folder.yaml_in import with_rows

    refuse_out(args.out, args.rows, args.plan)
    table, noticed = read_records(args.rows)
    plan = read_plan(args.plan)
    found = with_rows(record_findings(table, plan, plan_file=args.plan.name), args.plan.parent)
    findings = (*noticed, *found)
    if any(finding.severity == "error" for finding in findings):
        return Outcome(text="Nothing was written: these must be mended first.", findings=findings)
    records = exported_records(table, plan, seed=args.seed)
    figure = known_answers(records.answers, seed=args.seed)
    write_new(args.out, records_csv(records).encode("utf-8"))
    return Outcome(
        text=_text(records, figure, args),
        data={
            "out": args.out.name,
            "records": figure.records,
            "columns": list(records.columns),
            "left_out": records.left_out,
            "known": figure.known,
            "at_worst": figure.at_worst,
            "by_chance": figure.by_chance,
            "exact": figure.exact,
            "seed": args.seed,
        },
        findings=(*findings, *_said_loudly(figure, args.out.name)),
    )


def _said_loudly(figure: KnownAnswers, file: str) -> tuple[Finding, ...]:
    params = {"single": figure.at_worst, "records": figure.records, "known": figure.known}
    return (Finding(code="records-fingerprint", file=file, params=params),) if figure.loud else ()


def _text(records: ExportedRecords, figure: KnownAnswers, args: argparse.Namespace) -> str:
    least = "" if figure.exact else "at least "
    return (
        f"{figure.records} records, {len(records.columns)} answers each; {records.left_out} people are left out.\n"
        f"Whoever knows {figure.known} answers of a person, of the most telling ones, finds that record alone for "
        f"{least}{figure.at_worst} of {figure.records};\n"
        f"of {figure.known} taken by chance, in {figure.by_chance:.1%} of cases. "
        f"Print both beside the records, wherever they are published.\n"
        f"{args.out} (seed {args.seed}). For the steward; it never goes into a release."
    )
