"""Fiscal years as publishers write them."""

from __future__ import annotations

import re

_YEARS = re.compile(r"^\D*(\d{4}|\d{2})(?:\s*[-/\u2013]\s*(\d{4}|\d{2}))?\D*$", re.ASCII)


def fiscal_year_of(text: str) -> int | None:
    """Return the year in which the fiscal year ends, or None when the text names none.

    >>> [fiscal_year_of(text) for text in ("FY13-14", "2017-18", "FY17", "2022", "1999-2000", "n/a")]
    [2014, 2018, 2017, 2022, 2000, None]
    """
    found = _YEARS.match(text.strip())
    if found is None:
        return None
    start = _full(found[1], century=2000)
    if found[2] is None:
        return start
    end = _full(found[2], century=start // 100 * 100)
    end += 100 if end < start else 0
    return end if end - start == 1 else None


def _full(digits: str, *, century: int) -> int:
    return int(digits) if len(digits) == 4 else century + int(digits)
