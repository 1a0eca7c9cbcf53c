"""The last gate before anything is written: what may not be shown holds no number any more."""

from __future__ import annotations

from dataclasses import replace

from sharedsafety.folder.assessment import Assessment
from sharedsafety.progress.results import Disparity, GroupRow, IndicatorResult, Point


def shown_only(assessment: Assessment) -> Assessment:
    """Return the assessment with the figures of every row that is not shown taken out.

    The progress chapter leaves them out already; the site does not rely on it.
    """
    return replace(assessment, results=tuple(_result(one) for one in assessment.results))


def _result(result: IndicatorResult) -> IndicatorResult:
    return replace(
        result,
        points=tuple(_point(point) for point in result.points),
        latest=_point(result.latest) if result.latest else None,
        disparity=_disparity(result.disparity) if result.disparity else None,
    )


def _point(point: Point) -> Point:
    return replace(point, figure=None) if point.display == "not_shown" else point


def _disparity(disparity: Disparity) -> Disparity:
    return replace(disparity, rows=tuple(_group(row) for row in disparity.rows))


def _group(row: GroupRow) -> GroupRow:
    return replace(row, figure=None, difference=None, ratio=None) if row.display == "not_shown" else row
