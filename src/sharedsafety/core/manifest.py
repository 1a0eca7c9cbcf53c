"""The files of a release by their hashes: one changed byte is found, and its file named."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sharedsafety.core.errors import Unreadable
from sharedsafety.core.findings import Finding

#: The file of a release that lists all the others, and its packed copy.
MANIFEST = "manifest.json"
_SELF = frozenset({MANIFEST, f"{MANIFEST}.gz"})


def file_hashes(root: Path) -> dict[str, str]:
    """Return path below ``root`` -> SHA-256 (hex) of every file there, packed copies too, without the manifest itself.

    >>> import tempfile
    >>> root = Path(tempfile.mkdtemp())
    >>> _ = (root / "index.html").write_text("hello")
    >>> file_hashes(root)["index.html"][:8]
    '2cf24dba'
    """
    files = (path for path in sorted(root.rglob("*")) if path.is_file() or path.is_symlink())
    named = ((path.relative_to(root).as_posix(), path) for path in files)
    return {name: _hash(path) for name, path in named if name not in _SELF}


def manifest_bytes(hashes: Mapping[str, str], about: Mapping[str, Any]) -> bytes:
    """Return the content of the manifest for these hashes; the same files give the same bytes.

    ``about`` says which release it is of, and whether its data are made up.
    """
    content = {"about": dict(about), "files": dict(sorted(hashes.items()))}
    return json.dumps(content, indent=0, ensure_ascii=False).encode()


def write_manifest(root: Path, hashes: Mapping[str, str], about: Mapping[str, Any]) -> str:
    """Write the manifest of a release with its packed copy, and return its hash (SHA-256, hex)."""
    content = manifest_bytes(hashes, about)
    (root / MANIFEST).write_bytes(content)
    (root / f"{MANIFEST}.gz").write_bytes(packed(content))
    return bytes_hash(content)


def bytes_hash(content: bytes) -> str:
    """Return the SHA-256 (hex) of bytes.

    >>> bytes_hash(b"hello")[:8]
    '2cf24dba'
    """
    return hashlib.sha256(content).hexdigest()


def packed(content: bytes) -> bytes:
    """Return the gzip copy of a file as it stands beside it; the same content gives the same bytes."""
    return gzip.compress(content, compresslevel=6, mtime=0)


def manifest_faults(root: Path, expected: str, name: str) -> tuple[Finding, ...]:
    """Return what differs between a release and what was signed: changed, missing and added files by name.

    Args:
        root: folder of the release.
        expected: SHA-256 (hex) of the manifest as it was signed.
        name: how people know the folder, such as ``r3``; the findings' files begin with it.
    """
    path = root / MANIFEST
    if not path.is_file():
        return (Finding(code="release-file-missing", file=f"{name}/{MANIFEST}"),)
    content = path.read_bytes()
    if bytes_hash(content) != expected:
        return (Finding(code="release-manifest-changed", file=f"{name}/{MANIFEST}"),)
    faults = file_faults(_signed(content, name), file_hashes(root), f"{name}/")
    copy = root / f"{MANIFEST}.gz"
    whole = not copy.is_file() or copy.read_bytes() == packed(content)
    return faults if whole else (Finding(code="release-file-changed", file=f"{name}/{copy.name}"), *faults)


def file_faults(signed: Mapping[str, str], found: Mapping[str, str], prefix: str) -> tuple[Finding, ...]:
    """Return a finding for every file that was changed, removed or added; its path begins with ``prefix``.

    >>> [fault.code for fault in file_faults({"a": "1", "b": "2"}, {"a": "1", "b": "3", "c": "4"}, "")]
    ['release-file-changed', 'release-file-added']
    """
    verdicts = ((file, _verdict(signed.get(file), found.get(file))) for file in sorted({*signed, *found}))
    return tuple(Finding(code=code, file=f"{prefix}{file}") for file, code in verdicts if code)


def _verdict(signed: str | None, found: str | None) -> str:
    if found is None:
        return "release-file-missing"
    if signed is None:
        return "release-file-added"
    return "" if signed == found else "release-file-changed"


def _signed(content: bytes, name: str) -> dict[str, str]:
    try:
        files = json.loads(content)["files"]
        return {str(file): str(digest) for file, digest in files.items()}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Unreadable("release-record-unreadable", file=f"{name}/{MANIFEST}") from error


def _hash(path: Path) -> str:
    """Return the hash of a file; a link is no file of a release and hashes as where it points, so that it is found."""
    return bytes_hash(str(path.readlink()).encode() if path.is_symlink() else path.read_bytes())
