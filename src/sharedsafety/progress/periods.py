"""Periods as people write them: 2021, 2021Q3, 2021-07, 2021-07-14."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from sharedsafety.core.errors import BadInput

Kind = Literal["annual", "quarterly", "monthly", "daily"]

_SHAPE = re.compile(r"(\d{4})(?:-?[Qq]([1-4])|-(\d{2})(?:-(\d{2}))?)?", re.ASCII)

#: How many periods of a kind a year has.
PER_YEAR = {"annual": 1, "quarterly": 4, "monthly": 12, "daily": 365.25}


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A span of time. Periods sort by their first day.

    Args:
        start, end: first and last day, as ordinals of the calendar.
        kind: annual, quarterly, monthly or daily.
        index: running number among periods of its kind: neighbours differ by 1.
        text: as it was written.
    """

    start: int
    end: int = field(compare=False)
    kind: Kind = field(compare=False)
    index: int = field(compare=False)
    text: str = field(compare=False)

    @property
    def years(self) -> float:
        """Return the start of the period in years, for slopes and trajectories."""
        return self.index / PER_YEAR[self.kind]


def parse_period(text: str) -> Period:
    """Return the period that a text names.

    Raises:
        BadInput: ``period-unreadable``.

    >>> parse_period("2021Q3") < parse_period("2021-10"), parse_period("2021-07").kind
    (True, 'monthly')
    """
    match = _SHAPE.fullmatch(text.strip())
    if match is None:
        raise BadInput("period-unreadable", value=text)
    year, quarter, month, day = (int(part) if part else None for part in match.groups())
    try:
        return _period(text.strip(), year or 0, quarter, month, day)
    except ValueError as error:
        raise BadInput("period-unreadable", value=text) from error


def next_period(period: Period) -> Period:
    """Return the period of the same kind that follows.

    >>> next_period(parse_period("2021Q4")).text, next_period(parse_period("2021-07")).text
    ('2022Q1', '2021-08')
    """
    at = period.index + 1
    if period.kind == "annual":
        return parse_period(f"{at:04}")
    if period.kind == "quarterly":
        return parse_period(f"{at // 4:04}Q{at % 4 + 1}")
    if period.kind == "monthly":
        return parse_period(f"{at // 12:04}-{at % 12 + 1:02}")
    return parse_period(date.fromordinal(at).isoformat())


def months_since(end: int, today: date) -> int:
    """Return the whole months from the day with ordinal ``end`` to ``today``, never under 0.

    >>> months_since(parse_period("2021").end, date(2023, 1, 15))
    12
    """
    last = date.fromordinal(end)
    months = (today.year - last.year) * 12 + today.month - last.month
    return max(0, months - (today.day < last.day))


def _period(text: str, year: int, quarter: int | None, month: int | None, day: int | None) -> Period:
    if day is not None and month is not None:
        ordinal = date(year, month, day).toordinal()
        return Period(ordinal, ordinal, "daily", ordinal, text)
    if month is not None:
        return Period(*_days(year, month, 1), "monthly", year * 12 + month - 1, text)
    if quarter is not None:
        return Period(*_days(year, quarter * 3 - 2, 3), "quarterly", year * 4 + quarter - 1, text)
    return Period(*_days(year, 1, 12), "annual", year, text)


def _days(year: int, month: int, length: int) -> tuple[int, int]:
    after = year * 12 + month - 1 + length
    return date(year, month, 1).toordinal(), date(after // 12, after % 12 + 1, 1).toordinal() - 1
