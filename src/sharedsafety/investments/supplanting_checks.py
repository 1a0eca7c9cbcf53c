"""Did restricted money take the place of local money? A sign to look at, program by program (method.md 4.7)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

import numpy as np

from sharedsafety.core.figure import Figure
from sharedsafety.investments.durability import supplanting_signals
from sharedsafety.investments.money_tables import TableMaker
from sharedsafety.investments.real_terms import RealTerms
from sharedsafety.investments.settings import money_settings
from sharedsafety.investments.side_by_side import SupplantingCheck, SupplantingSign
from sharedsafety.investments.uncertainty import Ints, Mask

#: What is asked of each year's money: kind -> cents of every program, by its place.
YearCents = Mapping[str, Ints]


def supplanting_checks(
    makers: Mapping[tuple[int, str], TableMaker], by_program: Collection[tuple[int, str]], phase: str, terms: RealTerms
) -> tuple[SupplantingCheck, ...]:
    """Return one check for each program that had restricted money in any year of one phase.

    Restricted is what is ``steerable`` or ``locked``; local is ``discretionary`` money of the local level. The check
    says "look here", never that a rule was broken: money moves for many reasons.

    Args:
        makers: the years and phases.
        by_program: those that are published by program; others are left out.
        terms: price index.
    """
    own = {year: make for (year, each), make in sorted(makers.items()) if each == phase and (year, phase) in by_program}
    cents = {year: _cents(make) for year, make in own.items()}
    if not cents:
        return ()
    names = next(iter(own.values())).year.pieces.names["program_key"]
    found = np.flatnonzero(sum(np.abs(each["restricted"]) for each in cents.values()))
    return tuple(_check(names[at], _series(cents, at), phase, terms) for at in found.tolist())


def _cents(make: TableMaker) -> YearCents:
    settings, year = money_settings(), make.year
    local = year.with_fund("level", settings.local_levels)
    kinds: dict[str, Mask] = {
        "restricted": year.with_fund("control", settings.restricted_controls),
        "local": year.with_fund("control", ["discretionary"]) & local,
        "unknown": year.with_fund("control", ["unknown"]),
        "total": np.ones(len(year.pieces.cents), dtype=bool),
    }
    return {kind: _by_program(make, mask) for kind, mask in kinds.items()}


def _by_program(make: TableMaker, mask: Mask) -> Ints:
    pieces = make.year.pieces
    cents = np.zeros(len(pieces.names["program_key"]), dtype=np.int64)
    np.add.at(cents, pieces.codes["program_key"][mask], pieces.cents[mask])
    return cents


def _series(cents: Mapping[int, YearCents], at: int) -> dict[str, dict[int, float]]:
    kinds = next(iter(cents.values()))
    return {kind: {year: int(each[kind][at]) / 100 for year, each in cents.items()} for kind in kinds}


def _check(key: str, money: Mapping[str, Mapping[int, float]], phase: str, terms: RealTerms) -> SupplantingCheck:
    why = _reason(money, terms)
    years = () if why else supplanting_signals(money["restricted"], money["local"], money["total"], terms)
    state = "cant_tell" if why else "look_here" if years else "no_sign"
    signs = tuple(_sign(year, money, phase, terms) for year in years)
    return SupplantingCheck(program_key=key, state=state, why=why, signs=signs)


def _reason(money: Mapping[str, Mapping[int, float]], terms: RealTerms) -> str | None:
    """Return why nothing can be told: too few years, no prices, or too much money of which nobody said how free."""
    years = set(money["total"])
    spans = [year for year in years if {year - 1, year + money_settings().supplanting_years} <= years]
    if not spans:
        return "too_few_years"
    if not any(terms.deflated(year, year + money_settings().supplanting_years) for year in spans):
        return "not_deflated"
    total = sum(map(abs, money["total"].values()))
    unknown = sum(map(abs, money["unknown"].values()))
    return "control_unknown" if unknown > money_settings().unknown_control_limit * total else None


def _sign(year: int, money: Mapping[str, Mapping[int, float]], phase: str, terms: RealTerms) -> SupplantingSign:
    later = year + money_settings().supplanting_years
    real, printed = replace(terms, base_year=later), replace(terms, index={})

    def figure(kind: str, at: int, prices: RealTerms) -> Figure:
        basis = prices.basis(f"FY{at} {phase}", at)
        return Figure(value=money[kind][at] * prices.factor(at), unit="usd", basis=basis)

    return SupplantingSign(
        year=year,
        later_year=later,
        restricted=(figure("restricted", year - 1, printed), figure("restricted", year, printed)),
        local=(figure("local", year, real), figure("local", later, real)),
        total=(figure("total", year, real), figure("total", later, real)),
    )
