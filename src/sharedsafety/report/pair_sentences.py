"""Sentences about two budgets side by side: which, in whose prices, and how far apart."""

from __future__ import annotations

from sharedsafety.investments.results import MoneyAssessment, Outturn
from sharedsafety.investments.side_by_side import BudgetPair
from sharedsafety.report.dates import fiscal_year
from sharedsafety.report.names import name, names, year_name
from sharedsafety.report.sentences import sentence

#: Phases that say what was spent, or is thought to have been.
SPENT = ("actual", "estimate")


def pair_sides(pair: BudgetPair, start_month: int, language: str = "en") -> tuple[str, str]:
    """Return the two budgets in words."""
    keys = ((pair.start_year, pair.start_phase), (pair.end_year, pair.end_phase))
    first, second = (year_name(year, phase, start_month, language) for year, phase in keys)
    return first, second


def pair_difference(pair: BudgetPair, start_month: int, language: str = "en") -> str:
    """Return all spending in both budgets and the difference: more, less or the same, in the same words each way."""
    change = pair.total.change.value or 0.0
    key = "same" if not round(change) else "more" if change > 0 else "less"
    first, second = pair_sides(pair, start_month, language)
    figures = {"before": pair.total.before, "after": pair.total.after, "figure": abs(change)}
    return sentence(f"compare.{key}", language, first=first, second=second, **figures)


def pair_prices(pair: BudgetPair, index: str, start_month: int, language: str = "en") -> str:
    """Return in whose prices the dollars are, and by which index."""
    if pair.same_prices:
        return sentence("compare.same_prices", language)
    year = fiscal_year(pair.end_year, start_month)
    if not pair.deflated:
        return sentence("compare.nominal", language)
    named = index or name("deflator", "unnamed", language)
    return sentence("compare.real", language, year=year, index=named)


def pair_outturn(pair: BudgetPair, money: MoneyAssessment, language: str = "en") -> str:
    """Return PEFA's ratio of safety money for a pair that sets spending beside the adopted budget; else nothing."""
    if (pair.start_phase, pair.same_prices) != ("adopted", True) or pair.end_phase not in SPENT:
        return ""
    of_pair = (
        each for each in money.outturns if (each.fiscal_year, each.comparison) == (pair.end_year, pair.end_phase)
    )
    found: Outturn | None = next(of_pair, None)
    if found is None or not found.ratio.can_tell:
        return ""
    key = "outturn_estimate" if found.comparison == "estimate" else "outturn"
    return sentence(f"compare.{key}", language, ratio=found.ratio)


def list_names(pair: BudgetPair, language: str = "en") -> dict[str, str]:
    """Return what the lists of programs are called, by their kind: between years, between budgets, or spent."""
    if not pair.same_prices:
        return dict(names("pair_years", language))
    return dict(names("pair_spent" if pair.end_phase in SPENT else "pair_budgets", language))
