"""A file that appears whole or not at all: a fault or an interruption leaves what was there before."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that nobody ever sees half of it: beside its place first, then into it in one step.

    >>> place = Path(tempfile.mkdtemp()) / "table.csv"
    >>> write_whole(place, b"all of it")
    >>> [file.name for file in place.parent.iterdir()]
    ['table.csv']
    """
    path = path.absolute()
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.chmod(0o644)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def write_all(files: Mapping[Path, bytes]) -> None:
    """Write several files, all of them or none: where one can't be written, those before it are what they were.

    Raises:
        OSError: a file can't be written; every file is as it was.

    >>> place = Path(tempfile.mkdtemp())
    >>> write_all({place / "a": b"1", place / "b": b"2"})
    >>> sorted(file.name for file in place.iterdir())
    ['a', 'b']
    """
    before = {path: path.read_bytes() if path.is_file() else None for path in files}
    written: list[Path] = []
    try:
        for path, content in files.items():
            write_whole(path, content)
            written.append(path)
    except BaseException:
        for path in reversed(written):
            _put_back(path, before[path])
        raise


def _put_back(path: Path, content: bytes | None) -> None:
    if content is None:
        path.unlink(missing_ok=True)
    else:
        write_whole(path, content)


def restore(path: Path, content: bytes) -> None:
    """Return a file to what it was: its bytes, or, where it was not there or empty, away with it."""
    if content:
        write_whole(path, content)
    else:
        path.unlink(missing_ok=True)
