"""What does not belong into a community folder: unknown files, and records of single people."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sharedsafety.core.findings import Finding
from sharedsafety.folder.records_of_people import people_findings
from sharedsafety.folder.shape import folder_shape


def foreign_findings(root: Path) -> Iterator[Finding]:
    """Yield a finding for each file that is not part of the shape, and for each that holds records of people."""
    yield from _folders_outside(root)
    for path in folder_files(root):
        name = path.relative_to(root).as_posix()
        if not name.isprintable():
            yield Finding(code="file-name-unreadable", file=ascii(name))
            continue
        if leads_outside(path, root):
            yield Finding(code="link-outside", file=name)
            continue
        if not _known(name):
            yield Finding(code="file-unknown", file=name)
        yield from people_findings(path, name)


def leads_outside(path: Path, root: Path) -> bool:
    """Return whether a path leads out of a folder by links or ``..``, or in a circle.

    >>> leads_outside(Path("budget/../../else"), Path("budget"))
    True
    """
    try:
        return not path.resolve().is_relative_to(root.resolve())
    except (OSError, RuntimeError):  # links in a circle, a name longer than any file's
        return True


def _folders_outside(root: Path) -> Iterator[Finding]:
    """Yield a finding for each link to a folder elsewhere: its files would be read, and be missing from the hash."""
    for path in sorted(path for path in root.rglob("*") if path.is_symlink() and path.is_dir()):
        if leads_outside(path, root):
            yield Finding(code="link-outside", file=path.relative_to(root).as_posix())


def folder_files(root: Path) -> list[Path]:
    """Return the files of a folder in a stable order; hidden files are left out."""
    return sorted(
        path
        for path in root.rglob("*")
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(root).parts)
    )


def _known(name: str) -> bool:
    shape = folder_shape()
    listed = {table.path for table in shape.tables} | {document.path for document in shape.documents}
    kept = any(name.startswith(f"{folder}/") for folder in shape.as_published)
    return name in listed or kept or name.rsplit("/", 1)[-1] in shape.anywhere
