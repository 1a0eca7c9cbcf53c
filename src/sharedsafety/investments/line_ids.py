"""The identifier of a line, made from where it stands: a file that held it would hold a new text for every line."""

from __future__ import annotations

from typing import Any

from sharedsafety.investments.ledger_schema import LINE_ID

_PARTS = ("doc_id", ":", "source_table", ".", "source_row", ".", "source_column_number")


def with_line_ids(lines: Any) -> Any:
    """Return an Arrow table of lines with their identifiers as its first column.

    >>> import pyarrow as pa
    >>> place = {"doc_id": ["b-22"], "source_table": [1], "source_row": [7], "source_column_number": [5]}
    >>> with_line_ids(pa.table(place))["line_id"].to_pylist()
    ['b-22:1.7.5']
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    parts = [lines[part].cast(pa.string()) if part in lines.schema.names else part for part in _PARTS]
    return lines.add_column(0, LINE_ID, pc.binary_join_element_wise(*parts, ""))


def line_id_expression(lines: Any) -> Any:
    """Return the same identifiers as an Ibis expression."""
    import ibis

    first, *others = (lines[part].cast("string") if part in lines.columns else ibis.literal(part) for part in _PARTS)
    return first.concat(*others)
