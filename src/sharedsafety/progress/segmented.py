"""A dated change in the middle of a long series: level and slope before and after (method.md 5.3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

#: A step this small beside the values is the rounding of an even series.
ROUNDING = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Segmented:
    """The step at the date, the change of slope per unit of time, and their joint p: an association, no cause.

    ``effect`` is the value at the last point less what the line before the date would have given; ``fitted`` are the
    values of the two lines at each point.
    """

    step: float
    slope_change: float
    effect: float
    low: float
    high: float
    p: float
    fitted: tuple[float, ...]


def segmented_regression(times: Sequence[float], values: Sequence[float], *, change: float) -> Segmented:
    """Return how level and slope differ from ``change`` on, with Newey-West errors of lag 1.

    Rows in time order, at least three on each side. Source: Newey and West 1987; Wagner and others 2002.

    >>> found = segmented_regression(range(16), [5, 6] * 4 + [15, 16] * 4, change=8)
    >>> round(found.step), found.p < 0.001
    (10, True)
    """
    from scipy.special import fdtrc, stdtrit

    x, y = np.asarray(times, dtype=float), np.asarray(values, dtype=float)
    after = (x >= change).astype(float)
    design = np.column_stack([np.ones_like(x), x - change, after, after * (x - change)])
    inverse = np.linalg.inv(design.T @ design)
    beta = inverse @ design.T @ y
    freedom = len(x) - 4
    scores = design * (y - design @ beta)[:, None]
    shared = scores[1:].T @ scores[:-1]
    covariance = inverse @ (scores.T @ scores + 0.5 * (shared + shared.T)) @ inverse * (len(x) / freedom)
    both, spread = beta[2:], covariance[2:, 2:]
    flat = float(np.max(np.abs(both))) <= ROUNDING * float(np.max(np.abs(y)))
    joint = 0.0 if flat else float(both @ np.linalg.pinv(spread) @ both) / 2
    reach = np.array([1.0, x[-1] - change])
    effect, half = float(reach @ both), float(np.sqrt(reach @ spread @ reach) * stdtrit(freedom, 0.975))
    return Segmented(
        step=float(beta[2]),
        slope_change=float(beta[3]),
        effect=effect,
        low=effect - half,
        high=effect + half,
        p=float(fdtrc(2, freedom, joint)),
        fitted=tuple(float(value) for value in design @ beta),
    )
