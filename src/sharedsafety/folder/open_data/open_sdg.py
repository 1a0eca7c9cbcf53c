"""Indicators in the shape of Open SDG: one CSV file and one file about it for each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from sharedsafety.folder.assessment import Assessment
from sharedsafety.folder.open_data.csv_files import LANGUAGES
from sharedsafety.folder.open_data.described import CsvFile, TableLinks, Words, column_book, described
from sharedsafety.progress.measured import unit_name
from sharedsafety.progress.results import GroupRow, IndicatorResult, Point
from sharedsafety.progress.series import Indicator
from sharedsafety.report.tables import Row, csv_bytes

_YEAR = 4
_FIXED = ("Year", "Period", "Units", "Observation status", "Value", "COMMENT_TS")


def open_sdg_tables(assessment: Assessment) -> Iterator[CsvFile]:
    """Yield the CSV file of each indicator that has points: Year, Units, one column a kind of group, Value.

    A row that may not be shown keeps its code in "Observation status", which Open SDG knows, and has no number.

    Source: Open SDG, data format; sdg-build ``open_sdg_indicator_options_defaults``.
    """
    known = {indicator.id: indicator for indicator in assessment.indicators}
    for result in assessment.results:
        rows = indicator_rows(result, known[result.indicator_id], assessment.profile.provenance)
        if rows:
            title = _title(assessment, known[result.indicator_id])
            name = f"open-sdg-{result.indicator_id}"
            path = f"open-sdg/indicator_{result.indicator_id}.csv"
            yield _described(path, name, title, csv_bytes(rows))


def indicator_rows(result: IndicatorResult, indicator: Indicator, provenance: str) -> list[Row]:
    """Return the rows of one indicator: everybody over time, then each group's latest value."""
    groups = result.disparity.rows if result.disparity else ()
    kinds = sorted({row.group_type for row in groups})
    within_year = any(len(period) > _YEAR for period in _periods(result))

    def row(each: Point | GroupRow, group: Mapping[str, str]) -> Row:
        shown = each.figure is not None and each.display != "not_shown"
        return {
            "Year": each.period[:_YEAR],
            **({"Period": each.period if len(each.period) > _YEAR else ""} if within_year else {}),
            "Units": unit_name(indicator),
            **{kind: group.get(kind, "") for kind in kinds},
            "Observation status": each.code or ("" if shown else "N"),
            "Value": each.figure.value if each.figure and shown else None,
            "COMMENT_TS": provenance,
        }

    return [*(row(point, {}) for point in result.points), *(row(one, {one.group_type: one.group}) for one in groups)]


def _periods(result: IndicatorResult) -> Iterator[str]:
    yield from (point.period for point in result.points)
    yield from (row.period for row in (result.disparity.rows if result.disparity else ()))


def open_sdg_meta(assessment: Assessment, stamp_date: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield (id, metadata) of each indicator that has points, in the fields Open SDG shows."""
    known = {indicator.id: indicator for indicator in assessment.indicators}
    for result in assessment.results:
        if result.points:
            yield result.indicator_id, _meta(assessment, known[result.indicator_id], stamp_date)


def _meta(assessment: Assessment, indicator: Indicator, day: str) -> dict[str, Any]:
    source, title = indicator.source, _title(assessment, indicator)
    return {
        "indicator_number": indicator.id,
        "indicator_name": title["en"],
        "indicator_name_es": title["es"],
        "goal_number": indicator.principle or "",
        "graph_type": "line",
        "reporting_status": "complete",
        "computation_units": unit_name(indicator),
        "indicator_definition": f"{indicator.numerator} / {indicator.denominator}",
        "national_geographical_coverage": indicator.place or assessment.profile.name,
        "source_active_1": True,
        "source_organisation_1": source.get("publisher", ""),
        "source_url_text_1": source.get("title", ""),
        "source_url_1": source.get("url", ""),
        "source_licence_1": source.get("licence", ""),
        "data_last_updated": day,
        "provenance": assessment.profile.provenance,
    }


def _title(assessment: Assessment, indicator: Indicator) -> Words:
    told = assessment.translations
    return {one: told.get((one, f"indicator/{indicator.id}", "name"), indicator.name) for one in LANGUAGES}


def _described(path: str, name: str, title: Words, content: bytes) -> CsvFile:
    """Return the file with its meaning; a column that is not in the list is a kind of group."""
    known = column_book().columns
    found = described(path, name, title, content, TableLinks())
    kinds = tuple((column, known[column if column in _FIXED else "group_column"]) for column, _ in found.columns)
    return replace(found, columns=kinds)
