"""The last gate before anything is written: what may not be shown holds no number any more."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from sharedsafety.folder.assessment import Assessment
from sharedsafety.folder.held_tables import without_held
from sharedsafety.framework.rating_rounds import GroupRating
from sharedsafety.framework.ratings import PracticeRating
from sharedsafety.progress.results import Disparity, GroupRow, IndicatorResult, Point


def shown_only(assessment: Assessment, held: Collection[str] = ()) -> Assessment:
    """Return the assessment with the figures of every row that is not shown, or is held back, taken out.

    The progress chapter leaves the first out already; the site does not rely on it.
    """
    shown = replace(
        assessment,
        results=tuple(_result(one) for one in assessment.results),
        framework=replace(assessment.framework, ratings=tuple(_rating(one) for one in assessment.framework.ratings)),
    )
    return without_held(shown, held) if held else shown


def _rating(rating: PracticeRating) -> PracticeRating:
    return replace(rating, agency=_raters(rating.agency), community=_raters(rating.community))


def _raters(group: GroupRating) -> GroupRating:
    return group if group.display == "shown" else GroupRating(kind=group.kind, display=group.display)


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
