"""The first rows of a workbook's sheets, read from the start of its parts without opening the workbook."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, ParseError, XMLPullParser

#: So much of a part is unpacked at most, in pieces, and only as far as the first rows need it: a bomb gets no further.
_MOST, _PIECE = 4_194_304, 16_384
_SHEETS = re.compile(r"xl/worksheets/[^/]+\.xml")
_TEXTS = "xl/sharedStrings.xml"
#: Titles may stand above a header.
_ROWS_LOOKED_AT = 10

Cell = str | int


def sheet_headers(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Yield the texts of the first rows of every sheet, each with the number of its row.

    Raises:
        zipfile.BadZipFile: the file is no workbook of this kind, or is damaged.
    """
    with zipfile.ZipFile(path) as parts:
        names = sorted(name for name in parts.namelist() if _SHEETS.fullmatch(name))
        rows = [row for name in names for row in _rows(parts, name)]
        shared = _shared(parts, max((cell for _, cells in rows for cell in cells if isinstance(cell, int)), default=-1))
    for number, cells in rows:
        texts = [shared[cell] if isinstance(cell, int) else cell for cell in cells]
        yield number, [text.strip() for text in texts if text.strip()]


def _rows(parts: zipfile.ZipFile, name: str) -> Iterator[tuple[int, list[Cell]]]:
    """Yield the first rows of a sheet; a number stands for a shared text."""
    for place, row in enumerate(islice(_elements(parts, name, "row"), _ROWS_LOOKED_AT), start=1):
        stated = row.get("r", "")
        cells = [_cell(part) for part in row if _tag(part) == "c"]
        yield int(stated) if stated.isdecimal() and len(stated) < 8 else place, cells


def _cell(cell: Element) -> Cell:
    kind, value = cell.get("t", ""), next((part.text or "" for part in cell if _tag(part) == "v"), "")
    if kind == "s":
        return int(value) if value.isdecimal() and len(value) < 8 else ""
    return value if kind == "str" else _joined(cell)


def _shared(parts: zipfile.ZipFile, last: int) -> dict[int, str]:
    """Return the shared texts up to the last that is asked for; one that is too far down to be read is empty."""
    if last < 0:
        return {}
    read = [_joined(text) for text in islice(_elements(parts, _TEXTS, "si"), last + 1)]
    return dict.fromkeys(range(last + 1), "") | dict(enumerate(read))


def _elements(parts: zipfile.ZipFile, name: str, tag: str) -> Iterator[Element]:
    """Yield the elements of one tag as far as the part is unpacked; it ends where the part is no XML any more."""
    if name not in parts.namelist():
        return
    parser: XMLPullParser[Any] = XMLPullParser(("end",))
    try:
        with parts.open(name) as part:
            for _ in range(_MOST // _PIECE):
                piece = part.read(_PIECE)
                if not piece or b"<!DOCTYPE" in piece:  # no workbook declares a document type; entities come with it
                    return
                parser.feed(piece)
                ended: list[Any] = [event[-1] for event in parser.read_events()]
                yield from (element for element in ended if _tag(element) == tag)
    except ParseError:
        return
    except (RuntimeError, NotImplementedError) as fault:  # encrypted, or packed in a way nobody uses
        raise zipfile.BadZipFile(name) from fault


def _joined(element: Element) -> str:
    return "".join(part.text or "" for part in element.iter() if _tag(part) == "t")


def _tag(element: Element) -> str:
    return element.tag.rpartition("}")[2]
