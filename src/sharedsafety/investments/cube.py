"""From millions of lines to thousands of totals: one scan, the same expression on every engine."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from pathlib import Path
from typing import Any

from sharedsafety.core.errors import BadInput
from sharedsafety.investments.ledger_schema import CUBE_KEYS, LINE_ID, LedgerCube
from sharedsafety.investments.line_ids import line_id_expression

_NAMES = ("department", "program_code", "program")
_SUMS = ("high", "low", "lines", "rounded_lines")
_LOW = 0xFFFFFFFF


def cube_expression(*ledgers: Any) -> Any:
    """Return the Ibis expression of the cube over one or more Ibis tables, each a whole ledger.

    Lines are added up by the number of their cell; labels are read at the first line of each cell only.
    High and low half of the cents are added up apart, so that no engine's 64 bits can overflow.
    """
    cells = reduce(lambda first, second: first.union(second), map(_cells, ledgers))
    return cells.group_by(list(CUBE_KEYS)).aggregate(
        **{name: cells[name].sum() for name in _SUMS}, **{name: cells[name].min() for name in _NAMES}
    )


def _cells(ledger: Any) -> Any:
    sums = ledger.group_by("cell").aggregate(
        high=(ledger.amount_cents >> 32).sum(),
        low=(ledger.amount_cents & _LOW).sum(),
        lines=ledger.count(),
        rounded_lines=ledger.rounded.cast("int64").sum(),
    )
    names = ledger.filter(ledger.cell_start).select("cell", *CUBE_KEYS, *_NAMES)
    return sums.join(names, "cell").drop("cell")


def ledger_cube(ledger: Path | Sequence[Path] | Any, *, engine: str = "duckdb") -> LedgerCube:
    """Return the totals of a ledger by program, year, phase, fund, character, flow, receiver and stated label.

    Args:
        ledger: one Parquet file, several, or an Arrow table in the ledger's schema.
        engine: ``duckdb`` (in this process).

    Raises:
        BadInput: a total is too large for 64 bits, or the engine is not known.
    """
    if engine != "duckdb":
        raise BadInput("ledger-engine", engine=engine)
    import ibis

    connection = ibis.duckdb.connect()
    try:
        found = cube_expression(*_tables(connection, ledger)).to_pyarrow()
    finally:
        connection.disconnect()
    return cube_of(found)


def cube_of(totals: Any) -> LedgerCube:
    """Return the cube from the rows that ``cube_expression`` gave, sorted by its keys."""
    import pyarrow as pa

    totals = totals.sort_by([(name, "ascending") for name in CUBE_KEYS])
    columns = {name: totals[name] for name in CUBE_KEYS}
    columns |= {"amount_cents": pa.array(_cents(totals["high"].to_numpy(), totals["low"].to_numpy()))}
    columns |= {name: totals[name].cast(pa.int64()) for name in ("lines", "rounded_lines")}
    return LedgerCube(table=pa.table(columns), programs=_programs(totals))


def _cents(high: Any, low: Any) -> Any:
    """Return ``high * 2**32 + low`` as int64."""
    carried = high + (low >> 32)
    outside = (carried < -(2**31)) | (carried >= 2**31)
    if outside.any():
        place = int(outside.argmax())
        raise BadInput("ledger-sum-too-large", amount=f"{(int(high[place]) << 32) + int(low[place]):,}")
    return (carried << 32) | (low & _LOW)


def _programs(totals: Any) -> Any:
    """Return one row a program, with the names of its newest year."""
    import pyarrow as pa

    order = [("program_key", "ascending"), ("fiscal_year", "descending"), *((name, "ascending") for name in _NAMES)]
    rows = totals.select(["program_key", "fiscal_year", *_NAMES]).sort_by(order)
    # On one thread the groups keep the order of the rows, and "first" is the first row.
    newest = rows.group_by("program_key", use_threads=False).aggregate([(name, "first") for name in _NAMES])
    columns = {"program_key": newest["program_key"], **{name: newest[f"{name}_first"] for name in _NAMES}}
    return pa.table(columns, schema=pa.schema([(name, pa.string()) for name in columns]))


def program_lines(ledger: Path | Sequence[Path] | Any) -> Any:
    """Return all lines as an Arrow table, sorted by program, newest year first, then by amount, for its pages."""
    import ibis

    connection = ibis.duckdb.connect()
    try:
        table = reduce(lambda first, second: first.union(second), _tables(connection, ledger))
        table = table.mutate(**{LINE_ID: line_id_expression(table)})
        order = [table.program_key, table.fiscal_year.desc(), table.phase, table.amount_cents.desc(), table.line_id]
        return table.order_by(order).to_pyarrow()
    finally:
        connection.disconnect()


def _tables(connection: Any, ledger: Path | Sequence[Path] | Any) -> list[Any]:
    """Return the ledgers as Ibis tables: cells are numbered within each."""
    import ibis

    if isinstance(ledger, Path):
        return [connection.read_parquet(str(ledger))]
    if isinstance(ledger, Sequence):
        return [connection.read_parquet(str(path)) for path in ledger]
    return [ibis.memtable(ledger)]
