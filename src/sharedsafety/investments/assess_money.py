"""The whole money chapter in one call: from the ledger cube to everything that pages show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from sharedsafety.framework.priority import StatedPriority
from sharedsafety.investments.adopted_rules import rule_results
from sharedsafety.investments.agreements import agreements
from sharedsafety.investments.budget_pairs import budget_pairs
from sharedsafety.investments.changes import change, totals_change, year_pairs
from sharedsafety.investments.coded import AdoptedRule, Area, AreaShare, CodedShare, Fund, PriorityLink
from sharedsafety.investments.coded_amounts import Codings
from sharedsafety.investments.coding import CodedPart, coded_parts
from sharedsafety.investments.ledger_schema import LedgerCube
from sharedsafety.investments.money_tables import TableMaker
from sharedsafety.investments.opened import opened
from sharedsafety.investments.outturns import outturns
from sharedsafety.investments.over_time import over_time
from sharedsafety.investments.priority_lamps import Places
from sharedsafety.investments.priority_money import coverage, priority_money, unlinked_priority
from sharedsafety.investments.priority_weights import Served, served_by, served_together
from sharedsafety.investments.priority_years import PriorityYears
from sharedsafety.investments.real_terms import RealTerms
from sharedsafety.investments.results import (
    NO_BUDGET,
    Change,
    MoneyAssessment,
    MoneyRow,
    Outturn,
    PriorityMoney,
    YearView,
)
from sharedsafety.investments.scope import split_cube, year_money
from sharedsafety.investments.settings import money_settings
from sharedsafety.investments.stated_labels import stated_labels
from sharedsafety.investments.supplanting_checks import supplanting_checks
from sharedsafety.investments.uncertainty import share_draws, uncertain_shares
from sharedsafety.investments.year_amounts import coding_arrays
from sharedsafety.investments.year_view import Surroundings, table_maker, year_view

Documents = Mapping[tuple[int, str], tuple[tuple[str, ...], bool | None]]
Makers = dict[tuple[int, str], TableMaker]


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyInputs:
    """What people wrote beside the ledger.

    Args:
        coding: coding rows, free of errors (``coding_findings``).
        funds, links, priorities, areas, area_shares, rules: rows of the folder's files.
        population, deflator: fiscal year -> people, price index; empty where not known.
        deflator_name: name of the index, for the report.
        documents: (fiscal year, phase) -> (document ids, whether they reconcile or None).
        fiscal_year_start: month (1-12).
    """

    coding: Sequence[CodedShare]
    funds: Sequence[Fund] = ()
    links: Sequence[PriorityLink] = ()
    priorities: Sequence[StatedPriority] = ()
    areas: Sequence[Area] = ()
    area_shares: Sequence[AreaShare] = ()
    rules: Sequence[AdoptedRule] = ()
    population: Mapping[int, float]
    deflator: Mapping[int, float]
    deflator_name: str | None = None
    documents: Documents
    fiscal_year_start: int


def assess_money(
    cube: LedgerCube,
    inputs: MoneyInputs,
    *,
    headline: tuple[int, str],
    seed: int,
    draws: int | None = None,
    same: Sequence[YearView] = (),
) -> MoneyAssessment:
    """Return the whole assessment of a community's money.

    Args:
        cube: the ledger's totals; it is not read again.
        inputs: coding, funds, links, priorities, areas, prices and people.
        headline: (fiscal year, phase) with which pages open; without a budget it has no dollars.
        seed: seed of the simulation over uncertain coding; equal inputs and seed give equal results.
        draws: number of draws; None takes the number of ``data/investments/measures.yaml``.
        same: views of years that are known to be as an earlier call with this coding and seed gave them.
    """
    draws = money_settings().draws if draws is None else draws
    generator = np.random.default_rng(seed)
    parts = coded_parts(inputs.coding)
    around = _surroundings(cube, inputs, headline)
    makers = _makers(cube, parts, around.funds, headline, draws, generator)
    views = _views(makers, around, set(_year_phases(cube)), same)
    labels = {key: view.label for key, view in views.items()}
    by_program = {key for key, view in views.items() if view.program_detail}
    changes = tuple(
        change(start, end, around.real_terms)
        if {_key(start), _key(end)} <= by_program
        else totals_change(start, end, around.real_terms)
        for start, end in year_pairs(makers, by_program)
    )
    years = _priority_years(inputs, parts, makers, by_program, headline, around)
    money = _priorities(inputs, years, makers, labels, generator)
    own = [(years[p.id], money[p.id]) for p in inputs.priorities if p.stated_by is None]
    linked = [(item.priority, item.served) for item, _ in own if item is not None]
    done = MoneyAssessment(
        headline=headline,
        views=tuple(opened(view, view.documents) for view in views.values()),
        changes=tuple(opened(each, _between(inputs, each)) for each in changes),
        outturns=tuple(opened(each, _beside(inputs, each)) for each in outturns(makers, _wanted(linked, parts))),
        priorities=tuple(opened(money[priority.id], (priority.id,)) for priority in inputs.priorities),
        coverage=opened(coverage(own, makers[headline]), tuple(each.priority_id for _, each in own)),
        agreements=opened(agreements(linked, makers[headline]), tuple(priority.id for priority, _ in linked)),
        stated_labels=stated_labels(list(makers.values()), _label_tables(views), labels),
        seed=seed,
        draws=draws,
    )
    return _side_by_side(done, inputs, makers, around.real_terms)


def _side_by_side(done: MoneyAssessment, inputs: MoneyInputs, makers: Makers, terms: RealTerms) -> MoneyAssessment:
    """Return the assessment with budgets in pairs, years beside each other, and restricted beside local money."""
    views = {(view.fiscal_year, view.phase): view for view in done.views}
    detailed = {key for key, view in views.items() if view.program_detail}
    phase = done.headline[1]
    years = over_time(makers, detailed, phase, terms)
    shown = (opened(year, _documents(inputs, (year.fiscal_year, phase))) for year in years.years)
    checks = supplanting_checks(makers, detailed, phase, terms)
    pairs = budget_pairs(makers, views, done.changes, terms)
    return replace(
        done,
        pairs=tuple(opened(pair, _documents(inputs, pair.start, pair.end)) for pair in pairs),
        over_time=replace(years, years=tuple(shown)),
        supplanting=tuple(opened(each, (each.program_key,)) for each in checks),
    )


def _views(
    makers: Makers, around: Surroundings, loaded: set[tuple[int, str]], same: Sequence[YearView]
) -> dict[tuple[int, str], YearView]:
    given = {(view.fiscal_year, view.phase): view for view in same}
    return {key: given.get(key) or _view(make, around, loaded=key in loaded) for key, make in makers.items()}


def _view(make: TableMaker, around: Surroundings, *, loaded: bool) -> YearView:
    """Return the view of a year; one of which no line is loaded says so, for its zeros are no dollars of anybody."""
    view = year_view(make, around)
    return view if loaded else replace(view, flags=(*view.flags, NO_BUDGET))


def _surroundings(cube: LedgerCube, inputs: MoneyInputs, headline: tuple[int, str]) -> Surroundings:
    rows = cube.programs.to_pylist()
    years = [year for year, _ in (*_year_phases(cube), headline)]
    priced = [year for year in years if year in inputs.deflator]
    terms = RealTerms(
        index=inputs.deflator,
        population=inputs.population,
        base_year=max(priced or years),
        name=inputs.deflator_name,
    )
    return Surroundings(
        programs={row["program_key"]: (row["program"] or row["program_key"], row["department"] or "") for row in rows},
        by_program=frozenset(row["program_key"] for row in rows if row["program_code"] or row["program"]),
        funds={fund.fund_code: fund for fund in inputs.funds},
        real_terms=terms,
        fiscal_year_start=inputs.fiscal_year_start,
        documents=inputs.documents,
    )


def _makers(
    cube: LedgerCube,
    parts: Sequence[CodedPart],
    funds: Mapping[str, Fund],
    headline: tuple[int, str],
    draws: int,
    generator: np.random.Generator,
) -> Makers:
    uncertain = uncertain_shares(parts)
    codings = Codings(uncertain, share_draws(uncertain, draws, generator))
    coding, pieces = coding_arrays(parts, uncertain), split_cube(cube, parts)
    return {
        (year, phase): table_maker(year_money(pieces, year, phase, funds), coding, codings, funds)
        for year, phase in sorted({*_year_phases(cube), headline})
    }


def _year_phases(cube: LedgerCube) -> list[tuple[int, str]]:
    pairs = cube.table.select(["fiscal_year", "phase"]).group_by(["fiscal_year", "phase"]).aggregate([])
    return sorted((row["fiscal_year"], row["phase"]) for row in pairs.to_pylist())


def _priority_years(
    inputs: MoneyInputs,
    parts: Sequence[CodedPart],
    makers: Makers,
    by_program: set[tuple[int, str]],
    headline: tuple[int, str],
    around: Surroundings,
) -> dict[str, PriorityYears | None]:
    comparable = {
        year: make for (year, phase), make in makers.items() if phase == headline[1] and (year, phase) in by_program
    }
    found: dict[str, PriorityYears | None] = {}
    for priority in inputs.priorities:
        served = served_by(priority, inputs.links, parts)
        found[priority.id] = None
        if served is not None:
            found[priority.id] = PriorityYears(
                priority, served, makers[headline], comparable, around.real_terms, inputs.fiscal_year_start
            )
    return found


def _priorities(
    inputs: MoneyInputs,
    years: Mapping[str, PriorityYears | None],
    makers: Makers,
    labels: Mapping[tuple[int, str], str],
    generator: np.random.Generator,
) -> dict[str, PriorityMoney]:
    shares: dict[str, dict[str, Fraction]] = {}
    for row in inputs.area_shares:
        shares.setdefault(row.program_key, {})[row.area_id] = row.share
    places = Places(inputs.areas, shares)
    found = {}
    for priority in inputs.priorities:
        item = years[priority.id]
        if item is None:
            found[priority.id] = unlinked_priority(priority, f"FY{max(labels)[0]}")
        else:
            own = priority_money(item, makers, labels, places, generator)
            found[priority.id] = replace(own, rules=rule_results(inputs.rules, item))
    return found


def _wanted(linked: Sequence[tuple[StatedPriority, Served]], parts: Sequence[CodedPart]) -> Served | str:
    """Return what the priorities name together, without those that ask for less: leaving them is what they ask.

    Where none is left, the code that says why.
    """
    wanted = [served for priority, served in linked if priority.direction != "less"]
    if wanted:
        return served_together(wanted, parts)
    return "only_less_asked" if linked else "no_links"


def _between(inputs: MoneyInputs, change: Change) -> tuple[str, ...]:
    return _documents(inputs, (change.start_year, change.phase), (change.end_year, change.phase))


def _beside(inputs: MoneyInputs, outturn: Outturn) -> tuple[str, ...]:
    return _documents(inputs, (outturn.fiscal_year, "adopted"), (outturn.fiscal_year, outturn.comparison))


def _documents(inputs: MoneyInputs, *years: tuple[int, str]) -> tuple[str, ...]:
    return tuple(doc_id for key in years for doc_id in inputs.documents.get(key, ((), None))[0])


def _label_tables(views: Mapping[tuple[int, str], YearView]) -> dict[tuple[int, str], tuple[MoneyRow, ...]]:
    return {key: view.tables["stated_label"] for key, view in views.items()}


def _key(make: TableMaker) -> tuple[int, str]:
    return make.year.money.fiscal_year, make.year.money.phase
