"""One row of a money table: its amount over the years, and the programs behind it."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext

from sharedsafety.investments.results import MoneyRow
from sharedsafety.report.money_sentences import share_of_whole
from sharedsafety.report.names import name
from sharedsafety.report.untold import why_sentence
from sharedsafety_web.core.templatetags.figures import figure, spread
from sharedsafety_web.publishing.site.edition import Edition
from sharedsafety_web.publishing.site.page import Crumb, Page
from sharedsafety_web.publishing.site.rows import OPENED, program_rows, row_address

#: Tables in which a program counts with the part that is coded there.
_BY_CODING = ("family", "category")


def pages(edition: Edition) -> Iterator[Page]:
    """Return a page for each row of each table that opens."""
    for table in OPENED:
        for row in edition.view.tables.get(table, ()):
            yield _page(edition, table, row)


def _page(edition: Edition, table: str, row: MoneyRow) -> Page:
    name_of_row = edition.row_name(table, row)
    title, amount = name_of_row.words, figure(row.amount)
    years = _years(edition, table, row.code)
    return Page(
        address=row_address(edition, table, row.code),
        template="breakdown.html",
        title=f"{title}: {amount}",
        description=f"{title}: {amount}, {edition.year}",
        section="money",
        station="money",
        crumbs=(Crumb(title=gettext("Where the money goes"), address="money.html"),),
        context={
            "table": name("table", table, edition.language),
            "name": name_of_row,
            "amount": amount,
            "of_whole": share_of_whole(row.share, edition.language),
            "why": why_sentence(row.amount if row.amount.why else row.share, edition.language),
            "row": row,
            "years": years,
            "ranged": any(spread(one.amount) for _, one in years),
            "programs": program_rows(edition, row.programs, row.code if table in _BY_CODING else "", "../../"),
            "counted": table in _BY_CODING,
            "principle": row.code if table == "principle" else "",
        },
    )


def _years(edition: Edition, table: str, code: str) -> list[tuple[str, MoneyRow]]:
    return [
        (edition.year_name(view.fiscal_year, view.phase), row)
        for view in edition.assessment.money.views
        for row in view.tables.get(table, ())
        if row.code == code
    ]
