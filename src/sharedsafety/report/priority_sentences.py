"""Sentences about priorities: counts over all of them, and the money beside one."""

from __future__ import annotations

from collections.abc import Mapping

from sharedsafety.framework.priority import StatedPriority
from sharedsafety.investments.results import Agreement, Coverage, PriorityMoney
from sharedsafety.report.sentences import sentence, with_range


def coverage_parts(coverage: Coverage, language: str = "en") -> tuple[str, ...]:
    """Return the counts over priorities, one phrase each: never one total, never a percent."""
    every = coverage.priorities
    asked = coverage.asked_an_amount
    parts = [sentence("coverage.some_money", language, count=coverage.with_some_money, of=every)]
    if asked:
        parts.append(sentence("coverage.amount_met", language, count=coverage.amount_met, of=asked))
    else:
        parts.append(sentence("coverage.amount_none_asked", language, of=every))
    if coverage.amount_cant_tell:
        count = coverage.amount_cant_tell
        parts.append(sentence("coverage.amount_cant_tell", language, count=count, of=asked))
    unknown = coverage.ongoing_cant_tell
    if not unknown or coverage.with_ongoing_money:
        parts.append(sentence("coverage.ongoing", language, count=coverage.with_ongoing_money, of=every))
    if unknown:
        parts.append(sentence("coverage.ongoing_cant_tell", language, count=unknown, of=every))
    return tuple(parts)


def coverage_sentence(coverage: Coverage, language: str = "en") -> str:
    """Return the counts over priorities in one sentence, with the dollars added after the vote (4.4)."""
    counts = ", ".join(coverage_parts(coverage, language))
    money = coverage_money(coverage, language)
    return f"{counts[:1].upper()}{counts[1:]}; {money}." if money else f"{counts[:1].upper()}{counts[1:]}."


def coverage_money(coverage: Coverage, language: str = "en") -> str:
    """Return how many dollars came or went after the vote, of how many; empty where no total can be told."""
    together, added = coverage.together_once, coverage.added_since_adoption
    if not together.can_tell:
        return ""
    if added.value is None:
        return sentence("coverage.added_cant_tell", language, together=together)
    key = "coverage.added" if added.value >= 0 else "coverage.taken"
    return sentence(key, language, added=added, taken=-added.value, together=together)


def serves(coverage: Coverage, language: str = "en") -> str:
    """Return how many dollars serve all priorities together, where nobody voted; empty where no total can be told."""
    together = coverage.together_once
    return sentence("coverage.serves", language, together=together) if together.can_tell else ""


def amount(money: PriorityMoney, language: str = "en") -> str:
    """Return the dollars beside one priority, or that none are tied to it."""
    key = "priority.amount" if money.amount.value else "priority.no_money"
    return sentence(key, language, figure=money.amount)


def amount_with_range(money: PriorityMoney, language: str = "en") -> str:
    """Return the dollars beside one priority with their range, or that none are tied to it."""
    if not money.amount.value or money.amount.low is None:
        return amount(money, language)
    return with_range("priority.amount", money.amount, "money", language)


def added_and_already(money: PriorityMoney, language: str = "en") -> str:
    """Return dollars added or taken away since adoption and dollars that were there before, never merged."""
    added, already = money.added_since_adoption, money.already_there
    if added.value is None or not already.can_tell:
        return sentence("priority.added_cant_tell", language)
    whole = round(added.value)
    key = "priority.added" if whole > 0 else "priority.taken" if whole < 0 else "priority.added_none"
    return sentence(key, language, added=added, taken=-added.value, already=already)


def dollars_to_move(agreement: Agreement, language: str = "en") -> str:
    """Return the least money that would have to change place; only where shares were stated (4.2)."""
    figure = agreement.dollars_to_move
    if figure is None or not figure.can_tell:
        return sentence("agreement.not_admissible", language)
    return sentence("agreement.dollars_to_move", language, figure=figure)


def discordant_pairs(agreement: Agreement, titles: Mapping[str, str], language: str = "en") -> tuple[str, ...]:
    """Return each pair whose order of importance and of money disagree, in words.

    ``titles`` maps priority ids to titles in the language; a pair is (more important, less important).
    """
    return tuple(
        sentence("agreement.discordant", language, higher=titles[higher], lower=titles[lower])
        for higher, lower in agreement.discordant
    )


def stated_by(priority: StatedPriority, language: str = "en") -> str:
    """Return who stated a priority when it was not this community itself; empty otherwise."""
    who = priority.stated_by
    return sentence("priority.stated_by_other", language, who=who) if who else ""
