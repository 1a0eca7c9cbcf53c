"""Data and downloads."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext

from sharedsafety.report import names
from sharedsafety_web.publishing.site.edition import Edition
from sharedsafety_web.publishing.site.page import Crumb, Page

_THOUSAND = 1000


def pages(edition: Edition) -> Iterator[Page]:
    """Return the page that lists every file one can take away."""
    tables = {**names.names("data_file", edition.language), **_money_tables(edition)}
    stems = {path: path.rpartition("/")[2].removesuffix(".csv") for path in edition.data_sizes}
    found = [
        (path, path.removeprefix("data/"), tables[stems[path]], _kilobytes(size))
        for path, size in edition.data_sizes.items()
        if path.endswith(".csv") and stems[path] in tables
    ]
    signs = [path for path in edition.data_sizes if path.startswith("data/open-sdg/") and path.endswith(".csv")]
    charts = [path for path in edition.data_sizes if path.endswith(f".{edition.language}.svg")]
    yield Page(
        address="data.html",
        template="data.html",
        title=gettext("Data and downloads"),
        description=gettext("Every figure of these pages as files you may use."),
        section="know",
        crumbs=(Crumb(title=gettext("How we know"), address="know.html"),),
        context={
            "files": found,
            "whole": _kilobytes(edition.data_sizes.get("data/assessment.json", 0)),
            "signs": [(path, path.rpartition("/")[2]) for path in signs],
            "has_fiscal": "data/fiscal/datapackage.json" in edition.data_sizes,
            "charts": [(path, path.rpartition("/")[2]) for path in charts],
        },
    )


def _money_tables(edition: Edition) -> dict[str, str]:
    return {f"money_{table}": words for table, words in names.names("table", edition.language).items()}


def _kilobytes(size: int) -> str:
    return f"{max(1, round(size / _THOUSAND)):,} kB"
