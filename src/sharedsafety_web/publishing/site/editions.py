"""All pages of one language."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import translation

from sharedsafety_web.publishing.reports.listing import listed_reports
from sharedsafety_web.publishing.site.edition import Edition
from sharedsafety_web.publishing.site.page import Page
from sharedsafety_web.publishing.site.pages import (
    about_release,
    actions,
    another_number,
    asked_to_measure,
    breakdown,
    changing,
    compare,
    data,
    flow,
    framework,
    front,
    hundred,
    know,
    money,
    over_time,
    priorities,
    programs,
    replies,
    waiting,
)
from sharedsafety_web.publishing.site.pages.search import search_page
from sharedsafety_web.publishing.site.rendering import rendered

_KINDS = (
    front,
    money,
    hundred,
    flow,
    another_number,
    compare,
    over_time,
    breakdown,
    programs,
    replies,
    priorities,
    changing,
    asked_to_measure,
    framework,
    know,
    data,
    waiting,
    actions,
    about_release,
)


def edition_pages(edition: Edition) -> Iterator[Page]:
    """Yield every page of an edition; the words are those of its language."""
    found: list[Page] = []
    for kind in _KINDS:
        for page in kind.pages(edition):
            found.append(page)
            yield page
    yield search_page(edition, [*found, *listed_reports(edition)])


def edition_files(edition: Edition) -> Iterator[tuple[str, bytes]]:
    """Yield every page of an edition, and the calendar of its road map, as (path, content)."""
    with translation.override(edition.language):
        for page in edition_pages(edition):
            yield f"{edition.language}/{page.address}", rendered(page, edition)
        if any(priority.actions for priority in edition.assessment.priorities):
            yield f"{edition.language}/{actions.CALENDAR}", actions.action_calendar(edition).encode("utf-8")
