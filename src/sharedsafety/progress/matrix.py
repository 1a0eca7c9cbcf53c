"""The scorecard matrix: one row an indicator, everything side by side, nothing added up (method.md 5.7)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from sharedsafety.framework.taxonomy import taxonomy
from sharedsafety.progress.results import Disparity, GroupRow, IndicatorResult, Point, VerdictState
from sharedsafety.progress.series import Better, Indicator
from sharedsafety.progress.targets import TargetState

#: Where a group stands beside everybody; ``apart`` where no direction is better.
Beside = Literal["worse", "better", "apart", "within_chance", "untested", "not_shown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupCounts:
    """How many groups stand where beside everybody, each by the 95 % interval of its own difference.

    ``untested`` groups are shown, but nobody can say how far chance moves them.
    """

    groups: int
    worse: int
    better: int
    apart: int
    within_chance: int
    untested: int
    not_shown: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixRow:
    """One indicator in the matrix. ``groups`` and ``target`` are None where there are none."""

    indicator_id: str
    principle: str | None
    type: Literal["population", "performance"]
    program_key: str | None
    latest: Point | None
    verdict: VerdictState
    reason: str
    target: TargetState | None
    groups: GroupCounts | None
    age_months: int | None
    stale: bool
    overdue: bool


def scorecard_matrix(indicators: Sequence[Indicator], results: Sequence[IndicatorResult]) -> tuple[MatrixRow, ...]:
    """Return one row for each result: conditions of everybody by principle, then measures of programs by principle.

    The two kinds are never mixed: a condition is nobody's grade, and a program's measure is no condition.

    Source: method.md 5.1 (the two rules of Results-Based Accountability) and 5.7.

    >>> scorecard_matrix([], [])
    ()
    """
    known = {indicator.id: indicator for indicator in indicators}
    codes = [*taxonomy().principles, None]
    rows = [_row(known[result.indicator_id], result) for result in results]
    return tuple(sorted(rows, key=lambda row: (row.type == "performance", _place(codes, row.principle))))


def beside_everybody(row: GroupRow, better: Better | None) -> Beside:
    """Return where a group stands beside everybody: judged only where the interval of the difference leaves out 0.

    >>> from sharedsafety.core.figure import Figure
    >>> gap = Figure(value=9.0, unit="per_100k", basis="2024", low=2.0, high=16.0)
    >>> shown = Figure(value=40.0, unit="per_100k", basis="2024")
    >>> group = GroupRow(group_type="area", group="East", period="2024", figure=shown, display="shown", code="",
    ...                  difference=gap, ratio=None)
    >>> beside_everybody(group, "down"), beside_everybody(group, None)
    ('worse', 'apart')
    """
    if row.display == "not_shown" or row.figure is None:
        return "not_shown"
    gap = row.difference
    if gap is None or gap.low is None or gap.high is None:
        return "untested"
    if gap.low <= 0 <= gap.high:
        return "within_chance"
    if better is None:
        return "apart"
    return "better" if (gap.low > 0) == (better == "up") else "worse"


def group_counts(disparity: Disparity | None, better: Better | None) -> GroupCounts | None:
    """Return how many groups stand where beside everybody; None where there are no groups."""
    if disparity is None or not disparity.rows:
        return None
    found: Mapping[str, int] = Counter(beside_everybody(row, better) for row in disparity.rows)
    return GroupCounts(
        groups=len(disparity.rows),
        worse=found["worse"],
        better=found["better"],
        apart=found["apart"],
        within_chance=found["within_chance"],
        untested=found["untested"],
        not_shown=found["not_shown"],
    )


def _row(indicator: Indicator, result: IndicatorResult) -> MatrixRow:
    return MatrixRow(
        indicator_id=indicator.id,
        principle=indicator.principle,
        type=indicator.type,
        program_key=indicator.program_key,
        latest=result.latest,
        verdict=result.verdict.state,
        reason=result.verdict.reason,
        target=result.target.state if result.target else None,
        groups=group_counts(result.disparity, indicator.better),
        age_months=result.age_months,
        stale=result.stale,
        overdue=result.overdue,
    )


def _place(codes: Sequence[str | None], principle: str | None) -> int:
    return codes.index(principle) if principle in codes else len(codes)
