"""A table somebody gives (CSV, packed CSV, spreadsheet), opened within the caps of the house."""

from __future__ import annotations

import csv
import hashlib
import io
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from sharedsafety.core.errors import Unreadable
from sharedsafety.investments.spreadsheets_in import is_spreadsheet, sheets_as_csv
from sharedsafety.investments.tables_in import PublishedTable, published_table
from sharedsafety.investments.text_stream import Utf8Stream, opened
from sharedsafety.progress.public_rows import PublicTable

#: The sheet of a spreadsheet that nobody named: its first.
FIRST_SHEET = ""


@contextmanager
def given_table(path: Path, shown_as: str) -> Iterator[PublicTable]:
    """Yield the table in a file: header, and rows with their row numbers; of a spreadsheet its first sheet.

    Raises:
        Unreadable: the file is missing, empty, not text, or a spreadsheet that is refused.
        BadInput: it has more rows or columns than the caps allow.
    """
    with tempfile.TemporaryDirectory() as scratch:
        if path.is_file() and is_spreadsheet(path):
            path = sheets_as_csv(path, [FIRST_SHEET], Path(scratch), shown_as=shown_as)[0]
        table = published_table(path, shown_as=shown_as)
        yield PublicTable(shown_as=shown_as, header=table.header, lines=_lines(table))


def content_hash(path: Path, shown_as: str) -> str:
    """Return the SHA-256 of what is in a file, unpacked: publishers hand out the same file packed and not.

    Raises:
        Unreadable: the file is missing or is not a file.
    """
    total = hashlib.sha256()
    with opened(path, shown_as=shown_as) as stream:
        while piece := stream.read(1 << 20):
            total.update(piece)
    return total.hexdigest()


def _lines(table: PublishedTable) -> Iterator[tuple[int, Sequence[str]]]:
    with Utf8Stream(table.path, table.encoding, shown_as=table.shown_as) as raw:
        text = io.TextIOWrapper(io.BufferedReader(raw), encoding="utf-8", newline="")
        reader = csv.reader(text, delimiter=table.delimiter)
        try:
            for number, cells in enumerate(reader, start=1):
                if number > table.header_row and any(cell.strip() for cell in cells):
                    yield number, cells
        except (csv.Error, UnicodeDecodeError) as error:
            raise Unreadable("not-a-table", file=table.shown_as) from error
