"""Why others get another number: one budget read in two ways, side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext

from sharedsafety.investments.comparison import ProgramDifference
from sharedsafety.investments.number_differences import DifferingRow, NumberDifference, reading_pairs
from sharedsafety.report import numbers
from sharedsafety.report.names import name
from sharedsafety_web.publishing.site.edition import Edition
from sharedsafety_web.publishing.site.page import Crumb, Page

_TABLES = ("family", "level", "principle")


def pages(edition: Edition) -> Iterator[Page]:
    """Return the page, where the budget can be read in more than one way."""
    if not edition.assessment.differences:
        return
    yield Page(
        address="another-number.html",
        template="another_number.html",
        title=gettext("Why others get another number"),
        description=gettext("The same budget read in two ways, and which programs make the difference."),
        section="money",
        station="money",
        crumbs=(Crumb(title=gettext("Where the money goes"), address="money.html"),),
        context={"differences": [_shown(edition, each) for each in edition.assessment.differences]},
    )


def _shown(edition: Edition, found: NumberDifference) -> Mapping[str, Any]:
    pair = next(one for one in reading_pairs().pairs if one.id == found.pair)
    language = edition.language
    tables = [(name("table", table, language), _rows(edition, found, table)) for table in _TABLES]
    return {
        "id": found.pair,
        "title": pair.title[language],
        "first": pair.words["first"][language],
        "second": pair.words["second"][language],
        "tables": [{"name": title, "rows": rows} for title, rows in tables if rows],
        "programs_differ": any(row["programs"] for _, rows in tables for row in rows),
    }


def _rows(edition: Edition, found: NumberDifference, table: str) -> list[Mapping[str, Any]]:
    return [_row(edition, row) for row in found.rows if row.table == table]


def _row(edition: Edition, row: DifferingRow) -> Mapping[str, Any]:
    points = ((row.second.value or 0.0) - (row.first.value or 0.0)) * 100
    return {
        "name": name(row.table, row.code, edition.language),
        "first": row.first,
        "second": row.second,
        "points": _signed(points, edition.language),
        "programs": [_program(edition, each) for each in row.programs if each.program_key in edition.programs],
    }


def _signed(points: float, language: str) -> str:
    text = numbers.count(points, language, decimals=1)
    return f"+{text}" if round(points, 1) > 0 else text


def _program(edition: Edition, each: ProgramDifference) -> Mapping[str, Any]:
    program = edition.programs[each.program_key]
    return {
        "name": edition.program_name(program),
        "address": edition.program_address(each.program_key),
        "first": each.first_usd,
        "second": each.second_usd,
    }
