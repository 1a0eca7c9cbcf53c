"""The five lamps of one priority, from its dollars (method.md 4.11)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from sharedsafety.core.figure import Figure
from sharedsafety.framework.priority import StatedPriority
from sharedsafety.investments.coded import Area
from sharedsafety.investments.coded_amounts import (
    Amounts,
    Denominator,
    dollar_figures,
    ranged_figures,
    share_figures,
)
from sharedsafety.investments.lamps import (
    AskedLevel,
    delivery_state,
    direction_state,
    durability_state,
    held_in_most_codings,
    lamp,
    lamp_settings,
    level_state,
    place_state,
)
from sharedsafety.investments.money_tables import TableMaker
from sharedsafety.investments.place import kakwani_interval, least_kakwani_by_chance, place_measures
from sharedsafety.investments.priority_years import PriorityYears
from sharedsafety.investments.results import Lamp, LampState, OtherBase
from sharedsafety.investments.uncertainty import Floats


@dataclass(frozen=True, slots=True)
class Places:
    """Areas and the share of each program's money that reaches them: program -> area id -> share."""

    areas: Sequence[Area]
    shares: Mapping[str, Mapping[str, Fraction]]


def level_lamp(years: PriorityYears) -> Lamp:
    """Return whether the money has the size that was asked: only for a stated share, floor, ceiling or amount."""
    priority = years.priority
    if priority.statement_kind not in ("S1", "S2") or not priority.target_value:
        return lamp("level", "not_set", "no_target")
    figure = _asked_figure(years)
    unreviewed = years.unreviewed()
    like = Figure(value=unreviewed, unit="share", basis=years.headline.basis, denominator="priority")
    figures = {"asked_of": figure, "unreviewed": like}
    if figure.value is None:
        return lamp("level", "cant_tell", figure.why or "no_dollars", figures)
    if unreviewed > lamp_settings().level["unreviewed_limit"]:
        return lamp("level", "cant_tell", "unreviewed", figures)
    low = figure.value if figure.low is None else figure.low
    high = figure.value if figure.high is None else figure.high
    target = priority.target_value
    state, reason = level_state(low / target, high / target, _asked_level(priority))
    return lamp("level", state, reason, figures)


def direction_lamp(years: PriorityYears) -> Lamp:
    """Return whether the money moved the way that was asked, with the answer under two other base years."""
    asked = years.priority.direction
    if asked is None:
        return lamp("direction", "cant_tell", "no_direction")
    base, notes = years.base_year()
    if base is None:
        reason = "base_year_not_loaded" if years.priority.adopted_on else "no_comparable_year"
        return lamp("direction", "cant_tell", reason)
    recurrence, more_notes = _told_recurrence(years)
    state, reason, figures, last_notes = _direction_from(years, base, asked, recurrence)
    others = tuple(_other_base(years, other, asked, recurrence) for other in years.other_bases(base))
    found = lamp("direction", state, reason, figures, others, (*notes, *more_notes, *last_notes))
    return replace(found, base_year=base)


def durability_lamp(years: PriorityYears) -> Lamp:
    """Return whether the money lasts."""
    make, rule = years.headline, lamp_settings().durability
    whole = Denominator("priority", years.amounts(make), make.codings)
    ongoing = share_figures(years.amounts(make, "ongoing"), whole, make.basis)[0]
    unknown = share_figures(years.amounts(make, "unknown"), whole, make.basis)[0]
    total = dollar_figures(whole.amounts, make.codings, make.basis)[0]
    figures = {"total": total, "ongoing": ongoing, "unknown": unknown}
    if ongoing.value is None or unknown.value is None:
        return lamp("durability", "cant_tell", "no_dollars", figures)
    if unknown.value > rule["unknown_recurrence_limit"]:
        return lamp("durability", "cant_tell", "recurrence_unknown", figures)
    draws = _ratio(make.codings.draws(years.amounts(make, "ongoing")), make.codings.draws(whole.amounts))
    state = held_in_most_codings(durability_state, (ongoing.value,), (draws,), rule["agreeing_codings"])
    return lamp("durability", *state, figures)


