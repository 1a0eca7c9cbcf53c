"""The identifier of a line, made from where it stands: a file that held it would hold a new text for every line."""

from __future__ import annotations

from typing import Any

from sharedsafety.investments.ledger_schema import LINE_ID

LINE_ID_PARTS = ("doc_id", "source_table", "source_row", "source_column_number")


def with_line_ids(lines: Any) -> Any:
    """Return an Arrow table of lines with their identifiers as its first column.

    >>> import pyarrow as pa
    >>> place = {"doc_id": ["b-22"], "source_table": [1], "source_row": [7], "source_column_number": [5]}
    >>> with_line_ids(pa.table(place))["line_id"].to_pylist()
    ['b-22:1.7.5']
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    document, table, row, column = (lines[part].cast(pa.string()) for part in LINE_ID_PARTS)
    ids = pc.binary_join_element_wise(document, ":", table, ".", row, ".", column, "")
    return lines.add_column(0, LINE_ID, ids)
