"""A folder in which one process works at a time; the system lets go of it however the process ends."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sharedsafety.core.errors import BadInput


@contextmanager
def alone_in(folder: Path, *, else_code: str) -> Iterator[None]:
    """Keep a folder to this process; nothing is written into it for that.

    Raises:
        BadInput: ``else_code``: another process works in it.
    """
    handle = os.open(folder, os.O_RDONLY)
    try:
        _lock(handle, folder, else_code)
        yield
    finally:
        os.close(handle)


@contextmanager
def folder_alone(community: Any) -> Iterator[Path]:
    """Yield the folder of a community, in which nobody else writes meanwhile.

    Raises:
        BadInput: ``folder-busy``: somebody else writes into it just now.
    """
    root = Path(community.folder)
    with alone_in(root, else_code="folder-busy"):
        yield root


def _lock(handle: int, folder: Path, else_code: str) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise BadInput(else_code, file=folder.name) from error
