"""Budget against actual with PEFA's arithmetic and bands (method.md 4.6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np

from sharedsafety.investments.settings import money_settings


@dataclass(frozen=True, slots=True, kw_only=True)
class OutturnMeasures:
    """Outturn ratio and composition variance, and each category's deviation from the budget scaled to all spent.

    Exact fractions where the amounts are; with draws beside the categories, one ratio and variance for each draw.
    """

    ratio: Any
    variance: Any
    deviations: Any


def outturn_measures(budget: Any, actual: Any) -> OutturnMeasures:
    """Return how far actual spending left the budget, in total and in composition.

    Args:
        budget, actual: (categories,) or (categories, draws) of one unit, contingency and interest left out; both sums
            positive (``in_fractions`` makes whole numbers exact).

    Source: PEFA PI-1 and PI-2; method.md 4.6, WX-9.

    >>> str(outturn_measures(in_fractions([60, 30, 10]), in_fractions([66, 24, 10])).variance)
    '3/25'
    """
    ratio = actual.sum(axis=0) / budget.sum(axis=0)
    deviations = scaled_deviations(budget, actual, ratio)
    return OutturnMeasures(
        ratio=ratio, variance=np.abs(deviations).sum(axis=0) / actual.sum(axis=0), deviations=deviations
    )


def scaled_deviations(budget: Any, actual: Any, ratio: Any) -> Any:
    """Return what was spent of each part beyond its budget times the outturn ratio: ``a_c - b_c * A / B``.

    >>> scaled_deviations(np.array([50.0]), np.array([30.0]), 0.8).tolist()
    [-10.0]
    """
    return actual - budget * ratio


def in_fractions(whole: Sequence[int]) -> Any:
    """Return whole numbers as an array of exact fractions.

    >>> in_fractions([1]).tolist()
    [Fraction(1, 1)]
    """
    return np.array([Fraction(number) for number in whole], dtype=object)


def ratio_band(ratio: Fraction) -> str:
    """Return the band of an outturn ratio; end points belong to the better band.

    >>> ratio_band(Fraction(110, 100))
    'B'
    """
    settings = money_settings()
    for band in settings.outturn_bands:
        if _exact(band.low) <= ratio <= _exact(band.high):
            return band.band
    return settings.last_band


def variance_band(variance: Fraction) -> str:
    """Return the band of a composition variance.

    >>> variance_band(Fraction(12, 100))
    'C'
    """
    settings = money_settings()
    for band in settings.variance_bands:
        if variance < _exact(band.below):
            return band.band
    return settings.last_band


def two_of_three(bands: Sequence[str]) -> str | None:
    """Return the best band that at least two of the last three years keep; None with fewer than three years.

    >>> two_of_three(["D", "B", "A"])
    'B'
    """
    years = money_settings().years_for_two_of_three
    return sorted(bands[-years:])[1] if len(bands) >= years else None


def _exact(limit: Decimal) -> Fraction:
    return Fraction(limit)
