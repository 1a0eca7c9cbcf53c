"""The map of a sign by area, with its table: every area has a row, shown or not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sharedsafety.progress.area_map import AreaMap, AreaShape, MapArea, area_map, area_map_rules
from sharedsafety.progress.districts import district_map, district_shapes
from sharedsafety.progress.results import IndicatorResult
from sharedsafety.progress.series import Indicator
from sharedsafety.report import names
from sharedsafety.report.change_sentences import short_range
from sharedsafety.report.charts.area_map import area_map_chart
from sharedsafety.report.charts.spec import ChartSpec, Width
from sharedsafety.report.sentences import sentence
from sharedsafety_web.publishing.site.drawn import both_widths
from sharedsafety_web.publishing.site.edition import Edition
from sharedsafety_web.publishing.site.scorecard import short_interval, value_text


def sign_map(edition: Edition, indicator: Indicator, result: IndicatorResult, title: str) -> Mapping[str, object]:
    """Return the map of a sign and its table; nothing where there are no figures by area or district, or no shapes."""
    found, shapes = map_of(edition, indicator, result), edition.assessment.area_shapes
    districts = found is None
    if found is None:
        found, shapes = _districts(edition, indicator, result)
    if found is None:
        return {"map": None}
    language = edition.language
    own = {area.area_id: edition.line(area.name).words for area in found.areas}
    heading = sentence(f"map.title{'_district' * districts}", language, name=title, period=found.period)

    def spec(width: Width) -> ChartSpec:
        return area_map_chart(found, shapes, indicator, (heading, language, width), own)

    notes = [sentence("map.districts_note", language)] if districts else []
    notes += [sentence("map.smoothed_note", language)] if found.smoothed else []
    notes += [sentence("map.alike", language)] if found.smoothed and len(found.classes) == 1 else []
    notes += [sentence("map.hidden_note", language)] if any(area.figure is None for area in found.areas) else []
    rows = [_row(edition, indicator, found, area) for area in found.areas]
    file = f"data/geo/{indicator.id}.geojson"
    known = file in edition.data_sizes
    return {
        "map": {
            "charts": both_widths(edition, spec),
            "title": heading,
            "districts": districts,
            "notes": notes,
            "rows": rows,
            "intervals": any(row["interval"] for row in rows),
        },
        "map_file": f"../{file}" if known else "",
    }


def map_of(edition: Edition, indicator: Indicator, result: IndicatorResult) -> AreaMap | None:
    """Return a sign by area where the release has shapes to draw it with, else None."""
    return area_map(indicator, result, edition.assessment.areas) if edition.assessment.area_shapes else None


def _districts(
    edition: Edition, indicator: Indicator, result: IndicatorResult
) -> tuple[AreaMap | None, tuple[AreaShape, ...]]:
    """Return a sign by district with the outlines of the districts; without outlines there is no map."""
    assessment = edition.assessment
    shapes = district_shapes(assessment.areas, assessment.area_shapes)
    return (district_map(indicator, result, assessment.areas) if shapes else None), shapes


def without_areas(edition: Edition, indicator: Indicator, result: IndicatorResult) -> IndicatorResult:
    """Return a result whose groups are not those that stand on the map."""
    if result.disparity is None or map_of(edition, indicator, result) is None:
        return result
    kind = area_map_rules().group_type
    rows = tuple(row for row in result.disparity.rows if row.group_type != kind)
    gaps = tuple(gap for gap in result.disparity.gaps if gap.group_type != kind)
    return replace(result, disparity=replace(result.disparity, rows=rows, gaps=gaps) if rows else None)


def _row(edition: Edition, indicator: Indicator, found: AreaMap, area: MapArea) -> Mapping[str, object]:
    """Return an area as a row of the table; one that may not be shown carries no number at all."""
    language = edition.language
    drawn = found.classes[area.place] if area.place is not None else None
    return {
        "number": area.number,
        "name": edition.line(area.name),
        "value": value_text(indicator, area.figure, language) if area.figure else "",
        "interval": short_interval(indicator, area.figure, language),
        "display": area.display,
        "why": "" if area.figure else names.name("code", area.code or "N", language),
        "drawn": short_range(*drawn, indicator, language) if drawn else "",
    }
