"""Compare two budgets: a list of every pair that can be compared, and a page for each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext

from sharedsafety.investments.side_by_side import BudgetPair, PairRow, ProgramList
from sharedsafety.report import pair_sentences as said
from sharedsafety.report.names import name
from sharedsafety_web.publishing.site.edition import Edition, Text
from sharedsafety_web.publishing.site.page import Crumb, Page
from sharedsafety_web.publishing.site.pairs import pair_address, pairs_by_kind
from sharedsafety_web.publishing.site.rows import purpose


def pages(edition: Edition) -> Iterator[Page]:
    """Return the list and the page of each pair, where there are two budgets to compare."""
    if not edition.assessment.money.pairs:
        return
    yield Page(
        address="compare.html",
        template="compare.html",
        title=gettext("Compare two budgets"),
        description=gettext("Two years, or two phases of one year, side by side: what grew, what shrank, what is new."),
        section="money",
        station="money",
        crumbs=_crumbs()[:1],
        context={
            "groups": [
                {"title": title, "pairs": [_listed(edition, pair) for pair in pairs]}
                for title, pairs in pairs_by_kind(edition)
            ],
        },
    )
    yield from (_page(edition, pair) for pair in edition.assessment.money.pairs)


def _listed(edition: Edition, pair: BudgetPair) -> Mapping[str, Any]:
    first, second = said.pair_sides(pair, edition.fiscal_year_start, edition.language)
    return {"first": first, "second": second, "address": pair_address(pair), "pair": pair}


def _page(edition: Edition, pair: BudgetPair) -> Page:
    start, language, money = edition.fiscal_year_start, edition.language, edition.assessment.money
    first, second = said.pair_sides(pair, start, language)
    lead = said.pair_difference(pair, start, language)
    index = edition.line(edition.assessment.profile.deflator_name or "")
    totals = [row for row in pair.rows if row.table == "total"]
    return Page(
        address=pair_address(pair),
        template="compare_pair.html",
        title=gettext("%(second)s beside %(first)s") % {"first": first, "second": second},
        description=lead,
        section="money",
        station="money",
        crumbs=_crumbs(),
        context={
            "pair": pair,
            "first": first,
            "second": second,
            "lead": lead,
            "prices": said.pair_prices(pair, index.words, start, language),
            "outturn": said.pair_outturn(pair, money, language),
            "totals": _named(edition, [pair.total, *totals]),
            "families": _named(edition, _by_change(pair, "family")),
            "categories": _named(edition, _by_change(pair, "category")),
            "departments": _named(edition, [row for row in pair.rows if row.table == "department"]),
            "lists": _lists(edition, pair),
            "same": next((each.count for each in pair.programs if each.kind == "same"), 0),
            "source": _source(edition, pair),
        },
    )


def _by_change(pair: BudgetPair, table: str) -> list[PairRow]:
    rows = [row for row in pair.rows if row.table == table]
    return sorted(rows, key=lambda row: -(row.change.value or 0.0))


def _named(edition: Edition, rows: Sequence[PairRow]) -> list[tuple[Text, PairRow]]:
    return [(_row_name(edition, row), row) for row in rows]


def _row_name(edition: Edition, row: PairRow) -> Text:
    if row.table == "department":
        return edition.department_name(row.code)
    kind = "pair_total" if row.table == "total" else row.table
    return Text(words=name(kind, row.code, edition.language))


def _lists(edition: Edition, pair: BudgetPair) -> list[Mapping[str, Any]]:
    titles = said.list_names(pair, edition.language)
    return [
        {"kind": each.kind, "title": titles[each.kind], "list": each, "programs": _programs(edition, each)}
        for each in pair.programs
        if each.count
    ]


def _programs(edition: Edition, listed: ProgramList) -> list[Mapping[str, Any]]:
    found = ((edition.programs.get(move.program_key), move) for move in listed.programs)
    return [
        {
            "name": edition.program_name(program),
            "address": edition.program_address(move.program_key),
            "purpose": purpose(program, edition.language),
            "move": move,
        }
        for program, move in found
        if program is not None
    ]


def _source(edition: Edition, pair: BudgetPair) -> Text:
    known = [edition.documents[one].document.title for one in pair.total.change.ids if one in edition.documents]
    found = [edition.line(title) for title in known]
    language = edition.first_language if any(one.language for one in found) else ""
    return Text(words="; ".join(known if language else [one.words for one in found]), language=language)


def _crumbs() -> tuple[Crumb, ...]:
    return (
        Crumb(title=gettext("Where the money goes"), address="money.html"),
        Crumb(title=gettext("Compare two budgets"), address="compare.html"),
    )
