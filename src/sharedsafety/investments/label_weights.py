"""How many rows and dollars stand behind each text of a column, and which rows may be subtotals without saying so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sharedsafety.core.plain_text import without_unseen
from sharedsafety.investments.amount_columns import amounts_of, exact_sum, sums_before
from sharedsafety.investments.column_words import flow_named, says_nothing
from sharedsafety.investments.labels import Coded, coded
from sharedsafety.investments.mapping import DecimalMark
from sharedsafety.investments.tables_in import Piece, PublishedTable, pieces
from sharedsafety.investments.total_rows import Candidate, says_total

_LOW = 0xFFFFFFFF


@dataclass(slots=True)
class LabelWeights:
    """What one walk over rows with their amounts has counted.

    Args:
        texts: column -> text -> rows and cents.
        suspects: column -> rows with an amount in which that label is blank, to be compared with their neighbours.
        all: rows with an amount, and all cents.
        whole: column of amounts -> cents of all rows that are no suspect and no total, for each column of suspects.
    """

    texts: dict[str, dict[str, tuple[int, int]]] = field(default_factory=lambda: defaultdict(dict))
    suspects: dict[str, list[Candidate]] = field(default_factory=lambda: defaultdict(list))
    whole: dict[str, dict[str, int]] = field(default_factory=dict)
    all: tuple[int, int] = (0, 0)

    def of(self, column: str, text: str) -> tuple[int, int]:
        """Return the rows and cents behind a text of a column."""
        return self.texts[column].get(text, (0, 0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighing:
    """What to weigh: numbers of the columns of labels, of amounts, and of labels that subtotals leave blank."""

    labels: Sequence[int]
    amounts: Sequence[int]
    details: Sequence[int]
    decimal: DecimalMark
    account: int | None = None  # the column of revenue and expense marks: other columns weigh spending only
    few: frozenset[int]  # columns with few texts, of which each is kept
    kept: Callable[[str], bool]  # texts of the other columns that are kept


def label_weights(table: PublishedTable, plan: Weighing, told: Callable[[int], None] | None = None) -> LabelWeights:
    """Return rows and cents by text, and the rows that may be subtotals, from one walk through the table."""
    found, rows = LabelWeights(), 0
    for piece in pieces(table, plan.labels, plan.amounts):
        rows += len(piece.rows)
        if len(piece.rows):
            _add(piece, table, plan, found)
        if told:
            told(rows)
    return found


def _add(piece: Piece, table: PublishedTable, plan: Weighing, found: LabelWeights) -> None:
    import numpy as np

    labels = {number: coded(piece.columns[number], _clean) for number in plan.labels}
    amounts = {number: amounts_of(piece.columns[number], decimal=plan.decimal) for number in plan.amounts}
    present = np.logical_or.reduce([each.present for each in amounts.values()])
    cents: Any = sum(each.cents for each in amounts.values())
    revenue = None if plan.account is None else labels[plan.account].mask(lambda text: flow_named(text) == "revenue")
    spent = present if revenue is None else ~revenue
    for number, column in labels.items():
        keep = (lambda text: True) if number in plan.few else plan.kept
        counted = present if plan.account in (None, number) else present & spent
        _weigh(found.texts[table.header[number]], column, counted, np.where(counted, cents, 0), keep)
    found.all = found.all[0] + int(present.sum()), found.all[1] + exact_sum(cents)
    blank = np.logical_and.reduce([each.mask(lambda text: not text) for each in labels.values()] or [~present])
    total = np.logical_or.reduce([each.mask(says_total) for each in labels.values()] or [~present])
    for number in plan.details:
        suspect = labels[number].mask(lambda text: not text) & present & ~blank & ~total
        _suspects(piece, table, number, suspect, (labels, amounts, suspect | blank | total), found)


def _weigh(
    texts: dict[str, tuple[int, int]], column: Coded, present: Any, cents: Any, keep: Callable[[str], bool]
) -> None:
    import numpy as np

    size = len(column.values)
    sums = np.zeros((3, size), dtype=np.int64)
    for row, part in enumerate((present.astype(np.int64), cents >> 32, cents & _LOW)):
        np.add.at(sums[row], column.codes, part)
    for text, (rows, high, low) in zip(column.values, sums.T.tolist(), strict=True):
        if keep(text):
            before = texts.get(text, (0, 0))
            texts[text] = before[0] + rows, before[1] + (high << 32) + low


def _suspects(
    piece: Piece,
    table: PublishedTable,
    number: int,
    suspect: Any,
    read: tuple[Mapping[int, Coded], Mapping[int, Any], Any],
    found: LabelWeights,
) -> None:
    """Note the suspects of one label, each with the sums of the ordinary rows above it."""
    import numpy as np

    labels, amounts, left = read
    name, header = table.header[number], table.header
    whole = found.whole.setdefault(name, {})
    places = suspect.nonzero()[0]
    above = {at: sums_before(np.where(left, 0, each.cents), places) for at, each in amounts.items()}
    for row, place in enumerate(places.tolist()):
        own = next((text for each in labels.values() if (text := each.values[each.codes[place]])), "")
        found.suspects[name].append(
            Candidate(
                row=int(piece.rows[place]),
                label=own,
                amounts={header[at]: int(each.cents[place]) for at, each in amounts.items() if each.present[place]},
                before={header[at]: whole.get(header[at], 0) + sums[row] for at, sums in above.items()},
            )
        )
    for at, each in amounts.items():
        whole[header[at]] = whole.get(header[at], 0) + exact_sum(np.where(left, 0, each.cents))


def _clean(text: str) -> str:
    bare = without_unseen(text).strip()
    return "" if says_nothing(bare) else bare
