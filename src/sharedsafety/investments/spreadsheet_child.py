"""The process that opens one spreadsheet: it has little memory and little time, and writes one sheet as CSV.

Run as ``python -m sharedsafety.investments.spreadsheet_child FILE SHEET MEMORY SECONDS ROWS COLUMNS CELL``.
Exit status: 0 done, 4 not a spreadsheet, 5 no such sheet, 6 a cap was passed (row and column on standard error).
"""

from __future__ import annotations

import csv
import resource
import sys
from collections.abc import Sequence
from typing import TextIO

NOT_A_SPREADSHEET, NO_SUCH_SHEET, OVER_A_CAP = 4, 5, 6


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


def write_sheet(arguments: Sequence[str], out: TextIO, err: TextIO) -> int:
    """Write the sheet as CSV to ``out`` and return the exit status."""
    path, sheet = arguments[:2]
    memory, seconds, rows, columns, characters = map(int, arguments[2:])
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    from python_calamine import CalamineError, CalamineWorkbook, WorksheetNotFound

    try:
        found = CalamineWorkbook.from_path(path).get_sheet_by_name(sheet)
    except WorksheetNotFound:
        return NO_SUCH_SHEET
    except (CalamineError, OSError):
        return NOT_A_SPREADSHEET
    if (found.total_height, found.total_width) > (rows, columns) or found.total_width > columns:
        err.write(f"{found.total_height} {found.total_width}")
        return OVER_A_CAP
    return _write_rows(found, characters, out, err)


def _write_rows(sheet: object, characters: int, out: TextIO, err: TextIO) -> int:
    writer = csv.writer(out, lineterminator="\n")
    # The rows above and the columns left of the first cell are kept, so that row numbers are the file's.
    for row, cells in enumerate(sheet.to_python(skip_empty_area=False), start=1):  # type: ignore[attr-defined] # untyped
        texts = [cell_text(cell) for cell in cells]
        if any(len(text) > characters for text in texts):
            err.write(f"{row} {1 + max(range(len(texts)), key=lambda column: len(texts[column]))}")
            return OVER_A_CAP
        writer.writerow(texts)
    return 0


if __name__ == "__main__":
    sys.exit(write_sheet(sys.argv[1:], sys.stdout, sys.stderr))
