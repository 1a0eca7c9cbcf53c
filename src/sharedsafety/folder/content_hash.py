"""One hash over a whole folder: two folders with equal files have equal hashes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sharedsafety.core.errors import BadInput, Unreadable
from sharedsafety.folder.foreign import folder_files


def folder_hash(root: Path) -> str:
    """Return the SHA-256 over the names and bytes of all files of a community folder (hexadecimal).

    The generated descriptor ``datapackage.json`` is left out: it says nothing the other files do not say.

    Raises:
        Unreadable: there is no such folder, or it has no ``community.yaml``.
    """
    if not (root / "community.yaml").is_file():
        raise Unreadable("not-a-community", file=root.name)
    total = hashlib.sha256()
    for path in folder_files(root):
        name = path.relative_to(root).as_posix()
        if name != "datapackage.json":
            with path.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
            total.update(f"{name}\0{digest}\n".encode("utf-8", "surrogateescape"))
    return total.hexdigest()


@contextmanager
def unchanged_folder(root: Path) -> Iterator[None]:
    """Return a guard that lets work on a folder go on, and refuses it where somebody changed the folder meanwhile.

    Raises:
        BadInput: ``folder-changed``: what was read belongs to no one state of the folder.
        Unreadable: as ``folder_hash``.
    """
    before = folder_hash(root)
    yield
    if folder_hash(root) != before:
        raise BadInput("folder-changed", file=root.name)
