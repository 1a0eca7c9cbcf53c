"""What would change a verdict: the verdict that each possible next value would give, by the same ladder."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from sharedsafety.progress.breaks import Segment
from sharedsafety.progress.days_between import days_between
from sharedsafety.progress.ladder import facts_of, rule_for
from sharedsafety.progress.measured import COUNTED, Measured
from sharedsafety.progress.periods import Period, next_period
from sharedsafety.progress.results import NextValue, VerdictState
from sharedsafety.progress.rules import ladder_rules
from sharedsafety.progress.series import Indicator
from sharedsafety.progress.verdicts import direction_state, verdict_of
from sharedsafety.progress.xmr import xmr_chart

State = Callable[[float], VerdictState]

#: Rules whose answer changes only where the next value passes a known one; for the others the place is searched.
_BY_RANK = frozenset({"mann_kendall", "seasonal_mann_kendall"})
_SEARCHED = frozenset({"poisson_trend", "rate_ratio", "newcombe"})


def next_values(indicator: Indicator, segment: Segment, *, change: Period | None = None) -> tuple[NextValue, ...]:
    """Return the verdict for each range of the next value, lowest first, all else as it is.

    A next count is taken to have as many people behind it as the last one. Nothing is returned where the limits
    themselves would move (trial limits), where another kind of answer is needed, or where nothing would be tested.
    """
    used = [point for point in segment.points if point.tested]
    rule = rule_for(facts_of(indicator, segment, change=change))
    if segment.disturbed or change is not None or not used:
        return ()
    if rule == "days_between":
        return _next_wait(indicator, segment)
    added = _with_next(segment, used[-1], used[-1].value or 0.0, indicator)
    then = rule_for(facts_of(indicator, added))
    if rule == "rare_events" or then not in {*_BY_RANK, *_SEARCHED, "xmr"}:
        return ()

    def state(value: float) -> VerdictState:
        return verdict_of(indicator, _with_next(segment, used[-1], value, indicator)).state

    values = [point.value for point in used if point.value is not None]
    if then in _SEARCHED:
        return _searched(state, values, indicator)
    marks = values if then in _BY_RANK else _marks_of(values)
    return _ranges(marks, state, indicator)


def next_step(indicator: Indicator, segment: Segment) -> str | None:
    """Return what else holds of the next point: that two points and one more are not tested, or that limits move."""
    used = [point for point in segment.points if point.tested]
    rules = ladder_rules()
    rule = rule_for(facts_of(indicator, segment))
    if len(used) + 1 in rules.untested_points and rule in {"rate_ratio", "newcombe", "log_difference"}:
        return "third_point_untested"
    if rule == "xmr" and len(used) < rules.xmr.baseline:
        return "limits_move"
    return "limits_locked" if rule == "xmr" else None


def _with_next(segment: Segment, last: Measured, value: float, indicator: Indicator) -> Segment:
    """Return the segment with one more point; only its value, and the count that gives it, are made up."""
    scale = 1.0 if indicator.unit in {"proportion", "count"} else indicator.per
    among = 1.0 if indicator.unit == "count" else last.denominator
    events = value * among / scale if indicator.unit in COUNTED and last.events is not None and among else None
    shown = next((point.released for point in reversed(segment.points) if point.shown), last.released)
    point = replace(last, period=next_period(segment.points[-1].period), value=value, events=events, released=shown)
    return replace(segment, points=(*segment.points, point))


def _marks_of(values: Sequence[float]) -> list[float]:
    """Return where the label of a next point can change: limits, near limits, the middle and the last value."""
    if len(values) < ladder_rules().xmr.baseline:
        return []
    chart = xmr_chart(values)
    return [*chart.limits, *chart.near_limits, chart.mean, values[-1]]


def _searched(state: State, values: Sequence[float], indicator: Indicator) -> tuple[NextValue, ...]:
    """Return the ranges between the places, found by halving, at which the verdict changes as the next value grows.

    Both ends are given: further away nothing was tried, and a count far outside would widen its own interval.
    """
    rules = ladder_rules().next_value
    grid = [values[-1] * step for step in rules.steps]
    grid = [value for value in grid if indicator.unit != "proportion" or value <= 1.0]
    if len(values) > rules.most_points or values[-1] <= 0 or len(grid) < 2:
        return ()
    found: list[NextValue] = []
    start = grid[0]
    tried = [(value, state(value)) for value in grid]
    for low, high in pairwise(tried):
        if low[1] != high[1]:
            edge = _halved(state, low, high[0], rules.halvings)
            found.append(NextValue(low=start, high=edge, state=low[1]))
            start = edge
    return (*found, NextValue(low=start, high=grid[-1], state=tried[-1][1]))


def _halved(state: State, low: tuple[float, VerdictState], high: float, times: int) -> float:
    start = low[0]
    for _ in range(times):
        middle = (start + high) / 2
        start, high = (middle, high) if state(middle) == low[1] else (start, middle)
    return (start + high) / 2


def _ranges(marks: Iterable[float], state: State, indicator: Indicator) -> tuple[NextValue, ...]:
    """Return the ranges between the marks, neighbours with one verdict joined, ends left open."""
    lowest = None if indicator.unit == "ratio" else 0.0
    highest = 1.0 if indicator.unit == "proportion" else None
    inside = sorted(
        {mark for mark in marks if (lowest is None or mark > lowest) and (highest is None or mark < highest)}
    )
    if not inside:
        return ()
    span = max(inside[-1] - inside[0], abs(inside[-1]), 1e-9)
    below = inside[0] - span if lowest is None else (inside[0] + lowest) / 2
    above = inside[-1] + span if highest is None else (inside[-1] + highest) / 2
    tried = [below, *((low + high) / 2 for low, high in pairwise(inside)), above]
    edges: list[float | None] = [None, *inside, None]
    found: list[NextValue] = []
    for place, value in enumerate(tried):
        one = NextValue(low=edges[place], high=edges[place + 1], state=state(value))
        if found and found[-1].state == one.state:
            found[-1] = replace(found[-1], high=one.high)
        else:
            found.append(one)
    return tuple(found)


def _next_wait(indicator: Indicator, segment: Segment) -> tuple[NextValue, ...]:
    """Return the verdict for each wait in days from the last event to the next."""
    days = [point.period.start for point in segment.points if point.events]
    rules = ladder_rules()
    if len(days) <= max(rules.days_between.least_events, rules.xmr.baseline):
        return ()
    chart, power = days_between(days).chart, rules.days_between.power

    def state(wait: float) -> VerdictState:
        found = days_between([*days, days[-1] + max(1, round(wait))])
        return (
            "no_clear_change" if found.chart.labels[-1] == "none" else direction_state(found.rising, indicator.better)
        )

    marks = [mark ** (1 / power) for mark in (*chart.limits, *chart.near_limits, chart.mean) if mark > 0]
    marks.append(float(days[-1] - days[-2]))
    return _ranges(marks, state, replace(indicator, unit="days"))
