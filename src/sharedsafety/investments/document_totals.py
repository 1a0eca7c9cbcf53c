"""What was read of each document: exact sums by document, year, phase, fund and flow."""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter
from typing import Any

_KEYS = ("doc_id", "fiscal_year", "phase", "fund_code", "fund", "flow")
_key = attrgetter(*_KEYS)


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentTotal:
    """The lines of one document, year, phase, fund and flow: how many, and their sum in cents."""

    doc_id: str
    fiscal_year: int
    phase: str
    fund_code: str
    fund: str
    flow: str
    cents: int
    lines: int


def document_totals(lines: Any) -> tuple[DocumentTotal, ...]:
    """Return the exact totals of an Arrow table (or batch) in the ledger's schema, sorted.

    >>> from sharedsafety.investments.ledger_lines import batch_schema
    >>> document_totals(batch_schema().empty_table())
    ()
    """
    import pyarrow as pa

    table = pa.table({name: _plain(lines.column(name)) for name in _KEYS})
    # 38 digits can't overflow, whatever the number of lines.
    table = table.append_column("cents", lines.column("amount_cents").cast(pa.decimal128(38, 0)))
    grouped = table.group_by(list(_KEYS)).aggregate([("cents", "sum"), ("cents", "count")])
    parts = (
        DocumentTotal(**{name: row[name] for name in _KEYS}, cents=int(row["cents_sum"]), lines=row["cents_count"])
        for row in grouped.to_pylist()
    )
    return tuple(sorted(parts, key=_key))


def _plain(column: Any) -> Any:
    import pyarrow as pa

    return column.cast(pa.string()) if pa.types.is_dictionary(column.type) else column
