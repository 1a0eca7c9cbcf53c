"""Where a ledger is added up: in this process (DuckDB), in PostgreSQL, or on Spark; the expression is the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import Any
from uuid import uuid4

from sharedsafety.core.errors import BadInput

DUCKDB = "duckdb"
_POSTGRES = ("postgres://", "postgresql://")
_SPARK = ("spark", "spark://")
_PERFECT_BITS = 20  # DuckDB adds up fewer cells than 2**20 in a plain table, not in a hash table

Ledger = Path | Sequence[Path] | Any


@contextmanager
def ledger_tables(engine: str, ledger: Ledger) -> Iterator[list[Any]]:
    """Yield the ledgers as Ibis tables of an engine; what it had to copy is gone afterwards.

    Args:
        engine: ``duckdb``, ``postgres://user@host/database``, ``spark`` (this machine) or ``spark://host:port``.
        ledger: one Parquet file, several, or an Arrow table in the ledger's schema. Spark reads the files where they
            lie, so its workers must see them; PostgreSQL gets them as a table that ends with the connection.

    Raises:
        BadInput: ``ledger-engine``: the engine is not known; ``engine-missing``: its parts are not installed;
            ``engine-unreachable``: it does not answer.
    """
    connection = _connected(engine)
    try:
        sources = ledger if isinstance(ledger, Sequence) else [ledger]
        yield [_table(connection, engine, source) for source in sources]
    finally:
        connection.disconnect()


def refuse_unknown_engine(engine: str) -> None:
    """Refuse an engine that is none of those there are, before anything is read.

    Raises:
        BadInput: ``ledger-engine``.
    """
    if engine not in (DUCKDB, _SPARK[0]) and not engine.startswith((*_POSTGRES, _SPARK[1])):
        raise BadInput("ledger-engine", engine=_shown(engine))


def _connected(engine: str) -> Any:
    import ibis

    refuse_unknown_engine(engine)
    try:
        if engine == DUCKDB:
            return ibis.duckdb.connect(perfect_ht_threshold=_PERFECT_BITS)
        if engine.startswith(_POSTGRES):
            return ibis.connect(f"postgres://{engine.partition('://')[2]}")
        return ibis.pyspark.connect(_session(engine))
    except ImportError as error:
        raise BadInput("engine-missing", engine=_shown(engine), part=error.name or "") from error
    except Exception as error:  # each driver has its own base class; a person gets one sentence, whatever it is called
        raise BadInput("engine-unreachable", engine=_shown(engine)) from error


def _session(engine: str) -> Any:
    """Return the Spark session: the one that runs already, else one on all cores of this machine or at a master."""
    from pyspark.sql import SparkSession

    running = SparkSession.getActiveSession()
    if running is not None:
        return running
    quiet = {"spark.ui.enabled": "false", "spark.ui.showConsoleProgress": "false"}
    builder = SparkSession.builder.appName("sharedsafety").config(map=quiet)
    if engine != _SPARK[0]:
        return builder.master(engine).getOrCreate()
    loopback = builder.master("local[*]").config("spark.driver.bindAddress", "127.0.0.1")
    return loopback.config("spark.driver.host", "127.0.0.1").getOrCreate()


def _table(connection: Any, engine: str, source: Any) -> Any:
    import ibis
    import pyarrow.parquet as pq

    if engine.startswith(_POSTGRES):
        batches = pq.ParquetFile(source).iter_batches() if isinstance(source, Path) else source.to_batches()
        return _copied(connection, batches)
    return connection.read_parquet(str(source)) if isinstance(source, Path) else ibis.memtable(source)


def _copied(connection: Any, batches: Iterable[Any]) -> Any:
    """Return a table of the connection that holds the batches: PostgreSQL takes them fastest as CSV by COPY."""
    import ibis
    import pyarrow as pa
    from pyarrow.csv import WriteOptions, write_csv

    name, headless = f"ledger_{uuid4().hex}", WriteOptions(include_header=False)
    rest = iter(batches)
    first = next(rest)
    connection.create_table(name, schema=ibis.Schema.from_pyarrow(first.schema), temp=True)
    with connection.con.cursor() as cursor, cursor.copy(f'COPY "{name}" FROM STDIN (FORMAT csv)') as copy:
        for batch in chain([first], rest):
            sink = pa.BufferOutputStream()
            write_csv(batch, sink, headless)  # an empty cell is null, a quoted empty text is a text
            copy.write(sink.getvalue().to_pybytes())
    return connection.table(name)


def _shown(engine: str) -> str:
    """Return the engine as it may be printed: an address can hold a password."""
    scheme, apart, rest = engine.partition("://")
    return f"{scheme}://{rest.rpartition('@')[2]}" if apart else engine
