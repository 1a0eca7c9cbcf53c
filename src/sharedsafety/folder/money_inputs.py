"""What a community wrote beside its ledger, as the money chapter takes it."""

from __future__ import annotations

from sharedsafety.folder.books import Books, documents_by_year
from sharedsafety.folder.community import Community, SeriesValue
from sharedsafety.investments.assess_money import MoneyInputs


def money_inputs(community: Community, books: Books) -> MoneyInputs:
    """Return coding, funds, links, priorities, areas, prices and people of a community."""
    return MoneyInputs(
        coding=community.coding,
        funds=community.funds,
        links=community.links,
        priorities=community.priorities,
        areas=community.areas,
        area_shares=community.area_shares,
        rules=community.rules,
        population=_by_year(community.population),
        deflator=_by_year(community.deflator),
        deflator_name=community.profile.deflator_name,
        documents=documents_by_year(books.documents),
        fiscal_year_start=community.profile.fiscal_year_start,
    )


def headline_of(community: Community) -> tuple[int, str]:
    """Return the fiscal year and phase with which a community's pages open."""
    return community.profile.headline_year, community.profile.headline_phase


def _by_year(values: tuple[SeriesValue, ...]) -> dict[int, float]:
    return {value.fiscal_year: value.value for value in values}
