"""Sections about the whole of the money: what is counted, what it buys, how free and how lasting it is."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext

from sharedsafety.core.figure import Figure
from sharedsafety.investments.results import MoneyRow
from sharedsafety.report import money_sentences as said
from sharedsafety.report import names
from sharedsafety_web.core.templatetags.figures import spread
from sharedsafety_web.publishing.reports.blocks import Block, Cell, Column, Table, cell, says
from sharedsafety_web.publishing.reports.draft import Draft
from sharedsafety_web.publishing.reports.sections.cells import told, told_with_range
from sharedsafety_web.publishing.site.bars import Bar, bars, ranked
from sharedsafety_web.publishing.site.pages.money import earlier


def counted(draft: Draft) -> tuple[Block, ...]:
    """Return T, P, L and N with what is left out, so that each dollar is counted once."""
    view, language = draft.edition.view, draft.language
    totals = view.totals
    known = (
        ("T", totals.all_operating),
        ("P", totals.perimeter),
        ("L", totals.local_choice),
        ("N", totals.net_local),
    )
    whole = [(f"{names.name('denominator', code, language)} ({code})", one, "money.html") for code, one in known]
    left_out = [
        (f"{gettext('Left out')}: {names.names('excluded', language).get(code, code)}", one, "method.html#totals")
        for code, one in totals.excluded.items()
    ]
    return (
        says(said.perimeter(view, language), "lead", "money.html"),
        says(draft.say("money.what_we_count")),
        says(said.per_person(view, language), "plain", "money.html"),
        *_unreconciled(draft),
        _amounts(draft, gettext("What is in and what is out"), [*whole, *left_out]),
        draft.source("totals.csv"),
    )


def prevention(draft: Draft) -> tuple[Block, ...]:
    """Return how much of the money prevents, heals and answers harm."""
    edition, view = draft.edition, draft.edition.view
    place, start = draft.place, edition.fiscal_year_start
    drawn = draft.chart("money_purpose") or draft.chart("money_level")
    return (
        says(said.prevention(view, place, start, draft.language, before=earlier(edition)), "lead", "money.html"),
        *drawn,
        _bars(draft, "level", view.tables["level"]),
        draft.source("money_level.csv"),
    )


def families(draft: Draft) -> tuple[Block, ...]:
    """Return what the money buys, by family, each with its page."""
    view, drawn = draft.edition.view, draft.chart("money_family", titled=False)
    return (
        says(f"{said.largest_family_title(view, draft.language)}.", "lead", "money.html"),
        *drawn,
        _bars(draft, "family", view.tables["family"]),
        draft.source("money_family.csv"),
    )


def principles(draft: Draft) -> tuple[Block, ...]:
    """Return the money of each principle under three ways to count."""
    view = draft.edition.view
    ways = ("principle_strict", "principle", "principle_generous")
    tables = {way: {row.code: row for row in view.tables.get(way, ())} for way in ways}
    columns = (
        Column(title=gettext("Principle"), width=3),
        *(Column(title=draft.say(f"report.{key}"), width=1.5, number=True) for key in ("strict", "usual", "generous")),
    )
    rows = tuple(
        (
            cell(bar.name, bar.address),
            *(_share(draft, tables[way].get(row.code)) for way in ways),
        )
        for row, bar in _with_bars(draft, "principle", view.tables["principle"])
    )
    caption = names.name("table", "principle", draft.language)
    return (
        says(draft.say("report.three_ways")),
        Table(caption=caption, columns=columns, rows=rows),
        draft.source("money_principle.csv"),
    )


def freedom(draft: Draft) -> tuple[Block, ...]:
    """Return how free the money is to decide about."""
    view, drawn = draft.edition.view, draft.chart("money_control", titled=False)
    return (
        says(f"{said.freedom_title(view, draft.language).rstrip('.')}.", "lead", "money.html"),
        *drawn,
        _bars(draft, "control", view.tables["control"]),
        draft.source("money_control.csv"),
    )


def lasting(draft: Draft) -> tuple[Block, ...]:
    """Return how lasting the money is, and what ends within two years."""
    view = draft.edition.view
    found: list[Block] = [says(said.cliff(view, draft.language), "lead", "money.html")]
    if view.tables.get("recurrence"):
        found += [_bars(draft, "recurrence", view.tables["recurrence"]), draft.source("money_recurrence.csv")]
    if view.cliffs:
        found.append(_bars(draft, "cliff", view.cliffs, gettext("Money that ends, by its last fiscal year")))
    return tuple(found)


def coding_quality(draft: Draft) -> tuple[Block, ...]:
    """Return how much is coded by how many people, and on what the coding rests."""
    quality = draft.edition.view.quality
    return (
        says(said.uncoded(draft.edition.view, draft.language), "plain", "know.html#coding"),
        _bars(draft, "coding_status", quality.by_status, gettext("Safety money by how many people coded it")),
        _bars(draft, "basis", quality.by_basis, gettext("Safety money by what the coding rests on")),
        draft.source("coding.csv"),
    )


def _unreconciled(draft: Draft) -> tuple[Block, ...]:
    if draft.edition.view.reconciled is not False:
        return ()
    words = gettext("This budget does not match its printed total. Read every figure with that in mind.")
    return (says(words, "missing", "know.html#documents"),)


def _amounts(draft: Draft, caption: str, rows: Iterable[tuple[str, Figure, str]]) -> Table:
    columns = (
        Column(title=gettext("What"), width=4),
        Column(title=gettext("Amount"), width=1.6, number=True),
        Column(title=gettext("Range"), width=2, number=True),
    )
    cells = tuple((cell(words, address), told(draft, one), cell(spread(one))) for words, one, address in rows)
    return Table(caption=caption, columns=columns, rows=cells)


def _bars(draft: Draft, table: str, rows: Iterable[MoneyRow], caption: str = "") -> Table:
    """Return the rows of a money table, the largest first, with the ranges that the pages show."""
    columns = (
        Column(title=gettext("What"), width=3.4),
        Column(title=gettext("Amount"), width=1.5, number=True),
        Column(title=gettext("Share"), width=1, number=True),
        Column(title=gettext("Range"), width=1.4, number=True),
    )
    cells = tuple(
        (cell(bar.name, bar.address), told(draft, bar.amount), told(draft, bar.share), cell(spread(bar.share)))
        for bar in bars(draft.edition, table, tuple(rows))
    )
    title = caption or names.name("table", table, draft.language)
    return Table(caption=title, columns=columns, rows=cells)


def _with_bars(draft: Draft, table: str, rows: tuple[MoneyRow, ...]) -> list[tuple[MoneyRow, Bar]]:
    return list(zip(ranked(rows), bars(draft.edition, table, rows), strict=True))


def _share(draft: Draft, row: MoneyRow | None) -> Cell:
    return cell("") if row is None else told_with_range(draft, row.share)


SECTIONS = {
    "counted": counted,
    "prevention": prevention,
    "families": families,
    "principles": principles,
    "freedom": freedom,
    "lasting": lasting,
    "coding_quality": coding_quality,
}
