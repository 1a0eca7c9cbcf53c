"""Auditing coded dollars: a monetary-unit sample and the Stringer bound (method.md 2.8)."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, log

import numpy as np


def sample_size(risk: float, tolerable_share: float) -> int:
    """Return how many dollars to draw so that no error found bounds the miscoded share at ``tolerable_share``.

    Source: method.md 2.8, WX-3.

    >>> sample_size(0.05, 0.05)
    60
    """
    return ceil(sample_size_raw(risk, tolerable_share))


def sample_size_raw(risk: float, tolerable_share: float) -> float:
    """Return ``-ln(risk) / tolerable_share`` before it is rounded up."""
    return -log(risk) / tolerable_share


def monetary_unit_sample(cents: Sequence[int], size: int, generator: np.random.Generator) -> tuple[int, ...]:
    """Return places of the lines drawn, in order: systematic, with probability proportional to ``|cents|``.

    A line larger than the step is drawn once or more often; each draw is one place in the result.

    >>> monetary_unit_sample([100, 0, 300], 4, np.random.default_rng(1))
    (0, 2, 2, 2)
    """
    edges = np.cumsum(np.abs(np.asarray(cents, dtype=np.int64)))
    if not len(edges) or edges[-1] == 0:
        return ()
    step = edges[-1] / size
    points = (np.arange(size) + generator.random()) * step
    return tuple(np.searchsorted(edges, points, side="right").tolist())


def stringer_bound(risk: float, size: int, taints: Sequence[float]) -> float:
    """Return the upper bound on the miscoded share of dollars, given the taint (0-1) of each error found.

    ``[R0 + sum t_j (R_j - R_{j-1})] / n`` with ``R_j`` the gamma quantile; taints sorted down.

    Source: method.md 2.8, WX-3.
    """
    from scipy.stats import gamma

    limits = np.asarray(gamma.ppf(1 - risk, np.arange(1, len(taints) + 2)), float)
    steps = np.diff(limits)
    return float((limits[0] + (np.sort(np.asarray(taints, float))[::-1] * steps).sum()) / size)
