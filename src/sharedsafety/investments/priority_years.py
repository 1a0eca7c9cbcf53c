"""One priority's dollars over the years: the amounts its measures and lamps look at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from sharedsafety.core.figure import Figure
from sharedsafety.framework.priority import StatedPriority
from sharedsafety.investments.coded_amounts import Amounts, Denominator, dollar_figures, share_figures, untold
from sharedsafety.investments.money_tables import TableMaker
from sharedsafety.investments.priority_weights import Served
from sharedsafety.investments.real_terms import RealTerms
from sharedsafety.investments.settings import money_settings
from sharedsafety.investments.year_view import net_amounts


@dataclass(frozen=True, slots=True)
class PriorityYears:
    """A priority with its weights and the years of the headline's phase that are published by program."""

    priority: StatedPriority
    served: Served
    headline: TableMaker
    comparable: Mapping[int, TableMaker]
    terms: RealTerms
    fiscal_year_start: int

    @property
    def year(self) -> int:
        """Return the fiscal year of the headline."""
        return self.headline.year.money.fiscal_year

    def amounts(self, make: TableMaker, recurrence: str | None = None) -> Amounts:
        """Return the priority's dollars in one year, all of them or those of one recurrence class."""
        mask = np.ones(len(make.year.pieces.cents), dtype=bool)
        if recurrence is not None:
            mask = make.year.with_fund("recurrence", [recurrence])
        return self.served.amounts(make.year, mask)

    def ongoing(self) -> Figure:
        """Return the ongoing dollars of the headline's year; can't tell where too much has no known recurrence."""
        make = self.headline
        figure = dollar_figures(self.amounts(make, "ongoing"), make.codings, make.basis)[0]
        return untold(figure, "recurrence_unknown") if self.recurrence_unknown() else figure

    def recurrence_unknown(self) -> bool:
        """Return whether more of the priority's dollars than the limit have no known recurrence."""
        total = self.amounts(self.headline).point[0]
        unknown = self.amounts(self.headline, "unknown").point[0]
        return bool(total > 0 and unknown / total > money_settings().unknown_recurrence_limit)

    def unreviewed(self) -> float:
        """Return the share of the priority's dollars whose coding nobody reviewed."""
        names = self.headline.year.coding.names["status"]
        codes = self.headline.year.coding.codes["status"][self.headline.year.pieces.part]
        wanted = codes == (names.index("unreviewed") if "unreviewed" in names else -2)
        total = self.amounts(self.headline).point[0]
        return float(self.served.amounts(self.headline.year, wanted).point[0] / total) if total > 0 else 0.0

    def share(self, make: TableMaker) -> Figure:
        """Return the priority's share of what the statement names (T, P, L or N), P where it names nothing."""
        name = self.priority.target_of or "P"
        year = make.year
        choice = year.with_fund("control", money_settings().local_choice_controls)
        mask = {"T": year.pieces.part >= -1, "L": year.inside() & choice}.get(name, year.inside())
        amounts = self.served.amounts(year, mask)
        if name == "N" and not len(year.money.revenue.cents):
            return Figure(value=None, unit="share", basis=make.basis, denominator="N", why="no_revenue")
        if name == "L" and make.unknown("control"):
            return Figure(value=None, unit="share", basis=make.basis, denominator="L", why="control_unknown")
        if name == "N":
            return share_figures(amounts, Denominator("N", net_amounts(make), make.codings), make.basis)[0]
        whole = make.total if name == "T" else year.whole(name, mask)
        return share_figures(amounts, whole, make.basis)[0]

    def per_person(self, make: TableMaker) -> Figure:
        """Return nominal dollars for each resident."""
        people = self.terms.people(make.year.money.fiscal_year)
        if people is None:
            why = "no_population"
            return Figure(value=None, unit="usd_per_person", basis=make.basis, denominator="residents", why=why)
        scaled = self.amounts(make) * (1 / people[0])
        figure = dollar_figures(scaled, make.codings, make.basis, "usd_per_person")[0]
        return replace(figure, denominator="residents", denominator_value=people[0])

    def base_year(self) -> tuple[int | None, tuple[str, ...]]:
        """Return the year changes are measured from, and notes about it.

        It is the last full fiscal year before adoption; without an adoption date the earliest comparable year.
        None where that year is not loaded by program or is not before the headline.
        """
        if self.priority.adopted_on is None:
            earlier = [year for year in self.comparable if year < self.year]
            return (min(earlier), ("base_earliest_year",)) if earlier else (None, ())
        year = last_full_fiscal_year(self.priority.adopted_on, self.fiscal_year_start)
        return (year if year in self.comparable and year < self.year else None), ()

    def other_bases(self, base: int) -> tuple[int, ...]:
        """Return two other base years, where there are any: the earliest and the latest before the headline."""
        years = sorted(year for year in self.comparable if year < self.year and year != base)
        return tuple(dict.fromkeys([*years[:1], *years[::-1]]))[:2]


def last_full_fiscal_year(adopted_on: str, start_month: int) -> int:
    """Return the last fiscal year that had ended before a day.

    >>> last_full_fiscal_year("2021-05-01", 7), last_full_fiscal_year("2021-07-01", 7)
    (2020, 2021)
    """
    day = date.fromisoformat(adopted_on)
    if start_month == 1:
        return day.year - 1
    return day.year if day.month >= start_month else day.year - 1


def dollars_over_years(
    years: PriorityYears, makers: Sequence[TableMaker], labels: Mapping[tuple[int, str], str]
) -> tuple[tuple[str, Figure], ...]:
    """Return (label, nominal dollars) for each year that is published by program."""
    return tuple(
        (
            labels[make.year.money.fiscal_year, make.year.money.phase],
            dollar_figures(years.amounts(make), make.codings, make.basis)[0],
        )
        for make in makers
    )
