"""Which characters the fonts of the PDF can print, so that a letter they lack never stops a report."""

from __future__ import annotations

import re
import struct
import unicodedata
from functools import cache
from pathlib import Path

FONTS = Path(__file__).resolve().parents[2] / "core" / "static" / "vendor" / "uswds" / "print-fonts"
#: Stands for a character that no font has.
SUBSTITUTE = "?"
#: Where a line may be broken inside a long word.
BREAK = "\u200b"
_TEXT = "PublicSans-Regular.ttf"
_LONG_WORD = re.compile(r"\S{30}(?=\S)")


def printable(text: str) -> str:
    """Return a text as the PDF can print it: unknown letters as ``?``, signs without a shape out, long words split.

    >>> printable("Ñandú 中"), printable("a\\x07b")
    ('Ñandú ?', 'ab')
    """
    return _LONG_WORD.sub(rf"\g<0>{BREAK}", _unknown().sub(_replaced, unicodedata.normalize("NFC", text)))


def spoken(text: str) -> str:
    """Return a text for a screen reader: every letter stays, only signs without a shape are left out.

    >>> spoken("33¢ → 30¢\\x07")
    '33¢ → 30¢'
    """
    return "".join(letter for letter in text if letter.isspace() or unicodedata.category(letter)[0] != "C")


def is_printable(text: str) -> bool:
    """Return whether every letter of a text can be printed.

    >>> is_printable("Ñandú"), is_printable("中")
    (True, False)
    """
    found = _unknown().finditer(unicodedata.normalize("NFC", text))
    return not any(_replaced(letter) == SUBSTITUTE for letter in found)


def _replaced(found: re.Match[str]) -> str:
    """Return what is printed for a letter the font lacks: a space, nothing for a sign without a shape, or ``?``."""
    letter = found[0]
    if letter.isspace():
        return " "
    return "" if unicodedata.category(letter)[0] in "CM" else SUBSTITUTE


@cache
def _unknown() -> re.Pattern[str]:
    return re.compile(f"[^{re.escape(''.join(map(chr, sorted(covered()))))}]")


@cache
def covered() -> frozenset[int]:
    """Return the code points of the text font, read from its character map (OpenType ``cmap``, format 4)."""
    font = (FONTS / _TEXT).read_bytes()
    tables = struct.unpack_from(">H", font, 4)[0]
    records = (struct.unpack_from(">4sIII", font, 12 + 16 * at) for at in range(tables))
    start = next(offset for tag, _, offset, _ in records if tag == b"cmap")
    maps = struct.unpack_from(">H", font, start + 2)[0]
    offsets = (struct.unpack_from(">HHI", font, start + 4 + 8 * at)[2] for at in range(maps))
    found = (start + offset for offset in offsets if struct.unpack_from(">H", font, start + offset)[0] == 4)
    return frozenset(_format_4(font, next(found)))


def _format_4(font: bytes, start: int) -> set[int]:
    """Return the code points of a map of format 4, whose segments have ends, starts, deltas and offsets."""
    double = struct.unpack_from(">H", font, start + 6)[0]
    form = f">{double // 2}H"
    ends, starts = (struct.unpack_from(form, font, start + at) for at in (14, 16 + double))
    deltas, offsets = (struct.unpack_from(form, font, start + at) for at in (16 + 2 * double, 16 + 3 * double))
    found: set[int] = set()
    for at, (first, last) in enumerate(zip(starts, ends, strict=True)):
        for code in range(first, min(last, 0xFFFE) + 1):
            glyph = code + deltas[at]
            if offsets[at]:
                place = start + 16 + 3 * double + 2 * at + offsets[at] + 2 * (code - first)
                glyph = struct.unpack_from(">H", font, place)[0]
            if glyph & 0xFFFF:
                found.add(code)
    return found
