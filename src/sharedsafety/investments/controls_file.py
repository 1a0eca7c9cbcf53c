"""The control totals of ``budget/documents.csv``: what each document prints as its own total."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from sharedsafety.core.errors import BadInput, Unreadable
from sharedsafety.investments.amounts import amount_of
from sharedsafety.investments.reconcile import Control

_NEEDED = ("doc_id", "fiscal_year", "phase", "control_total_usd")


def read_controls(path: Path, *, shown_as: str = "budget/documents.csv") -> tuple[Control, ...]:
    """Return the control total of each document, in the file's order.

    Raises:
        Unreadable: the file is missing or not UTF-8 text.
        BadInput: a column is missing, or a year or an amount can't be read.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise Unreadable("file-missing", file=shown_as) from error
    except (OSError, UnicodeDecodeError) as error:
        raise Unreadable("ledger-not-text", file=shown_as) from error
    table = csv.DictReader(io.StringIO(text, newline=""))
    for column in _NEEDED:
        if column not in (table.fieldnames or ()):
            found = ", ".join(table.fieldnames or ())
            raise BadInput("ledger-missing-column", file=shown_as, row=1, column=column, found=found)
    return tuple(_control(cells, row, shown_as) for row, cells in enumerate(table, start=2))


def _control(cells: dict[str, str], row: int, file: str) -> Control:
    amount = amount_of(cells["control_total_usd"] or "")
    if amount is None:
        value = cells["control_total_usd"]
        raise BadInput("text-in-amount", file=file, row=row, column="control_total_usd", value=value)
    if not (cells["fiscal_year"] or "").isdecimal():
        raise BadInput("ledger-fiscal-year", file=file, row=row, column="fiscal_year")
    return Control(
        doc_id=cells["doc_id"],
        fiscal_year=int(cells["fiscal_year"]),
        phase=cells["phase"],
        control_total_cents=amount.cents,
        fund=cells.get("control_fund") or None,
    )
