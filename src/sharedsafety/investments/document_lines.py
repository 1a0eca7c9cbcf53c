"""The lines of one document: summed up by sheet, department, fund and flow, and page by page with their places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sharedsafety.investments.difference import Part
from sharedsafety.investments.reconcile import NOT_SPENDING, Control

_COLUMNS = (
    "doc_id", "fiscal_year", "phase", "flow", "department", "program_code", "program", "fund_code", "fund", "object",
    "description", "amount_cents", "source_row", "source_column", "source_table", "source_column_number",
)  # fmt: skip
_ORDER = ("source_table", "source_row", "source_column_number")


@dataclass(frozen=True, slots=True, kw_only=True)
class LinesPage:
    """Some lines of a document in the order of its file, with how many there are and what they sum up to."""

    rows: tuple[Mapping[str, Any], ...]
    lines: int
    cents: int
    page: int
    pages: int


def document_lines(ledger: Path, control: Control) -> Any:
    """Return the lines of one document, year and phase as an Arrow table, with ``counted``: whether the total has them.

    Args:
        ledger: a ledger file (``import_to_file``).
        control: the document; its ``fund`` narrows what is counted.
    """
    import pyarrow.parquet as pq

    own = {"doc_id": control.doc_id, "fiscal_year": control.fiscal_year, "phase": control.phase}
    filters = [(name, "=", value) for name, value in own.items()]
    table = pq.read_table(ledger, columns=list(_COLUMNS), filters=filters)
    return table.append_column("counted", _counted(table, control.fund))


def _counted(table: Any, fund: str | None) -> Any:
    import pyarrow as pa
    import pyarrow.compute as pc

    counted = pc.invert(pc.is_in(table["flow"].cast(pa.string()), pa.array(sorted(NOT_SPENDING))))
    if fund is not None:
        of_fund = pc.or_(pc.equal(table["fund_code"], fund), pc.equal(table["fund"], fund))
        counted = pc.and_(counted, of_fund)
    return counted


def sums_by(lines: Any, name: str) -> tuple[Part, ...]:
    """Return what the lines sum up to by one of their labels, counted and not counted lines apart, largest first."""
    import pyarrow as pa

    label = lines[name].cast(pa.string())
    table = pa.table({"label": label, "counted": lines["counted"], "cents": lines["amount_cents"]})
    table = table.set_column(2, "cents", table["cents"].cast(pa.decimal128(38, 0)))
    grouped = table.group_by(["label", "counted"]).aggregate([("cents", "sum"), ("cents", "count")])
    parts = (
        Part(kind=_KINDS.get(name, name), label=row["label"] or "", cents=int(row["cents_sum"]),
             counted=row["counted"], lines=row["cents_count"])
        for row in grouped.to_pylist()
    )  # fmt: skip
    return tuple(sorted(parts, key=lambda part: (not part.counted, -abs(part.cents), part.label)))


_KINDS = {"source_table": "table"}


def lines_of_amount(lines: Any, amounts: Sequence[int], *, most: int) -> tuple[Part, ...]:
    """Return the first single lines that hold one of some amounts, each with its row and column."""
    import pyarrow as pa
    import pyarrow.compute as pc

    fits = lines.filter(pc.is_in(lines["amount_cents"], pa.array([*amounts], pa.int64()))).slice(0, most)
    return tuple(
        Part(
            kind="line",
            label=" / ".join(text for text in (row["department"], row["program"], row["object"]) if text),
            cents=row["amount_cents"],
            counted=row["counted"],
            row=row["source_row"],
            column=row["source_column"],
        )
        for row in fits.to_pylist()
    )


def lines_page(lines: Any, where: Mapping[str, str], *, page: int = 1, size: int = 100) -> LinesPage:
    """Return one page of the lines that have certain labels, in the order of the published file.

    Args:
        lines: as ``document_lines`` returns them.
        where: label -> its text, such as ``department``.
        page: counted from 1; a page beyond the last is the last.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    for name, text in where.items():
        lines = lines.filter(pc.equal(lines[name].cast(pa.string()), text))
    count = lines.num_rows
    pages = max(1, -(-count // size))
    page = min(max(page, 1), pages)
    ordered = lines.sort_by([(name, "ascending") for name in _ORDER])
    cents = pc.sum(lines["amount_cents"].cast(pa.decimal128(38, 0))).as_py() or 0
    rows = tuple(ordered.slice((page - 1) * size, size).to_pylist())
    return LinesPage(rows=rows, lines=count, cents=int(cents), page=page, pages=pages)
