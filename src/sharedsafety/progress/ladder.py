"""Which change test when: the ladder of method.md 5.3, top down; the first rule that applies decides."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sharedsafety.progress.breaks import Segment
from sharedsafety.progress.measured import ADJUSTED, COUNTED, PUBLISHED, Measured
from sharedsafety.progress.periods import PER_YEAR, Kind, Period
from sharedsafety.progress.rules import LadderRules, ladder_rules
from sharedsafety.progress.series import Indicator


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the ladder needs to know of the last segment of a series.

    Args:
        points: points that tests may use (``Measured.tested``).
        hidden: points that are not shown because a count is small.
        kinds: kinds of the periods that occur.
        counts, limits: whether every point has counts, or limits given by the source.
        mean_events: mean count in a period over all points with counts, or None.
        years: whole years that the points span.
        disturbed, after_break: whether a break lasts over the segment, or lies before it.
        weak: whether a point has weak source quality.
        sides: points before and after a dated change, or None where none is given.
    """

    points: int
    hidden: int
    kinds: frozenset[Kind]
    unit: str
    counts: bool
    limits: bool
    mean_events: float | None
    years: float
    seasonal: bool
    disturbed: bool
    after_break: bool
    weak: bool
    sides: tuple[int, int] | None = None


def _is_rare(facts: Facts, rules: LadderRules) -> bool:
    return facts.mean_events is not None and facts.mean_events < rules.rare_below_mean


Rule = tuple[str, Callable[[Facts, LadderRules], bool]]

#: Code of the rule and when it applies. Codes without a test are reasons why nobody can tell.
LADDER: tuple[Rule, ...] = (
    ("no_data", lambda f, r: f.points == 0 and f.hidden == 0 and not f.disturbed),
    ("series_breaks", lambda f, r: f.disturbed or (f.after_break and f.points in (0, *r.untested_points))),
    ("weak_after_break", lambda f, r: f.after_break and f.weak),
    ("mixed_periods", lambda f, r: len(f.kinds) > 1),
    ("days_between", lambda f, r: _is_rare(f, r) and "daily" in f.kinds),
    ("hidden_small_counts", lambda f, r: f.hidden > 0),
    ("too_few_points", lambda f, r: f.points in r.untested_points),
    ("newcombe", lambda f, r: f.points == 2 and f.counts and f.unit == "proportion"),
    ("rate_ratio", lambda f, r: f.points == 2 and f.counts),
    ("log_difference", lambda f, r: f.points == 2 and f.limits),
    ("two_values_alone", lambda f, r: f.points == 2),
    ("rare_events", _is_rare),
    ("daily_series", lambda f, r: "daily" in f.kinds),
    ("seasonal_mann_kendall", lambda f, r: _has_seasons(f) and f.years >= r.seasonal_years),
    ("seasonal_too_short", lambda f, r: _has_seasons(f)),
    ("segmented", lambda f, r: f.sides is not None and min(f.sides) >= r.dated_change_each_side),
    ("mann_kendall", lambda f, r: f.limits and not f.counts),
    ("poisson_trend", lambda f, r: "annual" in f.kinds and f.counts and f.points >= r.annual_trend_from),
    ("mann_kendall", lambda f, r: "annual" in f.kinds and f.points < r.run_chart_below),
    ("too_few_points", lambda f, r: f.points < r.run_chart_below),
    ("xmr", lambda f, r: True),
)


def rule_for(facts: Facts) -> str:
    """Return the code of the first rule of the ladder that applies."""
    return LADDER[row_for(facts)][0]


def row_for(facts: Facts) -> int:
    """Return the place (from 0) of the first rule of the ladder that applies."""
    rules = ladder_rules()
    return next(place for place, (_, applies) in enumerate(LADDER) if applies(facts, rules))


def facts_of(indicator: Indicator, segment: Segment, *, change: Period | None = None) -> Facts:
    """Return what the ladder needs to know of a segment; ``change`` is a dated change to be looked at."""
    points = tuple(point for point in segment.points if point.tested)
    events = [point.events for point in segment.points if point.events is not None]
    before = sum(point.period < change for point in points) if change else 0
    return Facts(
        points=len(points),
        hidden=sum(point.released.code == "S" for point in segment.points),
        kinds=frozenset(point.period.kind for point in segment.points),
        unit=indicator.unit,
        counts=bool(points) and indicator.unit in COUNTED and all(_has_counts(indicator, point) for point in points),
        limits=bool(points) and all(_has_limits(point) for point in points),
        mean_events=sum(events) / len(events) if events and len(events) == len(segment.points) else None,
        years=_years(points),
        seasonal=indicator.seasonal,
        disturbed=segment.disturbed,
        after_break=segment.number > 0,
        weak=any((point.quality or 0) >= ladder_rules().weak_quality for point in segment.points),
        sides=(before, len(points) - before) if change else None,
    )


def _years(points: Sequence[Measured]) -> float:
    indexes = [point.period.index for point in points]
    return (max(indexes) - min(indexes) + 1) / PER_YEAR[points[0].period.kind] if points else 0.0


def _has_seasons(facts: Facts) -> bool:
    return facts.seasonal and bool(facts.kinds & {"monthly", "quarterly"})


def _has_counts(indicator: Indicator, point: Measured) -> bool:
    return point.events is not None and (indicator.unit == "count" or bool(point.denominator))


def _has_limits(point: Measured) -> bool:
    """Return whether there are limits that logs can be taken of: of the source, or of a rate adjusted for age."""
    return point.interval in (PUBLISHED, ADJUSTED) and bool(point.value and point.value > 0 and point.high)
