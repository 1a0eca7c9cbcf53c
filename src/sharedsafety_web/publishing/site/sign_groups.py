"""Groups on a sign's page: rows side by side, why some are not shown, and whether gaps are closing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sharedsafety.progress.group_sums import group_sums
from sharedsafety.progress.matrix import beside_everybody
from sharedsafety.progress.results import GroupRow, IndicatorResult, Point
from sharedsafety.progress.series import Indicator
from sharedsafety.report import group_sentences, names
from sharedsafety.report.group_sentences import counted_none, sums_sentence
from sharedsafety.report.sentences import sentence
from sharedsafety_web.publishing.site.edition import Edition
from sharedsafety_web.publishing.site.names_of_groups import group_name
from sharedsafety_web.publishing.site.scorecard import interval_text, short_interval, value_text


def point_row(indicator: Indicator, point: Point | GroupRow, language: str) -> Mapping[str, Any]:
    """Return a point as a row of the table; one that may not be shown carries no number at all."""
    figure = point.figure if point.display != "not_shown" else None
    return {
        "period": point.period,
        "value": value_text(indicator, figure, language) if figure else "",
        "interval": interval_text(indicator, figure, language),
        "display": point.display,
        "code": point.code,
        "label": getattr(point, "label", "none"),
        "disturbed": getattr(point, "disturbed", False),
    }


def group_rows(edition: Edition, indicator: Indicator, result: IndicatorResult) -> list[Mapping[str, Any]]:
    """Return groups side by side as rows; one that may not be shown carries no number at all."""
    rows = result.disparity.rows if result.disparity else ()
    return [_group_row(edition, indicator, row) for row in rows]


def _group_row(edition: Edition, indicator: Indicator, row: GroupRow) -> Mapping[str, Any]:
    language = edition.language
    none = counted_none(row, indicator)
    told = point_row(indicator, row, language)
    place = beside_everybody(row, indicator.better)
    return {
        "name": group_name(edition, row.group_type, row.group),
        "kind": row.group_type,
        **told,
        "value": sentence("groups.zero", language) if none else told["value"],
        "interval": "" if none else short_interval(indicator, row.figure, language) if told["interval"] else "",
        "beside": "" if none or place in {"not_shown", "untested"} else names.name("beside", place, language),
    }


def groups(edition: Edition, indicator: Indicator, result: IndicatorResult) -> Mapping[str, object]:
    """Return what the page says of groups: rows by kind, why some are not shown, and whether gaps are closing."""
    disparity, language = result.disparity, edition.language
    if disparity is None or not disparity.rows:
        return {"groups": []}
    kinds = dict.fromkeys(row.group_type for row in disparity.rows)
    by_kind = [[row for row in disparity.rows if row.group_type == kind] for kind in kinds]
    sums = [sums_sentence(group_sums(rows, result.points), language) for rows in by_kind]
    drawn = [row for row in disparity.rows if not counted_none(row, indicator)]
    gaps = [(group_name(edition, gap.group_type, gap.group), gap) for gap in disparity.gaps]
    return {
        "groups": group_rows(edition, indicator, result),
        "groups_title": group_sentences.groups_title(disparity, indicator, language),
        "groups_sums": dict.fromkeys(words for words in sums if words),
        "groups_why": group_sentences.why_not_shown(drawn, language),
        "gaps": [group_sentences.gap_sentence(gap, indicator, name.words, language) for name, gap in gaps],
    }
