"""The front page: what people asked for, in one table, and what happened next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext

from sharedsafety.core.figure import Figure
from sharedsafety.folder.assessment import PriorityResult
from sharedsafety.progress.results import IndicatorResult
from sharedsafety.report.change_sentences import scorecard_sentence, verdict_word
from sharedsafety.report.names import names
from sharedsafety.report.priority_sentences import added_and_already, coverage_money, coverage_parts, serves
from sharedsafety_web.publishing.site.edition import Edition, Text
from sharedsafety_web.publishing.site.labels import label_amount
from sharedsafety_web.publishing.site.page import Page

#: Signs a row of the front table names; the rest are counted.
_MOST_SIGNS = 3
#: Which signs say most: a change, whichever way, before none, and none before "can't tell".
_TELLING = {"improving": 0, "worsening": 0, "changed": 0, "no_clear_change": 1, "cant_tell": 2}
_STATES = ("improving", "no_clear_change", "worsening", "changed", "cant_tell")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """One sign of change beside a priority."""

    name: Text
    address: str
    state: str
    word: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontRow:
    """One priority in the front table."""

    title: Text
    address: str
    result: PriorityResult
    added: str
    signs: tuple[Sign, ...]
    counts: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What somebody else stated, with the money beside it; it is shown and not adopted."""

    title: Text
    address: str
    by: Text
    year: str
    amount: Figure | None


def pages(edition: Edition) -> Iterator[Page]:
    """Return the front page."""
    coverage = edition.assessment.money.coverage
    own = [one for one in edition.assessment.priorities if not one.stated.stated_by]
    others = [one for one in edition.assessment.priorities if one.stated.stated_by]
    yield Page(
        address="index.html",
        template="front.html",
        title=gettext("What people asked for, and what happened next"),
        description=edition.about.words or gettext("What people asked for, and what happened next"),
        context={
            "counts": coverage_parts(coverage, edition.language),
            "coverage_money": coverage_money(coverage, edition.language)
            if any(one.stated.adopted_on for one in own)
            else serves(coverage, edition.language),
            "signs": _signs(edition),
            "scorecard": scorecard_sentence(edition.assessment.scorecard, edition.language),
            "rows": [front_row(edition, result) for result in own],
            "statements": [statement(edition, result) for result in others],
            "not_adopted": own and not any(one.stated.adopted_on for one in own),
            "cant_tell": len(edition.assessment.cant_tell),
        },
    )


def front_row(edition: Edition, result: PriorityResult) -> FrontRow:
    """Return one priority as the front table shows it: how many signs it has, and those that say most."""
    found = [sign(edition, edition.results[one]) for one in result.indicators if one in edition.results]
    words = names("verdict", edition.language)
    return FrontRow(
        title=edition.text(f"priority/{result.stated.id}", "title", result.stated.title),
        address=f"priorities/{result.stated.id}.html",
        result=result,
        added=added_and_already(result.money, edition.language) if result.stated.adopted_on else "",
        signs=tuple(sorted(found, key=lambda one: _TELLING[one.state])[:_MOST_SIGNS]),
        counts=tuple(
            (state, words[state], number)
            for state in _STATES
            if (number := sum(one.state == state for one in found)) and len(found) > _MOST_SIGNS
        ),
    )


def statement(edition: Edition, result: PriorityResult) -> Statement:
    """Return what somebody else stated, with the dollars under the publisher's label of the same words, or its own."""
    stated = result.stated
    labelled = label_amount(edition, stated.title)
    year, amount = (labelled[0], labelled[1].amount) if labelled else (edition.year, result.money.amount)
    return Statement(
        title=edition.text(f"priority/{stated.id}", "title", stated.title),
        address=f"priorities/{stated.id}.html",
        by=edition.text(f"priority/{stated.id}", "stated_by", stated.stated_by or ""),
        year=year,
        amount=amount if amount.value else None,
    )


def sign(edition: Edition, result: IndicatorResult) -> Sign:
    """Return a sign of change by its name, with the verdict as a word and the state of its shape."""
    indicator = edition.indicators[result.indicator_id]
    return Sign(
        name=edition.text(f"indicator/{indicator.id}", "name", indicator.name),
        address=f"indicators/{indicator.id}.html",
        state=result.verdict.state,
        word=verdict_word(result, edition.language),
    )


def _signs(edition: Edition) -> list[Mapping[str, object]]:
    words = names("verdict", edition.language)
    counts = {state: getattr(edition.assessment.scorecard, state) for state in _STATES}
    return [
        {"state": state, "count": counts[state], "word": words[state], "shapes": range(counts[state])}
        for state in _STATES
        if counts[state]
    ]
