"""Adopted beside actual (or an estimate, said to be one) of the same fiscal year (method.md 4.6)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from sharedsafety.core.figure import Figure
from sharedsafety.investments.coded_amounts import Amounts, dollar_figures, ranged_figures
from sharedsafety.investments.money_tables import TableMaker
from sharedsafety.investments.outturn import (
    in_fractions,
    outturn_measures,
    ratio_band,
    two_of_three,
    variance_band,
)
from sharedsafety.investments.priority_weights import Served
from sharedsafety.investments.results import MoneyRow, Outturn
from sharedsafety.investments.settings import money_settings
from sharedsafety.investments.shifted_out import shifted_out


def outturns(makers: Mapping[tuple[int, str], TableMaker], priorities: Served | str) -> tuple[Outturn, ...]:
    """Return one comparison for each fiscal year with an adopted budget and an actual or an estimate.

    Dollars of P, interest on debt left out (contingencies are left out of every total). ``by_category`` holds the
    actual dollars, and as share the ratio actual / adopted with the adopted dollars as its denominator. PEFA wants
    two of three years: with three actual years the flags name the bands that hold, else they say ``one_year_only``.

    Args:
        makers: the years and phases.
        priorities: what the community's own priorities name together, each dollar once, without those that ask for
            less; where there are none, the code that says why.
    """
    found = [
        _outturn(makers[year, "adopted"], make, phase, priorities)
        for (year, phase), make in sorted(makers.items())
        if phase in ("actual", "estimate") and (year, "adopted") in makers
    ]
    actual = [outturn for outturn in found if outturn.comparison == "actual"]
    ratio = two_of_three([outturn.ratio_band or money_settings().last_band for outturn in actual])
    variance = two_of_three([outturn.variance_band or money_settings().last_band for outturn in actual])
    flags = (f"two_of_three_ratio_{ratio}", f"two_of_three_variance_{variance}") if ratio else ("one_year_only",)
    return tuple(
        replace(outturn, flags=flags if outturn.comparison == "actual" else ("estimate_not_actual",))
        for outturn in found
    )


def _outturn(adopted: TableMaker, actual: TableMaker, comparison: str, priorities: Served | str) -> Outturn:
    planned, spent = (_by_category(make) for make in (adopted, actual))
    whole = float(planned.point.sum())
    like = Figure(value=None, unit="ratio", basis=actual.basis, denominator="adopted P", denominator_value=whole)
    missing = replace(like, why="denominator_not_positive")
    nothing = Outturn(
        fiscal_year=actual.year.money.fiscal_year,
        comparison=comparison,
        ratio=missing,
        ratio_band=None,
        variance=missing,
        variance_band=None,
        shifted_out=Figure(value=None, unit="usd", basis=actual.basis, why=missing.why),
        shifted_by_category=(),
        by_category=_rows(adopted.year.coding.names["category"], planned, spent, actual),
        flags=(),
    )
    if whole <= 0 or spent.point.sum() <= 0:
        return nothing
    cents = (in_fractions([round(value * 100) for value in side.point]) for side in (planned, spent))
    exact = outturn_measures(*cents)
    drawn = outturn_measures(adopted.codings.draws(planned), actual.codings.draws(spent))
    point = np.array([float(exact.ratio), float(exact.variance)])
    ratio, variance = ranged_figures(point, np.vstack([drawn.ratio, drawn.variance]), None, like)
    result = replace(
        nothing,
        ratio=ratio,
        ratio_band=ratio_band(exact.ratio),
        variance=variance,
        variance_band=variance_band(exact.variance),
    )
    if isinstance(priorities, str):
        return replace(result, shifted_out=replace(nothing.shifted_out, why=priorities))
    shifted, rows = shifted_out(adopted, actual, priorities, (point[0], drawn.ratio))
    return replace(result, shifted_out=shifted, shifted_by_category=rows)


def _by_category(make: TableMaker) -> Amounts:
    return make.year.by_part("category", make.year.without_interest())


def _rows(names: tuple[str, ...], planned: Amounts, spent: Amounts, actual: TableMaker) -> tuple[MoneyRow, ...]:
    group = np.where(actual.year.inside(), actual.year.coding.codes["category"][actual.year.pieces.part], -1)
    programs = actual.year.programs_by_group(group, len(names))
    used = [i for i in range(len(names)) if planned.point[i] or spent.point[i]]
    dollars = dollar_figures(spent.rows(used), actual.codings, actual.basis)
    return tuple(
        MoneyRow(
            code=names[i],
            name=None,
            amount=figure,
            share=_execution(planned, spent, i, actual),
            programs=programs[i],
        )
        for i, figure in zip(used, dollars, strict=True)
    )


def _execution(planned: Amounts, spent: Amounts, i: int, actual: TableMaker) -> Figure:
    below = float(planned.point[i])
    like = Figure(value=None, unit="ratio", basis=actual.basis, denominator="adopted", denominator_value=below)
    if below <= 0:
        return replace(like, why="unbudgeted")
    b, a = actual.codings.draws(planned.rows([i])), actual.codings.draws(spent.rows([i]))
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = a / b
    return ranged_figures(np.array([spent.point[i] / below]), ratio, None, like)[0]
