"""The change tests of the ladder, each on the points that may be shown, in time order."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite

from sharedsafety.core.intervals import Estimate, newcombe_difference, rate_ratio
from sharedsafety.progress.log_difference import log_difference
from sharedsafety.progress.mann_kendall import MannKendall, mann_kendall, seasonal_mann_kendall
from sharedsafety.progress.measured import Measured, unit_name
from sharedsafety.progress.periods import PER_YEAR, Period
from sharedsafety.progress.poisson_trend import poisson_trend
from sharedsafety.progress.segmented import Segmented, segmented_regression
from sharedsafety.progress.series import Indicator
from sharedsafety.progress.xmr import XmrChart, xmr_chart

_SPAN = {"annual": "year", "quarterly": "quarter", "monthly": "month", "daily": "day"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a test found: the sign of the change, its size with unit, its p and its numbers.

    ``p`` is None for charts; then ``reason`` says which rule fired. ``first`` is the position of the first point
    that the finding is about.
    """

    rising: float
    p: float | None
    change: Estimate | None = None
    unit: str = ""
    statistics: Mapping[str, float]
    supporting: Mapping[str, float]
    flags: tuple[str, ...] = ()
    reason: str | None = None
    first: int = 0


def _two_rates(indicator: Indicator, points: Sequence[Measured], change: Period | None) -> Found:
    first, last = points[0], points[-1]
    size = rate_ratio(*last.counts, *first.counts)
    return _two(size, (last.value or 0) - (first.value or 0), "ratio")


def _two_proportions(indicator: Indicator, points: Sequence[Measured], change: Period | None) -> Found:
    first, last = points[0], points[-1]
    size = newcombe_difference(*first.counts, *last.counts)
    return _two(size, size.value, "share_points")


def _two_limited(indicator: Indicator, points: Sequence[Measured], change: Period | None) -> Found:
    size = log_difference(*((point.value or 0, point.low or 0, point.high or 0) for point in points))
    return _two(size, size.value - 1, "ratio")


def _two(size: Estimate, rising: float, unit: str) -> Found:
    statistics = {unit: size.value} if isfinite(size.value) else {}
    return Found(rising=rising, p=size.p, change=size, unit=unit, statistics=statistics, supporting={})


def _monotone(indicator: Indicator, points: Sequence[Measured], change: Period | None) -> Found:
    return _from_mann_kendall(
        indicator, mann_kendall(_indexes(points), values_of(points)), _SPAN[points[0].period.kind]
    )


def _seasonal(indicator: Indicator, points: Sequence[Measured], change: Period | None) -> Found:
    seasons = round(PER_YEAR[points[0].period.kind])
    found = seasonal_mann_kendall(_indexes(points), values_of(points), seasons=seasons)
    return _from_mann_kendall(indicator, found, "year", flags=("seasonal",))


def _from_mann_kendall(indicator: Indicator, found: MannKendall, span: str, flags: tuple[str, ...] = ()) -> Found:
    return Found(
        rising=found.slope or found.s,
        p=found.p,
        change=Estimate(found.slope, found.low, found.high),
        unit=f"{unit_name(indicator)}_per_{span}",
        statistics={"S": found.s, "slope": found.slope, "exact": float(found.exact)},
        supporting={},
        flags=flags,
    )


def _annual_trend(indicator: Indicator, points: Sequence[Measured], change: Period | None) -> Found:
    counts = [point.counts[0] for point in points]
    denominators = [point.counts[1] for point in points]
    found = poisson_trend(_indexes(points), counts, None if indicator.unit == "count" else denominators)
    statistics = {
        "percent_per_year": found.percent,
        "dispersion": found.dispersion,
        "joinpoints": len(found.joinpoints),
    }
    flags = ("quasi_poisson",) if found.quasi else ()
    return Found(
        rising=found.percent,
        p=found.p,
        change=Estimate(found.percent, found.low, found.high),
        unit="percent_per_year",
        statistics=statistics,
        supporting=_support(points),
        flags=(*flags, "joinpoint") if found.joinpoints else flags,
        first=found.start,
    )


def _dated_change(indicator: Indicator, points: Sequence[Measured], change: Period | None) -> Found:
    found = before_and_after(points, change)
    return Found(
        rising=found.effect,
        p=found.p,
        change=Estimate(found.effect, found.low, found.high),
        unit=unit_name(indicator),
        statistics={"step": found.step, "slope_change": found.slope_change},
        supporting={},
        flags=("association",),
    )


def before_and_after(points: Sequence[Measured], change: Period | None) -> Segmented:
    """Return the two lines before and after a dated change; all points lie after it where none is given."""
    at = change.years * PER_YEAR[points[0].period.kind] if change else 0.0
    return segmented_regression(_indexes(points), values_of(points), change=at)


def _chart(indicator: Indicator, points: Sequence[Measured], change: Period | None) -> Found:
    values = values_of(points)
    chart = xmr_chart(values)
    label = chart.labels[-1]
    return Found(
        rising=values[-1] - values[-2] if label == "trend" else values[-1] - chart.mean,
        p=None,
        statistics=_chart_numbers(chart),
        supporting=_support(points) if chart.trial else {},
        flags=("provisional",) if chart.trial else (),
        reason=f"xmr_{label}",
    )


def _chart_numbers(chart: XmrChart) -> dict[str, float]:
    special = sum(label != "none" for label in chart.labels)
    return {"mean": chart.mean, "lower": chart.limits[0], "upper": chart.limits[1], "special_points": special}


def _support(points: Sequence[Measured]) -> dict[str, float]:
    found = mann_kendall(_indexes(points), values_of(points))
    return {"mann_kendall_p": found.p, "mann_kendall_slope": found.slope}


def _indexes(points: Sequence[Measured]) -> list[int]:
    return [point.period.index for point in points]


def values_of(points: Sequence[Measured]) -> list[float]:
    """Return the values of points that have one."""
    return [point.value for point in points if point.value is not None]


Test = Callable[[Indicator, Sequence[Measured], Period | None], Found]

#: The test of each rule of the ladder that has one.
TESTS: Mapping[str, Test] = {
    "rate_ratio": _two_rates,
    "newcombe": _two_proportions,
    "log_difference": _two_limited,
    "mann_kendall": _monotone,
    "seasonal_mann_kendall": _seasonal,
    "poisson_trend": _annual_trend,
    "segmented": _dated_change,
    "xmr": _chart,
}
