"""Rates adjusted for age from a community's own counts by age, beside the plain rate (method.md 5.5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sharedsafety.core.age_adjustment import AgeAdjusted, AgeCount, age_adjusted
from sharedsafety.core.disclosure import People, Released, release
from sharedsafety.core.errors import BadInput
from sharedsafety.core.figure import Figure
from sharedsafety.core.intervals import Estimate
from sharedsafety.core.reliability import rate_is_steady, reliability_rules
from sharedsafety.progress.group_labels import NO_END, age_span, is_age
from sharedsafety.progress.groups import GroupTable
from sharedsafety.progress.measured import ADJUSTED, POISSON, Measured, unit_name
from sharedsafety.progress.results import AgeRate, AgeStep
from sharedsafety.progress.series import Indicator


def age_points(
    indicator: Indicator, tables: Mapping[str, Sequence[GroupTable]]
) -> tuple[tuple[Measured, AgeRate], ...]:
    """Return for each period with counts by age its adjusted rate, as a point of a series and with its steps.

    ``tables`` have passed the gate. A period in which a count of an age is kept private has no adjusted rate: the
    count could be worked out from it. Nothing is returned where the indicator names no standard population.
    """
    if not indicator.standard_population:
        return ()
    listed = [table for name, series in tables.items() if is_age(name) for table in series]
    return tuple(found for table in listed if (found := _point(indicator, table)) is not None)


def age_count(label: str, events: float, people: float) -> AgeCount:
    """Return the count of an age group whose label a person wrote.

    Raises:
        BadInput: ``age-group-unreadable``.

    >>> age_count("under 5", 3, 1_000).ages
    '0-4'
    """
    span = age_span(label)
    if span is None:
        raise BadInput("age-group-unreadable", value=label)
    ages = f"{span[0]}+" if span[1] >= NO_END else f"{span[0]}-{span[1]}"
    return AgeCount(ages=ages, events=events, people=people)


def _point(indicator: Indicator, table: GroupTable) -> tuple[Measured, AgeRate] | None:
    points = table.groups
    first = next(iter(points.values()))
    if any(point.released.code == "S" for point in points.values()):
        hidden = release(None, people=None, source_code="S")
        rate = AgeRate(period=first.period.text, adjusted=None, display=hidden.display, code=hidden.code)
        return _measured(first, None, hidden), rate
    if not all(point.tested and point.events is not None and point.denominator for point in points.values()):
        return None
    try:
        counts = [age_count(name, *point.counts) for name, point in points.items()]
        found = age_adjusted(counts, per=indicator.per, standard=indicator.standard_population)
    except BadInput:  # told by ``age_checks``
        return None
    released = _adjusted(indicator, found.adjusted, counts, first.period.text)
    return _measured(first, found.adjusted, released), _rate(indicator, found, counts, first.period.text, released)


def _adjusted(indicator: Indicator, size: Estimate, counts: Sequence[AgeCount], period: str) -> Released:
    steady = sum(each.events for each in counts) >= reliability_rules().rates.minimum_events
    steady = steady and rate_is_steady(size.value, size.low, size.high)
    return release(_figure(indicator, size, period, ADJUSTED), people=_people(indicator, counts), reliable=steady)


def _rate(
    indicator: Indicator, found: AgeAdjusted, counts: Sequence[AgeCount], period: str, released: Released
) -> AgeRate:
    """Return the rate with its steps; the plain rate of the same counts stands beside it where both are steady."""
    plain = _figure(indicator, found.crude, period, POISSON)
    steady = released.figure is not None
    ordered = sorted(counts, key=lambda each: age_span(each.ages) or (0, 0))
    return AgeRate(
        period=period,
        adjusted=released.figure,
        display=released.display,
        code=released.code,
        crude=release(plain, people=_people(indicator, counts), reliable=steady).figure,
        steps=tuple(
            AgeStep(ages=each.ages, events=each.events, people=each.people, weight=weight)
            for each, weight in zip(ordered, found.weights, strict=True)
        ),
        ages=found.ages,
    )


def _people(indicator: Indicator, counts: Sequence[AgeCount]) -> People | None:
    if not indicator.people:
        return None
    events, people = sum(each.events for each in counts), sum(each.people for each in counts)
    return People(numerator=events, denominator=people, rate=True, within=True)


def _figure(indicator: Indicator, size: Estimate, period: str, interval: str) -> Figure:
    return Figure(
        value=size.value,
        unit=unit_name(indicator),
        basis=period,
        denominator=indicator.denominator or None,
        low=size.low,
        high=size.high,
        interval=interval,
        ids=(indicator.id,),
    )


def _measured(like: Measured, size: Estimate | None, released: Released) -> Measured:
    """Return an adjusted rate as a point: its limits are tested, since no single count stands behind it."""
    return Measured(
        period=like.period,
        value=size.value if size else None,
        events=None,
        denominator=None,
        low=size.low if size else None,
        high=size.high if size else None,
        interval=ADJUSTED,
        quality=like.quality,
        released=released,
    )
