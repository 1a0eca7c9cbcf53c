"""The front page: what people asked for, in one table, and what happened next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from sharedsafety.core.figure import Figure
from sharedsafety.folder.assessment import PriorityResult
from sharedsafety.framework.priority import StatedPriority
from sharedsafety.investments.results import Lamp
from sharedsafety.progress.results import IndicatorResult
from sharedsafety.report.change_sentences import VERDICTS, scorecard_sentence, verdict_count, verdict_word
from sharedsafety.report.priority_sentences import (
    CoverageRow,
    added_in_short,
    asked_in_short,
    coverage_money,
    coverage_rows,
    serves,
)
from sharedsafety_web.publishing.site.edition import Edition, Text
from sharedsafety_web.publishing.site.holders import waiting_words
from sharedsafety_web.publishing.site.labels import label_amount
from sharedsafety_web.publishing.site.page import Page
from sharedsafety_web.publishing.site.pages.about_release import news_sentences

#: Signs a row of the front table names; the rest are counted.
_MOST_SIGNS = 3
#: News the front page tells; all of them stand on the page about the release.
_MOST_NEWS = 3
#: States of lamps in the order in which the front table groups them; a lamp that is not set is left to its page.
_LAMP_STATES = ("consistent", "partly", "not_consistent", "above_share", "cant_tell")
#: Which signs say most: a change, whichever way, before none, and none before "can't tell".
_TELLING = {"improving": 0, "worsening": 0, "changed": 0, "no_clear_change": 1, "cant_tell": 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """One sign of change beside a priority."""

    name: Text
    address: str
    state: str
    word: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontRow:
    """One priority in the front table.

    ``lamps`` holds, for each state that occurs, the lamps that show it; ``by`` who stated it, where somebody else did.
    """

    title: Text
    address: str
    result: PriorityResult
    asked: str
    by: Text
    source: Text
    added: str
    lamps: tuple[tuple[str, tuple[str, ...]], ...]
    signs: tuple[Sign, ...]
    counts: tuple[str, ...]


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
    own = [one for one in edition.assessment.priorities if not one.stated.stated_by]
    others = [one for one in edition.assessment.priorities if one.stated.stated_by]
    yield Page(
        address="index.html",
        template="front.html",
        title=gettext("What people asked for, and what happened next"),
        description=edition.about.words or gettext("What people asked for, and what happened next"),
        context={
            "stand": _stand(edition, own),
            "signs": _signs(edition),
            "scorecard": scorecard_sentence(edition.assessment.scorecard, edition.language),
            "rows": [front_row(edition, result) for result in own],
            "statements": [statement(edition, result) for result in others],
            "not_adopted": own and not any(one.stated.adopted_on for one in own),
            "cant_tell": len(edition.assessment.cant_tell),
            "news": news_sentences(edition)[:_MOST_NEWS],
            "waiting": waiting_words(edition.assessment, edition.language),
        },
    )


def front_row(edition: Edition, result: PriorityResult) -> FrontRow:
    """Return one priority as the front table shows it: how many signs it has, and those that say most."""
    found = [sign(edition, edition.results[one]) for one in result.indicators if one in edition.results]
    return FrontRow(
        title=edition.text(f"priority/{result.stated.id}", "title", result.stated.title),
        address=f"priorities/{result.stated.id}.html",
        result=result,
        asked=asked_in_short(result.stated, edition.language),
        by=stated_by_words(edition, result.stated),
        source=edition.line(result.stated.source),
        added=added_in_short(result.money, edition.language) if result.stated.adopted_on else "",
        lamps=_by_state(result.money.lamps),
        signs=tuple(sorted(found, key=lambda one: _TELLING[one.state])[:_MOST_SIGNS]),
        counts=_counts(edition, found) if len(found) > _MOST_SIGNS else (),
    )


def stated_by_words(edition: Edition, stated: StatedPriority) -> Text:
    """Return who stated a priority, where that was not this community itself."""
    return edition.text(f"priority/{stated.id}", "stated_by", stated.stated_by or "")


def statement(edition: Edition, result: PriorityResult) -> Statement:
    """Return what somebody else stated, with the dollars under the publisher's label of the same words, or its own."""
    stated = result.stated
    labelled = label_amount(edition, stated.title)
    year, amount = (labelled[0], labelled[1].amount) if labelled else (edition.year, result.money.amount)
    return Statement(
        title=edition.text(f"priority/{stated.id}", "title", stated.title),
        address=f"priorities/{stated.id}.html",
        by=stated_by_words(edition, stated),
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


def _stand(edition: Edition, own: list[PriorityResult]) -> list[CoverageRow]:
    """Return where the priorities stand: counts, then dollars; nothing where none is the community's own."""
    coverage = edition.assessment.money.coverage
    voted = any(one.stated.adopted_on for one in own)
    money = (coverage_money if voted else serves)(coverage, edition.language)
    counts = coverage_rows(coverage, edition.language) if coverage.priorities else ()
    return [*counts, *([money] if money else [])]


def _by_state(lamps: Sequence[Lamp]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    found = ((state, tuple(lamp.name for lamp in lamps if lamp.state == state)) for state in _LAMP_STATES)
    return tuple((state, named) for state, named in found if named)


def _counts(edition: Edition, signs: Sequence[Sign]) -> tuple[str, ...]:
    numbers = ((state, sum(sign.state == state for sign in signs)) for state in VERDICTS)
    return tuple(verdict_count(state, number, edition.language) for state, number in numbers if number)


def _signs(edition: Edition) -> list[Mapping[str, object]]:
    numbers = ((state, getattr(edition.assessment.scorecard, state)) for state in VERDICTS)
    return [
        {"state": state, "words": verdict_count(state, number, edition.language), "shapes": range(number)}
        for state, number in numbers
        if number
    ]
