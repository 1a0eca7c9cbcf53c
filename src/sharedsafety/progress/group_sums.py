"""Do the groups of one type add up to everybody, or can a person be in several of them?"""

from __future__ import annotations

from collections.abc import Sequence
from math import isclose
from typing import Literal

from sharedsafety.progress.results import GroupRow, Point
from sharedsafety.progress.rules import ladder_rules

#: ``unknown`` where a group is not shown, or the source gives no counts of people.
Sums = Literal["adds_up", "overlapping", "unknown"]


def group_sums(rows: Sequence[GroupRow], points: Sequence[Point]) -> Sums:
    """Return whether the people of all groups of one type are the people of everybody, or more than those.

    Args:
        rows: the groups of one type in one period.
        points: everybody over time.

    >>> group_sums([], [])
    'unknown'
    """
    everybody = next((point.figure for point in points if rows and point.period == rows[0].period), None)
    whole = everybody.denominator_value if everybody else None
    known = [row.figure.denominator_value for row in rows if row.figure and row.figure.denominator_value]
    if not whole or not known:
        return "unknown"
    rounding = ladder_rules().value_rounding
    if sum(known) > whole * (1 + rounding):
        return "overlapping"
    complete = len(known) == len(rows) and isclose(sum(known), whole, rel_tol=rounding)
    return "adds_up" if complete else "unknown"
