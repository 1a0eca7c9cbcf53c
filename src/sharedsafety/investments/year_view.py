"""One fiscal year and phase as pages show it: totals, tables, cliffs, quality of the coding."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from sharedsafety.core.figure import Figure
from sharedsafety.framework.taxonomy import taxonomy
from sharedsafety.investments.coded import Fund
from sharedsafety.investments.coded_amounts import (
    Amounts,
    Codings,
    Denominator,
    dollar_figures,
    ranged_figures,
    share_figures,
    untold,
)
from sharedsafety.investments.coding import UNCODED
from sharedsafety.investments.durability import cliff_years
from sharedsafety.investments.money_tables import TableMaker, tables
from sharedsafety.investments.overhead import with_overhead
from sharedsafety.investments.real_terms import RealTerms
from sharedsafety.investments.results import CodingQuality, MoneyRow, Totals, YearView
from sharedsafety.investments.scope import YearMoney
from sharedsafety.investments.settings import money_settings
from sharedsafety.investments.year_amounts import Coding, YearAmounts


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What all years share: programs (key -> name, department), which have a code, funds, prices, people, documents."""

    programs: Mapping[str, tuple[str, str]]
    by_program: frozenset[str]
    funds: Mapping[str, Fund]
    real_terms: RealTerms
    fiscal_year_start: int
    documents: Mapping[tuple[int, str], tuple[tuple[str, ...], bool | None]]


def table_maker(money: YearMoney, coding: Coding, codings: Codings, funds: Mapping[str, Fund]) -> TableMaker:
    """Return the table maker of one year and phase with its denominators T and P."""
    year = YearAmounts(money, coding, funds, codings)
    everything = np.ones(len(year.pieces.cents), dtype=bool)
    total = year.whole("T", everything)
    certain = Amounts(total.amounts.point, total.amounts.point[None, :], total.amounts.free * 0, np.zeros(1))
    return TableMaker(
        year=year,
        codings=codings,
        basis=f"FY{money.fiscal_year} {money.phase}",
        total=Denominator("T", certain, codings),
        perimeter=year.whole("P", year.inside()),
    )


def year_view(make: TableMaker, around: Surroundings) -> YearView:
    """Return all money tables and totals of one year and phase."""
    money = make.year.money
    documents, reconciled = around.documents.get((money.fiscal_year, money.phase), ((), None))
    made = tables(make, around.programs, {code: fund.name or code for code, fund in around.funds.items()})
    detail = program_detail(make, around.by_program)
    return YearView(
        fiscal_year=money.fiscal_year,
        phase=money.phase,
        label=f"{year_words(money.fiscal_year, around.fiscal_year_start)} {money.phase}",
        basis=make.basis,
        documents=documents,
        reconciled=reconciled,
        program_detail=detail,
        totals=totals(make),
        tables=made | {"category_with_overhead": with_overhead(make)},
        upstream_per_response=upstream_per_response(make),
        real_perimeter_per_person=real_per_person(make, around.real_terms),
        cliffs=cliffs(make),
        cliff_within_24_months=cliff_share(make),
        durability=durability(make),
        quality=quality(make),
        flags=_flags(make, made, detail),
        coarse_coding=coarse_coding(make),
    )


def year_words(fiscal_year: int, start: int) -> str:
    """Return the fiscal year as people write it.

    >>> year_words(2022, 7), year_words(2022, 1)
    ('2021-22', '2022')
    """
    return str(fiscal_year) if start == 1 else f"{fiscal_year - 1}-{fiscal_year % 100:02d}"


def program_detail(make: TableMaker, by_program: frozenset[str]) -> bool:
    """Return whether most dollars of the year are published by program, not by department only."""
    known = make.year.pieces.where("program_key", sorted(by_program))
    cents = np.abs(make.year.pieces.cents)
    return bool(cents[known].sum() >= money_settings().program_detail_share * max(1, cents.sum()))


def totals(make: TableMaker) -> Totals:
    """Return the nested totals; T plus everything excluded is the document total, to the cent."""
    year, settings = make.year, money_settings()
    inside = year.inside()
    dollars = {
        "perimeter": make.perimeter.amounts,
        "perimeter_free": year.whole("P*", inside & year.free_of_entitlements()).amounts,
        "local_choice": year.whole("L", inside & year.with_fund("control", settings.local_choice_controls)).amounts,
        "outside": year.whole("outside", ~inside & (year.pieces.part >= 0)).amounts,
    }
    figures = {name: dollar_figures(amounts, make.codings, make.basis)[0] for name, amounts in dollars.items()}
    figures["local_choice"] = local_choice(make, figures["local_choice"])
    plain = Figure(value=None, unit="usd", basis=make.basis)
    return Totals(
        document_total=replace(plain, value=year.money.document_cents / 100),
        all_operating=replace(plain, value=make.total.value),
        net_local=net_local(make),
        uncoded=replace(plain, value=year.uncoded()),
        excluded={reason: replace(plain, value=cents / 100) for reason, cents in year.money.excluded.items()},
        **figures,
    )


def local_choice(make: TableMaker, known: Figure) -> Figure:
    """Return L; can't tell where the control class is unknown for more of P than the limit (it is not zero)."""
    return untold(known, "control_unknown") if make.unknown("control") else known


def net_local(make: TableMaker) -> Figure:
    """Return N: P less the revenue dedicated to its programs; can't tell where no revenue is loaded."""
    if not len(make.year.money.revenue.cents):
        return Figure(value=None, unit="usd", basis=make.basis, why="no_revenue")
    return dollar_figures(net_amounts(make), make.codings, make.basis)[0]


