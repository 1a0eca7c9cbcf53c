"""Writing a folder so that it appears whole or not at all, with a packed copy beside each text."""

from __future__ import annotations

import gzip
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PACKED = {".html", ".css", ".svg", ".csv", ".json", ".js", ".xml", ".txt"}


class Folder:
    """A folder being written; ``sizes`` holds the bytes of each file by its path."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.sizes: dict[str, int] = {}

    def write(self, path: str, content: bytes) -> None:
        """Write one file, and its gzip copy where a server would pack it."""
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        if target.suffix in _PACKED:
            target.with_name(f"{target.name}.gz").write_bytes(gzip.compress(content, compresslevel=6, mtime=0))
        self.sizes[path] = len(content)


@contextmanager
def replaced_folder(out: Path) -> Iterator[Folder]:
    """Give a new folder that takes the place of ``out`` when all went well; else ``out`` stays as it was."""
    out.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    fresh.chmod(0o755)
    try:
        yield Folder(fresh)
        _swap(fresh, out)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _swap(fresh: Path, out: Path) -> None:
    if not out.exists():
        fresh.rename(out)
        return
    old = out.with_name(f".{out.name}-old")
    shutil.rmtree(old, ignore_errors=True)
    out.rename(old)
    fresh.rename(out)
    shutil.rmtree(old, ignore_errors=True)
