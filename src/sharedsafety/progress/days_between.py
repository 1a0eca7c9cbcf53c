"""Rare events: the days between one and the next (t chart, method.md 5.3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from sharedsafety.progress.rules import ladder_rules
from sharedsafety.progress.xmr import XmrChart, xmr_chart


@dataclass(frozen=True, slots=True, kw_only=True)
class DaysBetween:
    """The chart of the transformed waiting times, and the mean wait in days. Longer waits mean fewer events.

    ``rising`` is above 0 when the last wait is shorter than usual, so that events come more often.
    """

    chart: XmrChart
    mean_days: float
    events: int
    rising: float


def days_between(days: Sequence[int]) -> DaysBetween:
    """Return the chart of the days between events; ``days`` are calendar ordinals, at least three.

    Waiting times are raised to 1/3.6, which makes them close to normal. Source: Nelson 1994.

    >>> days_between([0, 30, 60, 90]).mean_days
    30.0
    """
    gaps = [later - earlier for earlier, later in pairwise(sorted(days))]
    waits = [gap ** ladder_rules().days_between.power for gap in gaps]
    chart = xmr_chart(waits)
    return DaysBetween(chart=chart, mean_days=sum(gaps) / len(gaps), events=len(days), rising=chart.mean - waits[-1])
