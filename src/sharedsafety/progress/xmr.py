"""The XmR chart: which points are more than ordinary variation (method.md 5.4, exact)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from sharedsafety.progress.rules import ladder_rules

Assurance = Literal["consistently_pass", "consistently_fail", "hit_and_miss"]

#: A mean of equal floats may differ from them in the last digit; that is no side of the mean.
ROUNDING = 1e-12


@dataclass(frozen=True, slots=True, kw_only=True)
class XmrChart:
    """Limits locked on the baseline, and the label of each point.

    ``average_moving_range`` is the screened one; ``trial`` says that the baseline is shorter than 12 points.
    """

    mean: float
    average_moving_range: float
    unscreened_limits: tuple[float, float]
    limits: tuple[float, float]
    near_limits: tuple[float, float]
    labels: tuple[str, ...]
    baseline: int
    trial: bool


def xmr_chart(values: Sequence[float], *, baseline_points: int | None = None, screen: bool = True) -> XmrChart:
    """Return the chart of a series in time order; at least two points.

    Source: NHS Making Data Count as implemented in NHSRplotthedots; limits after Wheeler, screening after Nelson 1982.

    >>> chart = xmr_chart([1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1], baseline_points=18)
    >>> [place for place, label in enumerate(chart.labels, start=1) if label != "none"]
    [5]
    """
    rules = ladder_rules().xmr
    baseline = values[: baseline_points or rules.baseline]
    mean = sum(baseline) / len(baseline)
    ranges = [abs(b - a) for a, b in pairwise(baseline)]
    raw = sum(ranges) / len(ranges)
    kept = [one for one in ranges if one < rules.screen * raw] if screen and raw > 0 else ranges
    average = sum(kept) / len(kept)
    limits, near = _around(mean, rules.limit * average), _around(mean, rules.near_share * rules.limit * average)
    return XmrChart(
        mean=mean,
        average_moving_range=average,
        unscreened_limits=_around(mean, rules.limit * raw),
        limits=limits,
        near_limits=near,
        labels=_labels(values, mean, limits, near),
        baseline=len(baseline),
        trial=len(baseline) < rules.baseline,
    )


def assurance(chart: XmrChart, target: float, better: Literal["up", "down"] | None) -> Assurance | None:
    """Return whether a process like this one would meet the target by itself; None where no direction is better.

    Source: method.md 5.4, rule 6.

    >>> assurance(xmr_chart([10, 11, 10, 11]), 20, "up")
    'consistently_fail'
    """
    if better is None:
        return None
    low, high = chart.limits
    if low <= target <= high:
        return "hit_and_miss"
    return "consistently_fail" if (target > high) == (better == "up") else "consistently_pass"


def _around(mean: float, reach: float) -> tuple[float, float]:
    return mean - reach, mean + reach


def _labels(
    values: Sequence[float], mean: float, limits: tuple[float, float], near: tuple[float, float]
) -> tuple[str, ...]:
    run = ladder_rules().xmr.run
    steps = [0, *((b > a) - (b < a) for a, b in pairwise(values))]
    slack = ROUNDING * max(map(abs, values))
    sides = [(value > mean + slack) - (value < mean - slack) for value in values]
    outside = [value < limits[0] - slack or value > limits[1] + slack for value in values]
    close = [not out and (value < near[0] or value > near[1]) for value, out in zip(values, outside, strict=True)]
    tests = {
        "outside": outside,
        "trend": _trend(steps, run),
        "two_of_three": _two_of_three(close, sides),
        "shift": _runs(sides, run),
    }
    return tuple(next((name for name, found in tests.items() if found[place]), "none") for place in range(len(values)))


def _trend(steps: Sequence[int], run: int) -> list[bool]:
    """Return the points of runs of ``run`` points, each strictly above (or below) the one before."""
    found = [False] * len(steps)
    for end in range(run - 1, len(steps)):
        if abs(sum(steps[end - run + 2 : end + 1])) == run - 1:
            found[end - run + 1 : end + 1] = [True] * run
    return found


def _runs(sides: Sequence[int], run: int) -> list[bool]:
    """Return the points of runs of ``run`` points strictly on one side of the mean."""
    found = [False] * len(sides)
    for end in range(run - 1, len(sides)):
        if abs(sum(sides[end - run + 1 : end + 1])) == run:
            found[end - run + 1 : end + 1] = [True] * run
    return found


def _two_of_three(close: Sequence[bool], sides: Sequence[int]) -> list[bool]:
    """Return the points near a limit in a window of three on one side, at least two of them near it."""
    found = [False] * len(close)
    for start in range(len(close) - 2):
        window = range(start, start + 3)
        if abs(sum(sides[place] for place in window)) == 3 and sum(close[place] for place in window) >= 2:
            for place in window:
                found[place] = found[place] or close[place]
    return found
