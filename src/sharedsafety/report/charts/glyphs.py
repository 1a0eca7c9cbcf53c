"""Small hand-made figures beside words: lamps, verdicts, principles, the thread, bars in tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal
from xml.etree import ElementTree as ET

from sharedsafety.report.charts.markup import SVG, Element, element, rect, stroke
from sharedsafety.report.charts.tokens import colour, tokens

Step = Literal["done", "here", "gap"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Station:
    """One station of the thread. ``gap`` means the line is broken before it: the step was not answered."""

    code: str
    step: Step = "done"


def lamp_glyph(state: str) -> str:
    """Return the shape of a lamp state, always in ink and always beside its word.

    Raises:
        KeyError: no such state.

    >>> lamp_glyph("consistent").startswith("<svg")
    True
    """
    return _small("lamp", 20, _LAMPS[state]())


def verdict_glyph(state: str) -> str:
    """Return the shape of a verdict: up, down, diamond for changed, ring for no clear change, dots."""
    return _small("verdict", 20, _VERDICTS[state]())


def principle_icon(code: str) -> str:
    """Return the icon of a principle on its tinted disc, always beside its name."""
    tint, ink = tokens()["principle"][code]["tint"], tokens()["principle"][code]["ink"]
    disc = element("circle", {"cx": 12, "cy": 12, "r": 12, "fill": tint})
    look = {"stroke": ink, "stroke_width": 2, "fill": "none", "stroke_linecap": "round"}
    lines = [element("path", {"d": path, **look}) for path in _ICONS[code]]
    dots = [element("circle", {"cx": x, "cy": y, "r": r, "fill": ink}) for x, y, r in _DOTS.get(code, ())]
    return _small("principle", 24, [disc, *lines, *dots])


def tiny_bar(share: float, *, width: int = 96) -> str:
    """Return a bar for one cell of a table; the number stands beside it. A share is cut to 0-1."""
    part = min(max(share, 0.0), 1.0) * width
    bars = [
        rect(0, 3, width, 6, fill=colour("tint")),
        rect(0, 3, max(part, 1.0 if share else 0.0), 6, fill=colour("accent")),
    ]
    return _small("tiny-bar", width, bars, height=12)


def thread(stations: Sequence[Station], *, step: int = 80) -> str:
    """Return the flat thread of an object's page: a ring a station, full where one is, a gap where it broke."""
    marks: list[Element] = []
    for index, station in enumerate(stations):
        x = step / 2 + index * step
        if index:
            marks += _link(x - step, x, broken=station.step == "gap")
        full = station.step == "here"
        ring = {"cx": x, "cy": 12, "r": 6, "stroke": colour("accent"), "stroke_width": 2}
        marks.append(element("circle", {**ring, "fill": colour("accent" if full else "white")}))
    return _small("thread", step * len(stations), marks, height=24)


def _link(start: float, end: float, *, broken: bool) -> list[Element]:
    ink = colour("accent")
    if not broken:
        return [stroke(start + 6, 12, end - 6, 12, stroke=ink, stroke_width=2)]
    cut = (end - start) * 0.4
    left, right = start + cut, end - cut
    lines = [(start + 6, 12, left, 12), (left, 6, left, 18), (right, 6, right, 18), (right, 12, end - 6, 12)]
    return [stroke(*line, stroke=ink, stroke_width=2) for line in lines]


def _small(kind: str, width: int, marks: Sequence[Element], *, height: int | None = None) -> str:
    """Return a figure hidden from screen readers: the word beside it says the same."""
    tall = height or width
    size = {"viewBox": f"0 0 {width} {tall}", "width": width, "height": tall}
    root = element("svg", {"xmlns": SVG, "class": f"glyph glyph-{kind}", **size, "aria_hidden": "true"}, *marks)
    root.set("focusable", "false")
    return ET.tostring(root, encoding="unicode")


def _ring(**look: object) -> Element:
    base = {"cx": 10, "cy": 10, "r": 7, "fill": "none", "stroke": colour("ink"), "stroke_width": 2}
    return element("circle", {**base, **look})


def _disc(y: float = 10, r: float = 8) -> Element:
    return element("circle", {"cx": 10, "cy": y, "r": r, "fill": colour("ink")})


def _shape(path: str, fill: str) -> Element:
    return element("path", {"d": path, "fill": colour(fill)})


def _dotted() -> list[Element]:
    return [_ring(stroke_dasharray="0.1 4.3", stroke_linecap="round", stroke_width=2.4)]


_LAMPS: dict[str, Callable[[], list[Element]]] = {
    "consistent": lambda: [_disc()],
    "partly": lambda: [_ring(), _shape("M10 3A7 7 0 0 0 10 17Z", "ink")],
    "not_consistent": lambda: [_ring(), stroke(6, 10, 14, 10, stroke_width=2.4)],
    "above_share": lambda: [_disc(12, 6.5), stroke(3, 2.5, 17, 2.5, stroke_width=2.4)],
    "cant_tell": _dotted,
    "not_set": lambda: [stroke(5, 10, 15, 10, stroke_width=2.4)],
}
_VERDICTS: dict[str, Callable[[], list[Element]]] = {
    "improving": lambda: [_shape("M10 3L18 17H2Z", "accent")],
    "worsening": lambda: [_shape("M10 17L18 3H2Z", "ink")],
    "changed": lambda: [_shape("M10 2L18 10L10 18L2 10Z", "slate")],
    "no_clear_change": lambda: [_ring(stroke=colour("accent"))],
    "cant_tell": _dotted,
}
#: Plus, sun, person, open turning arrow, three joined dots (mock/README.md).
_ICONS: dict[str, tuple[str, ...]] = {
    "PHF": ("M12 7V17", "M7 12H17"),
    "WBS": (
        "M12 6V7M12 17V18M6 12H7M17 12H18",
        "M7.8 7.8L8.5 8.5M15.5 15.5L16.2 16.2M16.2 7.8L15.5 8.5M8.5 15.5L7.8 16.2",
    ),
    "CSC": ("M7.5 17.5C7.5 12.5 16.5 12.5 16.5 17.5",),
    "BCH": ("M16.5 12A4.5 4.5 0 1 1 14.2 8.1", "M14.2 5.4V8.4H11.2"),
    "MSW": ("M12 8.5L8.5 15H15.5Z",),
}
_DOTS: dict[str, tuple[tuple[float, float, float], ...]] = {
    "WBS": ((12, 12, 2.6),),
    "CSC": ((12, 9, 2.6),),
    "MSW": ((12, 8, 2.2), (8, 15.5, 2.2), (16, 15.5, 2.2)),
}
