"""Budget against actual with PEFA's arithmetic and bands, in exact decimals (method.md 4.6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from sharedsafety.investments.settings import money_settings


@dataclass(frozen=True, slots=True, kw_only=True)
class OutturnMeasures:
    """Outturn ratio and composition variance with their bands; deviations are in the unit of the input."""

    ratio: Fraction
    ratio_band: str
    variance: Fraction
    variance_band: str
    deviations: tuple[Fraction, ...]


def outturn_measures(budget: Sequence[int], actual: Sequence[int]) -> OutturnMeasures | None:
    """Return how far actual spending left the budget, in total and in composition; None where a total is not positive.

    Amounts are whole numbers (cents) by category, contingency and interest left out.

    Source: PEFA PI-1 and PI-2; method.md 4.6, WX-9.

    >>> outturn_measures([60, 30, 10], [66, 24, 10]).variance_band
    'C'
    """
    planned, spent = sum(budget), sum(actual)
    if planned <= 0 or spent <= 0:
        return None
    ratio = Fraction(spent, planned)
    deviations = tuple(a - b * ratio for a, b in zip(actual, budget, strict=True))
    variance = sum((abs(value) for value in deviations), Fraction(0)) / spent
    return OutturnMeasures(
        ratio=ratio,
        ratio_band=ratio_band(ratio),
        variance=variance,
        variance_band=variance_band(variance),
        deviations=deviations,
    )


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
