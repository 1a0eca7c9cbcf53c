"""An import and its cube kept beside the ledger: the same files, read by the same code, are not read again."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from functools import cache
from importlib.resources import files
from pathlib import Path

from sharedsafety.core.findings import Finding
from sharedsafety.investments.cube import ledger_cube
from sharedsafety.investments.document_totals import DocumentTotal
from sharedsafety.investments.engines import DUCKDB
from sharedsafety.investments.ledger import LedgerImport
from sharedsafety.investments.ledger_file import import_to_file
from sharedsafety.investments.ledger_schema import LedgerCube
from sharedsafety.investments.mapping import Mapping
from sharedsafety.investments.table_rows import LeftOut


def kept_import(mapping: Mapping, root: Path, keep_in: Path, *, jurisdiction_id: str) -> LedgerImport:
    """Return the import of ``import_to_file``; from ``keep_in``, where the same files were imported before.

    Raises:
        Unreadable, BadInput: as ``import_to_file``.
    """
    note = keep_in / f"import-{_import_key(mapping, root, jurisdiction_id)}.json"
    found = _noted(note)
    if found is not None:
        return found
    done = import_to_file(mapping, root, keep_in, jurisdiction_id=jurisdiction_id)
    if done.path is not None:
        content = asdict(done) | {"path": done.path.name}
        with _whole(note) as part:
            part.write_text(json.dumps(content), encoding="utf-8")
    return done


def kept_cube(ledger: Path, *, engine: str = DUCKDB) -> LedgerCube:
    """Return the cube of a ledger that is named by its content; it is worked out once, on whichever engine."""
    import pyarrow.parquet as pq

    kept = {name: ledger.with_name(f"cube-{_code()}-{name}-{ledger.name}") for name in ("table", "programs")}
    if all(path.is_file() for path in kept.values()):
        return LedgerCube(**{name: pq.ParquetFile(path).read() for name, path in kept.items()})
    cube = ledger_cube(ledger, engine=engine)
    for name, path in kept.items():
        with _whole(path) as part:
            pq.write_table(getattr(cube, name), part)
    return cube


def _noted(note: Path) -> LedgerImport | None:
    if not note.is_file():
        return None
    content = json.loads(note.read_text(encoding="utf-8"))
    path = note.with_name(content["path"])
    if not path.is_file():
        return None
    return LedgerImport(
        lines=None,
        totals=tuple(DocumentTotal(**each) for each in content["totals"]),
        findings=tuple(Finding(**each) for each in content["findings"]),
        left_out=tuple(LeftOut(**each) for each in content["left_out"]),
        ruled_out=tuple(LeftOut(**each) for each in content["ruled_out"]),
        path=path,
    )


@contextmanager
def _whole(target: Path) -> Iterator[Path]:
    """Yield the name of a file to write, which then becomes ``target``: who reads it finds it whole or not at all."""
    part = target.with_name(f".{target.name}-{os.getpid()}")
    yield part
    part.replace(target)


def _import_key(mapping: Mapping, root: Path, jurisdiction_id: str) -> str:
    """Return a hash over everything that an import depends on."""
    total = hashlib.blake2b(f"{_code()}\0{jurisdiction_id}\0{mapping!r}".encode(), digest_size=20)
    for name in sorted({file.file for file in mapping.files}):
        path = root / name
        if path.is_file():  # the import says what is wrong with one that is not
            with path.open("rb") as stream:
                total.update(f"\0{name}\0{hashlib.file_digest(stream, 'blake2b').hexdigest()}".encode())
    return total.hexdigest()


@cache
def _code() -> str:
    """Return a hash over this chapter's code and reviewed data: when they change, everything is read again."""
    total = hashlib.blake2b(digest_size=8)
    for folder in ("investments", "data/investments"):
        for path in sorted(files("sharedsafety").joinpath(*folder.split("/")).iterdir(), key=lambda path: path.name):
            if path.is_file():
                total.update(path.read_bytes())
    return total.hexdigest()
