"""A table of votes and its signed plan as files, for the command line."""

from __future__ import annotations

from pathlib import Path

import yaml
from tests.library.core.record_samples import export_plan, votes_table

from sharedsafety.core.record_plan import RecordPlan, RecordRows, signed_content
from sharedsafety.core.spreadsheet_cells import csv_text
from sharedsafety.folder.records_in import read_plan, read_records


def write_export(folder: Path, table: RecordRows | None = None, *, sign: bool = True) -> tuple[Path, Path]:
    """Write ``votes.csv`` and ``plan.yaml`` and return their places."""
    table = table or votes_table()
    folder.mkdir(parents=True, exist_ok=True)
    rows, plan = folder / "votes.csv", folder / "plan.yaml"
    cells = [[row[column] for column in table.columns] for row in table.rows]
    rows.write_text(csv_text([table.columns, *cells]), encoding="utf-8")
    words = plan_words(export_plan(table))
    plan.write_text(yaml.safe_dump(words, allow_unicode=True), encoding="utf-8")
    if sign:
        content = signed_content(read_records(rows)[0], read_plan(plan))
        words["signed"] = {"by": "Sam Steward", "role": "steward", "on": "2026-04-01", "content": content}
        plan.write_text(yaml.safe_dump(words, allow_unicode=True), encoding="utf-8")
    return rows, plan


def plan_words(plan: RecordPlan) -> dict[str, object]:
    """The plan as a person writes it."""
    asked = plan.permission
    return {
        "title": plan.title,
        "drafted_by": plan.drafted_by,
        "person": plan.person,
        "permission": {
            "column": asked.column,
            "yes": asked.yes,
            "words": asked.words,
            "asked_on": asked.asked_on.isoformat(),
        },
        "first_answer_on": plan.first_answer_on.isoformat(),
        "answers": [{"columns": [*each.columns], "values": [*each.values]} for each in plan.answers],
    }