def delivery_lamp(years: PriorityYears, makers: Mapping[tuple[int, str], TableMaker]) -> Lamp:
    """Return whether what was adopted was spent, in the last year that has both; an estimate lights nothing."""
    both = [year for year, phase in makers if phase == "actual" and (year, "adopted") in makers]
    if not both:
        estimated = any(phase == "estimate" and (year, "adopted") in makers for year, phase in makers)
        return lamp("delivery", "cant_tell", "only_estimate" if estimated else "no_actuals")
    actual, adopted = makers[max(both), "actual"], makers[max(both), "adopted"]
    spent, planned = years.amounts(actual), years.amounts(adopted)
    figures = {
        "adopted": dollar_figures(planned, adopted.codings, adopted.basis)[0],
        "actual": dollar_figures(spent, actual.codings, actual.basis)[0],
    }
    if planned.point[0] <= 0:
        return lamp("delivery", "cant_tell", "unbudgeted" if spent.point[0] > 0 else "no_dollars", figures)
    execution = float(spent.point[0] / planned.point[0])
    draws = _ratio(actual.codings.draws(spent), adopted.codings.draws(planned))
    like = Figure(
        value=None,
        unit="ratio",
        basis=actual.basis,
        denominator="adopted",
        denominator_value=float(planned.point[0]),
    )
    figures["execution"] = _one(execution, draws, like)
    least = lamp_settings().delivery["agreeing_codings"]
    return lamp("delivery", *held_in_most_codings(delivery_state, (execution,), (draws,), least), figures)


def place_lamp(years: PriorityYears, places: Places, generator: np.random.Generator) -> Lamp:
    """Return whether the money reaches the places with most harm."""
    rule, areas = lamp_settings().place, places.areas
    if not areas:
        return lamp("place", "cant_tell", "no_areas")
    spend, allocable = _spend_by_area(years, places)
    basis = years.headline.basis
    figures = {"allocable": Figure(value=allocable, unit="share", basis=basis, denominator="priority")}
    if len(areas) < rule["areas"]:
        return lamp("place", "cant_tell", "few_areas", figures)
    if allocable < rule["allocable"]:
        return lamp("place", "cant_tell", "allocable_too_small", figures)
    if any(area.need is None for area in areas):
        return lamp("place", "cant_tell", "need_missing", figures)
    population, need = [area.population for area in areas], [float(area.need or 0) for area in areas]
    measures = place_measures(population, need, spend)
    if measures is None:
        return lamp("place", "cant_tell", "no_dollars", figures)
    low, high = kakwani_interval(population, need, spend, generator)
    chance = least_kakwani_by_chance(population, need, spend, generator)
    kakwani = Figure(
        value=measures.kakwani, unit="ratio", basis=basis, denominator="areas by need", low=low, high=high,
        interval="90 %, need resampled",
    )  # fmt: skip
    figures["kakwani"] = kakwani
    figures["least_by_chance"] = Figure(value=chance, unit="ratio", basis=basis, denominator="areas by need")
    ratio = measures.highest_need_fifth_ratio
    figures["highest_need_ratio"] = Figure(value=ratio, unit="ratio", basis=basis, denominator="share of need")
    state = place_state(low, high, ratio, by_chance=measures.kakwani >= chance)
    return lamp("place", *state, figures)


def _asked_level(priority: StatedPriority) -> AskedLevel:
    if priority.statement_kind == "S1":
        return "share"
    return "ceiling" if priority.direction == "less" else "floor"


def _asked_figure(years: PriorityYears) -> Figure:
    make, unit = years.headline, years.priority.target_unit
    if unit == "usd":
        return dollar_figures(years.amounts(make), make.codings, make.basis)[0]
    return years.per_person(make) if unit == "usd_per_person" else years.share(make)


def _told_recurrence(years: PriorityYears) -> tuple[str | None, tuple[str, ...]]:
    """Return ``ongoing``, or None (all dollars) with a note where recurrence is unknown for too many dollars."""
    total = years.amounts(years.headline).point[0]
    unknown = years.amounts(years.headline, "unknown").point[0]
    if total > 0 and unknown / total > lamp_settings().direction["unknown_recurrence_limit"]:
        return None, ("all_dollars",)
    return "ongoing", ()


