"""Writing a folder so that it appears whole or not at all, with a packed copy beside each text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sharedsafety.core.manifest import MANIFEST, bytes_hash, packed, write_manifest
from sharedsafety.core.whole_folder import replaced_folder

_PACKED = {".html", ".css", ".svg", ".csv", ".json", ".js", ".xml", ".txt"}


class Folder:
    """A folder being written; ``sizes`` holds the bytes of each file by its path, ``hashes`` also the packed copies."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.sizes: dict[str, int] = {}
        self.hashes: dict[str, str] = {}

    def write(self, path: str, content: bytes) -> None:
        """Write one file, and its gzip copy where a server would pack it."""
        self._put(path, content)
        if Path(path).suffix in _PACKED:
            self._put(f"{path}.gz", packed(content))
        self.sizes[path] = len(content)

    def seal(self, about: Mapping[str, Any]) -> str:
        """Write the manifest of everything that was written and return its hash (SHA-256, hex)."""
        return write_manifest(self.root, self.hashes, about)

    def _put(self, path: str, content: bytes) -> None:
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        self.hashes[path] = bytes_hash(content)


@contextmanager
def replaced_site(out: Path) -> Iterator[Folder]:
    """Give a new folder that takes the place of the site at ``out`` when all went well."""
    with replaced_folder(out, known_by=MANIFEST) as fresh:
        yield Folder(fresh)
