"""Where the money goes: the overview page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sharedsafety.core.figure import Figure
from sharedsafety.investments.results import NO_BUDGET, YearView
from sharedsafety.investments.year_amounts import OUTSIDE
from sharedsafety.report import money_sentences as said
from sharedsafety.report.names import name, names
from sharedsafety.report.sentences import has_sentence, sentence
from sharedsafety_web.publishing.site.bars import bars, percent_of
from sharedsafety_web.publishing.site.edition import Edition
from sharedsafety_web.publishing.site.labels import labels
from sharedsafety_web.publishing.site.new_dollars import new_dollars
from sharedsafety_web.publishing.site.page import Page
from sharedsafety_web.publishing.site.pages.over_time import has_page
from sharedsafety_web.publishing.site.pairs import pair_links
from sharedsafety_web.publishing.site.rows import ProgramRow, program_rows
from sharedsafety_web.publishing.site.squares import squares

_PRINCIPLE_VIEWS = ("principle_strict", "principle", "principle_generous")
_LARGEST_PROGRAMS = 25
_MORE_TABLES = (
    "category",
    "category_with_overhead",
    "principle_gross",
    "mode",
    "recurrence",
    "holder",
    "department",
    "fund",
    "stated_label",
)


def pages(edition: Edition) -> Iterator[Page]:
    """Return the page "Where the money goes"."""
    view, start, language = edition.view, edition.fiscal_year_start, edition.language
    lead = said.prevention(view, edition.place_in_sentence, start, language, before=earlier(edition))
    yield Page(
        address="money.html",
        template="no_budget.html" if NO_BUDGET in view.flags else "money.html",
        title=said.prevention_title(view, language),
        description=lead,
        section="money",
        station="money",
        context={
            "lead": lead,
            "view": view,
            "nested": nested(view, language),
            "squares": squares(view, language),
            "labels": labels(edition),
            "programs": largest_programs(edition),
            "all_programs": len(edition.programs),
            "more": _more_tables(edition),
            "left_out": left_out(edition),
            **_sentences(edition),
            **_bars(edition),
            "pair_links": pair_links(edition),
            "over_time": has_page(edition),
            **new_dollars(edition),
        },
    )


def _sentences(edition: Edition) -> Mapping[str, Any]:
    view, start, language = edition.view, edition.fiscal_year_start, edition.language
    return {
        "per_person": said.per_person(view, language),
        "family_title": said.largest_family_title(view, language),
        "response_title": said.response_title(view, language),
        "principle_title": said.principle_title(view, language),
        "freedom_title": said.freedom_title(view, language),
        "cliff": said.cliff(view, language),
        "uncoded": said.uncoded(view, language),
        "outturns": [
            (said.outturn(one, start, language), edition.fiscal_year(one.fiscal_year), one)
            for one in edition.assessment.money.outturns
        ],
    }


def _bars(edition: Edition) -> Mapping[str, Any]:
    view = edition.view
    free = view.tables.get("family_free", ()) if "entitlements_change_ranking" in view.flags else ()
    return {
        "families": bars(edition, "family", view.tables["family"]),
        "families_free": bars(edition, "family_free", free),
        "level_bars": bars(edition, "level", view.tables["level"]),
        "principles": [
            (name("table", table, edition.language), bars(edition, "principle", view.tables.get(table, ())))
            for table in _PRINCIPLE_VIEWS
        ],
        "freedom": bars(edition, "control", view.tables["control"]),
        "cliffs": bars(edition, "cliff", view.cliffs),
    }


def earlier(edition: Edition) -> YearView | None:
    """Return the year of the same phase before the headline year that can be compared with it, or None."""
    year, phase = edition.assessment.money.headline
    known = edition.assessment.money.changes
    starts = [c.start_year for c in known if (c.rows or c.additions) and c.end_year == year and c.phase == phase]
    found = [v for v in edition.assessment.money.views if v.fiscal_year in starts and v.phase == phase]
    return found[0] if found else None


def nested(view: YearView, language: str) -> list[Mapping[str, Any]]:
    """Return T, P and L as bars inside one another; what can't be told has no bar."""
    totals = view.totals
    found: Sequence[tuple[str, Figure]] = (
        ("T", totals.all_operating),
        ("P", totals.perimeter),
        ("L", view.totals.local_choice),
    )
    longest = totals.all_operating.value or 1.0
    shapes = {"T": "bar-pale", "P": "bar-soft", "L": "bar"}
    return [
        {
            "code": code,
            "figure": figure,
            "name": name("denominator", code, language),
            "width": percent_of(figure.value, longest),
            "shape": shapes[code],
        }
        for code, figure in found
    ]


def largest_programs(edition: Edition) -> tuple[ProgramRow, ...]:
    """Return the programs with most safety money, largest first."""
    safety = [key for key, program in edition.programs.items() if any(c.category != OUTSIDE for c in program.coding)]
    return program_rows(edition, safety)[:_LARGEST_PROGRAMS]


def left_out(edition: Edition) -> list[tuple[str, Figure]]:
    """Return what is left out of all spending so that each dollar counts once, by reason, where it is any money."""
    words, excluded = names("excluded", edition.language), edition.view.totals.excluded
    return [(words.get(code, code), figure) for code, figure in excluded.items() if figure.value]


def _more_tables(edition: Edition) -> list[Mapping[str, Any]]:
    language = edition.language
    return [
        {
            "code": table,
            "name": name("table", table, language),
            "note": sentence(f"table_note.{table}", language) if has_sentence(f"table_note.{table}") else "",
            "bars": bars(edition, table, rows),
        }
        for table in _MORE_TABLES
        if (rows := edition.view.tables.get(table, ()))
    ]
