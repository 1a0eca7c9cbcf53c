"""Chapters in which nothing has been recorded yet: each page says what it will show and who usually brings it."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext

from sharedsafety.report.priority_sentences import agreement_sentences
from sharedsafety_web.publishing.site.edition import Edition
from sharedsafety_web.publishing.site.page import Page
from sharedsafety_web.publishing.site.pages.front import front_row


def pages(edition: Edition) -> Iterator[Page]:
    """Return the pages of what was heard, of what was decided, and of help."""
    yield Page(
        address="heard.html",
        template="heard.html",
        title=gettext("What we heard"),
        description=gettext("What people said, and who said it. Nothing has been recorded here yet."),
        section="heard",
        station="voice",
    )
    yield Page(
        address="decided.html",
        template="decided.html",
        title=gettext("What we decided"),
        description=gettext("The priorities as they were stated, and what is known of the decision."),
        section="decided",
        station="priority",
        context={
            "rows": [front_row(edition, result) for result in edition.assessment.priorities],
            "agreements": _agreements(edition),
        },
    )
    yield Page(
        address="help.html",
        template="help.html",
        title=gettext("Help and gaps"),
        description=gettext("Help lines now; services and gaps when an inventory is loaded."),
        section="help",
    )


def _agreements(edition: Edition) -> tuple[str, ...]:
    titles = {
        each.stated.id: edition.text(f"priority/{each.stated.id}", "title", each.stated.title).words
        for each in edition.assessment.priorities
    }
    return agreement_sentences(edition.assessment.money.agreements, titles, edition.language) if titles else ()
