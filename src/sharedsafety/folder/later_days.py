"""Days in a table that lie after the day from which one looks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from sharedsafety.core.findings import Finding


def later_days(
    file: str, rows: Iterable[Any], columns: Iterable[str], *, as_of: date, code: str = "framework-later"
) -> Iterator[Finding]:
    """Yield a finding for each day of a row, a dataclass of the folder with its ``row``, that lies after ``as_of``.

    >>> list(later_days("ratings.csv", [], ["round"], as_of=date(2026, 5, 1)))
    []
    """
    last = as_of.isoformat()
    columns = tuple(columns)
    for row in rows:
        for column in columns:
            day = getattr(row, column)
            if day is not None and day > last:
                yield Finding(code=code, file=file, row=row.row, column=column, params={"date": day, "as_of": last})
