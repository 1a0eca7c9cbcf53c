"""From an Altair chart to the SVG of this project: one image, no scripts, no styles, no inner roles."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from math import floor, log10
from typing import Any
from xml.etree import ElementTree as ET

from sharedsafety.report.charts.markup import SVG, frame
from sharedsafety.report.charts.spec import ChartSpec
from sharedsafety.report.charts.tokens import colour, font, size

_DROPPED = ("role", "class", "style", "pointer-events", "aria-roledescription", "aria-label", "aria-hidden")


def vega_svg(spec: ChartSpec, prefix: str, chart: Any, height: float, padding: Mapping[str, float]) -> str:
    """Return an Altair chart as SVG of a fixed size; ``padding`` keeps room for axes and labels.

    Altair and vl-convert are loaded here and in the drawing functions only: never at import, never before a fork.
    """
    import vl_convert

    inner = {
        "width": spec.pixels - padding["left"] - padding["right"],
        "height": height - padding["top"] - padding["bottom"],
    }
    look = {"padding": dict(padding), "autosize": {"type": "none"}, "config": _look()}
    drawn = ET.fromstring(vl_convert.vegalite_to_svg({**chart.to_dict(), **inner, **look}))
    return frame(spec, prefix, height, [_bare(mark, prefix) for mark in drawn])


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
    size_ = 10 ** floor(log10(span / about))
    step = next(each * size_ for each in (1, 2, 5, 10) if span / (each * size_) <= about)
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