def net_amounts(make: TableMaker) -> Amounts:
    """Return N as amounts of one group."""
    money = replace(make.year.money, spending=make.year.money.revenue)
    revenue = YearAmounts(money, make.year.coding, make.year.funds, make.codings)
    net = make.perimeter.amounts - revenue.whole("revenue", revenue.inside()).amounts
    return replace(net, uncoded=make.perimeter.amounts.uncoded)


def upstream_per_response(make: TableMaker) -> Figure:
    """Return dollars of primary and secondary prevention for each dollar of response."""
    level = make.year.by_part("level", make.year.inside())
    names = make.year.coding.names["level"]
    upstream = [i for i, name in enumerate(names) if name in taxonomy().upstream]
    response = [i for i, name in enumerate(names) if name == "response"]
    like = Figure(value=None, unit="ratio", basis=make.basis, denominator="response")
    below = float(level.point[response].sum())
    like = replace(like, denominator_value=below)
    if below <= 0:
        return replace(like, why="no_response_dollars")
    draws, (low, high) = make.codings.draws(level), make.codings.bounds(level)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = draws[upstream].sum(axis=0) / draws[response].sum(axis=0)
        ends = low[upstream].sum() / high[response].sum(), high[upstream].sum() / low[response].sum()
    value = np.array([level.point[upstream].sum() / below])
    return ranged_figures(value, ratio[None, :], (np.array([ends[0]]), np.array([ends[1]])), like)[0]


def real_per_person(make: TableMaker, terms: RealTerms) -> Figure:
    """Return real dollars of P for each resident; nominal and said so where no price index covers the year."""
    year = make.year.money.fiscal_year
    basis = terms.basis(make.basis, year)
    people = terms.people(year)
    if people is None:
        return Figure(value=None, unit="usd_per_person", basis=basis, denominator="residents", why="no_population")
    scaled = make.perimeter.amounts * (terms.factor(year) / people[0])
    figure = dollar_figures(scaled, make.codings, basis, "usd_per_person")[0]
    return replace(figure, denominator="residents", denominator_value=people[0])


def cliffs(make: TableMaker) -> tuple[MoneyRow, ...]:
    """Return the dollars of P that end in each fiscal year from the one viewed."""
    ends = make.year.fund_values("end_fy")
    years = sorted({end for end in ends if end != "None" and int(end) >= make.year.money.fiscal_year})
    place = np.array([years.index(end) if end in years else -1 for end in ends], dtype=np.int64)
    codes = place[make.year.pieces.codes["fund_code"]]
    inside = make.year.inside() & (codes >= 0)
    amounts = make.year.grouped(np.where(inside, codes, -1), len(years))
    return make.rows(years, amounts, np.where(inside, codes, -1), make.perimeter)


def cliff_share(make: TableMaker) -> Figure:
    """Return the share of P that ends within 24 months; can't tell where recurrence is unknown above the limit."""
    soon = make.year.with_fund("end_fy", cliff_years(make.year.money.fiscal_year))
    amounts = make.year.grouped(np.where(make.year.inside() & soon, 0, -1), 1)
    ends = share_figures(amounts, make.perimeter, make.basis)[0]
    return untold(ends, "recurrence_unknown") if make.unknown("recurrence") else ends


def durability(make: TableMaker) -> Figure:
    """Return the ongoing share of P; can't tell where recurrence is unknown for more than the limit."""
    mask = make.year.inside() & make.year.with_fund("recurrence", ["ongoing"])
    ongoing = share_figures(make.year.grouped(np.where(mask, 0, -1), 1), make.perimeter, make.basis)[0]
    return untold(ongoing, "recurrence_unknown") if make.unknown("recurrence") else ongoing


def coarse_coding(make: TableMaker) -> str | None:
    """Return ``functions`` or ``unreviewed`` where more of P than the limit is coded so, else None."""
    settings, coding = money_settings(), make.year.coding
    by_function = coding.with_value("basis", settings.coarse_bases)[make.year.pieces.part]
    unreviewed = coding.with_value("status", settings.coarse_status)[make.year.pieces.part]
    if make.part_of_perimeter(by_function | unreviewed) <= settings.coarse_limit:
        return None
    functions = make.part_of_perimeter(by_function) >= make.part_of_perimeter(unreviewed)
    return "functions" if functions else "unreviewed"


def quality(make: TableMaker) -> CodingQuality:
    """Return how the coded dollars of P came to be."""
    inside = make.year.inside()
    by_status = make.by_part("status", inside, make.perimeter)
    unreviewed = [row.share for row in by_status if row.code == "unreviewed"]
    uncoded = make.uncoded_row()
    nothing = Figure(value=0.0, unit="share", basis=make.basis, denominator="P", denominator_value=make.perimeter.value)
    return CodingQuality(
        by_status=tuple(row for row in by_status if row.code != UNCODED),
        by_basis=tuple(row for row in make.by_part("basis", inside, make.perimeter) if row.code != UNCODED),
        unreviewed=unreviewed[0] if unreviewed else nothing,
        uncoded=replace(nothing, value=make.year.uncoded(), unit="usd", denominator=None, denominator_value=None),
        uncoded_programs=uncoded[0].programs if uncoded else (),
    )


def _flags(make: TableMaker, made: Mapping[str, tuple[MoneyRow, ...]], detail: bool) -> tuple[str, ...]:
    flags = list(make.year.money.flags)
    flags += [] if detail else ["department_totals_only"]
    leading = money_settings().ranked_categories
    ranked = [
        [row.code for row in sorted(made[name], key=lambda row: -(row.amount.value or 0.0)) if row.code != UNCODED]
        for name in ("category", "category_free")
    ]
    flags += ["entitlements_change_ranking"] if ranked[0][:leading] != ranked[1][:leading] else []
    return tuple(flags)
