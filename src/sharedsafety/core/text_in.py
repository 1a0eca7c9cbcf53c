"""Small text files, read whole, whatever encoding a spreadsheet program gave them."""

from __future__ import annotations

import sys
from pathlib import Path

from sharedsafety.core.errors import Unreadable
from sharedsafety.core.findings import Finding
from sharedsafety.core.reviewed import read_catalogue


def text_of(path: Path, name: str) -> tuple[str, list[Finding]]:
    """Return the text of a file and what was noticed about its encoding.

    Raises:
        Unreadable: the file is missing, empty, too large to be read whole, or not text.
    """
    if not path.is_file():
        raise Unreadable("file-missing", file=name)
    limit = _limit()
    if path.stat().st_size > limit:
        raise _too_large(name)
    with path.open("rb") as stream:
        return _text(stream.read(limit + 1), name)


def text_of_standard_input(name: str) -> tuple[str, list[Finding]]:
    """Return the text on standard input and what was noticed about its encoding.

    Raises:
        Unreadable: there is none, too much to be read whole, or it is not text.
    """
    return _text(sys.stdin.buffer.read(_limit() + 1), name)


def _limit() -> int:
    return int(read_catalogue("core/limits")["text_file_megabytes"]) * 1_000_000


def _too_large(name: str) -> Unreadable:
    return Unreadable("file-too-large", file=name, limit=_limit() // 1_000_000)


def _text(raw: bytes, name: str) -> tuple[str, list[Finding]]:
    if len(raw) > _limit():  # it grew while it was read
        raise _too_large(name)
    text, findings = _decoded(raw, name)
    if not text.strip():
        raise Unreadable("file-empty", file=name)
    if "\0" in text:
        raise Unreadable("not-text", file=name)
    return text, findings


def _decoded(raw: bytes, name: str) -> tuple[str, list[Finding]]:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return raw.decode("utf-16"), [Finding(code="encoding-said", file=name, params={"encoding": "UTF-16"})]
        except UnicodeDecodeError as error:
            raise Unreadable("not-text", file=name) from error
    try:
        return raw.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        text = raw.decode("windows-1252", errors="replace")
        return text, [Finding(code="encoding-said", file=name, params={"encoding": "Windows-1252"})]
