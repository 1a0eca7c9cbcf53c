"""Money shifted out of the priorities during the year, from the adopted budget to what was spent (method.md 4.6)."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from sharedsafety.core.figure import Figure
from sharedsafety.investments.coded_amounts import Amounts, ranged_figures
from sharedsafety.investments.money_tables import TableMaker
from sharedsafety.investments.outturn import scaled_deviations
from sharedsafety.investments.priority_weights import Served
from sharedsafety.investments.results import MoneyRow
from sharedsafety.investments.uncertainty import Floats, Ints


def shifted_out(
    adopted: TableMaker, actual: TableMaker, priorities: Served, ratio: tuple[float, Floats]
) -> tuple[Figure, tuple[MoneyRow, ...]]:
    """Return the dollars that left what the priorities name, and the categories they left.

    Of each category the part that serves a priority is looked at, each of its dollars once. What was spent on it is
    set against its adopted dollars times the outturn ratio of all of P: what is missing was shifted out. A row's share
    is of those scaled dollars.

    Args:
        adopted, actual: the year's adopted budget, and what is compared with it.
        priorities: what the priorities name together, as in ``outturns``.
        ratio: the outturn ratio of P as coded, and in every draw.

    Source: method.md 4.6 (the sum of negative ``a_c - b'_c`` over priority categories).
    """
    year = actual.year.money
    like = Figure(value=None, unit="usd", basis=f"FY{year.fiscal_year} adopted to {year.phase}")
    planned, spent = (_served_by_category(make, priorities) for make in (adopted, actual))
    drawn_planned, drawn_spent = adopted.codings.draws(planned), actual.codings.draws(spent)
    lost = _missing(planned.point, spent.point, ratio[0]).round(2)
    drawn = _missing(drawn_planned, drawn_spent, ratio[1])
    total = ranged_figures(lost.sum(keepdims=True), drawn.sum(axis=0, keepdims=True), None, like)[0]
    left = np.flatnonzero(lost)
    below = planned.point[left] * ratio[0]
    part = replace(like, unit="share", denominator="adopted for priorities, scaled to all spent")
    with np.errstate(divide="ignore", invalid="ignore"):
        parts = ranged_figures(lost[left] / below, drawn[left] / (drawn_planned[left] * ratio[1]), None, part)
    programs = actual.year.programs_by_group(_categories(actual, priorities), len(lost))
    names = actual.year.coding.names["category"]
    rows = zip(left, ranged_figures(lost[left], drawn[left], None, like), parts, below.tolist(), strict=True)
    return total, tuple(
        MoneyRow(
            code=names[i],
            name=None,
            amount=amount,
            share=replace(share, denominator_value=whole),
            programs=programs[i],
        )
        for i, amount, share, whole in rows
    )


def _missing(planned: Floats, spent: Floats, ratio: float | Floats) -> Floats:
    missing: Floats = np.maximum(-scaled_deviations(planned, spent, ratio), 0)
    return missing


def _served_by_category(make: TableMaker, priorities: Served) -> Amounts:
    names = make.year.coding.names["category"]
    return priorities.amounts(make.year, make.year.without_interest(), _categories(make, priorities), len(names))


def _categories(make: TableMaker, priorities: Served) -> Ints:
    """Return the category of each piece that serves a priority, -1 elsewhere."""
    part = make.year.pieces.part
    served = make.year.without_interest() & priorities.any[part]
    categories: Ints = np.where(served, make.year.coding.codes["category"][part], -1)
    return categories
