"""Records of single people as they may go out: answers only, under new ids, in an order that tells nothing."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass

from sharedsafety.core.errors import BadInput
from sharedsafety.core.record_level import record_findings
from sharedsafety.core.record_plan import RecordPlan, RecordRows, permitted
from sharedsafety.core.seed import SEED
from sharedsafety.core.spreadsheet_cells import csv_text, safe_cell

#: The column of the new ids; a community folder refuses a file that has it.
ID_COLUMN = "person_record"
_ID_DIGITS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportedRecords:
    """The records that go out.

    Args:
        columns: the answer columns, in the order of the plan.
        ids: a new id for each record.
        answers: the answers of each record, column by column; an empty text is no answer.
        left_out: people who gave no permission; 0, or at least the minimum cell.
    """

    columns: tuple[str, ...]
    ids: tuple[str, ...]
    answers: tuple[tuple[str, ...], ...]
    left_out: int


def exported_records(table: RecordRows, plan: RecordPlan, *, seed: int = SEED) -> ExportedRecords:
    """Return the answers of those who gave permission, under new random ids, in random order.

    The rows are sorted by what they hold before they are shuffled. So the result depends on the answers and the seed
    alone: another order of the rows or other ids in the file give the same bytes, and whoever knows the seed, which is
    published, finds no order back. The ids depend on the answers too, so that two exports never share them.

    Raises:
        BadInput: a condition of :func:`record_findings` is not met; all are told.

    Source: data/core/record_level.yaml.

    >>> from datetime import date
    >>> from sharedsafety.core.record_plan import Answers, Permission
    >>> plan = RecordPlan(title="", drafted_by="", person="p", permission=Permission(column="may", yes="yes", words="",
    ...     asked_on=date(2026, 3, 1)), first_answer_on=date(2026, 3, 1), answers=())
    >>> try:
    ...     exported_records(RecordRows(file="votes.csv", columns=(), rows=()), plan)
    ... except BadInput as refused:
    ...     refused.code
    'records-permission-words'
    """
    findings = record_findings(table, plan)
    if any(finding.severity == "error" for finding in findings):
        raise BadInput.with_all(findings)
    rows = permitted(table, plan)
    answers = sorted(tuple(row.get(column, "").strip() for column in plan.columns) for row in rows)
    ids, order = _drawn(answers, seed)
    return ExportedRecords(
        columns=plan.columns,
        ids=ids,
        answers=tuple(answers[place] for place in order),
        left_out=len(table.rows) - len(rows),
    )


def records_csv(records: ExportedRecords) -> str:
    """Return the records as CSV: the new id, then the answers; whole numbers stay numbers, all else is safe to open.

    >>> print(records_csv(ExportedRecords(columns=("s1",), ids=("a4",), answers=(("-1",),), left_out=0)), end="")
    person_record,s1
    a4,-1
    """
    header = [ID_COLUMN, *map(safe_cell, records.columns)]
    rows = ([key, *map(_cell, said)] for key, said in zip(records.ids, records.answers, strict=True))
    return csv_text([header, *rows], made_safe=True)


def _cell(text: str) -> str:
    return text if re.fullmatch(r"-?[0-9]+", text) else str(safe_cell(text))


def _drawn(answers: Sequence[tuple[str, ...]], seed: int) -> tuple[tuple[str, ...], list[int]]:
    """Return a different id for each record and the order of the records, from the answers and the seed."""
    import numpy as np

    content = hashlib.sha256(json.dumps(answers).encode("utf-8", "surrogatepass")).digest()
    rng = np.random.default_rng([seed, int.from_bytes(content)])
    order = [int(place) for place in rng.permutation(len(answers))]
    ids: dict[str, None] = {}
    while len(ids) < len(answers):
        ids[rng.bytes(_ID_DIGITS // 2).hex()] = None
    return tuple(ids), order
