"""Rates of small areas drawn together: an aid for maps only, never in place of the raw rate (method.md 5.5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class SmoothedRates:
    """The common rate, the variance between areas and the smoothed rates, in the order given."""

    mean: float
    between_area_variance: float
    smoothed: tuple[float, ...]


def empirical_bayes(events: Sequence[float], population: Sequence[float], *, per: float = 1.0) -> SmoothedRates:
    """Return rates drawn towards the common one, the more so the fewer people an area has.

    Smoothed values never override suppression. Source: Marshall 1991, global (wording unverified).

    >>> [round(rate, 1) for rate in empirical_bayes([2, 10, 30], [5_000, 20_000, 50_000], per=100_000).smoothed]
    [56.0, 56.0, 56.0]
    """
    people, mean = sum(population), sum(events) / sum(population)
    rows = list(zip(events, population, strict=True))
    spread = sum(n * (d / n - mean) ** 2 for d, n in rows) / people
    between = max(0.0, spread - mean / (people / len(rows)))
    smoothed = tuple(
        (mean + (between / (between + mean / n) * (d / n - mean) if between > 0 else 0.0)) * per for d, n in rows
    )
    return SmoothedRates(mean=mean * per, between_area_variance=between * per**2, smoothed=smoothed)
