"""A published table as it is (CSV, gzip, spreadsheet), streamed as columns of text with its own row numbers."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from sharedsafety.core.errors import BadInput, Unreadable
from sharedsafety.core.findings import Finding
from sharedsafety.core.plain_text import without_unseen
from sharedsafety.investments.text_stream import Utf8Stream, encoding_of
from sharedsafety.investments.upload_limits import upload_limits

_BLOCKS = 16  # of text in one piece: small blocks are parsed faster, large pieces cost less for each row


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedTable:
    """One table, ready to be streamed.

    Args:
        path: the text file to read (for a spreadsheet, the sheet as CSV).
        shown_as: the file as the user knows it.
        header: the column names, without blanks around them.
        header_row: the row of the header, as a spreadsheet counts.
        findings: what was noticed about the file as a whole.
    """

    path: Path
    shown_as: str
    encoding: str
    delimiter: str
    header: tuple[str, ...]
    header_row: int
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """Some rows of a table: ``columns`` maps a column's number to its cells, ``rows`` holds their row numbers."""

    columns: dict[int, Any]
    rows: Any
    faults: tuple[Finding, ...] = field(default=())


def published_table(
    path: Path,
    *,
    shown_as: str,
    header_row: int = 1,
    encoding: str | None = None,
    delimiter: str | None = None,
) -> PublishedTable:
    """Return the table in a text file: its encoding and separator are detected, and said where they are unusual.

    Raises:
        Unreadable: the file is missing, empty, not text or has no end of line.
        BadInput: it ends before the header, or has more columns than any budget.
    """
    found = encoding_of(path, shown_as=shown_as, stated=encoding)
    used = encoding or found
    start = _start(path, used, shown_as)
    separator = delimiter or _delimiter(start, header_row)
    header = _header(start, separator, header_row)
    if header is None:
        raise BadInput("ledger-no-header", file=shown_as, row=header_row)
    if len(header) > upload_limits().text.columns:
        raise BadInput("ledger-too-many-columns", file=shown_as, row=header_row, count=len(header))
    said = [Finding(code="ledger-encoding", file=shown_as, params={"encoding": used})] if used != "utf-8" else []
    if separator != ",":
        name = {";": "semicolon", "\t": "tab"}.get(separator, separator)
        said.append(Finding(code="ledger-delimiter", file=shown_as, params={"delimiter": name}))
    return PublishedTable(path=path, shown_as=shown_as, encoding=used, delimiter=separator, header=header,
                          header_row=header_row, findings=tuple(said))  # fmt: skip


def pieces(table: PublishedTable, labels: Sequence[int], amounts: Sequence[int]) -> Iterator[Piece]:
    """Yield the rows of a table in order, in bounded memory.

    Columns numbered in ``labels`` come as Arrow dictionaries (each distinct text once), those in ``amounts``
    as text. A row with too few or too many cells is a fault and is left out; an empty line is an empty row.
    """
    import numpy as np
    import pyarrow as pa

    wrong: list[tuple[int, int]] = []
    said = at = 0
    reader = _reader(table, labels, amounts, wrong)

    def read() -> tuple[Any, int]:
        try:
            blocks = [*islice(reader, _BLOCKS)]
        except (pa.ArrowInvalid, UnicodeDecodeError) as error:
            raise Unreadable("ledger-not-a-table", file=table.shown_as) from error
        return _encoded(pa.Table.from_batches(blocks), amounts) if blocks else None, len(wrong)

    with ThreadPoolExecutor(max_workers=1) as ahead:  # while one piece is worked on, the next is read
        coming = ahead.submit(read)
        while True:
            piece, noted = coming.result()
            faults = tuple(_width_fault(table, row, cells) for row, cells in wrong[said:noted])
            said = noted
            if piece is None:
                if faults:
                    yield Piece({}, np.empty(0, dtype=np.int64), faults)
                return
            coming = ahead.submit(read)
            rows = _row_numbers(table.header_row + 1, at, piece.num_rows, [row for row, _ in wrong[:noted]])
            at += piece.num_rows
            yield Piece({int(name): piece[name].combine_chunks() for name in piece.schema.names}, rows, faults)


def _encoded(rows: Any, amounts: Sequence[int]) -> Any:
    """Return the rows with every column that holds no amounts as a dictionary."""
    import pyarrow as pa

    columns = {
        name: rows[name] if int(name) in amounts else rows[name].dictionary_encode() for name in rows.schema.names
    }
    return pa.table(columns)


def _reader(table: PublishedTable, labels: Sequence[int], amounts: Sequence[int], wrong: list[tuple[int, int]]) -> Any:
    import pyarrow as pa
    from pyarrow import csv as arrow_csv

    def noted(row: Any) -> str:
        wrong.append((row.number, row.actual_columns))
        return "skip"

    names = [str(number) for number in range(len(table.header))]
    types = {str(number): pa.string() for number in (*labels, *amounts)}
    stream = Utf8Stream(table.path, table.encoding, shown_as=table.shown_as)
    try:
        return arrow_csv.open_csv(
            pa.PythonFile(stream, mode="r"),
            # One thread: only then Arrow tells the number of a broken row.
            arrow_csv.ReadOptions(use_threads=False, block_size=upload_limits().text.block_bytes, column_names=names,
                                  skip_rows=table.header_row - 1, skip_rows_after_names=1),
            arrow_csv.ParseOptions(delimiter=table.delimiter, newlines_in_values=True, ignore_empty_lines=False,
                                   invalid_row_handler=noted),
            arrow_csv.ConvertOptions(column_types=types, include_columns=list(types), strings_can_be_null=False),
        )  # fmt: skip
    except (pa.ArrowInvalid, UnicodeDecodeError) as error:
        raise Unreadable("ledger-not-a-table", file=table.shown_as) from error


def _row_numbers(first: int, at: int, count: int, wrong: list[int]) -> Any:
    """Return the rows of ``count`` good rows after ``at`` good ones: broken rows count too, as in a spreadsheet."""
    import numpy as np

    positions = np.arange(at, at + count, dtype=np.int64)
    gaps = np.sort(np.asarray(wrong, dtype=np.int64)) - first - np.arange(len(wrong))
    return first + positions + np.searchsorted(gaps, positions, side="right")


def _width_fault(table: PublishedTable, row: int, cells: int) -> Finding:
    return Finding(code="ledger-row-width", file=table.shown_as, row=row,
                   params={"found": cells, "expected": len(table.header)})  # fmt: skip


def _start(path: Path, encoding: str, shown_as: str) -> str:
    size = upload_limits().text.line_bytes
    try:
        with Utf8Stream(path, encoding, shown_as=shown_as) as stream:
            return stream.read(size).decode("utf-8", errors="ignore")  # the last character may be cut
    except UnicodeError as error:  # UTF-16 without its mark is a plain UnicodeError
        raise Unreadable("ledger-wrong-encoding", file=shown_as, encoding=encoding) from error


def _header(start: str, delimiter: str, header_row: int) -> tuple[str, ...] | None:
    records = csv.reader(io.StringIO(start, newline=""), delimiter=delimiter)
    try:
        cells = next((cells for number, cells in enumerate(records, start=1) if number == header_row), None)
    except csv.Error:
        return None
    return None if not cells else tuple(without_unseen(cell).strip() for cell in cells)


def _delimiter(start: str, header_row: int) -> str:
    """Return the separator that cuts the header into most cells (a comma, if they all do the same)."""
    return max(",;\t", key=lambda separator: len(_header(start, separator, header_row) or ()))
