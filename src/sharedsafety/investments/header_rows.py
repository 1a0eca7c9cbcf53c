"""Where a table begins: the row of its column names, below titles and blank rows, and what separates its cells."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path

from sharedsafety.core.plain_text import without_unseen
from sharedsafety.investments.amounts import amount_of
from sharedsafety.investments.column_words import column_words, named_kind, phase_named, year_named
from sharedsafety.investments.text_stream import Utf8Stream
from sharedsafety.investments.upload_limits import upload_limits

_SWAP = str.maketrans(",.", ".,")


@dataclass(frozen=True, slots=True, kw_only=True)
class TableStart:
    """How a table begins.

    Args:
        header_row: the row of the column names, as a spreadsheet counts; None where no row looks like names.
        delimiter: what separates its cells.
        titles: the texts above the names.
        second_row: the row below, where it seems to hold names too (two rows of names), else None.
    """

    header_row: int | None
    delimiter: str
    titles: tuple[str, ...]
    second_row: int | None


def table_start(path: Path, encoding: str, *, shown_as: str, delimiter: str | None = None) -> TableStart:
    """Return how the table in a text file begins, from its first rows.

    Source: data/investments/column_words.yaml (words of names, and how many rows are looked through).

    Raises:
        Unreadable: the file is not text in this encoding.
    """
    with Utf8Stream(path, encoding, shown_as=shown_as) as stream:
        text = stream.read(upload_limits().text.line_bytes).decode("utf-8", errors="ignore")
    tried = [_start(text, each) for each in ([delimiter] if delimiter else ",;\t|")]
    return max(tried, key=lambda each: each[0])[1]


def _start(text: str, delimiter: str) -> tuple[tuple[int, int], TableStart]:
    rows = _rows(text, delimiter)
    scores = [_score(row, rows[at + 1 : at + 6]) for at, row in enumerate(rows)]
    best = max(range(len(rows)), key=lambda at: (scores[at], -at), default=None)
    if best is None or scores[best] <= 0:
        return (0, len(rows[0]) if rows else 0), TableStart(
            header_row=None, delimiter=delimiter, titles=(), second_row=None
        )
    titles = tuple(cell for row in rows[:best] for cell in row if cell)
    second = best + 2 if _second_names(rows, best) else None
    start = TableStart(header_row=best + 1, delimiter=delimiter, titles=titles, second_row=second)
    return (scores[best], len(rows[best])), start


def _rows(text: str, delimiter: str) -> list[list[str]]:
    try:
        records = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        found = islice(records, column_words().header_rows + 6)
        return [[without_unseen(cell).strip() for cell in row] for row in found]
    except csv.Error:
        return []


def _score(row: Sequence[str], below: Sequence[Sequence[str]]) -> int:
    """Return how much a row looks like column names: known words count most, amounts speak against it."""
    named = [cell for cell in row if cell]
    if len(named) < 2 or not any(_amounts(each) for each in below):
        return 0
    known = sum(_is_name(cell) for cell in named)
    return 10 * known + len(set(named)) - 12 * _amounts([cell for cell in named if year_named(cell) is None])


@lru_cache(maxsize=1 << 14)
def _is_name(cell: str) -> bool:
    if _is_amount(cell):
        return year_named(cell) is not None
    short = len(cell.split()) <= 8
    return short and bool(named_kind(cell) or year_named(cell) or phase_named(cell))


def _amounts(row: Sequence[str]) -> int:
    """Return how many cells hold an amount, written with a decimal point or a decimal comma."""
    return sum(_is_amount(cell) for cell in row if cell)


@lru_cache(maxsize=1 << 14)
def _is_amount(cell: str) -> bool:
    if not any(sign.isdigit() for sign in cell):
        return False
    found = (amount_of(text) for text in (cell, cell.translate(_SWAP)))
    return any(each is not None and each.cents is not None for each in found)


def _second_names(rows: Sequence[Sequence[str]], header: int) -> bool:
    """Return whether the names repeat each other and the row beside them holds the other half of each name."""
    cells = [cell for cell in rows[header] if cell]
    repeated = len(set(cells)) < len(cells)
    above = rows[header - 1] if header else []
    return repeated and sum(year_named(cell) is not None or phase_named(cell) is not None for cell in above) >= 1
