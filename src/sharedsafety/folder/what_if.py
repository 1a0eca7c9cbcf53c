"""What if money moved: the whole money chapter before and after (method.md 4.10)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sharedsafety.core.figure import Figure
from sharedsafety.folder.books import books_of
from sharedsafety.folder.community import Community
from sharedsafety.folder.money_inputs import headline_of, money_inputs
from sharedsafety.investments.assess_money import assess_money
from sharedsafety.investments.move import Move, MovedBudget
from sharedsafety.investments.moves import moved
from sharedsafety.investments.results import Lamp, MoneyAssessment, MoneyRow, YearView

#: Tables of a year that are told before and after, in this order.
COMPARED = ("family", "category", "level", "principle")


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedRow:
    """A row of a money table before and after, with its dollars and its share."""

    table: str
    code: str
    before: Figure
    after: Figure
    before_share: Figure
    after_share: Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedPriority:
    """A priority's dollars and lamps before and after."""

    priority_id: str
    before: Figure
    after: Figure
    before_lamps: tuple[Lamp, ...]
    after_lamps: tuple[Lamp, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIf:
    """A budget after its moves, and everything they change: rows by year, and every priority.

    ``rows`` holds only rows whose dollars change; ``before`` and ``after`` are the whole assessments.
    """

    moved: MovedBudget
    rows: tuple[tuple[int, tuple[MovedRow, ...]], ...]
    priorities: tuple[MovedPriority, ...]
    before: MoneyAssessment
    after: MoneyAssessment


def what_if(
    community: Community, moves: Sequence[Move], *, keep_in: Path, seed: int, file: str = "moves.csv"
) -> WhatIf:
    """Return what moves would change in every measure and lamp; the folder itself is left as it is.

    Args:
        community: a folder without errors.
        moves: what would move, in order, in the phase of the headline budget.
        keep_in: folder for the ledger as Parquet.
        seed: seed of the simulation over uncertain coding, the same before and after.
        file: name of the table of moves in the findings.

    Source: method.md 4.10. It is arithmetic: it says nothing about what the money would do (rule R6).
    """
    books, headline = books_of(community, keep_in), headline_of(community)
    inputs = money_inputs(community, books)
    after = moved(books.cube, moves, community.funds, phase=headline[1], file=file)
    coded = replace(inputs, coding=(*inputs.coding, *after.coding))
    was = assess_money(books.cube, inputs, headline=headline, seed=seed)
    now = assess_money(after.cube, coded, headline=headline, seed=seed)
    years = sorted({each.move.fiscal_year for each in after.taken})
    return WhatIf(
        moved=after,
        rows=tuple(
            (year, tuple(_rows(_view(was, year, headline[1]), _view(now, year, headline[1])))) for year in years
        ),
        priorities=tuple(_priorities(was, now)),
        before=was,
        after=now,
    )


def _view(money: MoneyAssessment, year: int, phase: str) -> YearView:
    return next(view for view in money.views if (view.fiscal_year, view.phase) == (year, phase))


def _rows(was: YearView, now: YearView) -> Iterator[MovedRow]:
    for table in COMPARED:
        before = {row.code: row for row in was.tables[table]}
        after = {row.code: row for row in now.tables[table]}
        for code in dict.fromkeys((*before, *after)):
            first, second = before.get(code), after.get(code)
            first, second = first or _nothing(second), second or _nothing(first)
            if first and second and first.amount.value != second.amount.value:
                yield MovedRow(
                    table=table,
                    code=code,
                    before=first.amount,
                    after=second.amount,
                    before_share=first.share,
                    after_share=second.share,
                )


def _nothing(other: MoneyRow | None) -> MoneyRow | None:
    """Return the row of a code that one side does not have: no dollar counts in it."""
    if other is None:
        return None
    amount, share = (replace(each, value=0.0, low=0.0, high=0.0) for each in (other.amount, other.share))
    return replace(other, amount=amount, share=share, programs=())


def _priorities(was: MoneyAssessment, now: MoneyAssessment) -> Iterator[MovedPriority]:
    for first, second in zip(was.priorities, now.priorities, strict=True):
        yield MovedPriority(
            priority_id=first.priority_id,
            before=first.amount,
            after=second.amount,
            before_lamps=first.lamps,
            after_lamps=second.lamps,
        )
