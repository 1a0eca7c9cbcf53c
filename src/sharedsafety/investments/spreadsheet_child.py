"""The process that opens one spreadsheet: it has little memory and little time, and writes its sheets as CSV.

Run as ``python -m sharedsafety.investments.spreadsheet_child FILE FOLDER MEMORY SECONDS ROWS COLUMNS CELL SHEET...``:
the first sheet goes to ``FOLDER/0.csv``, the next to ``FOLDER/1.csv``.
Exit status: 0 done, 4 not a spreadsheet, 5 no such sheet, 6 a cap was passed;
an empty SHEET is the first one; without any, the names of all go to ``FOLDER/sheets.json``;
5 and 6 say on standard error which sheet, 6 also the row and the column.
"""

from __future__ import annotations

import csv
import json
import resource
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TextIO

NOT_A_SPREADSHEET, NO_SUCH_SHEET, OVER_A_CAP = 4, 5, 6
SHEET_NAMES = "sheets.json"


def cell_text(cell: object) -> str:
    """Return a cell as text: a whole number without a decimal point, any other number exactly as stored.

    >>> cell_text(8701871.0), cell_text(0.1), cell_text(True), cell_text("NULL")
    ('8701871', '0.1', 'TRUE', 'NULL')
    """
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 2**53 else repr(cell)
    return str(cell)


def write_sheets(arguments: Sequence[str], err: TextIO) -> int:
    """Write the sheets as CSV and return the exit status."""
    path, folder = arguments[:2]
    memory, seconds, rows, columns, characters = map(int, arguments[2:7])
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    from python_calamine import CalamineError, CalamineWorkbook, WorksheetNotFound

    try:
        workbook = CalamineWorkbook.from_path(path)
        if not arguments[7:]:
            (Path(folder) / SHEET_NAMES).write_text(json.dumps(workbook.sheet_names), encoding="utf-8")
        for number, name in enumerate(arguments[7:]):
            found = workbook.get_sheet_by_name(name) if name else workbook.get_sheet_by_index(0)
            fault = _write_sheet(found, Path(folder) / f"{number}.csv", rows, columns, characters)
            if fault:
                err.write(f"{number} {fault[0]} {fault[1]}")
                return OVER_A_CAP
    except WorksheetNotFound:
        err.write(f"{number}")
        return NO_SUCH_SHEET
    except (CalamineError, OSError):
        return NOT_A_SPREADSHEET
    return 0


def _write_sheet(sheet: Any, out: Path, rows: int, columns: int, characters: int) -> tuple[int, int] | None:
    """Write one sheet; return the row and the column at which a cap was passed, if one was."""
    height, width = (place + 1 for place in sheet.end or (-1, -1))
    if height > rows or width > columns:
        return height, width
    with out.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        # The rows above and the columns left of the first cell are kept, so that row numbers are the file's.
        for row, cells in enumerate(sheet.to_python(skip_empty_area=False), start=1):
            texts = [cell_text(cell) for cell in cells]
            if any(len(text) > characters for text in texts):
                return row, 1 + max(range(len(texts)), key=lambda column: len(texts[column]))
            writer.writerow(texts)
    return None


if __name__ == "__main__":
    sys.exit(write_sheets(sys.argv[1:], sys.stderr))
