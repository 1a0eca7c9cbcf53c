"""The books of a community that has loaded no budget: every column, and not one line."""

from __future__ import annotations

from typing import Any

from sharedsafety.investments.cube import cube_of, shown_lines
from sharedsafety.investments.ledger_schema import CUBE_KEYS, LEDGER_COLUMNS, LINE_ID, LedgerCube


def no_cube() -> LedgerCube:
    """Return the cube of a ledger without lines.

    >>> no_cube().table.num_rows
    0
    """
    import pyarrow as pa

    names = ("department", "program_code", "program")
    fields = [(name, _type(LEDGER_COLUMNS[name])) for name in (*CUBE_KEYS, *names)]
    counts = [("amount_cents", pa.decimal128(38, 0)), ("lines", pa.int64()), ("rounded_lines", pa.int64())]
    return cube_of(pa.schema([*fields, *counts]).empty_table())


def no_lines() -> Any:
    """Return the lines of a ledger without any, with the columns that the page of a program shows."""
    import pyarrow as pa

    fields = [(name, _type(kind)) for name, kind in LEDGER_COLUMNS.items() if name != LINE_ID]
    return shown_lines(pa.schema(fields).empty_table())


def _type(name: str) -> Any:
    import pyarrow as pa

    return getattr(pa, name)()
