"""Safety money per resident over the years, in the prices of one year (method.md 3.3)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from sharedsafety.core.figure import Figure
from sharedsafety.investments.coded_amounts import Amounts, dollar_figures
from sharedsafety.investments.money_tables import TableMaker
from sharedsafety.investments.real_terms import RealTerms
from sharedsafety.investments.side_by_side import OverTime, PersonYear


def over_time(
    makers: Mapping[tuple[int, str], TableMaker], by_program: Collection[tuple[int, str]], phase: str, terms: RealTerms
) -> OverTime:
    """Return P and each family in dollars per resident, for every year of one phase, in prices of the latest one shown.

    A year without a price index or without its population has no figure but its reason, and so has a year published
    by department only: its families can't be told.

    Args:
        makers: the years and phases.
        by_program: those that are published by program.
        terms: price index and people; its base year is not used.
    """
    own = {year: make for (year, each), make in sorted(makers.items()) if each == phase}
    reasons = {year: _reason(year, (year, phase) in by_program, terms) for year in own}
    shown = [year for year, why in reasons.items() if why is None]
    if shown:
        terms = replace(terms, base_year=max(shown))
    used = _used([own[year] for year in shown])
    years = (_year(own[year], year, why, used, terms) for year, why in reasons.items())
    return OverTime(phase=phase, price_year=max(shown, default=None), index=terms.name, years=tuple(years))


def _reason(year: int, detailed: bool, terms: RealTerms) -> str | None:
    if not detailed:
        return "department_totals_only"
    if terms.people(year) is None:
        return "no_population"
    return None if terms.index.get(year, 0) > 0 else "not_deflated"


def _used(makers: Collection[TableMaker]) -> list[int]:
    """Return the families that have money inside P in any year, by their place."""
    found: set[int] = set()
    for make in makers:
        amounts = _families(make)
        found |= {at for at, value in enumerate(amounts.point) if value or (amounts.free[:, at] != 0).any()}
    return sorted(found)


def _families(make: TableMaker) -> Amounts:
    return make.year.by_part("family", make.year.inside())


def _year(make: TableMaker, year: int, why: str | None, used: list[int], terms: RealTerms) -> PersonYear:
    people = terms.people(year)
    if why is not None or people is None:
        return PersonYear(fiscal_year=year, why=why, people=None, factor=None, rows=())
    names, scale = make.year.coding.names["family"], terms.factor(year) / people[0]
    amounts = {"P": make.perimeter.amounts, **{names[at]: _families(make).rows([at]) for at in used}}
    basis = terms.basis(make.basis, year)
    rows = (
        (code, replace(_figure(each * scale, make, basis), denominator="residents", denominator_value=people[0]))
        for code, each in amounts.items()
    )
    return PersonYear(fiscal_year=year, why=None, people=people[0], factor=terms.factor(year), rows=tuple(rows))


def _figure(amounts: Amounts, make: TableMaker, basis: str) -> Figure:
    return dollar_figures(amounts, make.codings, basis, "usd_per_person")[0]
