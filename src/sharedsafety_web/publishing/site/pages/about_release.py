"""The page about the release itself: what is new, who reviewed it, what was promised, held back and said against it."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext

from sharedsafety.framework.rating_tables import RATINGS
from sharedsafety.report.release_sentences import change_sentence
from sharedsafety.report.sentences import sentence
from sharedsafety_web.publishing.site.edition import Edition
from sharedsafety_web.publishing.site.page import Page


def pages(edition: Edition) -> Iterator[Page]:
    """Return the page about the release."""
    held = [(_table_name(edition, table), said) for table, said in edition.release.held.items()]
    yield Page(
        address="release.html",
        template="release.html",
        title=gettext("About this release"),
        description=gettext("What is new in this release, who reviewed it, and how to check it."),
        section="know",
        context={"news": news_sentences(edition), "held": held},
    )


def news_sentences(edition: Edition) -> tuple[str, ...]:
    """Return what is new, one sentence each; a first release says that it is the first."""
    if edition.news is None:
        return (sentence("release.first", edition.language, place=edition.place),)
    titles = _titles(edition)
    found = tuple(change_sentence(one, titles, edition.basis_name, edition.language) for one in edition.news)
    return found or (sentence("release.nothing", edition.language, number=edition.release.number - 1),)


def _titles(edition: Edition) -> dict[str, str]:
    stated = {one.stated.id: one.stated.title for one in edition.assessment.priorities}
    signs = {one.id: one.name for one in edition.assessment.indicators}
    named = {about: edition.text(f"priority/{about}", "title", title).words for about, title in stated.items()}
    asked = [one.request for one in edition.assessment.requests]
    named |= {f"request/{one.id}": edition.line(one.holder).words for one in asked}
    return named | {about: edition.text(f"indicator/{about}", "name", title).words for about, title in signs.items()}


def _table_name(edition: Edition, table: str) -> str:
    """Return a table's name for readers: that of the sign or the practice it belongs to."""
    about = table.partition("/")[2]
    if table.startswith(RATINGS):
        return sentence("framework.practice_of", edition.language, id=about)
    return _titles(edition).get(about, about)
