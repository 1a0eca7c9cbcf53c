"""Hand-made SVG: elements, text that fits, and the frame every chart of this project has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from xml.etree import ElementTree as ET

from sharedsafety.report.charts.spec import ChartSpec
from sharedsafety.report.charts.tokens import colour, font, size

SVG = "http://www.w3.org/2000/svg"
Element = ET.Element


def element(tag: str, attributes: Mapping[str, object], *children: Element, text: str | None = None) -> Element:
    """Return one SVG element; numbers are written short, so the same drawing has the same bytes."""
    made = ET.Element(tag, {key.replace("_", "-"): _written(value) for key, value in attributes.items()})
    made.text = text
    made.extend(children)
    return made


def rect(x: float, y: float, width: float, height: float, **attributes: object) -> Element:
    """Return a rectangle; a width is never negative."""
    return element("rect", {"x": x, "y": y, "width": max(width, 0), "height": height, **attributes})


def stroke(x1: float, y1: float, x2: float, y2: float, **attributes: object) -> Element:
    """Return a straight line in ink unless told otherwise."""
    place = {"x1": x1, "y1": y1, "x2": x2, "y2": y2}
    return element("line", {**place, "stroke": colour("ink"), "stroke_width": 1.6, **attributes})


def words(x: float, y: float, *parts: tuple[str, str], anchor: str = "start") -> Element:
    """Return one line of text from (text, style) parts; styles: ``plain``, ``bold``, ``quiet``, ``light``."""
    styles: dict[str, dict[str, object]] = {
        "plain": {"fill": colour("ink")},
        "bold": {"fill": colour("ink"), "font_weight": 700},
        "quiet": {"fill": colour("ink-2")},
        "light": {"fill": colour("white"), "font_weight": 700},
    }
    spans = [element("tspan", styles[style], text=text) for text, style in parts]
    for span in spans[1:]:
        span.set("dx", "6")
    place = {"x": x, "y": y, "text_anchor": anchor}
    return element("text", {key: value for key, value in place.items() if value != "start"}, *spans)


def text_width(text: str, *, bold: bool = False) -> float:
    """Return about how wide a text is in pixels, a little more than it will be."""
    return len(text) * size("text", "bold_character" if bold else "character")


def wrapped(text: str, pixels: float) -> tuple[str, ...]:
    """Return a text in lines that fit, broken at spaces.

    >>> wrapped("Police, courts, jail and probation", 150)
    ('Police, courts, jail', 'and probation')
    """
    lines: list[str] = []
    for word in text.split(" "):
        if lines and text_width(f"{lines[-1]} {word}") <= pixels:
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines.append(word)
    return tuple(lines)


def frame(spec: ChartSpec, prefix: str, height: float, marks: Iterable[Element]) -> str:
    """Return the finished chart: one image with a title and a description, nothing else."""
    root = element(
        "svg",
        {
            "xmlns": SVG,
            "class": f"chart chart-{spec.width}",
            "viewBox": f"0 0 {_written(spec.pixels)} {_written(height)}",
            "width": spec.pixels,
            "height": height,
            "role": "img",
            "aria_labelledby": f"{prefix}-title {prefix}-desc",
            "font_family": font(),
            "font_size": size("text", "label"),
        },
        element("title", {"id": f"{prefix}-title"}, text=spec.title),
        element("desc", {"id": f"{prefix}-desc"}, text=spec.description),
        *marks,
    )
    return ET.tostring(root, encoding="unicode")


def _written(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.2f}".rstrip("0").rstrip(".")
    return str(value)
