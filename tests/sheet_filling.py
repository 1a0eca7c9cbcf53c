"""A person with a spreadsheet program: opens a workbook, fills cells, moves things about, saves."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import xlsxwriter
from python_calamine import CalamineWorkbook

Rows = list[list[Any]]


def rows_of(content: bytes, sheet: str = "Work") -> Rows:
    """The rows of a sheet, the header first; the rows start at the top of the sheet."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)


def saved(work: Rows, content: bytes, *, title: str = "Work", about: bool = True) -> bytes:
    """A workbook with these rows of work and the hidden sheet of the one it came from."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    days = book.add_format({"num_format": "yyyy-mm-dd"})
    for name, rows in ((title, work), *((("about", rows_of(content, "about")),) if about else ())):
        page = book.add_worksheet(name)
        for at, row in enumerate(rows):
            for place, cell in enumerate(row):
                if isinstance(cell, date):
                    page.write_datetime(at, place, cell, days)
                elif isinstance(cell, str):
                    page.write_string(at, place, cell)
                else:
                    page.write(at, place, cell)
    book.close()
    return stream.getvalue()


class Filled:
    """A workbook that is being filled: cells by the program and the title of the column."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.rows = rows_of(content)

    def column(self, title: str) -> int:
        return int(self.rows[0].index(title))

    def fill(self, program: str, *parts: dict[str, Any]) -> Filled:
        """Write parts into the rows of a program, in their order."""
        places = [at for at, row in enumerate(self.rows) if at and row[self.column("Program key")] == program]
        for place, part in zip(places, parts, strict=False):
            for title, cell in part.items():
                self.rows[place][self.column(title)] = cell
        return self

    def change(self, how: Callable[[Rows], Rows]) -> Filled:
        """Sort, filter, cut or add rows below the header."""
        self.rows = [self.rows[0], *how(self.rows[1:])]
        return self

    def save(self, **how: Any) -> bytes:
        return saved(self.rows, self.content, **how)
