"""Cells that no spreadsheet takes for a formula, and that come back unchanged (trust.md 9.2, P14)."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sharedsafety.core.reviewed import load_data


@dataclass(frozen=True, slots=True)
class CellRules:
    """Characters that begin a formula, and the guard before them, from ``data/core/spreadsheet_cells.yaml``."""

    formula_starts: tuple[str, ...]
    guard: str
    blanks: tuple[str, ...]


def safe_cell(value: Any) -> Any:
    """Return a cell that no spreadsheet calculates: text that could be a formula gets an apostrophe before it.

    Numbers stay numbers, negative ones too; None is an empty cell. Text that already looks guarded gets one guard
    more, so that :func:`plain_cell` always gives the same text back. In a workbook, write every text as a string.

    Source: data/core/spreadsheet_cells.yaml.

    >>> safe_cell("=1+1"), safe_cell("'=1+1"), safe_cell("'tis"), safe_cell(-2.5), safe_cell(None)
    ("'=1+1", "''=1+1", "'tis", -2.5, '')
    """
    if value is None:
        return ""
    unsafe = isinstance(value, str) and _formula().match(value) is not None
    return f"{_rules().guard}{value}" if unsafe else value


def plain_cell(text: str) -> str:
    """Return the text of a cell as it was before :func:`safe_cell`; any other text is returned as it is.

    >>> plain_cell("'=1+1"), plain_cell("''=1+1"), plain_cell("'tis"), plain_cell("-2.5")
    ('=1+1', "'=1+1", "'tis", '-2.5')
    """
    guarded = text.startswith(_rules().guard) and _formula().match(text) is not None
    return text.removeprefix(_rules().guard) if guarded else text


def csv_text(rows: Iterable[Sequence[Any]], *, made_safe: bool = False) -> str:
    """Return rows of cells as CSV that is safe to open in a spreadsheet: a line feed ends each row.

    A row with a carriage return in a cell is quoted whole, or the cell would end the row.

    Args:
        rows: the cells, row by row; the header is the first row.
        made_safe: whether the caller has made the text safe, because some cells are numbers written as text.

    >>> csv_text([["name", "usd"], ["=1+1", -2.5]])
    "name,usd\\n'=1+1,-2.5\\n"
    """
    out = io.StringIO(newline="")
    plain = csv.writer(out, lineterminator="\n")
    quoted = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL)
    for row in rows:
        cells = row if made_safe else [safe_cell(value) if isinstance(value, str) else value for value in row]
        breaks = "\r" in "".join([cell for cell in cells if isinstance(cell, str)])
        (quoted if breaks else plain).writerow(cells)
    return out.getvalue()


def csv_rows(text: str) -> Iterator[list[str]]:
    """Yield the rows of a CSV text of :func:`csv_text`, every text as it was before it was made safe.

    >>> list(csv_rows("name,usd\\n'=1+1,-2.5\\n"))
    [['name', 'usd'], ['=1+1', '-2.5']]
    """
    for row in csv.reader(io.StringIO(text, newline="")):
        yield [plain_cell(cell) for cell in row]


def _rules() -> CellRules:
    return load_data("core/spreadsheet_cells", CellRules)


@cache
def _formula() -> re.Pattern[str]:
    """Guards, blanks that a spreadsheet may drop, then the beginning of a formula."""
    starts = "".join(re.escape(start) for start in _rules().formula_starts)
    blanks = "".join(re.escape(blank) for blank in _rules().blanks)
    return re.compile(rf"{re.escape(_rules().guard)}*[{blanks}]*[{starts}]")
