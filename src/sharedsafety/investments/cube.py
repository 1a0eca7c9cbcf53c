"""From millions of lines to thousands of totals: one scan, the same expression on every engine."""

from __future__ import annotations

from functools import reduce
from pathlib import Path
from typing import Any

from sharedsafety.core.errors import BadInput, Unreadable
from sharedsafety.investments.engines import DUCKDB, Ledger, ledger_tables
from sharedsafety.investments.ledger_file import is_ledger
from sharedsafety.investments.ledger_schema import CUBE_KEYS, LINE_ID, LedgerCube
from sharedsafety.investments.line_ids import LINE_ID_PARTS, with_line_ids

_NAMES = ("department", "program_code", "program")
_SHOWN = (
    "program_key", "fiscal_year", "phase", "object", "fund_code", "fund", "amount_cents", "flow", "rounded",
    "doc_id", "source_row", "source_column", "stated_label",
)  # fmt: skip
_COUNTS = ("lines", "rounded_lines")


def cube_expression(*ledgers: Any) -> Any:
    """Return the Ibis expression of the cube over one or more Ibis tables, each a whole ledger.

    Lines are added up by the number of their cell; labels are read at the first line of each cell only. Engines add
    64-bit integers up in 128 bits or more (DuckDB, PostgreSQL) or refuse to overflow (Spark).
    """
    cells = reduce(lambda first, second: first.union(second), map(_cells, ledgers))
    return cells.group_by(list(CUBE_KEYS)).aggregate(
        amount_cents=cells.amount_cents.sum().cast("decimal(38, 0)"),
        **{name: cells[name].sum() for name in _COUNTS},
        **{name: cells[name].min() for name in _NAMES},
    )


def _cells(ledger: Any) -> Any:
    sums = ledger.group_by("cell").aggregate(
        amount_cents=ledger.amount_cents.sum(),
        lines=ledger.count(),
        rounded_lines=ledger.count(where=ledger.rounded),
    )
    names = ledger.filter(ledger.cell_start).select("cell", *CUBE_KEYS, *_NAMES)
    return sums.join(names, "cell").drop("cell")


def ledger_cube(ledger: Ledger, *, engine: str = DUCKDB) -> LedgerCube:
    """Return the totals of a ledger by program, year, phase, fund, character, flow, receiver and stated label.

    Args:
        ledger: one Parquet file, several, or an Arrow table in the ledger's schema.
        engine: where it is added up (``ledger_tables``); every engine gives the same cube, to the cent.

    Raises:
        BadInput: a total is too large for 64 bits, or the engine is not known, not installed or does not answer.
    """
    with ledger_tables(engine, ledger) as tables:
        found = cube_expression(*tables).to_pyarrow()
    return cube_of(found)


def cube_of_file(path: Path) -> LedgerCube:
    """Return the totals of a ledger file that somebody names.

    Raises:
        Unreadable: there is no such file, or it is no ledger.
    """
    if not is_ledger(path):
        raise Unreadable("ledger-file-unreadable", file=str(path))
    return ledger_cube(path)


def cube_of(totals: Any) -> LedgerCube:
    """Return the cube from the rows that ``cube_expression`` gave, sorted by its keys."""
    import pyarrow as pa

    totals = totals.sort_by([(name, "ascending") for name in CUBE_KEYS])
    columns = {name: totals[name] for name in CUBE_KEYS}
    columns |= {"amount_cents": _cents(totals["amount_cents"])}
    columns |= {name: totals[name].cast(pa.int64()) for name in _COUNTS}
    return LedgerCube(table=pa.table(columns), programs=_programs(totals))


def _cents(sums: Any) -> Any:
    """Return the sums as 64-bit integers."""
    import pyarrow as pa
    import pyarrow.compute as pc

    try:
        return sums.cast(pa.int64())
    except pa.ArrowInvalid as error:
        largest = max(pc.min_max(sums).as_py().values(), key=abs)
        raise BadInput("ledger-sum-too-large", amount=f"{largest:,}") from error


def _programs(totals: Any) -> Any:
    """Return one row a program, with the names of its newest year."""
    import pyarrow as pa

    order = [("program_key", "ascending"), ("fiscal_year", "descending"), *((name, "ascending") for name in _NAMES)]
    rows = totals.select(["program_key", "fiscal_year", *_NAMES]).sort_by(order)
    # On one thread the groups keep the order of the rows, and "first" is the first row.
    newest = rows.group_by("program_key", use_threads=False).aggregate([(name, "first") for name in _NAMES])
    columns = {"program_key": newest["program_key"], **{name: newest[f"{name}_first"] for name in _NAMES}}
    return pa.table(columns, schema=pa.schema([(name, pa.string()) for name in columns]))


def program_lines(ledger: Path) -> Any:
    """Return all lines of a ledger file as an Arrow table, sorted by program, newest year first, then by amount.

    It has the columns that the page of a program shows.
    """
    import pyarrow.parquet as pq

    columns = list(dict.fromkeys((*_SHOWN, *LINE_ID_PARTS)))
    return shown_lines(pq.ParquetFile(ledger).read(columns))


def shown_lines(ledger: Any) -> Any:
    """Return lines of a ledger (Arrow) with their ids, sorted as ``program_lines`` says."""
    lines = with_line_ids(ledger)
    newest = ("fiscal_year", "descending")
    largest = ("amount_cents", "descending")
    order = [("program_key", "ascending"), newest, ("phase", "ascending"), largest, (LINE_ID, "ascending")]
    return lines.sort_by(order).select([LINE_ID, *_SHOWN])
