"""The trend of annual counts: log-linear, quasi-Poisson where counts vary more, with joinpoints (method.md 5.3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from sharedsafety.progress.rules import ladder_rules

Array: TypeAlias = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class PoissonTrend:
    """The trend of the last segment, in percent a year with its 95 % interval.

    ``joinpoints`` are positions (from 0) of the points at which the trend bends; ``start`` that of the last segment.
    ``quasi`` says that the counts vary clearly more than chance alone makes them. The interval is widened by every
    dispersion over 1: waiting for a clear one would let through too many false alarms (decision 26).
    """

    percent: float
    low: float
    high: float
    p: float
    dispersion: float
    quasi: bool
    joinpoints: tuple[int, ...]
    start: int


def poisson_trend(
    times: Sequence[float], counts: Sequence[float], denominators: Sequence[float] | None = None
) -> PoissonTrend:
    """Return the trend of counts, or of their rate where denominators are given; in time order, some above 0.

    Joinpoints are looked for on weighted log rates, one more at a time, and kept where an F test corrected for the
    number of places says so; the segments are then fitted as Poisson. Source: Kim and others 2000, without the
    permutations.

    >>> found = poisson_trend(range(8), [100, 110, 121, 133, 146, 161, 177, 195])
    >>> round(found.percent, 1), found.joinpoints
    (10.0, ())
    """
    x, y = np.asarray(times, dtype=float), np.asarray(counts, dtype=float)
    n = np.ones_like(y) if denominators is None else np.asarray(denominators, dtype=float)
    joinpoints = found_joinpoints(x, y, n)
    design = _design(x - x[0], joinpoints)
    beta, covariance, dispersion = _poisson_fit(design, y, np.log(n))
    rules = ladder_rules().poisson
    widened = dispersion > rules.widened_above
    contrast = np.r_[0.0, np.ones(design.shape[1] - 1)]
    slope = float(contrast @ beta)
    spread = float(np.sqrt(contrast @ covariance @ contrast * (dispersion if widened else 1.0)))
    p, reach = _p_and_reach(slope / spread, len(y) - design.shape[1] if widened else None)
    percent = [100 * float(np.expm1(slope + side * reach * spread)) for side in (0, -1, 1)]
    return PoissonTrend(
        percent=percent[0],
        low=percent[1],
        high=percent[2],
        p=p,
        dispersion=dispersion,
        quasi=dispersion > rules.overdispersed,
        joinpoints=joinpoints,
        start=joinpoints[-1] if joinpoints else 0,
    )


def found_joinpoints(x: Array, y: Array, n: Array) -> tuple[int, ...]:
    """Return the positions at which the trend of the log rate bends, as few as the data supports."""
    rules = ladder_rules().poisson
    most = max((count for points, count in rules.joinpoints if len(x) >= points), default=0)
    weights, z = y + 0.5, np.log((y + 0.5) / n)
    kept: tuple[int, ...] = ()
    tried: tuple[int, ...] = ()
    kept_error = _errors(x, z, weights, [()])[0]
    for _ in range(most):
        tried = _moved(x, z, weights, _with_one_more(x, z, weights, tried))
        if len(tried) <= len(kept):
            break
        error = _errors(x, z, weights, [tried])[0]
        if _is_better(kept_error, error, len(tried) - len(kept), len(x) - 2 - 2 * len(tried), len(x)):
            kept, kept_error = tried, error
    return kept


def _with_one_more(x: Array, z: Array, weights: Array, places: tuple[int, ...]) -> tuple[int, ...]:
    options = [option for new in range(len(x)) if _fits(option := tuple(sorted({*places, new})), len(x))]
    options = [option for option in options if len(option) > len(places)]
    return options[int(np.argmin(_errors(x, z, weights, options)))] if options else places


def _moved(x: Array, z: Array, weights: Array, places: tuple[int, ...]) -> tuple[int, ...]:
    """Return the joinpoints after each was moved once to its best place with the others held."""
    for place in places if len(places) > 1 else ():
        places = _with_one_more(x, z, weights, tuple(other for other in places if other != place))
    return places


def _fits(places: tuple[int, ...], points: int) -> bool:
    gap = ladder_rules().poisson.least_segment - 1
    edges = (0, *places, points - 1)
    return all(later - earlier >= gap for earlier, later in pairwise(edges))


def _errors(x: Array, z: Array, weights: Array, options: Sequence[tuple[int, ...]]) -> Array:
    """Return the weighted squared error of each option, all fitted at once."""
    designs = np.stack([_design((x - x[0]) / (x[-1] - x[0]), option) for option in options])
    root = np.sqrt(weights)
    scaled, target = designs * root[:, None], z * root
    normal = np.einsum("oni,onj->oij", scaled, scaled)
    beta = np.linalg.solve(normal, np.einsum("oni,n->oi", scaled, target)[:, :, None])[:, :, 0]
    left = target - np.einsum("oni,oi->on", scaled, beta)
    error: Array = np.sum(left**2, axis=1)
    return error


def _is_better(before: float, after: float, more: int, freedom: int, places: int) -> bool:
    from scipy.special import fdtrc

    if freedom < 1 or before - after <= 1e-12 * max(before, 1.0):
        return False
    ratio = (before - after) / (2 * more) / max(after / freedom, 1e-300)
    p = float(fdtrc(2 * more, freedom, ratio))
    return bool(p * places**more <= ladder_rules().poisson.joinpoint_significance)


def _design(x: Array, places: Sequence[int]) -> Array:
    bends = [np.maximum(0.0, x - x[place]) for place in places]
    return np.column_stack([np.ones_like(x), x, *bends])


def _poisson_fit(design: Array, y: Array, offset: Array) -> tuple[Array, Array, float]:
    """Return coefficients, their covariance and the Pearson dispersion, by iterated weighted least squares."""
    eta = np.log(y + 0.5)
    for _ in range(50):
        mean = np.exp(eta)
        information = design.T @ (design * mean[:, None])
        beta = np.linalg.solve(information, design.T @ (mean * (eta - offset) + y - mean))
        new = design @ beta + offset
        done = bool(np.max(np.abs(new - eta)) < 1e-10)
        eta = np.clip(new, -700, 700)
        if done:
            break
    mean = np.exp(eta)
    dispersion = float(np.sum((y - mean) ** 2 / mean) / max(1, len(y) - design.shape[1]))
    covariance = np.linalg.inv(design.T @ (design * mean[:, None]))
    return np.asarray(beta, dtype=np.float64), np.asarray(covariance, dtype=np.float64), dispersion


def _p_and_reach(score: float, freedom: int | None) -> tuple[float, float]:
    """Return the two-sided p and the 95 % quantile: of t where the spread was estimated, else normal."""
    from scipy.special import ndtr, ndtri, stdtr, stdtrit

    if freedom is None:
        return float(2 * ndtr(-abs(score))), float(ndtri(0.975))
    return float(2 * stdtr(freedom, -abs(score))), float(stdtrit(freedom, 0.975))
