"""Observations of a time that had not come, or was not over, on the day from which one looks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from sharedsafety.core.errors import BadInput
from sharedsafety.core.findings import Finding
from sharedsafety.progress.periods import parse_period
from sharedsafety.progress.series import Observation
from sharedsafety.progress.series_checks import OBSERVATIONS


def later_periods(observations: Iterable[Observation], as_of: date) -> Iterator[Finding]:
    """Yield an error for each period that begins after a day, and a warning for each that was not over on it.

    A row that only says that nothing was collected tells nothing of its period and is left alone.

    >>> row = Observation(indicator_id="x", period="2203", value=1)
    >>> [found.code for found in later_periods([row], date(2026, 1, 1))]
    ['observation-period-later']
    """
    day = as_of.toordinal()
    for row in observations:
        try:
            period = parse_period(row.period)
        except BadInput:
            continue
        if period.end <= day or row.code == "N":
            continue
        code = "observation-period-later" if period.start > day else "observation-period-not-over"
        params = {"period": row.period, "as_of": as_of.isoformat()}
        yield Finding(code=code, file=OBSERVATIONS, row=row.row, column="period", params=params)
