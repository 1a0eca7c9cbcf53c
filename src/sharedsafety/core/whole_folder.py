"""A folder that appears whole or not at all: a fault or an interruption leaves what was there before."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from sharedsafety.core.errors import BadInput


def refuse_inside(out: Path, folder: Path) -> None:
    """Return nothing; a result is never written into the folder it is made from.

    Raises:
        BadInput: ``out`` is the folder or lies in it.
    """
    if out.resolve().is_relative_to(folder.resolve()):
        raise BadInput("out-inside-folder", file=out.name)


def refuse_other_content(out: Path, *, known_by: str, holds: Collection[str] = ()) -> None:
    """Return nothing; long work asks before it begins, and again before it replaces anything.

    Raises:
        BadInput: ``out`` holds something that is no earlier result (see ``replaced_folder``).
    """
    if not _may_be_replaced(out, known_by, holds):
        raise BadInput("out-not-a-result", file=out.name)


@contextmanager
def replaced_folder(out: Path, *, known_by: str, holds: Collection[str] = ()) -> Iterator[Path]:
    """Yield an empty folder that takes the place of ``out`` when all went well; else ``out`` stays as it was.

    Args:
        out: the folder to make; one that is there is replaced at the end, in one step.
        known_by: a file that only an earlier result has; a folder with other content is never replaced.
        holds: everything a result may hold at its top, where ``known_by`` alone could be anybody's file name.

    Raises:
        BadInput: ``out`` holds something else.

    >>> place = Path(tempfile.mkdtemp()) / "result"
    >>> with replaced_folder(place, known_by="made.txt") as fresh:
    ...     _ = (fresh / "made.txt").write_text("all of it")
    >>> [path.name for path in place.iterdir()]
    ['made.txt']
    """
    out = out.absolute()
    refuse_other_content(out, known_by=known_by, holds=holds)
    out.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    earlier = fresh.with_name(f"{fresh.name}-earlier")
    try:
        fresh.chmod(0o755)
        yield fresh
        refuse_other_content(out, known_by=known_by, holds=holds)
        if out.exists():
            out.rename(earlier)
        fresh.rename(out)
    finally:  # after an interruption too, between any two steps: readers get the new folder or the earlier one
        if earlier.exists() and not out.exists():
            earlier.rename(out)
        for left in (fresh, earlier):
            shutil.rmtree(left, ignore_errors=True)


def _may_be_replaced(out: Path, known_by: str, holds: Collection[str]) -> bool:
    if out.is_symlink() or not out.exists():
        return not out.is_symlink()
    if not out.is_dir():
        return False
    names = {path.name for path in out.iterdir()}
    return not names or ((out / known_by).is_file() and (not holds or names <= set(holds)))
