"""Two budgets side by side: what grew, what shrank, what is new and what is gone; every dollar has a row."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np

from sharedsafety.core.figure import Figure
from sharedsafety.investments.changes import change
from sharedsafety.investments.coded_amounts import Amounts, dollar_figures
from sharedsafety.investments.money_tables import TableMaker
from sharedsafety.investments.program_moves import program_lists
from sharedsafety.investments.real_terms import RealTerms
from sharedsafety.investments.results import Change, MoneyRow, YearView
from sharedsafety.investments.settings import money_settings
from sharedsafety.investments.side_by_side import BudgetPair, PairRow

YearPhase = tuple[int, str]


def budget_pairs(
    makers: Mapping[YearPhase, TableMaker],
    views: Mapping[YearPhase, YearView],
    changes: Sequence[Change],
    terms: RealTerms,
) -> tuple[BudgetPair, ...]:
    """Return every pair of budgets that can be laid side by side.

    These are the neighbouring years of one phase, its first and last year by program, and two phases of one year
    (``phase_pairs`` of ``data/investments/measures.yaml``). Dollars are in prices of the later year where the index
    covers both. Where a year is published by department only, totals and departments are all there is.

    Args:
        makers, views: the years and phases, and their tables.
        changes: the changes between years; their families and categories are taken over.
        terms: price index and people.
    """
    between = {((each.start_year, each.phase), (each.end_year, each.phase)): each for each in changes}
    detailed = {key for key, view in views.items() if view.program_detail}
    pairs = [*_years(makers, detailed), *_phases(makers)]
    return tuple(_pair(makers, views, key, between.get(key), terms) for key in pairs)


def _years(makers: Collection[YearPhase], detailed: Collection[YearPhase]) -> Iterator[tuple[YearPhase, YearPhase]]:
    for phase in sorted({phase for _, phase in makers}):
        years = sorted(key for key in makers if key[1] == phase)
        yield from pairwise(years)
        known = [key for key in years if key in detailed]
        if len(known) > 2:
            yield known[0], known[-1]


def _phases(makers: Collection[YearPhase]) -> Iterator[tuple[YearPhase, YearPhase]]:
    for year in sorted({year for year, _ in makers}):
        for first, second in money_settings().phase_pairs:
            if {(year, first), (year, second)} <= set(makers):
                yield (year, first), (year, second)


def _pair(
    makers: Mapping[YearPhase, TableMaker],
    views: Mapping[YearPhase, YearView],
    key: tuple[YearPhase, YearPhase],
    known: Change | None,
    terms: RealTerms,
) -> BudgetPair:
    (start, end), (before, after) = (makers[each] for each in key), (views[each] for each in key)
    terms = replace(terms, base_year=key[1][0])
    factor = terms.factor(key[0][0])
    by_program = before.program_detail and after.program_detail
    rows = [*_departments(before, after, factor)]
    if by_program:
        found = known or change(start, end, terms)
        coded = (PairRow(_table(row.code), row.code, row.before, row.after, row.change) for row in found.rows)
        rows = [*_totals(start, end, factor), *coded, *rows]
    return BudgetPair(
        start_year=key[0][0],
        start_phase=key[0][1],
        end_year=key[1][0],
        end_phase=key[1][1],
        deflated=terms.deflated(key[0][0]),
        same_prices=key[0][0] == key[1][0],
        factor=factor,
        total=_exact("total", "T", round(start.total.value * factor, 2), end.total.value, (start.basis, end.basis)),
        rows=tuple(rows),
        programs=program_lists(start.year.pieces, end.year.pieces, factor) if by_program else (),
        why=None if by_program else "department_totals_only",
    )


def _table(code: str) -> str:
    return "category" if "-" in code else "family"


def _totals(start: TableMaker, end: TableMaker, factor: float) -> Iterator[PairRow]:
    """Yield what adds up to T: safety money, what lies outside, and what nobody coded."""
    basis = (start.basis, end.basis)
    yield _ranged("P", start.perimeter.amounts * factor, end.perimeter.amounts, (start, end))
    yield _ranged("outside", _outside(start) * factor, _outside(end), (start, end))
    yield _exact("total", "uncoded", start.year.uncoded() * factor, end.year.uncoded(), basis)


def _outside(make: TableMaker) -> Amounts:
    return make.year.whole("outside", ~make.year.inside() & (make.year.pieces.part >= 0)).amounts


def _ranged(code: str, before: Amounts, after: Amounts, makers: tuple[TableMaker, TableMaker]) -> PairRow:
    start, end = makers
    both = f"{start.basis} to {end.basis}"
    shown = ((before, start.basis), (after, end.basis), (after - before, both))
    return PairRow("total", code, *(dollar_figures(each, end.codings, basis)[0] for each, basis in shown))


def _exact(table: str, code: str, before: float, after: float, basis: tuple[str, str]) -> PairRow:
    shown = ((before, basis[0]), (after, basis[1]), (after - before, f"{basis[0]} to {basis[1]}"))
    return PairRow(table, code, *(Figure(value=value, unit="usd", basis=own) for value, own in shown))


def _departments(before: YearView, after: YearView, factor: float) -> Iterator[PairRow]:
    """Yield every department of either budget, the largest change first: complete counts."""
    first, second = (_by_code(view.tables["department"]) for view in (before, after))
    rows = [
        _exact("department", code, factor * first.get(code, 0.0), second.get(code, 0.0), (before.basis, after.basis))
        for code in sorted({*first, *second})
    ]
    yield from sorted(rows, key=lambda row: -np.abs(row.change.value or 0.0))


def _by_code(rows: Sequence[MoneyRow]) -> dict[str, float]:
    return {row.code: row.amount.value or 0.0 for row in rows}
