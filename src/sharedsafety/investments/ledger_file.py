"""A ledger on disk: one Parquet file named by the hash of its content, never changed in place."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from sharedsafety.core.errors import BadInput, Unreadable
from sharedsafety.investments.ledger import LedgerImport, import_into, ledger_schema
from sharedsafety.investments.ledger_schema import LEDGER_COLUMNS, LINE_ID
from sharedsafety.investments.line_ids import with_line_ids
from sharedsafety.investments.mapping import Mapping

_ROW_GROUP = 122_880
_NULLABLE = ("receiver", "stated_label")
_NUMBERS = dict.fromkeys(("amount_cents", "source_row", "cell"), "DELTA_BINARY_PACKED")
_REPEATED = [name for name, kind in LEDGER_COLUMNS.items() if kind in ("string", "int16") and name != LINE_ID]
_STATISTICS = ["fiscal_year", "amount_cents", "source_row", "cell", "cell_start"]


def write_ledger(lines: Any, directory: Path) -> Path:
    """Return the file ``ledger-<sha256>.parquet`` that holds the lines; equal lines give an equal file.

    The file is written beside, synced and renamed: a crash leaves the old file or the new one.
    """

    def fill(write: Callable[[Any], None]) -> None:
        write(lines)

    with _scratch(directory) as part:
        _fill(part, fill)
        return _put(part, directory / f"ledger-{_sha256(part)}.parquet")


def import_to_file(mapping: Mapping, root: Path, out: Path, *, jurisdiction_id: str) -> LedgerImport:
    """Return the import, its ledger written to ``out`` in bounded memory.

    Nothing is written where a finding is an error.

    Args:
        out: a file ending in ``.parquet``, or a folder, in which the file is named by its content.

    Raises:
        Unreadable, BadInput: as ``import_ledger``, and where ``out`` is a file that is no ledger; nothing on disk has
            changed then.
    """
    folder = out.parent if out.suffix == ".parquet" else out
    _refuse_other_file(out)
    results: list[LedgerImport] = []

    def fill(write: Callable[[Any], None]) -> None:
        results.append(import_into(write, mapping, root, jurisdiction_id=jurisdiction_id))

    with _scratch(folder) as part:
        _fill(part, fill)
        if not results[0].usable:
            return results[0]
        target = out if out.suffix == ".parquet" else folder / f"ledger-{_sha256(part)}.parquet"
        return replace(results[0], path=_put(part, target))


def _refuse_other_file(out: Path) -> None:
    """Return nothing where a ledger may be written: only an earlier ledger is ever replaced."""
    if out.suffix == ".parquet" and (out.exists() or out.is_symlink()) and not is_ledger(out):
        raise BadInput("out-not-a-result", file=out.name)


def is_ledger(path: Path) -> bool:
    """Return whether a file is a ledger that this program wrote; its lines are not read."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        return path.is_file() and not path.is_symlink() and pq.read_schema(path).names == _stored_schema().names
    except (OSError, pa.ArrowInvalid):
        return False


