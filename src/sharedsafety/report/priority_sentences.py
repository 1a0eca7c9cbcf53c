"""Sentences about priorities: counts over all of them, and the money beside one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sharedsafety.framework.priority import StatedPriority
from sharedsafety.investments.results import Agreement, Coverage, PriorityMoney
from sharedsafety.report import numbers
from sharedsafety.report.names import name
from sharedsafety.report.sentences import has_sentence, sentence, with_range
from sharedsafety.report.untold import why_sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageRow:
    """One count over all priorities: its figure (``3 of 6``) and the words after it; both make one phrase.

    ``why`` says why it can't be told, where a reason is known; ``open`` is whether it can't.
    """

    figure: str
    words: str
    why: str = ""
    open: bool = False

    def __str__(self) -> str:
        return f"{self.figure} {self.words}"


def coverage_rows(coverage: Coverage, language: str = "en") -> tuple[CoverageRow, ...]:
    """Return the counts over priorities, one row each: never one total, never a percent."""
    every, asked, lasting = coverage.priorities, coverage.asked_an_amount, coverage.with_ongoing_money
    unknown = coverage.ongoing_cant_tell
    wanted = (
        ("some_money", coverage.with_some_money, every, True),
        ("amount_met", coverage.amount_met, asked, bool(asked)),
        ("amount_none_asked", 0, every, not asked),
        ("amount_cant_tell", coverage.amount_cant_tell, asked, bool(coverage.amount_cant_tell)),
        ("ongoing", lasting, every, bool(lasting) or not unknown),
        ("ongoing_cant_tell", unknown, every, bool(unknown)),
    )
    return tuple(_counted(key, count, of, language) for key, count, of, shown in wanted if shown)


def coverage_sentence(coverage: Coverage, language: str = "en") -> str:
    """Return the counts over priorities in one sentence, with the dollars added after the vote (4.4)."""
    counts = ", ".join(map(str, coverage_rows(coverage, language)))
    money = coverage_money(coverage, language)
    return f"{counts[:1].upper()}{counts[1:]}; {money}." if money else f"{counts[:1].upper()}{counts[1:]}."


def coverage_money(coverage: Coverage, language: str = "en") -> CoverageRow | None:
    """Return how many dollars came or went after the vote, of how many; None where no total can be told."""
    together, added = coverage.together_once, coverage.added_since_adoption
    if together.value is None:
        return None
    if added.value is not None:
        words = sentence("coverage.added" if added.value >= 0 else "coverage.taken", language, together=together)
        return CoverageRow(figure=numbers.money(abs(added.value), language), words=words)
    words, why = sentence("coverage.added_cant_tell", language), why_sentence(added, language)
    return CoverageRow(figure=numbers.money(together.value, language), words=words, why=why, open=True)


def serves(coverage: Coverage, language: str = "en") -> CoverageRow | None:
    """Return how many dollars serve all priorities together, where nobody voted; None where no total can be told."""
    together = coverage.together_once
    if together.value is None:
        return None
    words = sentence("coverage.serves", language)
    return CoverageRow(figure=numbers.money(together.value, language), words=words)


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
        return f"{sentence('priority.added_cant_tell', language)} {why_sentence(added, language)}".strip()
    return sentence(f"priority.{_way(added.value)}", language, added=added, taken=-added.value, already=already)


def added_in_short(money: PriorityMoney, language: str = "en") -> str:
    """Return the same as ``added_and_already`` as a phrase for a table; empty where it can't be told."""
    added, already = money.added_since_adoption, money.already_there
    if added.value is None or not already.can_tell:
        return ""
    key = f"priority.{_way(added.value)}_short"
    return sentence(key, language, added=added, taken=-added.value, already=already)


def _way(added_usd: float) -> str:
    """Return which sentence tells dollars since the vote; less than a dollar either way is nothing."""
    whole = round(added_usd)
    return "added" if whole > 0 else "taken" if whole < 0 else "added_none"


def agreement_sentences(
    agreements: Sequence[Agreement], titles: Mapping[str, str], language: str = "en"
) -> tuple[str, ...]:
    """Return how money agrees with what was stated: overlap and dollars to move, and the pairs out of order.

    Only what the statements admit (4.1): without stated shares or ranks it says that no distance is computed.

    Args:
        agreements: with stated shares, and with stated ranks.
        titles: priority id -> title in the language.
    """
    said = [text for each in agreements for text in (*_shares(each, language), *_ranks(each, titles, language))]
    return tuple(dict.fromkeys(said)) or (sentence("agreement.not_admissible", language),)


def _shares(agreement: Agreement, language: str) -> tuple[str, ...]:
    overlap, move = agreement.overlap, agreement.dollars_to_move
    if overlap is None or move is None or not overlap.can_tell:
        return ()
    keys = (("agreement.overlap", overlap, "share"), ("agreement.dollars_to_move", move, "money"))
    return tuple(with_range(key, figure, unit, language) for key, figure, unit in keys)


def _ranks(agreement: Agreement, titles: Mapping[str, str], language: str) -> tuple[str, ...]:
    if agreement.tau is None or not agreement.tau.can_tell:
        return ()
    return discordant_pairs(agreement, titles, language) or (sentence("agreement.none_discordant", language),)


def discordant_pairs(agreement: Agreement, titles: Mapping[str, str], language: str = "en") -> tuple[str, ...]:
    """Return each pair whose order of importance and of money disagree, in words.

    ``titles`` maps priority ids to titles in the language; a pair is (more important, less important).
    """
    return tuple(
        sentence("agreement.discordant", language, higher=titles[higher], lower=titles[lower])
        for higher, lower in agreement.discordant
    )


def asked_in_short(priority: StatedPriority, language: str = "en") -> str:
    """Return what was asked of the money: which way, where only that was said; else the kind of statement.

    >>> asked = StatedPriority(id="beds", title="Fewer beds", body="", principle="MSW",
    ...                        statement_kind="S3", direction="less", source="minutes")
    >>> asked_in_short(asked), asked_in_short(asked, "es")
    ('Less money', 'Menos dinero')
    """
    if priority.statement_kind == "S3" and priority.direction:
        words = name("direction", priority.direction, language)
        return words[:1].upper() + words[1:]
    return name("statement_kind", priority.statement_kind, language)


def stated_by(priority: StatedPriority, language: str = "en") -> str:
    """Return who stated a priority when it was not this community itself; empty otherwise."""
    who = priority.stated_by
    return sentence("priority.stated_by_other", language, who=who) if who else ""


def _counted(key: str, count: int, of: int, language: str) -> CoverageRow:
    dark = key.endswith("cant_tell")
    one = f"coverage.{key}_one"
    words = sentence(one if count == 1 and has_sentence(one) else f"coverage.{key}", language)
    figure = sentence("coverage.count_for" if dark else "coverage.count", language, count=count, of=of)
    return CoverageRow(figure=figure, words=words, open=dark)
