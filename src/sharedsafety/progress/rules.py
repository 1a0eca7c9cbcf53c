"""The thresholds of the progress chapter, from ``data/progress/ladder.yaml``."""

from __future__ import annotations

from dataclasses import dataclass

from sharedsafety.core.reviewed import load_data


@dataclass(frozen=True, slots=True)
class XmrRules:
    """Constants of the XmR chart (method.md 5.4)."""

    baseline: int
    limit: float
    near_share: float
    screen: float
    run: int


@dataclass(frozen=True, slots=True)
class PoissonRules:
    """Constants of the Poisson trend; ``joinpoints`` are pairs (from so many points, at most so many)."""

    overdispersed: float
    widened_above: float
    least_segment: int
    joinpoint_significance: float
    joinpoints: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class BreakRules:
    """When the software proposes a break."""

    ratio: float
    window: int
    older_level: float


@dataclass(frozen=True, slots=True)
class DaysBetweenRules:
    """Constants of the chart of days between events."""

    least_events: int
    power: float


@dataclass(frozen=True, slots=True)
class NextValueRules:
    """How a next value that would change a verdict is searched for, where no formula gives it."""

    steps: tuple[float, ...]
    halvings: int
    most_points: int


@dataclass(frozen=True, slots=True)
class LadderRules:
    """Every threshold of the ladder; the data file says what each is for."""

    significance: float
    false_discovery: float
    untested_points: tuple[int, ...]
    rare_below_mean: float
    annual_trend_from: int
    run_chart_below: int
    dated_change_each_side: int
    seasonal_years: int
    exact_mann_kendall_up_to: int
    weak_quality: int
    xmr: XmrRules
    poisson: PoissonRules
    proposed_breaks: BreakRules
    days_between: DaysBetweenRules
    next_value: NextValueRules
    stale_after_months: int
    value_rounding: float


def ladder_rules() -> LadderRules:
    """Return the thresholds as reviewed.

    >>> ladder_rules().xmr.limit
    2.66
    """
    return load_data("progress/ladder", LadderRules)
