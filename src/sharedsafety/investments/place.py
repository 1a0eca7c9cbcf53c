"""Does spending reach the places with most harm? Concentration, Kakwani's difference, gap (method.md 4.8)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sharedsafety.investments.settings import money_settings
from sharedsafety.investments.uncertainty import Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMeasures:
    """Spending beside need over areas.

    ``kakwani`` is 0 in proportion to need and negative where spending leans less to high need than need itself does;
    ``dollars_out_of_place`` and ``dollars_per_person_harmed`` are in the unit of spending. A value for an area
    without need is None.
    """

    concentration_need: float
    concentration_spend: float
    kakwani: float
    proportionality_gap: float
    dollars_out_of_place: float
    dollars_per_person_harmed: tuple[float | None, ...]
    highest_need_fifth_ratio: float


def place_measures(population: Sequence[float], need: Sequence[float], spend: Sequence[float]) -> PlaceMeasures | None:
    """Return how spending follows need; None where population, need or spending sums to nothing.

    Source: method.md 4.8, WX-11.

    >>> round(place_measures([1000] * 3, [10, 30, 60], [20, 40, 40]).kakwani, 6)
    -0.2
    """
    n, h, s = (np.asarray(values, float) for values in (population, need, spend))
    if min(n.min(initial=0), 0) < 0 or (n <= 0).any() or h.sum() <= 0 or s.sum() <= 0:
        return None
    concentration_need, concentration_spend = (float(_concentration(n, h, values)) for values in (h, s))
    gap = 0.5 * float(np.abs(s / s.sum() - h / h.sum()).sum())
    return PlaceMeasures(
        concentration_need=concentration_need,
        concentration_spend=concentration_spend,
        kakwani=concentration_spend - concentration_need,
        proportionality_gap=gap,
        dollars_out_of_place=gap * float(s.sum()),
        dollars_per_person_harmed=tuple(float(a / b) if b else None for a, b in zip(s, h, strict=True)),
        highest_need_fifth_ratio=highest_need_ratio(n, h, s),
    )


def highest_need_ratio(population: Floats, need: Floats, spend: Floats) -> float:
    """Return (spending share / need share) of the fifth of the areas with the highest need rates, rounded up."""
    count = -(-len(need) // 5)
    highest = np.argsort(-need / population, kind="stable")[:count]
    return float((spend[highest].sum() / spend.sum()) / (need[highest].sum() / need.sum()))


def kakwani_interval(
    population: Sequence[float], need: Sequence[float], spend: Sequence[float], generator: np.random.Generator
) -> tuple[float, float]:
    """Return the 90 % interval of Kakwani's difference: the reflected bootstrap, ``2 K - percentile``.

    Areas are resampled where there are enough, else need counts are drawn from Poisson laws; areas are ranked again in
    every draw. Ranking by counts that contain chance makes need look more concentrated than it is, in the data once
    and in the draws twice: plain percentiles would call equal need and equal spending "misses need" almost always.
    Reflection takes that drift back out.

    Source: method.md 4.8, point 5, with the drift corrected.
    """
    settings = money_settings()
    n, h, s = (np.asarray(values, float) for values in (population, need, spend))
    shape = (settings.place_draws, len(n))
    observed = float(_kakwani(n, h, s))
    if len(n) >= settings.areas_for_bootstrap:
        chosen = generator.integers(0, len(n), shape)
        draws = _kakwani(n[chosen], h[chosen], s[chosen])
    else:
        drawn = generator.poisson(h, shape).astype(float)
        draws = _kakwani(np.broadcast_to(n, shape), drawn, np.broadcast_to(s, shape))
    low, high = np.nanpercentile(draws, [settings.interval_low, settings.interval_high])
    return 2 * observed - float(high), 2 * observed - float(low)


def least_kakwani_by_chance(
    population: Sequence[float], need: Sequence[float], spend: Sequence[float], generator: np.random.Generator
) -> float:
    """Return how low Kakwani's difference falls in 1 of 20 draws when the same number of people are harmed where the
    money is: below it, spending misses need by more than chance.
    """
    settings = money_settings()
    n, s = np.asarray(population, float), np.asarray(spend, float)
    shape = (settings.place_draws, len(n))
    drawn = generator.multinomial(round(sum(need)), s / s.sum(), settings.place_draws).astype(float)
    draws = _kakwani(np.broadcast_to(n, shape), drawn, np.broadcast_to(s, shape))
    return float(np.nanpercentile(draws, settings.interval_low))


def _kakwani(population: Floats, need: Floats, spend: Floats) -> Floats:
    """Return Kakwani's difference; NaN where a draw holds no need or no spending."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return _concentration(population, need, spend) - _concentration(population, need, need)


def _concentration(population: Floats, need: Floats, value: Floats) -> Floats:
    """Return the concentration index of ``value`` over areas ordered by need rate; areas are the last axis."""
    order = np.argsort(need / population, axis=-1, kind="stable")
    n, v = (np.take_along_axis(values, order, axis=-1) for values in (population, value))
    share = n / n.sum(axis=-1, keepdims=True)
    rank = np.cumsum(share, axis=-1) - share / 2
    index: Floats = 2 * (v * rank).sum(axis=-1) / v.sum(axis=-1) - 1
    return index
