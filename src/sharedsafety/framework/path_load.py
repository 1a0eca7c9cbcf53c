"""How steps share the hours of one person: the working days before the vote on which each begins and ends."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from sharedsafety.framework.path import Path

_MINUTES = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """First and last working day of a step, counted backward: 0 is the last working day before the vote."""

    first: int
    last: int


def spans_before_vote(path: Path, taken: Collection[str], hours_per_week: int) -> dict[str, Span]:
    """Return the span of each taken step, each as late as the steps that wait for it and the free hours allow.

    Steps are placed from the last of the path to the first. A step ends the working day before the earliest start of
    those that wait for it, or earlier where no hour is free; its hours fill what is free backward from there; it lasts
    at least its own days.

    Args:
        taken: ids of the steps to place.
        hours_per_week: hours of one person, spread evenly over the working days of a week.

    Source: serial schedule generation, run backward (Kolisch 1996, European Journal of Operational Research 90).

    >>> from sharedsafety.framework.path import nine_month_path
    >>> spans_before_vote(nine_month_path(), ["clerk", "agenda_posted"], 8)["clerk"]
    Span(first=13, last=4)
    """
    # Minutes of a week over its days, kept whole: a day holds `daily`, an hour costs 60 x the days of a week.
    days_per_week = path.working_days_per_week
    daily = hours_per_week * _MINUTES
    free: defaultdict[int, int] = defaultdict(lambda: daily)
    due: defaultdict[str, int] = defaultdict(int)
    spans: dict[str, Span] = {}
    for step in reversed([step for step in path.steps if step.id in taken]):
        nearest, furthest = _fill(free, due[step.id], step.hours * _MINUTES * days_per_week)
        last = max(due[step.id], min(nearest, furthest - step.days + 1))
        span = Span(first=max(furthest, last + step.days - 1), last=last)
        spans[step.id] = span
        for earlier in path.before(step, taken):
            due[earlier] = max(due[earlier], span.first + 1)
    return spans


def _fill(free: defaultdict[int, int], due: int, minutes: int) -> tuple[int, int]:
    """Take ``minutes`` from those free, from ``due`` backward in time; return the nearest and the furthest day."""
    worked = []
    day = due
    while minutes > 0:
        taken = min(free[day], minutes)
        free[day] -= taken
        minutes -= taken
        worked += [day] if taken else []
        day += 1
    return (worked[0], worked[-1]) if worked else (due, due)
