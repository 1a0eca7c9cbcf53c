"""A table of moves as CSV, out and in again without loss (``data/folder/given_tables.yaml``)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from sharedsafety.core.errors import BadInput
from sharedsafety.core.findings import Finding
from sharedsafety.core.text_in import text_of
from sharedsafety.folder.one_table import table_values_of
from sharedsafety.folder.read import filled
from sharedsafety.folder.shape import given_shape
from sharedsafety.folder.table_in import rows_of_text
from sharedsafety.investments.move import Move
from sharedsafety.report.tables import csv_bytes

TABLE = "moves.csv"


def moves_csv(moves: Sequence[Move]) -> bytes:
    """Return moves as the table that ``budget what-if`` takes; ``moves_of_text`` gives them back unchanged.

    >>> moves_csv([Move(from_program="a", to="SV-TRC", amount_cents=1250, fiscal_year=2026)])
    b'from,to,amount_usd,fiscal_year,source,fund_code\\na,SV-TRC,12.50,2026,,\\n'
    """
    columns = [column.name for column in given_shape(TABLE).columns]
    return csv_bytes([dict(zip(columns, _cells(move), strict=True)) for move in moves]) if moves else _header(columns)


def moves_of_file(path: Path) -> tuple[Move, ...]:
    """Return the moves of a file.

    Raises:
        Unreadable: there is no such file, or it is no text.
        BadInput: a row has a fault; all of them are told.
    """
    return table_values_of(path, given_shape(TABLE), Move)


def moves_of_text(text: str) -> tuple[Move, ...]:
    """Return the moves of a table's text.

    Raises:
        BadInput: a row has a fault; all of them are told.
    """
    rows, findings = rows_of_text(text, given_shape(TABLE))
    if any(finding.severity == "error" for finding in findings):
        raise BadInput.with_all(findings)
    return filled(Move, rows)


def moves_of_bytes(content: bytes, keep_in: Path, *, most: int) -> tuple[Move, ...]:
    """Return the moves of an uploaded file, at least one and at most ``most``.

    Args:
        content: the bytes of the file.
        keep_in: a folder of the caller's, in which the bytes lie while they are read.

    Raises:
        Unreadable: it is no text.
        BadInput: a row has a fault, there is no move in it, or there are too many.
    """
    path = keep_in / TABLE
    path.write_bytes(content)
    moves = moves_of_text(text_of(path, TABLE)[0]) if content.strip() else ()
    if not moves:
        raise BadInput.with_all([Finding(code="moves-none", file=TABLE)])
    if len(moves) > most:
        raise BadInput.with_all(
            [Finding(code="moves-too-many", file=TABLE, params={"count": len(moves), "most": most})]
        )
    return moves


def _cells(move: Move) -> tuple[object, ...]:
    dollars = f"{Decimal(move.amount_cents).scaleb(-2):f}"
    return move.from_program, move.to, dollars, move.fiscal_year, move.source or None, move.fund_code


def _header(columns: Sequence[str]) -> bytes:
    return f"{','.join(columns)}\n".encode()
