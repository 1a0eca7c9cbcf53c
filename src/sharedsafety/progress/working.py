"""Show the working: which data a verdict used, which row of the ladder fired, what would change it (method.md 5.3)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from sharedsafety.progress.breaks import Segment
from sharedsafety.progress.ladder import LADDER, facts_of, row_for
from sharedsafety.progress.measured import Measured
from sharedsafety.progress.next_value import next_step, next_values
from sharedsafety.progress.periods import Period, parse_period
from sharedsafety.progress.results import ProposedBreak, Working
from sharedsafety.progress.rules import ladder_rules
from sharedsafety.progress.series import Indicator

#: Why a point of the segment that was looked at is not used, by its code.
_LEFT_OUT = {"S": "privacy", "U": "unreliable", "N": "not_collected"}

#: The thresholds of the ladder that each rule looks at, by their names in ``data/progress/ladder.yaml``.
_THRESHOLDS: Mapping[str, tuple[str, ...]] = {
    "too_few_points": ("run_chart_below",),
    "rare_events": ("rare_below_mean",),
    "newcombe": ("significance",),
    "rate_ratio": ("significance",),
    "log_difference": ("significance",),
    "mann_kendall": ("significance",),
    "seasonal_mann_kendall": ("significance", "seasonal_years"),
    "seasonal_too_short": ("seasonal_years",),
    "segmented": ("significance", "dated_change_each_side"),
    "poisson_trend": ("significance", "annual_trend_from"),
}


def working_of(
    indicator: Indicator,
    segments: Sequence[Segment],
    proposals: Sequence[ProposedBreak] = (),
    *,
    change: Period | None = None,
) -> Working:
    """Return how the verdict on the last segment of a series came about.

    Only points that may be shown, or are used as counts, are told of; of the others only how many there are and why.
    """
    last = segments[-1] if segments else Segment(number=0, points=(), disturbed=False)
    place = row_for(facts_of(indicator, last, change=change))
    rule = LADDER[place][0]
    used = [point for point in last.points if point.tested and not last.disturbed]
    survey = used[-1] if used and used[-1].worth < 1 and used[-1].shown else None
    return Working(
        rule=rule,
        row=place + 1,
        rows=len(LADDER),
        points=len(used),
        first=used[0].period.text if used else None,
        last=used[-1].period.text if used else None,
        left_out=_left_out(segments),
        unsteady=sum(not point.shown for point in used),
        thresholds=_thresholds(rule),
        next_values=next_values(indicator, last, change=change),
        next_step=next_step(indicator, last),
        if_break={each.period: _points_from(used, each.period) for each in proposals},
        sample=survey.denominator if survey else None,
        effective_sample=survey.counts[1] if survey else None,
    )


def _left_out(segments: Sequence[Segment]) -> dict[str, int]:
    found: Counter[str] = Counter()
    for segment in segments:
        if segment.disturbed:
            found["disturbed"] += len(segment.points)
        elif segment is not segments[-1]:
            found["before_break"] += len(segment.points)
        else:
            found.update(_LEFT_OUT.get(point.released.code, "") for point in segment.points if not point.tested)
    return {reason: count for reason, count in sorted(found.items()) if reason}


def _thresholds(rule: str) -> dict[str, float]:
    rules: Any = ladder_rules()
    if rule in {"xmr", "days_between"}:
        named = {"baseline": rules.xmr.baseline, "run": rules.xmr.run, "limit": rules.xmr.limit}
        return named | ({"least_events": rules.days_between.least_events} if rule == "days_between" else {})
    return {name: float(getattr(rules, name)) for name in _THRESHOLDS.get(rule, ())}


def _points_from(points: Sequence[Measured], period: str) -> int:
    start = parse_period(period).start
    return sum(point.period.start >= start for point in points)
