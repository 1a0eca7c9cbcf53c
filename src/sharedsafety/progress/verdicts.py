"""The verdict on a series: runs the one test the ladder names and says what it found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import isfinite

from sharedsafety.core.disclosure import release_derived
from sharedsafety.core.figure import Figure
from sharedsafety.progress.breaks import Segment
from sharedsafety.progress.change_tests import TESTS, Found, before_and_after, values_of
from sharedsafety.progress.days_between import days_between
from sharedsafety.progress.ladder import facts_of, rule_for
from sharedsafety.progress.measured import Measured
from sharedsafety.progress.periods import Period
from sharedsafety.progress.results import Verdict, VerdictState
from sharedsafety.progress.rules import ladder_rules
from sharedsafety.progress.series import Better, Indicator
from sharedsafety.progress.xmr import XmrChart, xmr_chart

#: What would settle each "can't tell".
NEEDED: Mapping[str, str] = {
    "no_data": "observations",
    "series_breaks": "periods_after_break",
    "weak_after_break": "better_source",
    "mixed_periods": "one_frequency",
    "hidden_small_counts": "longer_periods",
    "too_few_points": "more_periods",
    "two_values_alone": "counts_or_limits",
    "rare_events": "event_dates_or_longer_periods",
    "too_few_events": "more_periods",
    "daily_series": "monthly_totals",
    "seasonal_too_short": "three_years",
}

INTERVALS = {
    "rate_ratio": "95 % exact, given the total",
    "newcombe": "95 % Newcombe",
    "log_difference": "95 % from the limits of both",
    "mann_kendall": "95 % Sen",
    "poisson_trend": "95 % Poisson",
    "segmented": "95 % Newey-West",
}


def verdict_of(indicator: Indicator, segment: Segment, *, change: Period | None = None) -> Verdict:
    """Return whether the last segment of a series changed, by the one rule that applies to its data.

    ``change`` is a dated change to look at; only points that may be shown are ever tested.
    """
    rule = rule_for(facts_of(indicator, segment, change=change))
    weak = any((point.quality or 0) >= ladder_rules().weak_quality for point in segment.points)
    flags = ("weak_source",) if weak else ()
    if rule == "days_between":
        return _days_between_verdict(indicator, segment, flags)
    if rule in NEEDED:
        return cant_tell(rule, flags=flags)
    points = [point for point in segment.points if point.tested]
    found = TESTS[rule](indicator, points, change)
    method = "mann_kendall" if rule == "seasonal_mann_kendall" else rule
    return _verdict(indicator, method, points, found, flags)


def cant_tell(reason: str, *, flags: tuple[str, ...] = (), needed: str | None = None) -> Verdict:
    """Return the verdict "can't tell" with its reason and what would settle it."""
    return Verdict(state="cant_tell", method="none", reason=reason, flags=flags, needed=needed or NEEDED[reason])


def direction_state(rising: float, better: Better | None) -> VerdictState:
    """Return the state of a clear change: judged only where a direction is better.

    >>> direction_state(-1.0, "down"), direction_state(1.0, None)
    ('improving', 'changed')
    """
    if better is None:
        return "changed"
    return "improving" if (rising > 0) == (better == "up") else "worsening"


def chart_of(indicator: Indicator, segment: Segment, *, change: Period | None = None) -> XmrChart | None:
    """Return the XmR chart of a segment, or None where the ladder uses another test or there are too few points."""
    points = [point for point in segment.points if point.tested]
    if segment.disturbed or rule_for(facts_of(indicator, segment, change=change)) != "xmr":
        return None
    return xmr_chart(values_of(points))


def fitted_of(indicator: Indicator, segment: Segment, *, change: Period | None) -> tuple[tuple[str, float], ...]:
    """Return (period, value) of the two lines around a dated change; empty where the ladder uses another test."""
    if rule_for(facts_of(indicator, segment, change=change)) != "segmented":
        return ()
    points = [point for point in segment.points if point.tested]
    values = before_and_after(points, change).fitted
    return tuple((point.period.text, value) for point, value in zip(points, values, strict=True))


def _verdict(
    indicator: Indicator, method: str, points: Sequence[Measured], found: Found, flags: tuple[str, ...]
) -> Verdict:
    clear = found.p <= ladder_rules().significance if found.p is not None else found.reason != "xmr_none"
    moved = clear and found.rising != 0
    first, last = points[found.first].period.text, points[-1].period.text
    figure = _change_figure(indicator, found, method, f"{first} to {last}")
    return Verdict(
        state=direction_state(found.rising, indicator.better) if moved else "no_clear_change",
        method=method,
        reason=found.reason or ("clear_change" if moved else "within_chance"),
        first=first,
        last=last,
        p=found.p,
        change=release_derived(figure, *(point.released for point in points if point.shown)),
        statistics=found.statistics,
        supporting=found.supporting,
        flags=(*flags, *found.flags),
    )


def _change_figure(indicator: Indicator, found: Found, method: str, basis: str) -> Figure | None:
    size = found.change
    if size is None or not all(isfinite(one) for one in (size.value, size.low, size.high)):
        return None
    return Figure(
        value=size.value,
        unit=found.unit,
        basis=basis,
        denominator=indicator.denominator or None,
        low=size.low,
        high=size.high,
        interval=INTERVALS[method],
        ids=(indicator.id,),
    )


def _days_between_verdict(indicator: Indicator, segment: Segment, flags: tuple[str, ...]) -> Verdict:
    dates = [point.period for point in segment.points if point.events]
    if len(dates) < ladder_rules().days_between.least_events:
        return cant_tell("too_few_events", flags=flags)
    found = days_between([period.start for period in dates])
    label, chart = found.chart.labels[-1], found.chart
    return Verdict(
        state="no_clear_change" if label == "none" else direction_state(found.rising, indicator.better),
        method="days_between",
        reason=f"xmr_{label}",
        first=dates[0].text,
        last=dates[-1].text,
        statistics={"mean_days": found.mean_days, "events": found.events},
        flags=(*flags, "provisional") if chart.trial else flags,
    )