def _other_base(years: PriorityYears, base: int, asked: str, recurrence: str | None) -> OtherBase:
    state, reason, _, _ = _direction_from(years, base, asked, recurrence)
    return OtherBase(base_year=base, state=state, reason=reason)


def _direction_from(
    years: PriorityYears, base: int, asked: str, recurrence: str | None
) -> tuple[LampState, str, dict[str, Figure], tuple[str, ...]]:
    start, end, terms = years.comparable[base], years.headline, years.terms
    people = terms.people(base, years.year)
    deflated = terms.deflated(base, years.year)
    notes = (*(() if people else ("not_per_person",)), *(() if deflated else ("not_deflated",)))
    factors = [
        (terms.factor(at) if deflated else 1.0) / count
        for at, count in zip((base, years.year), people or (1.0, 1.0), strict=True)
    ]
    before, after = (
        years.amounts(make, recurrence) * factor for make, factor in zip((start, end), factors, strict=True)
    )
    basis = terms.basis(f"FY{base} to FY{years.year} {end.year.money.phase}", base, years.year)
    figures = {
        "before": _moved_from(before, start, people is not None),
        "after": _moved_from(after, end, people is not None),
    }
    if before.point[0] <= 0 and after.point[0] > 0:
        return direction_state(asked, 1.0, 1.0)[0], "from_nothing", figures, notes
    if before.point[0] <= 0:
        return "cant_tell", "no_dollars", figures, notes
    moved, moved_draws = _relative(end, before, after)
    mix, mix_draws = _mix(years, start, end)
    figures |= {
        "moved": _one(moved, moved_draws, Figure(value=None, unit="share", basis=basis, denominator=f"FY{base}")),
        "mix": _one(mix, mix_draws, Figure(value=None, unit="share", basis=basis, denominator=f"FY{base}")),
    }
    state, reason = held_in_most_codings(
        lambda m, x: direction_state(asked, m, x),
        (moved, mix),
        (moved_draws, mix_draws),
        lamp_settings().direction["agreeing_codings"],
    )
    return state, reason, figures, notes


def _moved_from(amounts: Amounts, make: TableMaker, per_person: bool) -> Figure:
    """Return the dollars of one end of a change, real and per person where prices and people are known."""
    unit = "usd_per_person" if per_person else "usd"
    figure = dollar_figures(amounts, make.codings, make.basis, unit)[0]
    return replace(figure, denominator="residents") if per_person else figure


def _relative(make: TableMaker, before: Amounts, after: Amounts) -> tuple[float, Floats]:
    draws = _ratio(make.codings.draws(after), make.codings.draws(before)) - 1
    return float(after.point[0] / before.point[0] - 1), draws


def _mix(years: PriorityYears, start: TableMaker, end: TableMaker) -> tuple[float, Floats]:
    """Return the mix effect in P, relative to the priority's first share: (s1 - s0) / s0."""
    shares = []
    for make in (start, end):
        own = years.served.amounts(make.year, make.year.inside())
        whole = make.perimeter.amounts
        shares.append(
            (
                float(own.point[0] / whole.point[0]) if whole.point[0] > 0 else np.nan,
                _ratio(make.codings.draws(own), make.codings.draws(whole)),
            )
        )
    (s0, drawn0), (s1, drawn1) = shares
    return (s1 - s0) / s0 if s0 else np.nan, _ratio(drawn1 - drawn0, drawn0)


def _spend_by_area(years: PriorityYears, places: Places) -> tuple[list[float], float]:
    year = years.headline.year
    names = year.pieces.names["program_key"]
    counted = years.served.any[year.pieces.part]
    dollars = years.served.amounts(year, counted, year.pieces.codes["program_key"], len(names)).point
    total = float(dollars.sum())
    spend = [
        sum(
            float(amount) * float(places.shares.get(name, {}).get(area.area_id, 0))
            for name, amount in zip(names, dollars, strict=True)
            if amount
        )
        for area in places.areas
    ]
    return spend, (sum(spend) / total if total > 0 else 0.0)


def _ratio(above: Floats, below: Floats) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio: Floats = np.where(below != 0, above / below, np.nan)
    return ratio.ravel()


def _one(value: float, draws: Floats, like: Figure) -> Figure:
    return ranged_figures(np.array([value]), draws[None, :], None, like)[0]
