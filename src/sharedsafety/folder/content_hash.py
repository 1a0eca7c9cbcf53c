"""One hash over a whole folder: two folders with equal files have equal hashes."""

from __future__ import annotations

import hashlib
from pathlib import Path

from sharedsafety.folder.foreign import folder_files


def folder_hash(root: Path) -> str:
    """Return the SHA-256 over the names and bytes of all files of a folder (hexadecimal).

    The generated descriptor ``datapackage.json`` is left out: it says nothing the other files do not say.
    """
    total = hashlib.sha256()
    for path in folder_files(root):
        name = path.relative_to(root).as_posix()
        if name != "datapackage.json":
            with path.open("rb") as stream:
                total.update(f"{name}\0{hashlib.file_digest(stream, 'sha256').hexdigest()}\n".encode())
    return total.hexdigest()
