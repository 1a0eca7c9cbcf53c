"""Parquet files: read in pieces and written as CSV, so that they go the way of every other published table."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from sharedsafety.core.errors import BadInput, Unreadable
from sharedsafety.investments.spreadsheet_child import cell_text
from sharedsafety.investments.upload_limits import upload_limits

_ROWS = 20_000  # in one piece


def is_parquet(path: Path) -> bool:
    """Return whether a file is Parquet by its content."""
    with path.open("rb") as stream:
        return stream.read(4) == b"PAR1"


def parquet_as_csv(path: Path, out: Path, *, shown_as: str) -> None:
    """Write a Parquet file as UTF-8 CSV, in bounded memory: the names of its columns first, then row for row.

    Raises:
        Unreadable: the file is damaged, or a column holds lists or records instead of values.
        BadInput: it has more columns than any budget.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(path) as file, out.open("w", encoding="utf-8", newline="") as stream:
            _checked(file.schema_arrow, shown_as)
            writer = csv.writer(stream, lineterminator="\n")
            writer.writerow(file.schema_arrow.names)
            for piece in file.iter_batches(batch_size=_ROWS):
                writer.writerows(zip(*map(_texts, piece.columns), strict=True))
    except (pa.ArrowException, OSError) as error:
        raise Unreadable("ledger-parquet-refused", file=shown_as, reason="it is damaged") from error


def _checked(schema: Any, shown_as: str) -> None:
    import pyarrow as pa

    if len(schema) > upload_limits().text.columns:
        raise BadInput("ledger-too-many-columns", file=shown_as, row=1, count=len(schema))
    for column in schema:
        if pa.types.is_nested(column.type):
            reason = f"its column {column.name} holds lists or records"
            raise Unreadable("ledger-parquet-refused", file=shown_as, reason=reason)


def _texts(column: Any) -> list[str]:
    """Return the cells as text: a missing value is an empty cell."""
    return ["" if value is None else cell_text(value) for value in column.to_pylist()]
