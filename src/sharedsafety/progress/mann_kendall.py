"""Mann-Kendall: does a short series keep going one way? With Sen's slope (method.md 5.3)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import factorial, sqrt
from statistics import median

from sharedsafety.progress.rules import ladder_rules


@dataclass(frozen=True, slots=True, kw_only=True)
class MannKendall:
    """S, its two-sided p, and Sen's slope per unit of time with its 95 % interval."""

    s: int
    p: float
    slope: float
    low: float
    high: float
    exact: bool


def mann_kendall(times: Sequence[float], values: Sequence[float]) -> MannKendall:
    """Return the test of a series, in any order of rows: exact to 8 points without ties, else normal.

    Source: Mann 1945, Kendall 1975 (tie correction), Sen 1968 with Gilbert's interval.

    >>> found = mann_kendall(range(5), [50, 47, 45, 44, 40])
    >>> found.s, round(found.p, 6), round(found.slope, 6)
    (-10, 0.016667, -2.416667)
    """
    y = [value for _, value in sorted(zip(times, values, strict=True))]
    s, exact = _s(y), len(set(y)) == len(y) <= ladder_rules().exact_mann_kendall_up_to
    variance = _variance(y)
    p = _exact_p(s, len(y)) if exact else _normal_p(s, variance)
    slopes = pair_slopes(times, values)
    low, high = _slope_limits(slopes, variance)
    return MannKendall(s=s, p=p, slope=median(slopes), low=low, high=high, exact=exact)


def seasonal_mann_kendall(indexes: Sequence[int], values: Sequence[float], *, seasons: int) -> MannKendall:
    """Return the test that compares each month (or quarter) with the same one of other years only.

    The slope is per year. Source: Hirsch, Slack and Smith 1982, normal with continuity correction.

    >>> seasonal_mann_kendall(range(24), [1, 9] * 6 + [2, 10] * 6, seasons=12).slope
    1.0
    """
    rows = sorted(zip(indexes, values, strict=True))
    groups = [[row for row in rows if row[0] % seasons == season] for season in range(seasons)]
    s = sum(_s([value for _, value in group]) for group in groups)
    variance = sum(_variance([value for _, value in group]) for group in groups)
    slopes = [
        slope for group in groups for slope in pair_slopes([i // seasons for i, _ in group], [v for _, v in group])
    ]
    low, high = _slope_limits(slopes, variance)
    return MannKendall(s=s, p=_normal_p(s, variance), slope=median(slopes), low=low, high=high, exact=False)


def pair_slopes(times: Sequence[float], values: Sequence[float]) -> list[float]:
    """Return the slopes of all pairs of points, smallest first.

    >>> pair_slopes([0, 1, 2], [1, 2, 2])
    [0.0, 0.5, 1.0]
    """
    rows = sorted(zip(times, values, strict=True))
    return sorted((b - a) / (later - earlier) for i, (earlier, a) in enumerate(rows) for later, b in rows[i + 1 :])


def _s(y: Sequence[float]) -> int:
    return sum((b > a) - (b < a) for i, a in enumerate(y) for b in y[i + 1 :])


def _variance(y: Sequence[float]) -> float:
    n = len(y)
    ties = sum(t * (t - 1) * (2 * t + 5) for t in Counter(y).values())
    return (n * (n - 1) * (2 * n + 5) - ties) / 18


def _exact_p(s: int, n: int) -> float:
    """Return how often a random order is at least as one-sided: orders counted by their inversions."""
    counts = [1]
    for size in range(2, n + 1):
        counts = [sum(counts[max(0, k - size + 1) : k + 1]) for k in range(len(counts) + size - 1)]
    inversions = (n * (n - 1) // 2 - abs(s)) // 2
    return min(1.0, 2 * sum(counts[: inversions + 1]) / factorial(n))


def _normal_p(s: int, variance: float) -> float:
    from scipy.special import ndtr

    if s == 0 or variance <= 0:
        return 1.0
    return float(2 * ndtr(-(abs(s) - 1) / sqrt(variance)))


def _slope_limits(slopes: Sequence[float], variance: float) -> tuple[float, float]:
    from scipy.special import ndtri

    reach = float(ndtri(0.975)) * sqrt(max(0.0, variance))
    ordered, last = sorted(slopes), len(slopes) - 1
    below, above = (min(last, max(0, round((len(slopes) + side) / 2))) for side in (-reach, reach))
    return ordered[below], ordered[above]
