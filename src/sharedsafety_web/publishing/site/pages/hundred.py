"""What $100 of the budget does: by family, prevention against response, which programs, and what nobody coded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext

from sharedsafety.core.figure import Figure
from sharedsafety.investments.results import NO_BUDGET, MoneyRow
from sharedsafety.report.names import name
from sharedsafety.report.sentences import sentence
from sharedsafety_web.publishing.site.bars import Bar, bar_of, ranked
from sharedsafety_web.publishing.site.edition import Edition, Text
from sharedsafety_web.publishing.site.page import Crumb, Page
from sharedsafety_web.publishing.site.rows import row_address

_PROGRAMS = 20


def pages(edition: Edition) -> Iterator[Page]:
    """Return the page, where a budget is loaded."""
    whole = edition.view.totals.all_operating
    if NO_BUDGET in edition.view.flags or not whole.value or whole.value <= 0:
        return
    families = of_whole(edition, _with_rest(edition, "family"), whole.value)
    purposes = of_whole(edition, _with_rest(edition, "purpose"), whole.value)
    yield Page(
        address="hundred.html",
        template="hundred.html",
        title=gettext("What $100 of the budget does"),
        description=_lead(edition, whole.value),
        section="money",
        station="money",
        crumbs=(Crumb(title=gettext("Where the money goes"), address="money.html"),),
        context={
            "lead": _lead(edition, whole.value),
            "whole": whole,
            "families": _bars(edition, families, "family"),
            "purposes": _bars(edition, purposes, "purpose"),
            "programs": _programs(edition, whole.value),
            "coarse": edition.view.coarse_coding,
        },
    )


def of_whole(edition: Edition, rows: Sequence[MoneyRow], whole: float) -> tuple[MoneyRow, ...]:
    """Return rows whose shares are taken of all operating spending (T), which is known to the cent.

    Where the coding is so coarse that no point is known, ranges are the bounds that need no model.
    """
    coarse = bool(edition.view.coarse_coding)
    return tuple(replace(row, share=_share(row.amount, whole, coarse=coarse)) for row in rows)


def _share(amount: Figure, whole: float, *, coarse: bool) -> Figure:
    ends = (amount.bound_low, amount.bound_high) if coarse else (amount.low, amount.high)
    low, high = (None if end is None else max(0.0, end / whole) for end in ends)
    value = None if amount.value is None else amount.value / whole
    return Figure(
        value=value, unit="share", basis=amount.basis, denominator="T", denominator_value=whole, low=low, high=high,
        interval=amount.interval, why=amount.why, ids=amount.ids,
    )  # fmt: skip


def _with_rest(edition: Edition, table: str) -> tuple[MoneyRow, ...]:
    """Return the rows of a table of safety money, then what lies outside it and what nobody coded."""
    totals = edition.view.totals
    inside = [row for row in edition.view.tables[table] if row.code not in {"uncoded", "none"}]
    rest = [
        MoneyRow(code=code, name=None, amount=amount, share=amount, programs=())
        for code, amount in (("outside", totals.outside), ("uncoded", totals.uncoded))
    ]
    return (*ranked(inside), *rest)


def _bars(edition: Edition, rows: Sequence[MoneyRow], table: str) -> tuple[Bar, ...]:
    """Return a bar for each row in their order, all on one scale."""
    own = {"outside": gettext("Outside safety"), "uncoded": name("category", "uncoded", edition.language)}
    longest = max((row.share.high or row.share.value or 0.0 for row in rows), default=0.0) or 1.0
    return tuple(
        bar_of(row, longest, _name(edition, table, row, own), row_address(edition, table, row.code)) for row in rows
    )


def _name(edition: Edition, table: str, row: MoneyRow, own: Mapping[str, str]) -> Text:
    return Text(words=own[row.code]) if row.code in own else edition.row_name(table, row)


def _programs(edition: Edition, whole: float) -> list[dict[str, Any]]:
    largest = sorted(edition.programs.values(), key=lambda each: (-edition.program_amount(each), each.program_key))
    return [
        {
            "name": edition.program_name(program),
            "address": edition.program_address(program.program_key),
            "department": edition.department_name(program.department),
            "share": Figure(
                value=edition.program_amount(program) / whole,
                unit="share",
                basis=edition.view.basis,
                denominator="T",
                denominator_value=whole,
            ),
        }
        for program in largest[:_PROGRAMS]
    ]


def _lead(edition: Edition, whole: float) -> str:
    totals = edition.view.totals
    parts = {
        key: _share(figure, whole, coarse=False).value or 0.0
        for key, figure in (("safety", totals.perimeter), ("outside", totals.outside), ("uncoded", totals.uncoded))
    }
    return sentence("hundred.lead", edition.language, year=edition.year, **parts)
