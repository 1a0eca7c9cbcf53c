"""The verdict on a series: runs the one test the ladder names and says what it found."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite

from sharedsafety.core.disclosure import release_derived
from sharedsafety.core.figure import Figure
from sharedsafety.core.intervals import Estimate, newcombe_difference, rate_ratio
from sharedsafety.progress.breaks import Segment
from sharedsafety.progress.days_between import days_between
from sharedsafety.progress.ladder import facts_of, rule_for
from sharedsafety.progress.log_difference import log_difference
from sharedsafety.progress.mann_kendall import MannKendall, mann_kendall, seasonal_mann_kendall
from sharedsafety.progress.measured import Measured, unit_name
from sharedsafety.progress.periods import PER_YEAR, Kind, Period
from sharedsafety.progress.poisson_trend import poisson_trend
from sharedsafety.progress.results import Verdict, VerdictState
from sharedsafety.progress.rules import ladder_rules
from sharedsafety.progress.segmented import segmented_regression
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
    "log_difference": "95 % from published limits",
    "mann_kendall": "95 % Sen",
    "poisson_trend": "95 % Poisson",
    "segmented": "95 % Newey-West",
}

_SPAN = {"annual": "year", "quarterly": "quarter", "monthly": "month", "daily": "day"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """What a test found: the sign of the change, its size, its p and its numbers."""

    rising: float
    p: float | None
    change: Estimate | None = None
    unit: str = ""
    statistics: Mapping[str, float]
    supporting: Mapping[str, float]
    flags: tuple[str, ...] = ()
    reason: str | None = None
    first: int = 0


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
    points = [point for point in segment.points if point.shown]
    found = _TESTS[rule](indicator, points, change)
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


def chart_of(indicator: Indicator, segment: Segment) -> XmrChart | None:
    """Return the XmR chart of a segment, or None where the ladder uses another test or there are too few points."""
    points = [point for point in segment.points if point.shown]
    if segment.disturbed or rule_for(facts_of(indicator, segment)) != "xmr":
        return None
    return xmr_chart(_values(points))


def _verdict(
    indicator: Indicator, method: str, points: Sequence[Measured], found: _Found, flags: tuple[str, ...]
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
        change=release_derived(figure, *(point.released for point in points)),
        statistics=found.statistics,
        supporting=found.supporting,
        flags=(*flags, *found.flags),
    )


def _change_figure(indicator: Indicator, found: _Found, method: str, basis: str) -> Figure | None:
    size = found.change
    if size is None or not all(isfinite(one) for one in (size.value, size.low, size.high)):
        return None
    return Figure(
        value=size.value,
        unit=found.unit,
        basis=basis,
        low=size.low,
        high=size.high,
        interval=INTERVALS[method],
        ids=(indicator.id,),
    )


def _two_rates(indicator: Indicator, points: Sequence[Measured], change: Period | None) -> _Found:
    first, last = points[0], points[-1]
    size = rate_ratio(last.events or 0, last.denominator or 1, first.events or 0, first.denominator or 1)
    return _two(size, (last.value or 0) - (first.value or 0), "ratio")


def _two_proportions(indicator: Indicator, points: Sequence[Measured], change: Period | None) -> _Found:
    first, last = points[0], points[-1]
    size = newcombe_difference(first.events or 0, first.denominator or 1, last.events or 0, last.denominator or 1)
    return _two(size, size.value, "share_points")


def _two_limited(indicator: Indicator, points: Sequence[Measured], change: Period | None) -> _Found:
    size = log_difference(*((point.value or 0, point.low or 0, point.high or 0) for point in points))
    return _two(size, size.value - 1, "ratio")


def _two(size: Estimate, rising: float, unit: str) -> _Found:
    statistics = {unit: size.value} if isfinite(size.value) else {}
    return _Found(rising=rising, p=size.p, change=size, unit=unit, statistics=statistics, supporting={})


def _monotone(indicator: Indicator, points: Sequence[Measured], change: Period | None) -> _Found:
    return _from_mann_kendall(indicator, mann_kendall(_indexes(points), _values(points)), _SPAN[points[0].period.kind])


def _seasonal(indicator: Indicator, points: Sequence[Measured], change: Period | None) -> _Found:
    seasons = round(PER_YEAR[points[0].period.kind])
    found = seasonal_mann_kendall(_indexes(points), _values(points), seasons=seasons)
    return _from_mann_kendall(indicator, found, "year", flags=("seasonal",))


def _from_mann_kendall(indicator: Indicator, found: MannKendall, span: str, flags: tuple[str, ...] = ()) -> _Found:
    return _Found(
        rising=found.slope or found.s,
        p=found.p,
        change=Estimate(found.slope, found.low, found.high),
        unit=f"{unit_name(indicator)}_per_{span}",
        statistics={"S": found.s, "slope": found.slope, "exact": float(found.exact)},
        supporting={},
        flags=flags,
    )


def _annual_trend(indicator: Indicator, points: Sequence[Measured], change: Period | None) -> _Found:
    denominators = [point.denominator or 1 for point in points]
    counts = [point.events or 0 for point in points]
    found = poisson_trend(_indexes(points), counts, None if indicator.unit == "count" else denominators)
    statistics = {
        "percent_per_year": found.percent,
        "dispersion": found.dispersion,
        "joinpoints": len(found.joinpoints),
    }
    flags = ("quasi_poisson",) if found.quasi else ()
    return _Found(
        rising=found.percent,
        p=found.p,
        change=Estimate(found.percent, found.low, found.high),
        unit="percent_per_year",
        statistics=statistics,
        supporting=_support(points),
        flags=(*flags, "joinpoint") if found.joinpoints else flags,
        first=found.start,
    )


def _dated_change(indicator: Indicator, points: Sequence[Measured], change: Period | None) -> _Found:
    per_year = PER_YEAR[points[0].period.kind]
    at = change.years * per_year if change else 0.0
    found = segmented_regression(_indexes(points), _values(points), change=at)
    return _Found(
        rising=found.effect,
        p=found.p,
        change=Estimate(found.effect, found.low, found.high),
        unit=unit_name(indicator),
        statistics={"step": found.step, "slope_change": found.slope_change},
        supporting={},
        flags=("association",),
    )


def _chart(indicator: Indicator, points: Sequence[Measured], change: Period | None) -> _Found:
    values = _values(points)
    chart = xmr_chart(values)
    label = chart.labels[-1]
    return _Found(
        rising=values[-1] - values[-2] if label == "trend" else values[-1] - chart.mean,
        p=None,
        statistics=_chart_numbers(chart),
        supporting=_support(points) if chart.trial else {},
        flags=("provisional",) if chart.trial else (),
        reason=f"xmr_{label}",
    )


def _days_between_verdict(indicator: Indicator, segment: Segment, flags: tuple[str, ...]) -> Verdict:
    dates = [point.period for point in segment.points if point.events]
    if len(dates) < ladder_rules().days_between.least_events:
        return cant_tell("too_few_events", flags=flags)
    found = days_between([period.start for period in dates])
    label, chart = found.chart.labels[-1], found.chart
    last = [day ** ladder_rules().days_between.power for day in (dates[-1].start - dates[-2].start,)][0]
    fewer = last - chart.mean
    return Verdict(
        state="no_clear_change" if label == "none" else direction_state(-fewer, indicator.better),
        method="days_between",
        reason=f"xmr_{label}",
        first=dates[0].text,
        last=dates[-1].text,
        statistics={"mean_days": found.mean_days, "events": found.events},
        flags=(*flags, "provisional") if chart.trial else flags,
    )


def _chart_numbers(chart: XmrChart) -> dict[str, float]:
    special = sum(label != "none" for label in chart.labels)
    return {"mean": chart.mean, "lower": chart.limits[0], "upper": chart.limits[1], "special_points": special}


def _support(points: Sequence[Measured]) -> dict[str, float]:
    found = mann_kendall(_indexes(points), _values(points))
    return {"mann_kendall_p": found.p, "mann_kendall_slope": found.slope}


def _indexes(points: Sequence[Measured]) -> list[int]:
    return [point.period.index for point in points]


def _values(points: Sequence[Measured]) -> list[float]:
    return [point.value for point in points if point.value is not None]


_Test = Callable[[Indicator, Sequence[Measured], Period | None], _Found]

_TESTS: Mapping[str, _Test] = {
    "rate_ratio": _two_rates,
    "newcombe": _two_proportions,
    "log_difference": _two_limited,
    "mann_kendall": _monotone,
    "seasonal_mann_kendall": _seasonal,
    "poisson_trend": _annual_trend,
    "segmented": _dated_change,
    "xmr": _chart,
}