def read_ledger(path: Path) -> Any:
    """Return the lines of a ledger file as an Arrow table.

    Raises:
        Unreadable: the file is missing, is no ledger, or its content is not what its name says.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        table = pq.ParquetFile(path).read()
    except (OSError, pa.ArrowInvalid) as error:
        raise Unreadable("ledger-file-unreadable", file=path.name) from error
    if table.schema.names != _stored_schema().names:
        raise Unreadable("ledger-file-unreadable", file=path.name)
    if path.name.startswith("ledger-") and path.stem != f"ledger-{_sha256(path)}":
        raise Unreadable("ledger-file-changed", file=path.name)
    return with_line_ids(table).cast(ledger_schema())


@contextmanager
def _scratch(folder: Path) -> Iterator[Path]:
    """Yield the name of a file to write first, on the same disk as ``folder``."""
    existing = next(each for each in (folder.resolve(), *folder.resolve().parents) if each.is_dir())
    with tempfile.TemporaryDirectory(dir=existing, prefix=".ledger-") as scratch:
        yield Path(scratch) / "part.parquet"


def _put(part: Path, target: Path) -> Path:
    """Return the target, which now holds what was in ``part``: synced, renamed, the folder synced."""
    _sync(part)
    target.parent.mkdir(parents=True, exist_ok=True)
    part.replace(target)
    _sync(target.parent)
    return target


def ledger_writer(path: Path) -> Any:
    """Return a Parquet writer for lines in the schema of a ledger file."""
    import pyarrow.parquet as pq

    return pq.ParquetWriter(path, _stored_schema(), compression="snappy", store_schema=False, use_dictionary=_REPEATED,
                            column_encoding=_NUMBERS, write_statistics=_STATISTICS)  # fmt: skip


def _fill(part: Path, fill: Callable[[Callable[[Any], None]], None]) -> None:
    with ledger_writer(part) as writer, ThreadPoolExecutor(max_workers=1) as beside:
        groups = _RowGroups(lambda table: beside.submit(lambda: writer.write_table(_canonical(table))))
        fill(groups.add)
        groups.finish()


class _RowGroups:
    """Cuts what is added into groups of equal size, so that equal lines give an equal file however they came."""

    def __init__(self, write: Callable[[Any], Future[None]]) -> None:
        self._write = write
        self._waiting: list[Any] = []
        self._written: Future[None] | None = None

    def add(self, lines: Any) -> None:
        """Add some lines (an Arrow table or batch); full groups are written, one at a time."""
        import pyarrow as pa

        self._waiting.append(lines if isinstance(lines, pa.Table) else pa.Table.from_batches([lines]))
        if sum(each.num_rows for each in self._waiting) >= _ROW_GROUP:
            table = pa.concat_tables(self._waiting)
            whole = table.num_rows - table.num_rows % _ROW_GROUP
            for start in range(0, whole, _ROW_GROUP):
                self._put(table.slice(start, _ROW_GROUP))
            self._waiting = [table.slice(whole)]

    def finish(self) -> None:
        """Write what is left, and wait until all is written."""
        import pyarrow as pa

        if self._waiting:
            self._put(pa.concat_tables(self._waiting))
        if self._written:
            self._written.result()

    def _put(self, table: Any) -> None:
        if self._written:
            self._written.result()
        self._written = self._write(table)


def _stored_schema() -> Any:
    """Return the schema of the file: no identifiers of lines, and texts, which repeat, as dictionaries."""
    import pyarrow as pa

    texts = pa.dictionary(pa.int32(), pa.string())
    return pa.schema(
        pa.field(each.name, texts if each.type == pa.string() else each.type, nullable=each.name in _NULLABLE)
        for each in ledger_schema()
        if each.name != LINE_ID
    )


def _canonical(table: Any) -> Any:
    """Return the lines with each dictionary sorted and without unused or repeated texts."""
    import pyarrow as pa

    table = table.select(_stored_schema().names).cast(_stored_schema()).unify_dictionaries().combine_chunks()
    columns = [column.combine_chunks() for column in table.columns]
    columns = [_sorted_dictionary(each) if pa.types.is_dictionary(each.type) else each for each in columns]
    return pa.Table.from_arrays(columns, schema=_stored_schema())


def _sorted_dictionary(column: Any) -> Any:
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    texts = column.dictionary.to_pylist()
    if len(texts) == 1 and not column.null_count:
        return column
    used = np.bincount(column.indices.drop_null(), minlength=len(texts)) > 0
    kept = sorted({text for text, is_used in zip(texts, used.tolist(), strict=True) if is_used})
    if kept == texts:
        return column
    places = {text: place for place, text in enumerate(kept)}
    numbers = pa.array([places.get(text) for text in texts], pa.int32())
    codes = pc.take(numbers, column.indices, boundscheck=False)
    return pa.DictionaryArray.from_arrays(codes, pa.array(kept, pa.string()), safe=False)


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
