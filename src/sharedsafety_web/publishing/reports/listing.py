"""The pages of the reports without what is in them: for lists and for search."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext

from sharedsafety.report.sentences import sentence
from sharedsafety_web.publishing.reports.outline import outline
from sharedsafety_web.publishing.site.edition import Edition
from sharedsafety_web.publishing.site.page import Crumb, Page

INDEX = "reports/index.html"


def listed_reports(edition: Edition) -> Iterator[Page]:
    """Yield the page that lists the reports, then the page of each, with their titles and nothing in them."""
    crumbs = (Crumb(title=gettext("How we know"), address="know.html"),)
    index = Page(
        address=INDEX,
        template="reports/index.html",
        title=sentence("report.reports", edition.language),
        description=sentence("report.reports_about", edition.language),
        section="know",
        crumbs=crumbs,
    )
    yield index
    for report in outline().reports:
        yield Page(
            address=f"reports/{report.code}.html",
            template="reports/report.html",
            title=report.title[edition.language],
            description=report.about[edition.language],
            section="know",
            crumbs=(*crumbs, Crumb(title=index.title, address=INDEX)),
        )
