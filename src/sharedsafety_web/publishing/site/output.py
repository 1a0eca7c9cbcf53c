"""Writing a folder so that it appears whole or not at all, with a packed copy beside each text."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sharedsafety.core.whole_folder import replaced_folder

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
def replaced_site(out: Path) -> Iterator[Folder]:
    """Give a new folder that takes the place of the site at ``out`` when all went well."""
    with replaced_folder(out, known_by="assets/site.css") as fresh:
        yield Folder(fresh)
