"""Every report of an edition as files: the list of reports, and each as page and as PDF."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.utils import translation
from django.utils.translation import gettext

from sharedsafety.report.sentences import sentence
from sharedsafety_web.publishing.reports.blocks import Report
from sharedsafety_web.publishing.reports.draft import Draft
from sharedsafety_web.publishing.reports.make import report_made
from sharedsafety_web.publishing.reports.outline import outline
from sharedsafety_web.publishing.reports.pdf import report_pdf
from sharedsafety_web.publishing.site.edition import Edition
from sharedsafety_web.publishing.site.page import Crumb, Page
from sharedsafety_web.publishing.site.rendering import rendered

_INDEX = "reports/index.html"
_THOUSAND = 1000


def report_files(edition: Edition, charts: Mapping[str, str], site: str = "") -> Iterator[tuple[str, bytes]]:
    """Yield every report of an edition as (path, content), and the page that lists them.

    Args:
        charts: every chart of the release in the language of the edition, SVG by name.
        site: address at which the release will be reached; without it a PDF names pages relative to itself.
    """
    sizes: dict[str, int] = {}
    with translation.override(edition.language):
        for one in outline().reports:
            draft = Draft(edition, one, charts, site.rstrip("/"))
            report = report_made(draft)
            pdf = report_pdf(draft, report)
            sizes[one.code] = len(pdf)
            yield f"{edition.language}/reports/{one.code}.pdf", pdf
            yield f"{edition.language}/reports/{one.code}.html", rendered(_page(report, edition, len(pdf)), edition)
        yield f"{edition.language}/{_INDEX}", rendered(_index(edition, sizes), edition)


def _page(report: Report, edition: Edition, size: int) -> Page:
    return Page(
        address=f"reports/{report.code}.html",
        template="reports/report.html",
        title=report.title,
        description=report.about,
        section="know",
        crumbs=(*_crumbs(), Crumb(title=sentence("report.reports", edition.language), address=_INDEX)),
        context={"report": report, "pdf": f"{report.code}.pdf", "size": kilobytes(size)},
    )


def _index(edition: Edition, sizes: Mapping[str, int]) -> Page:
    rows = [
        (one.title[edition.language], one.about[edition.language], one.code, kilobytes(sizes[one.code]))
        for one in outline().reports
    ]
    return Page(
        address=_INDEX,
        template="reports/index.html",
        title=sentence("report.reports", edition.language),
        description=sentence("report.reports_about", edition.language),
        section="know",
        crumbs=_crumbs(),
        context={"rows": rows},
    )


def _crumbs() -> tuple[Crumb, ...]:
    return (Crumb(title=gettext("How we know"), address="know.html"),)


def kilobytes(size: int) -> str:
    """Return a size in kilobytes.

    >>> kilobytes(84_321)
    '84 kB'
    """
    return f"{max(1, round(size / _THOUSAND)):,} kB"
