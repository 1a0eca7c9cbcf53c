"""Shared overhead spread over the categories it serves: a second view beside the direct one (method.md 2.5)."""

from __future__ import annotations

import numpy as np

from sharedsafety.core.figure import Figure
from sharedsafety.investments.coded_amounts import ranged_figures
from sharedsafety.investments.money_tables import TableMaker
from sharedsafety.investments.results import MoneyRow
from sharedsafety.investments.settings import money_settings
from sharedsafety.investments.uncertainty import Floats
from sharedsafety.investments.year_amounts import OVERHEAD


def with_overhead(make: TableMaker) -> tuple[MoneyRow, ...]:
    """Return the categories of P with overhead spread in proportion to direct personnel cost; their sum stays P.

    Direct cost takes the place of personnel cost where the ledger tells no personnel. Empty where there is no other
    category to carry the overhead.
    """
    year, inside = make.year, make.year.inside()
    names = year.coding.names["category"]
    carriers = [i for i, name in enumerate(names) if name != OVERHEAD]
    direct = year.by_part("category", inside)
    staff = year.by_part("category", inside & year.pieces.where("character", money_settings().personnel_characters))
    base = staff if staff.point[carriers].sum() > 0 else direct
    if base.point[carriers].sum() <= 0:
        return ()
    over = [i for i, name in enumerate(names) if name == OVERHEAD]
    point = _spread(direct.point[:, None], base.point[:, None], carriers, over)[:, 0]
    drawn = _spread(make.codings.draws(direct), make.codings.draws(base), carriers, over)
    whole = make.codings.draws(make.perimeter.amounts)
    low, high = make.codings.bounds(direct)
    high = high[carriers] + high[over].sum()
    value = make.perimeter.value
    like = Figure(value=None, unit="usd", basis=make.basis)
    share = Figure(value=None, unit="share", basis=make.basis, denominator="P", denominator_value=value)
    dollars = ranged_figures(point, drawn, (low[carriers], high), like)
    shares = ranged_figures(point / value, drawn / whole, None, share)
    programs = year.programs_by_group(np.where(inside, year.coding.codes["category"][year.pieces.part], -1), len(names))
    rows = tuple(
        MoneyRow(code=names[i], name=None, amount=amount, share=part, programs=programs[i])
        for i, amount, part in zip(carriers, dollars, shares, strict=True)
        if programs[i]
    )
    return (*rows, *make.uncoded_row())


def _spread(direct: Floats, base: Floats, carriers: list[int], over: list[int]) -> Floats:
    """Return direct cost plus overhead; both have shape (categories, codings)."""
    weight = np.maximum(base[carriers], 0)
    spread: Floats = direct[carriers] + direct[over].sum(axis=0) * weight / weight.sum(axis=0)
    return spread
