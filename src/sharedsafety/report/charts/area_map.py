"""A map of areas in classes: pattern as well as colour, numbered, hidden areas with a pattern of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from math import cos, radians
from typing import Any

from sharedsafety.core.figure import Figure
from sharedsafety.progress.area_map import AreaMap, AreaShape, Ring, area_map_rules
from sharedsafety.progress.series import Indicator
from sharedsafety.report import numbers
from sharedsafety.report.change_sentences import indicator_value, short_range, short_value
from sharedsafety.report.charts.markup import Element, element, frame, words
from sharedsafety.report.charts.spec import ChartSpec, Width
from sharedsafety.report.charts.tokens import colour
from sharedsafety.report.names import name
from sharedsafety.report.sentences import sentence

#: Ground and ink of each class by how many there are, so that two classes are clearly apart.
_LOOKS = (("tint", ""), ("accent-light", "dots"), ("accent-light", "lines"), ("accent-mid", "cross"))
_CHOSEN = {1: (0,), 2: (0, 3), 3: (0, 2, 3), 4: (0, 1, 2, 3)}
_TALLEST = 1.15  # height of the map for each pixel of its width
_SAME_PIXEL = 0.4
_KEY_LINE = 26.0

_ToPixels = Callable[[tuple[float, float]], tuple[float, float]]


def area_map_chart(
    found: AreaMap,
    shapes: Sequence[AreaShape],
    indicator: Indicator,
    form: tuple[str, str, Width],
    names: Mapping[str, str] | None = None,
) -> ChartSpec:
    """Return a sign by area as a map.

    Args:
        found: the areas with their classes.
        shapes: their shapes; areas without one stand in the table only.
        form: title, language and width.
        names: names of the areas in the language, by id.
    """
    title, language, width = form
    known = {shape.area_id: shape.polygons for shape in shapes}
    names = names or {}
    rows = tuple(
        {
            "number": area.number,
            "name": names.get(area.area_id, area.name),
            "polygons": known[area.area_id],
            "place": area.place,
            "said": _said(area.figure, area.code, indicator, language),
        }
        for area in found.areas
        if area.area_id in known
    )
    numbered = len(rows) <= area_map_rules().numbers_up_to
    return ChartSpec(
        kind="map",
        title=title,
        description=_listed(rows) if numbered else _counted(rows, found, language),
        language=language,
        width=width,
        rows=rows,
        more={
            "classes": _class_names(found.classes, indicator, language),
            "hidden": name("display", "not_shown", language),
            "smoothed": sentence("map.smoothed_key", language) if found.smoothed else "",
            "numbers": numbered,
        },
    )


def _listed(rows: Iterable[Mapping[str, Any]]) -> str:
    return "; ".join(f"{row['number']} {row['name']}: {row['said']}" for row in rows)


def _counted(rows: Sequence[object], found: AreaMap, language: str) -> str:
    """Return how many areas are drawn: a list of hundreds read aloud helps nobody, the table can be walked."""
    return sentence("map.many", language, areas=str(len(rows)), classes=str(len(found.classes)))


def _class_names(classes: Sequence[tuple[float, float]], indicator: Indicator, language: str) -> tuple[str, ...]:
    """Return each class by its limits; the first one names the unit of all."""
    named = [short_range(low, high, indicator, language) for low, high in classes]
    for low, high in classes[:1]:
        with_unit = indicator_value(high, indicator, language)
        named[0] = numbers.between(short_value(low, indicator, language), with_unit, language)
    return tuple(named)


def draw(spec: ChartSpec, prefix: str) -> str:
    """Return the SVG of the map, and below it a key of its classes."""
    to_pixels, height = _projection(spec)
    looks = [_LOOKS[place] for place in _CHOSEN[max(1, min(4, len(spec.more["classes"])))]]
    marks: list[Element] = [element("defs", {}, *_patterns(prefix))]
    for row in spec.rows:
        shape = " ".join(_path(ring, to_pixels) for polygon in row["polygons"] for ring in polygon)
        marks += _filled(shape, _look(row["place"], looks), prefix)
    if spec.more["numbers"]:
        marks += [mark for row in spec.rows for mark in _number(row, to_pixels)]
    marks += list(_key(spec, looks, prefix, height + 16))
    lines = len(spec.more["classes"]) + 1 + bool(spec.more["smoothed"])
    return frame(spec, prefix, height + 16 + lines * _KEY_LINE, marks)


def _said(figure: Figure | None, code: str, indicator: Indicator, language: str) -> str:
    if figure is None or figure.value is None:
        return name("code", code or "N", language)
    return indicator_value(figure.value, indicator, language)


def _look(place: int | None, looks: Sequence[tuple[str, str]]) -> tuple[str, str]:
    return ("white", "hidden") if place is None else looks[place]


def _projection(spec: ChartSpec) -> tuple[_ToPixels, float]:
    """Return how degrees become pixels (equal scale at the middle latitude), and the height of the map."""
    corners = [corner for row in spec.rows for polygon in row["polygons"] for ring in polygon for corner in ring]
    west, east = min(x for x, _ in corners), max(x for x, _ in corners)
    south, north = min(y for _, y in corners), max(y for _, y in corners)
    shrink = cos(radians((south + north) / 2)) or 1.0
    wide, tall = max((east - west) * shrink, 1e-9), max(north - south, 1e-9)
    room = spec.pixels - 4
    scale = min(room / wide, room * _TALLEST / tall)
    left = 2 + (room - wide * scale) / 2

    def to_pixels(corner: tuple[float, float]) -> tuple[float, float]:
        return left + (corner[0] - west) * shrink * scale, 2 + (north - corner[1]) * scale

    return to_pixels, tall * scale + 4


def _path(ring: Ring, to_pixels: _ToPixels) -> str:
    """Return a ring as a path; corners that fall on the same pixel are drawn once."""
    kept: list[tuple[float, float]] = []
    for x, y in map(to_pixels, ring[:-1]):
        if not kept or abs(x - kept[-1][0]) + abs(y - kept[-1][1]) > _SAME_PIXEL:
            kept.append((x, y))
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in kept) + "Z"


def _filled(shape: str, look: tuple[str, str], prefix: str) -> list[Element]:
    ground, pattern = look
    edge = {"stroke": colour("ink-2"), "stroke_width": 1, "fill_rule": "evenodd"}
    marks = [element("path", {"d": shape, "fill": colour(ground), **edge})]
    if pattern:
        marks.append(element("path", {"d": shape, "fill": f"url(#{prefix}-{pattern})", "fill_rule": "evenodd"}))
    return marks


def _patterns(prefix: str) -> Iterator[Element]:
    """Yield the patterns: dots, lines, a cross hatch, and thin dashes for what is not shown."""
    line = {"stroke_width": 1.5, "fill": "none"}
    drawn = {
        "dots": [element("circle", {"cx": 4, "cy": 4, "r": 1.4, "fill": colour("accent")})],
        "lines": [element("path", {"d": "M-2 2L2 -2M0 8L8 0M6 10L10 6", "stroke": colour("accent"), **line})],
        "cross": [element("path", {"d": "M0 0L8 8M0 8L8 0", "stroke": colour("accent-dark"), **line})],
        "hidden": [element("path", {"d": "M1 4H5", "stroke": colour("control"), **line})],
    }
    for code, marks in drawn.items():
        size = {"width": 8, "height": 8, "patternUnits": "userSpaceOnUse"}
        yield element("pattern", {"id": f"{prefix}-{code}", **size}, *marks)


def _number(row: Mapping[str, Any], to_pixels: _ToPixels) -> list[Element]:
    """Return the number of an area on a white ground in the middle of its largest ring."""
    rings = [polygon[0] for polygon in row["polygons"]]
    x, y = to_pixels(_middle(max(rings, key=_size)))
    ground = element("circle", {"cx": x, "cy": y, "r": 11.0, "fill": colour("white"), "stroke": colour("ink-2")})
    return [ground, words(x, y + 5, (str(row["number"]), "bold"), anchor="middle")]


def _size(ring: Ring) -> float:
    return abs(_twice_area(ring))


def _twice_area(ring: Iterable[tuple[float, float]]) -> float:
    corners = list(ring)
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(corners))


def _middle(ring: Ring) -> tuple[float, float]:
    """Return the centroid of a ring; the mean of its corners where it has no area."""
    twice = _twice_area(ring)
    if not twice:
        return sum(x for x, _ in ring) / len(ring), sum(y for _, y in ring) / len(ring)
    parts = [(a, b, a[0] * b[1] - b[0] * a[1]) for a, b in pairwise(ring)]
    x = sum((a[0] + b[0]) * part for a, b, part in parts) / (3 * twice)
    return x, sum((a[1] + b[1]) * part for a, b, part in parts) / (3 * twice)


def _key(spec: ChartSpec, looks: Sequence[tuple[str, str]], prefix: str, top: float) -> Iterator[Element]:
    named = [*zip(looks, spec.more["classes"], strict=False), (("white", "hidden"), spec.more["hidden"])]
    for line, (look, text) in enumerate(named):
        y = top + line * _KEY_LINE
        yield from _filled(f"M1 {y:.1f}H27V{y + 17:.1f}H1Z", look, prefix)
        yield words(36, y + 13, (text, "plain"))
    if spec.more["smoothed"]:
        yield words(1, top + len(named) * _KEY_LINE + 13, (spec.more["smoothed"], "quiet"))
