"""Search without a server: one page lists every other page, and a few lines of script narrow the list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from sharedsafety.report.names import names
from sharedsafety_web.publishing.site.edition import Edition
from sharedsafety_web.publishing.site.page import Page


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One page that can be found: its title in the language it is written in, where it is, and its kind in words."""

    title: str
    language: str | None
    address: str
    kind: str


def search_page(edition: Edition, pages: Sequence[Page]) -> Page:
    """Return the page that finds all the others, by title from A to Z."""
    kinds = names("page_kind", edition.language)
    entries = [
        Entry(
            title=page.title,
            language=page.title_language,
            address=page.address,
            kind=kinds[page.address.partition("/")[0] if "/" in page.address else "page"],
        )
        for page in pages
    ]
    return Page(
        address="search.html",
        template="search.html",
        title=gettext("Search"),
        description=gettext("Every page of this release by its title."),
        context={"entries": sorted(entries, key=lambda entry: entry.title.casefold())},
    )
