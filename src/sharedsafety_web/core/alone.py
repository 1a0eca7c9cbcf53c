"""A folder in which one process works at a time; the system lets go of it however the process ends."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sharedsafety.core.errors import BadInput

#: Seconds between two looks at a folder in which somebody else works.
_PAUSE = 0.05


@contextmanager
def alone_in(folder: Path, *, else_code: str, patience: float = 0.0) -> Iterator[None]:
    """Keep a folder to this process; nothing is written into it for that.

    Args:
        folder: the folder.
        else_code: the finding that says that another process works in it.
        patience: seconds for which another process is waited for.

    Raises:
        BadInput: ``else_code``: another process works in it.
    """
    handle = os.open(folder, os.O_RDONLY)
    try:
        _lock(handle, folder, else_code, time.monotonic() + patience)
        yield
    finally:
        os.close(handle)


@contextmanager
def folder_alone(community: Any, *, patience: float = 0.0) -> Iterator[Path]:
    """Yield the folder of a community, in which nobody else writes; others are waited for ``patience`` seconds.

    Raises:
        BadInput: ``folder-busy``: somebody else writes into it just now; ``system-refused``: the folder is gone, or the
            system refused to write there.
    """
    root = Path(community.folder)
    try:
        with alone_in(root, else_code="folder-busy", patience=patience):
            yield root
    except OSError as error:
        raise BadInput("system-refused", problem=error.strerror or "-") from error


def _lock(handle: int, folder: Path, else_code: str, until: float) -> None:
    while True:
        try:
            return fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            if time.monotonic() >= until:
                raise BadInput(else_code, file=folder.name) from error
            time.sleep(_PAUSE)
