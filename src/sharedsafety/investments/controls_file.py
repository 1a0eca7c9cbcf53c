"""The control totals of ``budget/documents.csv``: what each document prints as its own total."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

from sharedsafety.core.errors import BadInput
from sharedsafety.core.text_in import text_of
from sharedsafety.investments.amounts import amount_of
from sharedsafety.investments.reconcile import Control

_YEAR = re.compile(r"[0-9]{4}")
_NEEDED = ("doc_id", "fiscal_year", "phase", "control_total_usd")


def read_controls(path: Path, *, shown_as: str | None = None) -> tuple[Control, ...]:
    """Return the control total of each document, in the file's order; ``shown_as`` is how faults name the file.

    Raises:
        Unreadable: the file is missing, empty, too large or not text.
        BadInput: it is no table, a column is missing, or a year or an amount can't be read.
    """
    name = shown_as or path.name
    text, _ = text_of(path, name)
    table = csv.DictReader(io.StringIO(text, newline=""), restval="")
    try:
        return tuple(_control(cells, row, name) for row, cells in _rows(table, name))
    except csv.Error as error:
        raise BadInput("not-a-table", file=name) from error


def _rows(table: csv.DictReader[str], file: str) -> Iterator[tuple[int, dict[str, str]]]:
    for column in _NEEDED:
        if column not in (table.fieldnames or ()):
            found = ", ".join(table.fieldnames or ())
            raise BadInput("ledger-missing-column", file=file, row=1, column=column, found=found)
    yield from enumerate(table, start=2)


def _control(cells: dict[str, str], row: int, file: str) -> Control:
    amount = amount_of(cells["control_total_usd"])
    if amount is None:
        value = cells["control_total_usd"]
        raise BadInput("text-in-amount", file=file, row=row, column="control_total_usd", value=value)
    if (cents := amount.cents) is not None and cents <= 0:
        value = cells["control_total_usd"]
        raise BadInput("control-not-above-zero", file=file, row=row, column="control_total_usd", value=value)
    if not _YEAR.fullmatch(cells["fiscal_year"]):
        raise BadInput("ledger-fiscal-year", file=file, row=row, column="fiscal_year")
    return Control(
        doc_id=cells["doc_id"],
        fiscal_year=int(cells["fiscal_year"]),
        phase=cells["phase"],
        control_total_cents=cents,
        fund=cells.get("control_fund") or None,
    )
