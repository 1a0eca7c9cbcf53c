"""The front page: what people asked for, in one table, and what happened next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext

from sharedsafety.folder.assessment import PriorityResult
from sharedsafety.progress.results import IndicatorResult
from sharedsafety.report.change_sentences import scorecard_sentence, verdict_word
from sharedsafety.report.names import names
from sharedsafety.report.priority_sentences import added_and_already, coverage_money, coverage_parts
from sharedsafety_web.publishing.site.edition import Edition, Text
from sharedsafety_web.publishing.site.page import Page

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


def pages(edition: Edition) -> Iterator[Page]:
    """Return the front page."""
    coverage = edition.assessment.money.coverage
    yield Page(
        address="index.html",
        template="front.html",
        title=gettext("What people asked for, and what happened next"),
        description=edition.text("community", "about", edition.assessment.profile.about).words,
        context={
            "vision": edition.assessment.profile.vision,
            "about": edition.text("community", "about", edition.assessment.profile.about),
            "counts": coverage_parts(coverage, edition.language),
            "coverage_money": coverage_money(coverage, edition.language),
            "signs": _signs(edition),
            "scorecard": scorecard_sentence(edition.assessment.scorecard, edition.language),
            "rows": [front_row(edition, result) for result in edition.assessment.priorities],
            "cant_tell": len(edition.assessment.cant_tell),
        },
    )


def front_row(edition: Edition, result: PriorityResult) -> FrontRow:
    """Return one priority as the front table shows it."""
    found = [edition.results[one] for one in result.indicators if one in edition.results]
    return FrontRow(
        title=edition.text(f"priority/{result.stated.id}", "title", result.stated.title),
        address=f"priorities/{result.stated.id}.html",
        result=result,
        added=added_and_already(result.money, edition.language),
        signs=tuple(sign(edition, each) for each in found),
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
