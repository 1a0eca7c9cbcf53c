"""Safety money per resident over the years, in the prices of the latest one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext

from sharedsafety.core.figure import Figure
from sharedsafety.report.names import name
from sharedsafety.report.sentences import sentence
from sharedsafety_web.publishing.site.columns import column_chart
from sharedsafety_web.publishing.site.edition import Edition
from sharedsafety_web.publishing.site.page import Crumb, Page

_LEAST_YEARS = 2


def pages(edition: Edition) -> Iterator[Page]:
    """Return the page, where more than one year of the headline's phase is loaded."""
    found = edition.assessment.money.over_time
    if found is None or not has_page(edition):
        return
    series = {code: _series(edition, code) for code in _codes(edition)}
    total = series.pop("P", [])
    yield Page(
        address="over-time.html",
        template="over_time.html",
        title=gettext("Safety money per resident over time"),
        description=_lead(edition, total),
        section="money",
        station="money",
        crumbs=(Crumb(title=gettext("Where the money goes"), address="money.html"),),
        context={
            "lead": _lead(edition, total),
            "phase": name("phase", found.phase, edition.language),
            "index": edition.line(found.index or ""),
            "total": column_chart(total, _highest([total])),
            "panels": [
                {"name": name("family", code, edition.language), "chart": column_chart(own, _highest(series.values()))}
                for code, own in series.items()
            ],
            "rows": [_row(edition, code, own) for code, own in {"P": total, **series}.items()],
            "years": [edition.fiscal_year(year.fiscal_year) for year in found.years if year.why is None],
            "left_out": [
                (edition.fiscal_year(year.fiscal_year), sentence(f"over_time.{year.why}", edition.language))
                for year in found.years
                if year.why
            ],
        },
    )


def has_page(edition: Edition) -> bool:
    """Return whether the page is there."""
    found = edition.assessment.money.over_time
    return found is not None and len(found.years) >= _LEAST_YEARS


def _codes(edition: Edition) -> list[str]:
    over_time = edition.assessment.money.over_time
    shown = [year for year in over_time.years if year.why is None] if over_time else []
    return [code for code, _ in shown[-1].rows] if shown else []


def _series(edition: Edition, code: str) -> list[tuple[int, str, Figure]]:
    """Return (fiscal year, its name, dollars per resident) of one row, for the years that have a figure."""
    over_time = edition.assessment.money.over_time
    years = over_time.years if over_time else ()
    return [
        (year.fiscal_year, edition.fiscal_year(year.fiscal_year), figure)
        for year in years
        for own, figure in year.rows
        if own == code
    ]


def _highest(series: Any) -> float:
    ends = [figure.high or figure.value or 0.0 for own in series for *_, figure in own]
    return max(ends, default=0.0) or 1.0


def _lead(edition: Edition, total: list[tuple[int, str, Figure]]) -> str:
    """Return the first and the last year in one sentence; with fewer than two years, that there is nothing yet."""
    if len(total) < _LEAST_YEARS:
        return sentence("over_time.too_few", edition.language)
    (_, first, before), (_, last, after) = total[0], total[-1]
    figures = {"before": before, "after": after}
    return sentence("over_time.lead", edition.language, first=first, last=last, **figures)


def _row(edition: Edition, code: str, own: list[tuple[int, str, Figure]]) -> Mapping[str, Any]:
    kind = "denominator" if code == "P" else "family"
    return {"name": name(kind, code, edition.language), "figures": [(year, figure) for _, year, figure in own]}
