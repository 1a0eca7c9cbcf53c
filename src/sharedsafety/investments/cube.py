"""From millions of lines to thousands of totals: one scan, the same expression on every engine."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sharedsafety.core.errors import BadInput
from sharedsafety.investments.ledger_schema import CUBE_KEYS, LedgerCube

_NAMES = ("department", "program_code", "program")
_INT64 = 2**63


def cube_expression(ledger: Any) -> Any:
    """Return the Ibis expression of the cube over an Ibis table in the ledger's schema.

    Sums have 38 digits: cents of a whole state can't overflow them.
    """
    return ledger.group_by(list(CUBE_KEYS)).aggregate(
        amount=ledger.amount_cents.cast("decimal(38, 0)").sum(),
        lines=ledger.count(),
        rounded_lines=ledger.rounded.cast("int64").sum(),
        **{name: ledger[name].min() for name in _NAMES},
    )


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
        found = cube_expression(_table(connection, ledger)).to_pyarrow()
    finally:
        connection.disconnect()
    return cube_of(found)


def cube_of(totals: Any) -> LedgerCube:
    """Return the cube from the rows that ``cube_expression`` gave, sorted by its keys."""
    import pyarrow as pa

    totals = totals.sort_by([(name, "ascending") for name in CUBE_KEYS])
    whole = totals["amount"].cast(pa.decimal128(38, 0))
    too_large = next((sum_ for sum_ in whole.to_pylist() if not -_INT64 <= sum_ < _INT64), None)
    if too_large is not None:
        raise BadInput("ledger-sum-too-large", amount=f"{too_large:,}")
    columns = {name: totals[name] for name in CUBE_KEYS}
    columns |= {"amount_cents": whole.cast(pa.int64())}
    columns |= {name: totals[name].cast(pa.int64()) for name in ("lines", "rounded_lines")}
    return LedgerCube(table=pa.table(columns), programs=_programs(totals))


def _programs(totals: Any) -> Any:
    """Return one row a program, with the names of its newest year."""
    import pyarrow as pa

    order = [("program_key", "ascending"), ("fiscal_year", "descending"), *((name, "ascending") for name in _NAMES)]
    rows = totals.select(["program_key", "fiscal_year", *_NAMES]).sort_by(order).to_pylist()
    newest: dict[str, dict[str, Any]] = {}
    for row in rows:
        newest.setdefault(row["program_key"], row)
    columns = {name: [row[name] for row in newest.values()] for name in ("program_key", *_NAMES)}
    return pa.table(columns, schema=pa.schema([(name, pa.string()) for name in columns]))


def program_lines(ledger: Path | Sequence[Path] | Any) -> Any:
    """Return all lines as an Arrow table, sorted by program, newest year first, then by amount, for its pages."""
    import ibis

    connection = ibis.duckdb.connect()
    try:
        table = _table(connection, ledger)
        order = [table.program_key, table.fiscal_year.desc(), table.phase, table.amount_cents.desc(), table.line_id]
        return table.order_by(order).to_pyarrow()
    finally:
        connection.disconnect()


def _table(connection: Any, ledger: Path | Sequence[Path] | Any) -> Any:
    if isinstance(ledger, Path):
        return connection.read_parquet(str(ledger))
    if isinstance(ledger, Sequence):
        return connection.read_parquet([str(path) for path in ledger])
    import ibis

    return ibis.memtable(ledger)
