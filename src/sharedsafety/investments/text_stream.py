"""A published text file as a stream of UTF-8, whatever encoding it has; it is never held in memory."""

from __future__ import annotations

import codecs
import gzip
import io
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, cast

from sharedsafety.core.errors import Unreadable
from sharedsafety.investments.upload_limits import upload_limits

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_CHUNK = 1 << 20


def opened(path: Path, *, shown_as: str) -> BinaryIO:
    """Return the bytes of a file, unpacked if they are gzip.

    Raises:
        Unreadable: the file is missing or is not a file.
    """
    if path.exists() and not path.is_file():  # a pipe would be waited for, a device read for ever
        raise Unreadable("ledger-not-a-file", file=shown_as)
    try:
        stream = path.open("rb")
        packed = stream.read(2) == b"\x1f\x8b"
        stream.seek(0)
    except FileNotFoundError as error:
        raise Unreadable("file-missing", file=shown_as) from error
    except OSError as error:
        raise Unreadable("ledger-not-a-file", file=shown_as) from error
    return cast(BinaryIO, gzip.GzipFile(fileobj=stream)) if packed else stream


def encoding_of(path: Path, *, shown_as: str, stated: str | None = None) -> str:
    """Return the encoding of a text file: by its mark, else UTF-8 where all of it is, else Windows-1252 or Latin-1.

    The whole file is read once, in pieces. ``stated`` is what the mapping says: only then text of two or four bytes
    a character needs no mark.

    Raises:
        Unreadable: it is empty, is not text, or a line is longer than any budget's.
    """
    chunks = _checked_lines(_chunks(path, shown_as), shown_as)
    first = next(chunks, b"")
    if not first:
        raise Unreadable("ledger-empty-file", file=shown_as)
    wide = next((encoding for mark, encoding in _MARKS[1:] if first.startswith(mark)), None)
    if first.startswith(codecs.BOM_UTF32_LE):  # begins as UTF-16 does
        wide = None
    if stated and codecs.lookup(stated).name.startswith(("utf-16", "utf-32")):
        wide = stated
    if wide:
        for _ in chunks:
            pass
        return wide
    return _eight_bit_encoding(first, chunks, shown_as)


def _eight_bit_encoding(first: bytes, chunks: Iterator[bytes], shown_as: str) -> str:
    decoder = codecs.getincrementaldecoder("utf-8")()
    is_utf8, fits_windows, chunk = True, True, first
    while chunk:
        if b"\0" in chunk:
            raise Unreadable("ledger-not-text", file=shown_as)
        if not chunk.isascii() or decoder.getstate()[0]:
            is_utf8 = is_utf8 and _decodes(chunk, decoder.decode)
            fits_windows = fits_windows and _decodes(chunk, codecs.getdecoder("cp1252"))
        chunk = next(chunks, b"")
    if is_utf8 and not decoder.getstate()[0]:
        return "utf-8"
    return "cp1252" if fits_windows else "latin-1"


def _decodes(chunk: bytes, decode: Callable[[bytes], object]) -> bool:
    try:
        decode(chunk)
    except UnicodeDecodeError:
        return False
    return True


def _chunks(path: Path, shown_as: str) -> Iterator[bytes]:
    with opened(path, shown_as=shown_as) as stream:
        try:
            while chunk := stream.read(_CHUNK):
                yield chunk
        except (OSError, EOFError, zlib.error) as error:  # a damaged gzip file
            raise Unreadable("ledger-not-text", file=shown_as) from error


def _checked_lines(chunks: Iterator[bytes], shown_as: str) -> Iterator[bytes]:
    """Pass the pieces on; stop at a line longer than the cap, before it is held anywhere."""
    cap = upload_limits().text.line_bytes
    open_line = 0
    for chunk in chunks:
        start = max(chunk.find(b"\n"), chunk.find(b"\r"))
        open_line = open_line + len(chunk) if start < 0 else len(chunk) - max(chunk.rfind(b"\n"), chunk.rfind(b"\r"))
        if open_line > cap + _CHUNK:
            raise Unreadable("ledger-line-too-long", file=shown_as, cap=cap)
        yield chunk


class Utf8Stream(io.RawIOBase):
    """The text of a file as UTF-8 bytes without a byte-order mark."""

    def __init__(self, path: Path, encoding: str, *, shown_as: str) -> None:
        self._bytes = opened(path, shown_as=shown_as)
        if encoding == "utf-8":
            mark = self._bytes.read(3)
            self._left = b"" if mark == codecs.BOM_UTF8 else mark
            self._read: Callable[[int], bytes] = self._bytes.read
        else:
            text = io.TextIOWrapper(self._bytes, encoding=encoding, newline="")
            self._left = text.read(1).lstrip("\ufeff").encode()
            self._read = lambda size: text.read(max(1, size // 4)).encode()  # a character has at most 4 bytes

    def readable(self) -> bool:
        """Return True: this is a stream to read from."""
        return True

    def read(self, size: int = -1) -> bytes:
        """Return up to ``size`` bytes, or an empty value at the end."""
        left, self._left = self._left, b""
        return left + self._read(size - len(left))

    def readinto(self, buffer: Any) -> int:
        """Fill a buffer and return how many bytes it holds, so that the stream can be read through ``io``."""
        found = self.read(len(buffer))
        buffer[: len(found)] = found
        return len(found)

    def close(self) -> None:
        """Close the file beneath."""
        self._bytes.close()
        super().close()
