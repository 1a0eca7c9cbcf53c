"""Groups beside everybody: differences, ratios, summaries and gap closure (method.md 5.6)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log

from sharedsafety.core.disclosure import release_derived
from sharedsafety.core.figure import Figure
from sharedsafety.core.intervals import Estimate, clopper_pearson, difference, exact_poisson, ratio_to_total
from sharedsafety.progress.gap_closure import gap_closures
from sharedsafety.progress.groups import GroupTable
from sharedsafety.progress.log_difference import log_difference
from sharedsafety.progress.measured import Measured, unit_name
from sharedsafety.progress.results import Disparity, GroupRow
from sharedsafety.progress.series import Indicator

REFERENCE = "total"
NESTED = "95 % exact, given everybody"
FROM_TWO = "95 % from the two intervals"


def disparity_of(indicator: Indicator, tables: Mapping[str, Sequence[GroupTable]]) -> Disparity | None:
    """Return the latest figures of all groups beside everybody's; None where the data has no groups.

    A summary is made only where every group of its type is shown.
    """
    if not tables:
        return None
    latest = [series[-1] for series in tables.values()]
    return Disparity(
        rows=tuple(_row(indicator, table, name) for table in latest for name in table.groups),
        summaries={f"{t.group_type}:{name}": value for t in latest for name, value in _summaries(t).items()},
        reference=REFERENCE,
        gaps=tuple(gap for series in tables.values() for gap in gap_closures(indicator, series)),
    )


def disparity_summaries(
    rates: Sequence[float], reference: float, shares: Sequence[float] | None = None
) -> dict[str, float]:
    """Return summary measures over groups; those weighted by people only where ``shares`` (adding to 1) are known.

    ``mean_absolute_difference`` is in the unit of the rates, ``between_group_variance`` in its square.
    Source: Pearcy and Keppel 2002; Theil 1967; WHO Health Equity Assessment Toolkit.

    >>> round(disparity_summaries([20.0, 40.0, 60.0], 40.0)["index_of_disparity_percent"], 4)
    33.3333
    """
    gaps = [abs(rate - reference) for rate in rates]
    mean_gap = sum(gaps) / len(gaps)
    found = {"index_of_disparity_percent": 100 * mean_gap / reference, "mean_absolute_difference": mean_gap}
    if shares is None:
        return found
    rows = list(zip(rates, shares, strict=True))
    mean = sum(share * rate for rate, share in rows)
    weighted = sum(share * gap for gap, share in zip(gaps, shares, strict=True))
    return found | {
        "weighted_index_of_disparity_percent": 100 * weighted / reference,
        "theil": sum(share * rate / mean * log(rate / mean) for rate, share in rows if rate > 0),
        "between_group_variance": sum(share * (rate - mean) ** 2 for rate, share in rows),
    }


def _row(indicator: Indicator, table: GroupTable, name: str) -> GroupRow:
    point, everybody = table.groups[name], table.everybody
    parts = (point.released, everybody.released) if everybody is not None else ()
    nested = everybody is not None and _nested(point, everybody) is not None
    gap = _difference(indicator, point, everybody) if everybody is not None and point.shown else None
    ratio = _ratio(point, everybody) if everybody is not None and point.shown else None
    return GroupRow(
        group_type=table.group_type,
        group=name,
        period=point.period.text,
        figure=point.released.figure,
        display=point.released.display,
        code=point.released.code,
        difference=release_derived(_figure(indicator, gap, unit_name(indicator), point, FROM_TWO), *parts),
        ratio=release_derived(_figure(indicator, ratio, "ratio", point, NESTED if nested else FROM_TWO), *parts),
    )


def _difference(indicator: Indicator, point: Measured, everybody: Measured) -> Estimate | None:
    """Return group less everybody, whose part the group is: the difference to the rest times the rest's share."""
    counts = _nested(point, everybody)
    if counts is None:
        limits = _limits(everybody), _limits(point)
        if limits[0] is None or limits[1] is None or point.value is None or everybody.value is None:
            return None
        return difference(everybody.value, limits[0], point.value, limits[1])
    events, people, all_events, all_people = counts
    if people >= all_people:
        return None
    scale = 1.0 if indicator.unit == "proportion" else indicator.per
    rest = _rate(indicator, all_events - events, all_people - people)
    own = _rate(indicator, events, people)
    found, part = difference(*rest, *own), (all_people - people) / all_people * scale
    return Estimate(found.value * part, found.low * part, found.high * part)


def _ratio(point: Measured, everybody: Measured) -> Estimate | None:
    counts = _nested(point, everybody)
    if counts is not None:
        return ratio_to_total(*counts) if counts[2] > 0 else None
    own, all_limits = _limits(point), _limits(everybody)
    if own is None or all_limits is None or not (point.value and everybody.value and own[1] and all_limits[1]):
        return None
    return log_difference((everybody.value, *all_limits), (point.value, *own))


def _nested(point: Measured, everybody: Measured) -> tuple[float, float, float, float] | None:
    events, people, all_events, all_people = point.events, point.denominator, everybody.events, everybody.denominator
    if events is None or all_events is None or not people or not all_people:
        return None
    if point.worth != 1.0 or everybody.worth != 1.0:  # weighted answers of a part don't add up to those of the whole
        return None
    fits = events <= all_events and people <= all_people and all_events - events <= all_people - people
    return (events, people, all_events, all_people) if fits else None


def _rate(indicator: Indicator, events: float, people: float) -> tuple[float, tuple[float, float]]:
    if indicator.unit == "proportion":
        return events / people, clopper_pearson(events, people)
    low, high = exact_poisson(events)
    return events / people, (low / people, high / people)


def _limits(point: Measured) -> tuple[float, float] | None:
    return (point.low, point.high) if point.low is not None and point.high is not None else None


def _figure(indicator: Indicator, size: Estimate | None, unit: str, point: Measured, interval: str) -> Figure | None:
    if size is None:
        return None
    return Figure(
        value=size.value,
        unit=unit,
        basis=point.period.text,
        denominator="everybody" if unit == "ratio" else indicator.denominator or None,
        low=size.low,
        high=size.high,
        interval=interval,
        ids=(indicator.id,),
    )


def _summaries(table: GroupTable) -> dict[str, float]:
    points, everybody = list(table.groups.values()), table.everybody
    if len(points) < 2 or everybody is None or not (everybody.shown and everybody.value):
        return {}
    values = [point.value for point in points if point.shown and point.value is not None]
    if len(values) < len(points):
        return {}
    people = [point.denominator for point in points if point.denominator]
    adds_up = len(people) == len(points) and not table.overlapping
    shares = [one / sum(people) for one in people] if adds_up else None
    return disparity_summaries(values, everybody.value, shares)
