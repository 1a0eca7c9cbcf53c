"""Every report of an edition as files: the list of reports, and each as page and as PDF."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from django.utils import translation

from sharedsafety_web.publishing.reports.draft import Draft
from sharedsafety_web.publishing.reports.listing import listed_reports
from sharedsafety_web.publishing.reports.make import report_made
from sharedsafety_web.publishing.reports.outline import outline
from sharedsafety_web.publishing.reports.pdf import report_pdf
from sharedsafety_web.publishing.site.edition import Edition
from sharedsafety_web.publishing.site.rendering import rendered

_THOUSAND = 1000


def report_files(edition: Edition, charts: Mapping[str, str], site: str = "") -> Iterator[tuple[str, bytes]]:
    """Yield every report of an edition as (path, content), and the page that lists them.

    Args:
        charts: every chart of the release in the language of the edition, SVG by name.
        site: address at which the release will be reached; without it a PDF names pages relative to itself.
    """
    with translation.override(edition.language):
        index, *pages = listed_reports(edition)
        rows = []
        for one, page in zip(outline().reports, pages, strict=True):
            draft = Draft(edition, one, charts, site.rstrip("/"))
            report = report_made(draft)
            pdf = report_pdf(draft, report)
            size = kilobytes(len(pdf))
            rows.append((page.title, page.description, one.code, size))
            context = {"report": report, "pdf": f"{one.code}.pdf", "size": size}
            yield f"{edition.language}/reports/{one.code}.pdf", pdf
            yield f"{edition.language}/{page.address}", rendered(replace(page, context=context), edition)
        yield f"{edition.language}/{index.address}", rendered(replace(index, context={"rows": rows}), edition)


def kilobytes(size: int) -> str:
    """Return a size in kilobytes.

    >>> kilobytes(84_321)
    '84 kB'
    """
    return f"{max(1, round(size / _THOUSAND)):,} kB"
