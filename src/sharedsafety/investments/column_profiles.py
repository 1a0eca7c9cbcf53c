"""What each column of a published table holds, counted over all its rows in bounded memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from sharedsafety.core.plain_text import without_unseen
from sharedsafety.investments.amount_columns import amounts_of
from sharedsafety.investments.column_words import column_words, says_nothing
from sharedsafety.investments.fiscal_years import fiscal_year_of
from sharedsafety.investments.tables_in import PublishedTable, pieces

Told = Callable[[int], None]


@dataclass(slots=True)
class ColumnProfile:
    """What one column holds; it fills while the table is walked through.

    Args:
        name: its name in the header.
        filled: cells that hold something.
        pointed, comma: cells that are an amount with a decimal point, with a decimal comma.
        only_pointed, only_comma: cells that are an amount in one of the two ways only.
        negative: cells that are an amount below zero.
        texts: each different text and its number of cells; empty once there are too many.
        odd: texts that are no amount in either way.
        free_text: whether it has too many texts to keep.
        looked_at: cells that were tried as amounts; a column of free text is given up.
    """

    name: str
    filled: int = 0
    pointed: int = 0
    comma: int = 0
    only_pointed: int = 0
    only_comma: int = 0
    negative: int = 0
    texts: Counter[str] = field(default_factory=Counter)
    odd: Counter[str] = field(default_factory=Counter)
    free_text: bool = False
    looked_at: int = 0

    @property
    def numeric(self) -> bool:
        """Return whether nearly all its cells hold amounts; texts that stand for nothing do not count."""
        known = self.filled - sum(count for text, count in self.odd.items() if says_nothing(text))
        return known > 0 and max(self.pointed, self.comma) >= column_words().numeric_share * known

    @property
    def years(self) -> bool:
        """Return whether nearly all its cells hold fiscal years."""
        return self.mostly(lambda text: fiscal_year_of(text) is not None)

    def mostly(self, holds: Callable[[str], bool]) -> bool:
        """Return whether ``holds`` is true of nearly all its cells."""
        held = sum(count for text, count in self.texts.items() if holds(text))
        return self.filled > 0 and held >= column_words().numeric_share * self.filled


@dataclass(frozen=True, slots=True)
class TableProfile:
    """The profiles of all columns of a table, in order, and its number of rows."""

    columns: tuple[ColumnProfile, ...]
    rows: int


def table_profile(table: PublishedTable, told: Told | None = None) -> TableProfile:
    """Return what each column holds, from one walk through the whole table.

    Args:
        told: is called with the number of rows read so far.

    Raises:
        Unreadable: the file can't be read as a table.
    """
    columns = tuple(ColumnProfile(name) for name in table.header)
    rows = 0
    for piece in pieces(table, range(len(columns)), ()):
        rows += len(piece.rows)
        for number, cells in piece.columns.items():
            _add(columns[number], cells)
        if told:
            told(rows)
    return TableProfile(columns, rows)


def _add(column: ColumnProfile, cells: Any) -> None:
    """Add the cells of one piece: each different text is looked at once."""
    import numpy as np
    import pyarrow as pa

    counts = np.bincount(cells.indices.to_numpy(zero_copy_only=False), minlength=len(cells.dictionary)).tolist()
    texts: Counter[str] = Counter()
    for text, count in zip(cells.dictionary.to_pylist(), counts, strict=True):
        if bare := without_unseen(text).strip():
            texts[bare] += count
    column.filled += texts.total()
    _keep(column, texts)
    if not texts or (
        column.free_text and max(column.pointed, column.comma) < column_words().number_share * column.looked_at
    ):
        return
    column.looked_at += texts.total()
    _count_amounts(column, texts, pa.array(list(texts), pa.string()))


def _count_amounts(column: ColumnProfile, texts: Counter[str], cells: Any) -> None:
    import numpy as np

    weights = np.array(list(texts.values()))
    pointed, comma = amounts_of(cells), amounts_of(cells, decimal=",")
    column.pointed += int(weights[pointed.present].sum())
    column.comma += int(weights[comma.present].sum())
    column.only_pointed += int(weights[pointed.present & ~comma.present].sum())
    column.only_comma += int(weights[comma.present & ~pointed.present].sum())
    column.negative += int(weights[(pointed.cents < 0) | (comma.cents < 0)].sum())
    for place in (pointed.faulty & comma.faulty).nonzero()[0].tolist():
        text = cells[place].as_py()
        if len(column.odd) < column_words().texts_kept:
            column.odd[text] += texts[text]


def _keep(column: ColumnProfile, texts: Counter[str]) -> None:
    if not column.free_text:
        column.texts.update(texts)
        column.free_text = len(column.texts) > column_words().texts_kept
        if column.free_text:
            column.texts.clear()
