"""From Vega-Lite layers to the SVG of this project: one image, no scripts, no styles, no inner roles."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from math import floor, log10
from typing import Any
from xml.etree import ElementTree as ET

from sharedsafety.report.charts.markup import SVG, frame
from sharedsafety.report.charts.spec import ChartSpec
from sharedsafety.report.charts.tokens import colour, font, size

_VEGA_LITE = "v6.1"
_DROPPED = ("role", "class", "style", "pointer-events", "aria-roledescription", "aria-label", "aria-hidden")


Layer = dict[str, Any]


def vega_svg(spec: ChartSpec, prefix: str, layers: Sequence[Layer], height: float, padding: Mapping[str, float]) -> str:
    """Return Vega-Lite layers as SVG of a fixed size; ``padding`` keeps room for axes and labels.

    vl-convert is loaded here only: never at import, and never before a fork (a forked child would hang).
    """
    import vl_convert

    content = {
        "width": spec.pixels - padding["left"] - padding["right"],
        "height": height - padding["top"] - padding["bottom"],
        "padding": dict(padding),
        "autosize": {"type": "none"},
        "config": _look(),
        "layer": list(layers),
    }
    drawn = ET.fromstring(vl_convert.vegalite_to_svg(content, vl_version=_VEGA_LITE))
    return frame(spec, prefix, height, [_bare(mark, prefix) for mark in drawn])


def marks(rows: Sequence[Mapping[str, Any]], kind: str, encode: Mapping[str, Any], **look: Any) -> Layer:
    """Return one layer: marks of a kind, one a row; a row that is not given has no trace in the drawing."""
    return {"data": {"values": list(rows)}, "mark": {"type": kind, **look}, "encoding": dict(encode)}


def measured(field: str, scale: Mapping[str, Any], axis: Mapping[str, Any] | None) -> dict[str, Any]:
    """Return the channel of a number on a scale with an axis."""
    return {
        "field": field,
        "type": "quantitative",
        "scale": dict(scale),
        "axis": dict(axis) if axis else None,
    }


def pixel(field: str) -> dict[str, Any]:
    """Return the channel of a place given in pixels."""
    return {"field": field, "type": "quantitative", "scale": None, "axis": None}


def written(field: str) -> dict[str, Any]:
    """Return the channel of words, or of lines of words."""
    return {"field": field, "type": "nominal"}


def dot(rows: Sequence[Mapping[str, Any]], encode: Mapping[str, Any], fill: str, edge: str, **look: Any) -> Layer:
    """Return a layer of dots with an edge, full or open."""
    shape = {"shape": "circle", "size": 80, "filled": True, "opacity": 1, "strokeWidth": 2}
    return marks(rows, "point", encode, **{**shape, "fill": colour(fill), "stroke": colour(edge), **look})


def axis_labels(written: Mapping[float, str | Sequence[str]]) -> dict[str, Any]:
    """Return the axis settings that print these labels at these values, and no others."""
    known = {json.dumps(int(value) if value == int(value) else value): text for value, text in written.items()}
    return {"values": list(written), "labelExpr": f"{json.dumps(known)}[toString(datum.value)]"}


def ticks(low: float, high: float, about: int) -> tuple[float, ...]:
    """Return round values from at or below ``low`` to at or above ``high``.

    >>> ticks(0, 0.54, 4)
    (0.0, 0.2, 0.4, 0.6)
    """
    span = (high - low) or 1.0
    power = 10 ** floor(log10(span / about))
    step = next(each * power for each in (1, 2, 5, 10) if span / (each * power) <= about)
    first, last = floor(low / step + 1e-9), -floor(-high / step + 1e-9)
    return tuple(round(number * step, 12) for number in range(first, last + 1))


def _look() -> dict[str, Any]:
    axis = {
        "labelFontSize": size("text", "small"),
        "labelColor": colour("ink-2"),
        "gridColor": colour("rule"),
        "domain": False,
        "ticks": False,
        "labelPadding": 8,
        "labelOverlap": False,
        "labelFlush": False,
        "labelBound": False,
        "labelLimit": 400,
        "title": None,
    }
    text = {"font": font(), "fontSize": size("text", "label"), "color": colour("ink")}
    return {"view": {"stroke": None}, "background": None, "font": font(), "axis": axis, "text": text}


def _bare(mark: ET.Element, prefix: str) -> ET.Element:
    """Return an element without what a screen reader or a strict content policy would stumble over."""
    mark.tag = mark.tag.removeprefix(f"{{{SVG}}}")
    for key in list(mark.attrib):
        if key in _DROPPED:
            del mark.attrib[key]
        elif "url(#" in mark.attrib[key]:
            mark.attrib[key] = mark.attrib[key].replace("url(#", f"url(#{prefix}-")
    if "id" in mark.attrib:
        mark.attrib["id"] = f"{prefix}-{mark.attrib['id']}"
    for child in list(mark):
        _bare(child, prefix)
        if _empty(child):
            mark.remove(child)
    return mark


def _empty(mark: ET.Element) -> bool:
    """Return whether an element draws nothing (Vega leaves backgrounds and foregrounds without ink)."""
    if mark.tag == "g":
        return len(mark) == 0
    return mark.tag == "path" and (mark.get("stroke") is None and mark.get("fill") in (None, "none"))
