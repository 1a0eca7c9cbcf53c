"""Signs by area as GeoJSON: each area with the figure that is shown of it, and nothing of one that is not."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from sharedsafety.folder.area_shapes import feature
from sharedsafety.folder.assessment import Assessment
from sharedsafety.progress.area_map import AreaMap, MapArea, area_map
from sharedsafety.progress.measured import unit_name
from sharedsafety.progress.series import Indicator


def geo_files(assessment: Assessment) -> Iterator[tuple[str, bytes]]:
    """Yield (path below ``data/``, content) for each sign with figures by area, where the folder has shapes.

    Source: RFC 7946.
    """
    known = {indicator.id: indicator for indicator in assessment.indicators}
    for result in assessment.results if assessment.area_shapes else ():
        indicator = known[result.indicator_id]
        found = area_map(indicator, result, assessment.areas)
        if found is not None:
            yield f"geo/{indicator.id}.geojson", _collection(assessment, indicator, found)


def _collection(assessment: Assessment, indicator: Indicator, found: AreaMap) -> bytes:
    areas = {area.area_id: area for area in found.areas}
    features = [
        feature(shape, _properties(assessment, indicator, found, areas[shape.area_id]))
        for shape in assessment.area_shapes
        if shape.area_id in areas
    ]
    lines = ",\n".join(json.dumps(one, ensure_ascii=False, allow_nan=False) for one in features)
    return f'{{"type": "FeatureCollection", "features": [\n{lines}\n]}}\n'.encode()


def _properties(assessment: Assessment, indicator: Indicator, found: AreaMap, area: MapArea) -> dict[str, Any]:
    numbers: Mapping[str, float | None] = {"value": None, "low": None, "high": None}
    if area.figure is not None:
        numbers = {"value": area.figure.value, "low": area.figure.low, "high": area.figure.high}
    return {
        "area_id": area.area_id,
        "name": area.name,
        "indicator": indicator.id,
        "indicator_name": indicator.name,
        "period": found.period,
        "unit": unit_name(indicator),
        "display": area.display,
        "code": area.code,
        **numbers,
        "provenance": assessment.profile.provenance,
    }
