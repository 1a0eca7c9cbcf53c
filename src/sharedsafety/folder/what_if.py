"""What if money moved: the whole money chapter before and after (method.md 4.10)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sharedsafety.core.figure import Figure
from sharedsafety.folder.books import books_of
from sharedsafety.folder.community import Community
from sharedsafety.folder.money_inputs import headline_of, money_inputs
from sharedsafety.folder.moved_measures import MovedMeasure, moved_measures
from sharedsafety.investments.assess_money import MoneyInputs, assess_money
from sharedsafety.investments.coding import coded_parts
from sharedsafety.investments.fund_losses import FundLoss, fund_losses
from sharedsafety.investments.ledger_schema import LedgerCube
from sharedsafety.investments.move import Move, MovedBudget
from sharedsafety.investments.moves import moved
from sharedsafety.investments.perimeter_place import perimeter_place
from sharedsafety.investments.real_terms import RealTerms
from sharedsafety.investments.results import Lamp, MoneyAssessment, MoneyRow, YearView
from sharedsafety.investments.supplanting import Supplanting, supplanting_of

#: Tables of a year that are told before and after, in this order.
COMPARED = (
    "family", "category", "purpose", "level", "mode", "principle", "control", "recurrence", "holder", "holder_group",
    "department", "fund",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedRow:
    """A row of a money table before and after, with its dollars and its share; ``name`` as published, if it is."""

    table: str
    code: str
    name: str | None
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

    ``rows`` holds only rows whose dollars change; ``before`` and ``after`` are the whole assessments. ``measures``
    holds every measure, whether it changes or not. ``signals`` is, for each program that gives or gets, the
    supplanting signal before and after.
    """

    moved: MovedBudget
    rows: tuple[tuple[int, tuple[MovedRow, ...]], ...]
    priorities: tuple[MovedPriority, ...]
    measures: tuple[MovedMeasure, ...]
    fund_losses: tuple[FundLoss, ...]
    signals: Mapping[str, tuple[Supplanting, Supplanting]]
    before: MoneyAssessment
    after: MoneyAssessment


def what_if(
    community: Community,
    moves: Sequence[Move],
    *,
    keep_in: Path,
    seed: int,
    file: str = "moves.csv",
    before: MoneyAssessment | None = None,
) -> WhatIf:
    """Return what moves would change in every measure and lamp; the folder itself is left as it is.

    Args:
        community: a folder without errors.
        moves: what would move, in order, in the phase of the headline budget.
        keep_in: folder for the ledger as Parquet.
        seed: seed of the simulation over uncertain coding, the same before and after.
        file: name of the table of moves in the findings.
        before: the money of the same folder with the same seed, where it is known already.

    Source: method.md 4.10. It is arithmetic: it says nothing about what the money would do (rule R6).
    """
    books, headline = books_of(community, keep_in), headline_of(community)
    inputs = money_inputs(community, books)
    after = moved(books.cube, moves, community.funds, phase=headline[1], file=file)
    coded = replace(inputs, coding=(*inputs.coding, *after.coding))
    years = sorted({each.move.fiscal_year for each in after.taken})
    was = before or assess_money(books.cube, inputs, headline=headline, seed=seed)
    same = [view for view in was.views if view.fiscal_year not in years]
    now = assess_money(after.cube, coded, headline=headline, seed=seed, same=same)
    return WhatIf(
        moved=after,
        rows=tuple(
            (year, tuple(_rows(_view(was, year, headline[1]), _view(now, year, headline[1])))) for year in years
        ),
        priorities=tuple(_priorities(was, now)),
        measures=moved_measures(
            (was, _place(books.cube, inputs, headline)), (now, _place(after.cube, coded, headline))
        ),
        fund_losses=fund_losses(books.cube, after.taken, phase=headline[1]),
        signals=_signals((books.cube, after.cube), after, inputs, headline[1]),
        before=was,
        after=now,
    )


def _place(cube: LedgerCube, inputs: MoneyInputs, headline: tuple[int, str]) -> Mapping[str, Figure]:
    funds = {fund.fund_code: fund for fund in inputs.funds}
    return perimeter_place(cube, coded_parts(inputs.coding), funds, (inputs.areas, inputs.area_shares), headline)


def _signals(
    cubes: tuple[LedgerCube, LedgerCube], after: MovedBudget, inputs: MoneyInputs, phase: str
) -> Mapping[str, tuple[Supplanting, Supplanting]]:
    """Return the supplanting signal of each known program that gives or gets, before and after."""
    known = set(cubes[0].programs["program_key"].to_pylist())
    touched = dict.fromkeys(key for each in after.taken for key in (each.move.from_program, each.move.to))
    programs = [key for key in touched if key in known]
    priced = max(inputs.deflator, default=0)
    terms = RealTerms(index=inputs.deflator, population=inputs.population, base_year=priced)
    was, now = (supplanting_of(cube, inputs.funds, terms, programs, phase=phase) for cube in cubes)
    return {program: (was[program], now[program]) for program in programs}


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
                    name=second.name,
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
