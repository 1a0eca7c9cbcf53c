"""A ledger on disk: one Parquet file named by the hash of its content, never changed in place."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from sharedsafety.core.errors import Unreadable
from sharedsafety.investments.ledger import LedgerImport, import_into, ledger_schema
from sharedsafety.investments.mapping import Mapping

_ROW_GROUP = 250_000


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
        Unreadable, BadInput: as ``import_ledger``; nothing on disk has changed then.
    """
    folder = out.parent if out.suffix == ".parquet" else out
    results: list[LedgerImport] = []

    def fill(write: Callable[[Any], None]) -> None:
        results.append(import_into(write, mapping, root, jurisdiction_id=jurisdiction_id))

    with _scratch(folder) as part:
        _fill(part, fill)
        if not results[0].usable:
            return results[0]
        target = out if out.suffix == ".parquet" else folder / f"ledger-{_sha256(part)}.parquet"
        return replace(results[0], path=_put(part, target))


def read_ledger(path: Path) -> Any:
    """Return the lines of a ledger file as an Arrow table.

    Raises:
        Unreadable: the file is missing, is no ledger, or its content is not what its name says.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        table = pq.read_table(path)
    except (OSError, pa.ArrowInvalid) as error:
        raise Unreadable("ledger-file-unreadable", file=path.name) from error
    if table.schema.names != ledger_schema().names:
        raise Unreadable("ledger-file-unreadable", file=path.name)
    if path.name.startswith("ledger-") and path.stem != f"ledger-{_sha256(path)}":
        raise Unreadable("ledger-file-changed", file=path.name)
    return table.cast(ledger_schema())


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


def _fill(part: Path, fill: Callable[[Callable[[Any], None]], None]) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    waiting: list[Any] = []
    with pq.ParquetWriter(part, ledger_schema(), compression="zstd", store_schema=False) as writer:

        def flush() -> None:
            table = pa.concat_tables([_as_table(each).cast(ledger_schema()) for each in waiting])
            writer.write_table(table, row_group_size=_ROW_GROUP)
            waiting.clear()

        def write(lines: Any) -> None:
            waiting.append(lines)
            if sum(each.num_rows for each in waiting) >= _ROW_GROUP:
                flush()

        fill(write)
        if waiting:
            flush()


def _as_table(lines: Any) -> Any:
    import pyarrow as pa

    return lines if isinstance(lines, pa.Table) else pa.Table.from_batches([lines])


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
