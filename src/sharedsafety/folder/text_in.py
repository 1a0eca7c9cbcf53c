"""Small text files of a folder, whatever encoding a spreadsheet program gave them."""

from __future__ import annotations

from pathlib import Path

from sharedsafety.core.errors import Unreadable
from sharedsafety.core.findings import Finding
from sharedsafety.core.reviewed import read_catalogue


def text_of(path: Path, name: str) -> tuple[str, list[Finding]]:
    """Return the text of a file and what was noticed about its encoding.

    Raises:
        Unreadable: the file is missing, empty, too large for a table of a folder, or not text.
    """
    if not path.is_file():
        raise Unreadable("file-missing", file=name)
    limit = int(read_catalogue("folder/limits")["text_file_megabytes"])
    if path.stat().st_size > limit * 1_000_000:
        raise Unreadable("file-too-large", file=name, limit=limit)
    raw = path.read_bytes()
    if not raw.strip():
        raise Unreadable("file-empty", file=name)
    text, findings = _decoded(raw, name)
    if not text.strip():  # only a mark of the encoding
        raise Unreadable("file-empty", file=name)
    return text, findings


def _decoded(raw: bytes, name: str) -> tuple[str, list[Finding]]:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return raw.decode("utf-16"), [Finding(code="encoding-said", file=name, params={"encoding": "UTF-16"})]
        except UnicodeDecodeError as error:
            raise Unreadable("not-text", file=name) from error
    if b"\x00" in raw:
        raise Unreadable("not-text", file=name)
    try:
        return raw.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        text = raw.decode("windows-1252", errors="replace")
        return text, [Finding(code="encoding-said", file=name, params={"encoding": "Windows-1252"})]
