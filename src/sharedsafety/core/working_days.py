"""Working days: Monday to Friday, less the days on which the offices are closed."""

from __future__ import annotations

from collections.abc import Iterator, Set
from datetime import date, timedelta
from itertools import islice, takewhile

_DAY = timedelta(days=1)


def is_working_day(day: date, closed: Set[date] = frozenset()) -> bool:
    """Return whether offices are open: Monday to Friday and not among the ``closed`` days (holidays).

    >>> is_working_day(date(2026, 11, 26)), is_working_day(date(2026, 11, 26), {date(2026, 11, 26)})
    (True, False)
    """
    return day.weekday() < 5 and day not in closed


def working_days_before(day: date, count: int, closed: Set[date] = frozenset()) -> tuple[date, ...]:
    """Return the last ``count`` working days before ``day``, nearest first.

    Raises:
        OverflowError: the calendar ends before so many days are found.

    >>> [str(each) for each in working_days_before(date(2026, 11, 24), 2)]
    ['2026-11-23', '2026-11-20']
    """
    return tuple(islice(_working(day, -_DAY, closed), count))


def working_day_after(day: date, count: int, closed: Set[date] = frozenset()) -> date:
    """Return the working day with exactly ``count`` working days from ``day`` (which counts itself) before it.

    Raises:
        OverflowError: the calendar ends before so many days are found.

    >>> str(working_day_after(date(2026, 11, 26), 2))
    '2026-11-30'
    """
    return next(islice(_working(day - _DAY, _DAY, closed), count, None))


def working_days_between(first: date, until: date, closed: Set[date] = frozenset()) -> int:
    """Return how many working days there are from ``first`` up to the day before ``until``.

    >>> working_days_between(date(2026, 11, 20), date(2026, 11, 24))
    2
    """
    return sum(1 for _ in takewhile(lambda day: day < until, _working(first - _DAY, _DAY, closed)))


def _working(day: date, step: timedelta, closed: Set[date]) -> Iterator[date]:
    while True:
        day += step
        if is_working_day(day, closed):
            yield day
