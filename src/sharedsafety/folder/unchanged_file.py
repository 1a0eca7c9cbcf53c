"""A file of a folder that is written only while it is as it was when somebody looked at it."""

from __future__ import annotations

import hashlib
from pathlib import Path

from sharedsafety.core.errors import BadInput
from sharedsafety.core.whole_file import write_whole


def file_hash(root: Path, name: str) -> str:
    """Return the SHA-256 of a file of a folder as it is now; of nothing, where there is no such file.

    >>> file_hash(Path("nowhere"), "ratings.csv")[:8]
    'e3b0c442'
    """
    place = root / name
    return hashlib.sha256(place.read_bytes() if place.is_file() else b"").hexdigest()


def write_unchanged(root: Path, name: str, content: bytes, *, before: str) -> None:
    """Write a file of a folder whole, where its hash is still ``before``.

    Raises:
        BadInput: ``observations-changed``: somebody else wrote the file meanwhile; it is left alone.
    """
    refuse_changed(root, name, before=before)
    write_whole(root / name, content)


def refuse_changed(root: Path, name: str, *, before: str) -> None:
    """Raise where a file of a folder is no longer as it was.

    Raises:
        BadInput: ``observations-changed``.
    """
    if file_hash(root, name) != before:
        raise BadInput("observations-changed", file=name)
