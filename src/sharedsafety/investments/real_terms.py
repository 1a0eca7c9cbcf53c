"""Real dollars and dollars per person (method.md 3.3); what is missing is said, never guessed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class RealTerms:
    """Price index and population by fiscal year, and the year whose prices are used.

    >>> terms = RealTerms(index={2021: 110.0, 2024: 126.5}, population={2024: 50_000}, base_year=2024)
    >>> round(terms.factor(2021), 6), terms.people(2021) is None
    (1.15, True)
    """

    index: Mapping[int, float]
    population: Mapping[int, float]
    base_year: int
    name: str | None = None

    def deflated(self, *years: int) -> bool:
        """Return whether the index covers the base year and all of ``years``."""
        return all(self.index.get(year, 0) > 0 for year in (self.base_year, *years))

    def factor(self, year: int) -> float:
        """Return what a dollar of ``year`` is in dollars of the base year; 1 where the index misses either.

        Source: method.md 3.3, WX-4.
        """
        return self.index[self.base_year] / self.index[year] if self.deflated(year) else 1.0

    def people(self, *years: int) -> tuple[float, ...] | None:
        """Return the population of each year, or None where one is missing or 0."""
        counts = tuple(self.population.get(year, 0.0) for year in years)
        return counts if all(count > 0 for count in counts) else None

    def basis(self, year_basis: str, *years: int) -> str:
        """Return the year basis in words with the year of the prices."""
        if not self.deflated(*years):
            return f"{year_basis}, not deflated"
        return f"{year_basis}, in FY{self.base_year} dollars"
