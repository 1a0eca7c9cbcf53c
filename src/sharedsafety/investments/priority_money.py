"""The money beside each stated priority, and the counts over all of them (method.md 4.4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from sharedsafety.core.figure import Figure
from sharedsafety.framework.priority import StatedPriority
from sharedsafety.framework.taxonomy import taxonomy
from sharedsafety.investments.coded_amounts import Denominator, dollar_figures
from sharedsafety.investments.lamps import lamp
from sharedsafety.investments.money_tables import TableMaker
from sharedsafety.investments.priority_lamps import (
    Places,
    delivery_lamp,
    direction_lamp,
    durability_lamp,
    level_lamp,
    place_lamp,
)
from sharedsafety.investments.priority_weights import Served, served_together
from sharedsafety.investments.priority_years import PriorityYears, dollars_over_years
from sharedsafety.investments.results import Coverage, Lamp, LampName, MoneyRow, PriorityMoney
from sharedsafety.investments.settings import money_settings

LAMPS: tuple[LampName, ...] = ("level", "direction", "durability", "delivery", "place")


def priority_money(
    years: PriorityYears,
    makers: Mapping[tuple[int, str], TableMaker],
    labels: Mapping[tuple[int, str], str],
    places: Places,
    generator: np.random.Generator,
) -> PriorityMoney:
    """Return the dollars, programs, holders, cliffs and lamps of one priority that something is linked to.

    A statement of another body (``stated_by``) is shown with its dollars but judged by no lamp: it is compared, not
    adopted, and its target is about that body's money.
    """
    make, priority = years.headline, years.priority
    amount = dollar_figures(years.amounts(make), make.codings, make.basis)[0]
    share = years.share(make)
    since, before = since_adoption(years)
    target = priority.target_value if priority.statement_kind == "S1" else None
    same_phase = [made for (_, phase), made in sorted(makers.items()) if phase == make.year.money.phase]
    shown = [made for made in same_phase if made.year.money.fiscal_year in years.comparable]
    return PriorityMoney(
        priority_id=priority.id,
        admissible=money_settings().admissible[priority.statement_kind],
        amount=amount,
        share=share,
        per_person=years.per_person(make),
        ongoing=years.ongoing(),
        added_since_adoption=since,
        already_there=before,
        by_year=dollars_over_years(years, shown, labels),
        programs=_rows(years, "program_key"),
        by_holder=_rows(years, "holder"),
        through_law_enforcement=_through_law_enforcement(years),
        cliffs=_rows(years, "end_fy"),
        share_gap=None if target is None else _minus(share, target),
        lamps=_lamps(years, makers, places, generator),
    )


def unlinked_priority(priority: StatedPriority, basis: str) -> PriorityMoney:
    """Return a priority to which nothing is linked: nobody has looked, so nothing can be told (it is not zero)."""
    whole = {"usd": None, "share": priority.target_of or "P", "usd_per_person": "residents"}
    missing = {
        unit: Figure(value=None, unit=unit, basis=basis, denominator=of, why="no_links") for unit, of in whole.items()
    }
    dollars = missing["usd"]
    lamps = _foreign_lamps() if priority.stated_by else tuple(lamp(name, "cant_tell", "no_links") for name in LAMPS)
    return PriorityMoney(
        priority_id=priority.id,
        admissible=money_settings().admissible[priority.statement_kind],
        amount=dollars,
        share=missing["share"],
        per_person=missing["usd_per_person"],
        ongoing=dollars,
        added_since_adoption=dollars,
        already_there=dollars,
        by_year=(),
        programs=(),
        by_holder=(),
        through_law_enforcement=(),
        cliffs=(),
        share_gap=None,
        lamps=lamps,
    )


def since_adoption(years: PriorityYears) -> tuple[Figure, Figure]:
    """Return real dollars added since the last full year before adoption, and those already there; their sum is now.

    Can't tell without an adoption date or where that year is not loaded by program.
    """
    make, terms = years.headline, years.terms
    base, _ = years.base_year() if years.priority.adopted_on else (None, ())
    if base is None:
        why = "base_year_not_loaded" if years.priority.adopted_on else "no_adoption_date"
        missing = Figure(value=None, unit="usd", basis=make.basis, why=why)
        return missing, missing
    terms = replace(terms, base_year=years.year)
    before = years.amounts(years.comparable[base]) * terms.factor(base)
    basis = terms.basis(f"FY{base} to FY{years.year} {make.year.money.phase}", base)
    added = dollar_figures(years.amounts(make) - before, make.codings, basis)[0]
    return added, dollar_figures(before, make.codings, terms.basis(f"FY{base}", base))[0]


def coverage(own: Sequence[tuple[PriorityYears | None, PriorityMoney]], make: TableMaker) -> Coverage:
    """Return counts over the community's own priorities; statements of other bodies take no part.

    "Asked an amount" counts shares, floors and amounts with a target; whether it is met is what the Level lamp says.
    Dollars added are told only where all adopted priorities are measured from one base year.
    """
    served = [years.served for years, _ in own if years is not None]
    levels = [money.lamps[0].state for _, money in own if money.lamps[0].state != "not_set" and _asked(money)]
    met = sum(state in ("consistent", "above_share") for state in levels)
    missed = sum(state == "not_consistent" for state in levels)
    together = _together(served, make)
    return Coverage(
        priorities=len(own),
        with_some_money=sum((money.amount.value or 0.0) > 0 for _, money in own),
        with_ongoing_money=sum((money.ongoing.value or 0.0) > 0 for _, money in own),
        asked_an_amount=len(levels),
        amount_met=met,
        amount_not_met=missed,
        amount_cant_tell=len(levels) - met - missed,
        together_once=together,
        added_since_adoption=_added_together(own, make),
        ongoing_cant_tell=sum(money.ongoing.why == "recurrence_unknown" for _, money in own),
    )


def _asked(money: PriorityMoney) -> bool:
    return "coverage" in money.admissible


def _together(served: Sequence[Served], make: TableMaker) -> Figure:
    if not served:
        return Figure(value=None, unit="usd", basis=make.basis, why="no_links")
    once = served_together(served, make.year.coding.parts)
    everything = np.ones(len(make.year.pieces.cents), dtype=bool)
    return dollar_figures(once.amounts(make.year, everything), make.codings, make.basis)[0]


def _added_together(own: Sequence[tuple[PriorityYears | None, PriorityMoney]], make: TableMaker) -> Figure:
    adopted = [years for years, _ in own if years is not None and years.priority.adopted_on]
    bases = {years.base_year()[0] for years in adopted}
    if len(bases) != 1 or None in bases:
        why = "different_base_years" if len(bases) > 1 else "base_year_not_loaded" if bases else "no_adoption_date"
        return Figure(value=None, unit="usd", basis=make.basis, why=why)
    once = served_together([years.served for years in adopted], make.year.coding.parts)
    return since_adoption(replace(adopted[0], served=once))[0]


def _lamps(
    years: PriorityYears,
    makers: Mapping[tuple[int, str], TableMaker],
    places: Places,
    generator: np.random.Generator,
) -> tuple[Lamp, ...]:
    if years.priority.stated_by:
        return _foreign_lamps()
    return (
        level_lamp(years),
        direction_lamp(years),
        durability_lamp(years),
        delivery_lamp(years, makers),
        place_lamp(years, places, generator),
    )


def _foreign_lamps() -> tuple[Lamp, ...]:
    return tuple(lamp(name, "not_set", "stated_by_another_body") for name in LAMPS)


def _rows(years: PriorityYears, column: str) -> tuple[MoneyRow, ...]:
    """Return the priority's dollars by program, holder or year of ending, as shares of the priority."""
    make = years.headline
    pieces, coding = make.year.pieces, make.year.coding
    counted = years.served.any[pieces.part]
    if column == "holder":
        names, codes = coding.names["holder"], coding.codes["holder"][pieces.part]
    elif column == "end_fy":
        ends = make.year.fund_values("end_fy")
        names = tuple(sorted({end for end in ends if end != "None" and int(end) >= years.year}))
        place = np.array([names.index(end) if end in names else -1 for end in ends], dtype=np.int64)
        codes = place[pieces.codes["fund_code"]]
    else:
        used = np.unique(pieces.codes[column][counted])
        names = tuple(pieces.names[column][i] for i in used)
        place = np.full(len(pieces.names[column]), -1)
        place[used] = np.arange(len(used))
        codes = place[pieces.codes[column]]
    group = np.where(counted, codes, -1)
    amounts = replace(years.served.amounts(make.year, counted, group, len(names)), uncoded=np.zeros(len(names)))
    rows = make.rows(names, amounts, group, Denominator("priority", years.amounts(make), make.codings))
    if column == "end_fy":
        return rows
    return tuple(sorted(rows, key=lambda row: (-(row.amount.value or 0.0), row.code)))


def _through_law_enforcement(years: PriorityYears) -> tuple[str, ...]:
    year = years.headline.year
    family = year.coding.with_value("holder", taxonomy().law_enforcement_family)
    through = (family & years.served.any)[year.pieces.part]
    return year.programs_by_group(np.where(through, 0, -1), 1)[0]


def _minus(share: Figure, target: float) -> Figure:
    ends = ("value", "low", "high", "bound_low", "bound_high")
    moved: dict[str, Any] = {
        name: None if getattr(share, name) is None else getattr(share, name) - target for name in ends
    }
    return replace(share, **moved)
