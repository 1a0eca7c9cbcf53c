"""Where the money goes: the overview page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sharedsafety.core.figure import Figure
from sharedsafety.investments.results import Change, MoneyRow, YearView
from sharedsafety.report import money_sentences as said
from sharedsafety.report.names import name, names
from sharedsafety_web.publishing.site.bars import bars, percent_of
from sharedsafety_web.publishing.site.edition import Edition
from sharedsafety_web.publishing.site.page import Page
from sharedsafety_web.publishing.site.rows import program_rows
from sharedsafety_web.publishing.site.squares import squares

_PRINCIPLE_VIEWS = ("principle_strict", "principle", "principle_generous")
_LARGEST_PROGRAMS = 25


def pages(edition: Edition) -> Iterator[Page]:
    """Return the page "Where the money goes"."""
    view, start = edition.view, edition.assessment.profile.fiscal_year_start
    sentence = said.prevention(view, edition.assessment.profile.name, start, edition.language, before=earlier(edition))
    yield Page(
        address="money.html",
        template="money.html",
        title=said.prevention_title(view, edition.language),
        description=sentence,
        section="money",
        station="money",
        context={
            "lead": sentence,
            "view": view,
            "perimeter": said.perimeter(view, edition.language),
            "nested": nested(view, edition.language),
            "family_title": said.largest_family_title(view, edition.language),
            "families": bars(edition, "family", view.tables["family"]),
            "level_bars": bars(edition, "level", view.tables["level"]),
            "squares": squares(view, edition.language),
            "principles": [
                (name("table", table, edition.language), bars(edition, "principle", view.tables.get(table, ())))
                for table in _PRINCIPLE_VIEWS
            ],
            "changes": [change_block(edition, change) for change in edition.assessment.money.changes],
            "freedom_title": said.freedom_title(view, edition.language),
            "freedom": bars(edition, "control", view.tables["control"]),
            "cliff": said.cliff(view, edition.language),
            "cliffs": bars(edition, "cliff", view.cliffs),
            "uncoded": said.uncoded(view, edition.language),
            "outturns": [said.outturn(one, start, edition.language) for one in edition.assessment.money.outturns],
            "more": _more_tables(edition),
            "programs": program_rows(edition, edition.programs)[:_LARGEST_PROGRAMS],
            "all_programs": len(edition.programs),
            "labels": label_years(edition),
            "label_findings": label_findings(edition),
        },
    )


def earlier(edition: Edition) -> YearView | None:
    """Return the year of the same phase before the headline year that can be compared with it, or None."""
    starts = [change.start_year for change in edition.assessment.money.changes]
    found = [v for v in edition.assessment.money.views if v.fiscal_year in starts and v.phase == edition.view.phase]
    return found[0] if found else None


def nested(view: YearView, language: str) -> list[Mapping[str, Any]]:
    """Return T, P and L as bars inside one another; what can't be told has no bar."""
    totals = view.totals
    found: Sequence[tuple[str, Figure]] = (
        ("T", totals.all_operating),
        ("P", totals.perimeter),
        ("L", totals.local_choice),
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


def change_block(edition: Edition, change: Change) -> Mapping[str, Any]:
    """Return where the new dollars went between two years, as the page shows it."""
    start = edition.assessment.profile.fiscal_year_start
    rows = change.rows or (*change.additions, *change.cuts)
    return {
        "title": said.new_dollars_title(change, start, edition.language),
        "growth": said.growth(change, start, edition.language),
        "start": edition.fiscal_year(change.start_year),
        "end": edition.fiscal_year(change.end_year),
        "rows": [(_family(row.code, edition.language), row) for row in rows],
        "per_dollar": bool(change.rows) and any(row.marginal_share.can_tell for row in change.rows),
        "flags": [names("flag", edition.language).get(flag, "") for flag in change.flags],
        "deflator": change.deflator,
    }


def label_years(edition: Edition) -> list[tuple[str, list[tuple[str, MoneyRow]]]]:
    """Return the publisher's own labels year by year."""
    labels = edition.assessment.money.stated_labels
    years = labels.by_year if labels else ()
    return [(year, [(edition.row_name("stated_label", row), row) for row in rows]) for year, rows in years]


def label_findings(edition: Edition) -> list[str]:
    """Return what looks wrong in the publisher's own labels, as sentences."""
    return [
        finding.message(edition.language) for finding in edition.assessment.findings if finding.code.startswith("label")
    ]


def _family(code: str, language: str) -> str:
    return name("family" if code in names("family") else "category", code, language)


def _more_tables(edition: Edition) -> list[Mapping[str, Any]]:
    tables = ("category", "mode", "recurrence", "holder", "department", "fund", "stated_label")
    return [
        {"code": table, "name": name("table", table, edition.language), "bars": bars(edition, table, rows)}
        for table in tables
        if (rows := edition.view.tables.get(table, ()))
    ]
