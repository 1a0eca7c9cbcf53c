"""Districts made of areas: their outlines and the class in which a map draws each, for display and never for counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from sharedsafety.progress.area_map import (
    AreaMap,
    AreaShape,
    NamedArea,
    Polygon,
    Ring,
    area_map_rules,
    area_rows,
    grouped_map,
)
from sharedsafety.progress.results import IndicatorResult
from sharedsafety.progress.series import Indicator

_Corner = tuple[float, float]


def district_map(indicator: Indicator, result: IndicatorResult, areas: Sequence[NamedArea]) -> AreaMap | None:
    """Return a sign by district, in the order in which ``areas`` name them; None where no figure by district is loaded.

    None too where the sign has figures by area: a district less its areas could tell a hidden one (decision 31). The
    figures are those of the folder's own rows by district; nothing is added up from areas.
    """
    kind = area_map_rules().district_type
    rows = [row for row in result.disparity.rows if row.group_type == kind] if result.disparity else []
    named = dict.fromkeys(area.part_of for area in areas if area.part_of)
    if area_rows(result):
        return None
    districts = [NamedArea(area_id=name, name=name, population=0) for name in named]
    return grouped_map(indicator, rows, districts)


def district_shapes(areas: Iterable[NamedArea], shapes: Iterable[AreaShape]) -> tuple[AreaShape, ...]:
    """Return the outline of each district: the shapes of its areas without the borders that two of them share.

    A border that two neighbours draw through other corners stays as a line inside the district.
    """
    drawn = {shape.area_id: shape.polygons for shape in shapes}
    parts: dict[str, list[Polygon]] = defaultdict(list)
    for area in areas:
        if area.part_of and area.area_id in drawn:
            parts[area.part_of] += drawn[area.area_id]
    return tuple(AreaShape(area_id=name, polygons=_joined(polygons)) for name, polygons in parts.items())


def _joined(polygons: Iterable[Polygon]) -> tuple[Polygon, ...]:
    """Return one polygon of the rings around polygons, the largest number of corners first."""
    beside: dict[_Corner, set[_Corner]] = defaultdict(set)
    for one, other in (edge for polygon in polygons for ring in polygon for edge in pairwise(ring)):
        if one != other:  # an edge that stands twice is a border inside, and goes away again
            beside[one] ^= {other}
            beside[other] ^= {one}
    rings = []
    while start := next((corner for corner, others in beside.items() if others), None):
        rings.append(_ring(start, beside))
    ordered = sorted(rings, key=len, reverse=True)
    return (tuple(ordered),) if ordered else ()


def _ring(start: _Corner, beside: dict[_Corner, set[_Corner]]) -> Ring:
    """Return one closed ring from a corner, its edges taken away; every corner has an even number of edges."""
    ring, here = [start], start
    while True:
        onward = min(beside[here])
        beside[here].discard(onward)
        beside[onward].discard(here)
        ring.append(onward)
        here = onward
        if here == start:
            return tuple(ring)
