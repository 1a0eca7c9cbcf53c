"""Two rates of which the source gives limits but no counts (method.md 5.3)."""

from __future__ import annotations

from math import exp, log, sqrt

from sharedsafety.core.intervals import Estimate

Limited = tuple[float, float, float]


def log_difference(first: Limited, second: Limited) -> Estimate:
    """Return the ratio second over first, each given as (value, low, high) with 95 % limits; values above 0.

    The standard errors of the logs come from the limits, and are taken as independent.

    >>> round(log_difference((40.0, 35.0, 45.7), (60.0, 54.0, 66.7)).value, 3)
    1.5
    """
    from scipy.special import ndtr, ndtri

    z = float(ndtri(0.975))
    spread = sqrt(_error(first, z) ** 2 + _error(second, z) ** 2)
    gap = log(second[0] / first[0])
    p = 2 * float(ndtr(-abs(gap) / spread)) if spread > 0 else float(gap == 0)
    return Estimate(exp(gap), exp(gap - z * spread), exp(gap + z * spread), p)


def _error(limited: Limited, z: float) -> float:
    """Return the standard error of the log; from the upper limit alone where the lower one is zero."""
    value, low, high = limited
    return log(high / low) / (2 * z) if low > 0 else log(high / value) / z
