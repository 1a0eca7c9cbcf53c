"""Data and downloads."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext

from sharedsafety.report import names
from sharedsafety_web.publishing.site.downloads import tables
from sharedsafety_web.publishing.site.edition import Edition
from sharedsafety_web.publishing.site.page import Crumb, Page


def pages(edition: Edition) -> Iterator[Page]:
    """Return the page that lists every file one can take away."""
    words = {
        "changes": gettext("Where new dollars went"),
        "programs": gettext("Programs with their dollars by year"),
        "coding": gettext("How each program is coded, with the reason"),
        "lines": gettext("Every ledger line with its document, row and column"),
        "priorities": gettext("Priorities with their money and lamps"),
        "indicators": gettext("Signs of change with their verdicts"),
        "series": gettext("Every point of every sign"),
        "documents": gettext("Budget documents with their printed totals"),
        "cant_tell": gettext("What can’t be told yet"),
    }
    known = names.names("table", edition.language)
    found = [
        (name, words.get(name) or known.get(name, name), len(rows)) for name, rows in tables(edition.assessment).items()
    ]
    yield Page(
        address="data.html",
        template="data.html",
        title=gettext("Data and downloads"),
        description=gettext("Every figure of these pages as files you may use."),
        section="know",
        crumbs=(Crumb(title=gettext("How we know"), address="know.html"),),
        context={"files": found},
    )
