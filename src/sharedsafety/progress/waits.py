"""The chart of the days between rare events, where each event may be shown (method.md 5.3)."""

from __future__ import annotations

from itertools import pairwise

from sharedsafety.core.figure import COMPLETE_COUNT, Figure
from sharedsafety.progress.breaks import Segment
from sharedsafety.progress.days_between import days_between
from sharedsafety.progress.ladder import facts_of, rule_for
from sharedsafety.progress.results import Limits, Point, Waits
from sharedsafety.progress.rules import ladder_rules
from sharedsafety.progress.series import Indicator


def waits_of(indicator: Indicator, segment: Segment) -> Waits | None:
    """Return the days between the events of a segment, or None where the ladder uses another test.

    Where events happen to people each date is one person: nothing is returned, and nothing is drawn.
    """
    events = [point.period for point in segment.points if point.events]
    rules = ladder_rules()
    if indicator.people or rule_for(facts_of(indicator, segment)) != "days_between":
        return None
    if len(events) < rules.days_between.least_events:
        return None
    chart = days_between([event.start for event in events]).chart
    points = tuple(
        Point(
            period=after.text,
            figure=Figure(
                value=float(after.start - before.start),
                unit="days",
                basis=f"{before.text} to {after.text}",
                interval=COMPLETE_COUNT,
                ids=(indicator.id,),
            ),
            display="shown",
            label=label,
            segment=segment.number,
        )
        for (before, after), label in zip(pairwise(events), chart.labels, strict=True)
    )
    limits = Limits(
        segment=segment.number,
        mean=_days(chart.mean),
        lower=_days(chart.limits[0]),
        upper=_days(chart.limits[1]),
        near_lower=_days(chart.near_limits[0]),
        near_upper=_days(chart.near_limits[1]),
        baseline=(points[0].period, points[chart.baseline - 1].period),
        trial=chart.trial,
    )
    return Waits(points=points, limits=limits)


def _days(transformed: float) -> float:
    """Return days from their transformed value; below zero there is nothing."""
    return float(max(0.0, transformed) ** (1 / ladder_rules().days_between.power))
