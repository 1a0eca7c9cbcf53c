"""One bar in parts: how free the money is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sharedsafety.investments.results import MoneyRow
from sharedsafety.report import numbers
from sharedsafety.report.charts.markup import Element, element, frame, rect, text_width, words
from sharedsafety.report.charts.spec import ChartSpec, Width
from sharedsafety.report.charts.tokens import colour
from sharedsafety.report.names import row_name

_HEIGHT = 30.0
_FILL = ("accent", "accent-mid", "slate", "accent-light")
_ON = {"accent": "light", "accent-mid": "bold", "slate": "light", "accent-light": "bold"}


def money_stack(
    table: str, rows: Sequence[MoneyRow], title: str, language: str = "en", width: Width = "wide"
) -> ChartSpec:
    """Return one bar of the parts of a money table, in their own order; ``unknown`` is an open box."""
    shown = [row for row in rows if row.amount.value]
    parts = tuple(_part(row_name(table, row, language), row, index, language) for index, row in enumerate(shown))
    said = "; ".join(f"{part['name']}: {part['label']} {part['note']}" for part in parts)
    return ChartSpec(kind="stack", title=title, description=said, language=language, width=width, rows=parts)


def draw(spec: ChartSpec, prefix: str) -> str:
    """Return the SVG of the bar, with a line of words for each part below it."""
    total = sum(part["value"] for part in spec.rows) or 1.0
    marks: list[Element] = []
    x = 0.0
    for part in spec.rows:
        width = part["value"] / total * spec.pixels
        marks += _piece(part, x, width)
        x += width
    top = _HEIGHT + 14
    for index, part in enumerate(spec.rows):
        marks += _key(part, 0, top + index * 26)
    return frame(spec, prefix, top + len(spec.rows) * 26, marks)


def _part(text: str, row: MoneyRow, index: int, language: str) -> Mapping[str, Any]:
    value = row.amount.value or 0.0
    return {
        "name": text,
        "value": value,
        "fill": "unknown" if row.code in ("unknown", "uncoded") else _FILL[index % len(_FILL)],
        "label": numbers.short_money(value, language),
        "note": "" if row.share.value is None else numbers.share(row.share.value, language),
    }


def _piece(part: Mapping[str, Any], x: float, width: float) -> list[Element]:
    marks = [_box(part, x, 0, width, _HEIGHT)]
    if width > text_width(part["label"], bold=True) + 16:
        marks.append(words(x + 8, 20, (part["label"], _ON.get(part["fill"], "bold"))))
    return marks


def _box(part: Mapping[str, Any], x: float, y: float, width: float, height: float) -> Element:
    if part["fill"] == "unknown":
        place = {"x": x + 1.5, "y": y + 1, "width": max(width - 2.5, 1), "height": height - 2}
        edge = {
            "fill": colour("white"),
            "stroke": colour("ink-2"),
            "stroke_width": 1.5,
            "stroke_dasharray": "2 3",
        }
        return element("rect", {**place, **edge})
    return rect(x, y, max(width - 1, 1), height, fill=colour(part["fill"]))


def _key(part: Mapping[str, Any], x: float, y: float) -> list[Element]:
    line = words(x + 22, y + 12, (part["name"], "plain"), (part["label"], "bold"), (part["note"], "quiet"))
    return [_box(part, x, y, 15, 14), line]
