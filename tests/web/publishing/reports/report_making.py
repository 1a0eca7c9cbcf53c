"""Making reports without the rest of a site: quick, and without charts, which the tests of whole sites have."""

from __future__ import annotations

from pathlib import Path

from tests.web.publishing.example_assessment import RELEASE

from sharedsafety.folder.assessment import Assessment
from sharedsafety_web.publishing.reports.files import report_files
from sharedsafety_web.publishing.site.edition import Edition
from sharedsafety_web.publishing.site.news import news_since
from sharedsafety_web.publishing.site.page import ReleaseLabel
from sharedsafety_web.publishing.site.shown import shown_only


def reports_of(
    assessment: Assessment,
    *,
    release: ReleaseLabel = RELEASE,
    site: str = "",
    before: Path | None = None,
) -> dict[str, bytes]:
    """Every report in English by its file name."""
    shown = shown_only(assessment, held=release.held)
    edition = Edition(shown, release, "en", ("en",), None, {}, news_since(before, shown))
    return {path.rpartition("/")[2]: content for path, content in report_files(edition, {}, site)}
