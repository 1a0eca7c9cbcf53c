"""Targets: the path from a baseline to a target, and where the latest value stands beside it (method.md 5.2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from sharedsafety.progress.breaks import Segment
from sharedsafety.progress.measured import Measured
from sharedsafety.progress.periods import Period, parse_period
from sharedsafety.progress.results import TargetStatus
from sharedsafety.progress.series import Better, Indicator, Target

TargetState = Literal["ahead", "behind", "on_course_within_noise", "cant_tell"]


def expected_on_path(
    baseline: float,
    target: float,
    share: float,
    *,
    path: Literal["linear", "constant_rate"] = "linear",
) -> float:
    """Return the expected value when ``share`` (0-1) of the time from baseline to target is over.

    A constant rate needs both above 0; elsewhere the path is linear.

    >>> expected_on_path(120, 90, 0.4), round(expected_on_path(120, 90, 0.4, path="constant_rate"), 4)
    (108.0, 106.9561)
    """
    share = min(1.0, max(0.0, share))
    if path == "constant_rate" and baseline > 0 and target > 0:
        return float(baseline * (target / baseline) ** share)
    return baseline + (target - baseline) * share


def annual_percent(baseline: float, target: float, years: float) -> float:
    """Return the percent a year that leads from baseline to target.

    >>> round(annual_percent(120, 90, 10), 4)
    -2.8358
    """
    return 100 * float((target / baseline) ** (1 / years) - 1)


def state_beside(expected: float, low: float | None, high: float | None, better: Better | None) -> TargetState:
    """Return where a value with these limits stands beside what is expected.

    >>> state_beside(108, 63.4, 99.6, "down")
    'ahead'
    """
    if low is None or high is None or better is None:
        return "cant_tell"
    if low <= expected <= high:
        return "on_course_within_noise"
    return "ahead" if (high < expected) == (better == "down") else "behind"


def target_status(indicator: Indicator, segments: Sequence[Segment]) -> TargetStatus | None:
    """Return the latest value against the indicator's target; None where no target is set.

    Nothing is compared across a break: baseline and latest value must lie in one segment. For a gap target the
    segments are those of the group.
    """
    target = indicator.target
    if target is None:
        return None
    points = [point for point in segments[-1].points if point.shown] if segments else []
    start = _baseline(indicator, points)
    if start is None or start.value is None or segments[-1].disturbed:
        return _status(target, target.value, target.value, "cant_tell")
    latest, goal = points[-1], _goal(target, start.value)
    expected = goal if target.kind == "floor" else _expected(target, start, latest, goal)
    found = _status(target, goal, expected, state_beside(expected, latest.low, latest.high, indicator.better))
    return replace(
        found,
        start_period=start.period.text,
        start_value=start.value,
        latest_period=latest.period.text,
        path=target.path,
    )


def path_values(status: TargetStatus, periods: Sequence[str]) -> list[float | None]:
    """Return the value on the path for each period, None for those before its start and where there is no path.

    >>> status = TargetStatus(kind="absolute", value=90, by="2030", expected=108, state="cant_tell",
    ...                       start_period="2020", start_value=120)
    >>> path_values(status, ["2019", "2020", "2024"])
    [None, 120.0, 108.0]
    """
    if status.start_period is None or status.start_value is None:
        return [None] * len(periods)
    first, by = parse_period(status.start_period), parse_period(status.by)
    times = [parse_period(text) for text in periods]
    if status.kind == "floor":
        return [status.value if time >= first else None for time in times]
    return [
        expected_on_path(status.start_value, status.value, _share_of(first, by, time), path=status.path)
        if time >= first
        else None
        for time in times
    ]


def _baseline(indicator: Indicator, points: Sequence[Measured]) -> Measured | None:
    if indicator.baseline_period is None:
        return points[0] if points else None
    day = parse_period(indicator.baseline_period).start
    return next((point for point in points if point.period.start == day), None)


def _goal(target: Target, baseline: float) -> float:
    return baseline * (1 + target.value / 100) if target.kind == "percent_change" else target.value


def _expected(target: Target, start: Measured, latest: Measured, goal: float) -> float:
    share = _share_of(start.period, parse_period(target.by), latest.period)
    return expected_on_path(start.value or 0.0, goal, share, path=target.path)


def _share_of(first: Period, by: Period, now: Period) -> float:
    """Return how much of the time is over, in years: a leap year is no longer than another (WX-14)."""
    return (now.years - first.years) / (by.years - first.years) if by > first else 1.0


def _status(target: Target, value: float, expected: float, state: TargetState) -> TargetStatus:
    return TargetStatus(kind=target.kind, value=value, by=target.by, expected=expected, state=state)
