"""The columns of a ledger (method.md 2.1) and of the small table all measures work on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

#: Made from other columns wherever a ledger is read (``line_ids``): a file does not hold it.
LINE_ID = "line_id"

#: Column -> Arrow type name of one published amount. Amounts are whole cents, never floats.
LEDGER_COLUMNS: dict[str, str] = {
    LINE_ID: "string",  # unique in a ledger: document, table, row and column of the published amount
    "program_key": "string",  # links one program over years: department, code and name agree
    "jurisdiction_id": "string",
    "fiscal_year": "int16",  # the year the fiscal year ends
    "phase": "string",  # proposed, adopted, revised, estimate, actual
    "amount_cents": "int64",
    "flow": "string",  # expenditure, transfer_out, ..., revenue, correction
    "receiver": "string",  # who gets the money that is passed on, where the receiver is in the ledger too; else null
    "character": "string",  # personnel, operating, contract, ... or "unknown"
    "department": "string",
    "division": "string",
    "program_code": "string",
    "program": "string",
    "fund_code": "string",
    "fund": "string",
    "object": "string",
    "description": "string",
    "stated_label": "string",  # the publisher's own label of the program (its "priority outcome"), or null
    "rounded": "bool_",  # the published amount was rounded (exponent form such as 3.00E+05)
    "doc_id": "string",
    "source_row": "int32",  # row of the file as a spreadsheet counts it (the header is row 1)
    "source_column": "string",
    "source_table": "int16",  # place of the file (or sheet) in the mapping, counted from 1
    "source_column_number": "int16",  # counted from 1
}

#: Written beside them, so that totals of millions of lines group by one number instead of a dozen texts.
CELL_COLUMNS: dict[str, str] = {
    "cell": "int32",  # lines with equal labels (``CELL_LABELS``) have equal numbers, counted from 0 in one ledger
    "cell_start": "bool_",  # the first line of its cell
}

#: What one row of the cube is keyed by.
CUBE_KEYS = ("program_key", "fiscal_year", "phase", "fund_code", "character", "flow", "receiver", "stated_label")

#: Every label that a total is asked by.
CELL_LABELS = (*CUBE_KEYS, "department", "program_code", "program", "fund", "doc_id")


@dataclass(frozen=True, slots=True)
class LedgerCube:
    """Ledger totals by program x fiscal year x phase x fund x character x flow x receiver x stated label.

    ``table`` is a ``pyarrow.Table`` with the columns of ``CUBE_KEYS`` and ``amount_cents`` (int64),
    ``lines`` (int64), ``rounded_lines`` (int64), sorted by its keys; thousands of rows, however long the ledger.
    ``programs`` is a ``pyarrow.Table`` with ``program_key, department, program_code, program`` (one row a program).
    """

    table: Any
    programs: Any
