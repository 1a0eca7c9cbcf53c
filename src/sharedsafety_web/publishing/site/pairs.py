"""Pairs of budgets: their addresses, and the way to them from other pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from django.utils.translation import gettext

from sharedsafety.folder.assessment import Program
from sharedsafety.investments.side_by_side import BudgetPair
from sharedsafety.report.pair_sentences import pair_sides
from sharedsafety_web.publishing.site.edition import Edition


def pair_address(pair: BudgetPair) -> str:
    """Return the address of a pair's page."""
    return f"compare/{pair.start_year}-{pair.start_phase}--{pair.end_year}-{pair.end_phase}.html"


def pairs_by_kind(edition: Edition) -> list[tuple[str, list[BudgetPair]]]:
    """Return the pairs of years and the pairs of phases, the newest first, each group with its title."""
    ranked = sorted(edition.assessment.money.pairs, key=lambda pair: (-pair.end_year, pair.end_phase, -pair.start_year))
    groups = (
        (gettext("Two years"), [pair for pair in ranked if not pair.same_prices]),
        (gettext("Two phases of one year"), [pair for pair in ranked if pair.same_prices]),
    )
    return [(title, pairs) for title, pairs in groups if pairs]


def main_pairs(edition: Edition) -> list[BudgetPair]:
    """Return the pairs that end in the year the pages open with, and those of its phases."""
    year, phase = edition.assessment.money.headline
    return [
        pair
        for pair in edition.assessment.money.pairs
        if pair.end_year == year and (pair.same_prices or pair.end_phase == phase)
    ]


def pair_links(edition: Edition) -> list[tuple[str, str]]:
    """Return (words, address) of the main pairs."""
    return [(_words(edition, pair), pair_address(pair)) for pair in main_pairs(edition)]


def program_pairs(edition: Edition, program: Program) -> Iterator[tuple[str, str, float]]:
    """Yield (words, address, change in dollars) of a program for each main pair in which it has money.

    Where the pair names the program, it is the change on that page; else that of the dollars of the program's own page,
    the first year in the prices of the second.
    """
    known = {(each.fiscal_year, each.phase): each.amount_usd for each in program.amounts}
    for pair in main_pairs(edition):
        first, second = (pair.start_year, pair.start_phase), (pair.end_year, pair.end_phase)
        if not pair.why and (first in known or second in known):
            own = known.get(second, 0.0) - known.get(first, 0.0) * pair.factor
            change = _named(edition)[pair_address(pair)].get(program.program_key, own)
            yield _words(edition, pair), pair_address(pair), change


@lru_cache(maxsize=2)
def _named(edition: Edition) -> Mapping[str, Mapping[str, float]]:
    """Return what each pair says of the programs it names, by the address of its page."""
    return {
        pair_address(pair): {move.program_key: move.change_usd for each in pair.programs for move in each.programs}
        for pair in main_pairs(edition)
    }


def _words(edition: Edition, pair: BudgetPair) -> str:
    return " → ".join(pair_sides(pair, edition.fiscal_year_start, edition.language))
