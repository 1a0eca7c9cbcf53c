"""How a series is drawn: grid, breaks, limits, line, points."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sharedsafety.report.charts.spec import ChartSpec
from sharedsafety.report.charts.tokens import colour
from sharedsafety.report.charts.vega import Layer, axis_labels, dot, marks, measured, vega_svg, written

_Channel = Callable[[str], dict[str, Any]]
_Rows = Sequence[Mapping[str, Any]]
_STEPS = (1, 2, 3, 4, 6, 12, 24, 48, 96)


def series_svg(spec: ChartSpec, prefix: str) -> str:
    """Return the SVG of a series."""
    padding = {
        "left": 52.0,
        "right": 128.0 if spec.more["limits"] and not spec.narrow else 24.0,
        "top": 44.0,
        "bottom": 48.0,
    }
    height = 300.0 if spec.narrow else 360.0
    inner = (spec.pixels - padding["left"] - padding["right"], height - padding["top"] - padding["bottom"])
    grid = dict(spec.more["ticks"])
    x_scale = {"domain": [-0.6, max(len(spec.more["periods"]) - 0.4, 0.6)], "nice": False}
    y_scale = {"domain": [min(grid), max(grid)], "nice": False, "zero": False}
    x_axis = {"grid": False, "labelPadding": 12, **axis_labels(_x_labels(spec))}
    y_axis = {"grid": True, **axis_labels(grid)}

    def x(field: str) -> dict[str, Any]:
        return measured(field, x_scale, x_axis)

    def y(field: str) -> dict[str, Any]:
        return measured(field, y_scale, y_axis)

    layers = [
        *_disturbed(spec.more["disturbed"], x, inner[1]),
        *_breaks(spec.more["breaks"], x, inner[1]),
        *_limits(spec.more["limits"], x, y),
    ]
    if not spec.narrow:
        layers += _limit_words(spec.more["limits"], y, inner[0])
    layers += _path(spec, x, y, inner[0])
    layers += _fitted(spec, x, y, inner[1])
    layers += _points(spec, x, y)
    layers += _newest(spec.more["last"], x, y)
    layers += _axis_words(spec.more["axis_from"])
    return vega_svg(spec, prefix, layers, height, padding)


def _disturbed(spans: _Rows, x: _Channel, bottom: float) -> list[Layer]:
    sand = {"x": x("start"), "x2": {"field": "at"}, "y": {"value": 0}, "y2": {"value": bottom}}
    words = {"x": x("middle"), "y": {"value": bottom - 10}, "text": written("text")}
    look = {"align": "center", "color": colour("ink-2"), "fontSize": 13}
    return [marks(spans, "rect", sand, color=colour("sand")), marks(spans, "text", words, **look)]


def _axis_words(text: str) -> list[Layer]:
    place = {"x": {"value": -44}, "y": {"value": -36}, "text": written("text")}
    look = {"align": "left", "color": colour("ink-2"), "fontSize": 13}
    return [marks([{"text": text}] if text else [], "text", place, **look)]


def _breaks(breaks: _Rows, x: _Channel, bottom: float) -> list[Layer]:
    sand = {"x": x("start"), "x2": {"field": "at"}, "y": {"value": 0}, "y2": {"value": bottom}}
    rule = {"x": x("at"), "y": {"value": -28}, "y2": {"value": bottom}}
    layers = [
        marks(breaks, "rect", sand, color=colour("sand")),
        marks(breaks, "rule", rule, color=colour("ink"), strokeDash=[2, 3], strokeWidth=1.6),
    ]
    for early, align, shift in ((True, "left", 8), (False, "right", -8)):
        some = [each for each in breaks if each["early"] == early]
        words = {"x": x("at"), "y": {"value": -18}, "text": written("text")}
        layers.append(marks(some, "text", words, align=align, dx=shift, fontWeight="bold"))
    return layers


def _limits(limits: _Rows, x: _Channel, y: _Channel) -> list[Layer]:
    band = {"x": x("from"), "x2": {"field": "to"}, "y": y("lower"), "y2": {"field": "upper"}}
    layers = [marks(limits, "rect", band, color=colour("tint"))]
    for field, dash in (("lower", [4, 3]), ("mean", [1, 0]), ("upper", [4, 3])):
        rule = {"x": x("from"), "x2": {"field": "to"}, "y": y(field)}
        layers.append(marks(limits, "rule", rule, color=colour("ink-2"), strokeDash=dash))
    kinds = [each for each in limits if each["kind"]]
    words = {"x": x("from"), "y": y("lower"), "text": written("kind")}
    layers.append(marks(kinds, "text", words, align="left", dx=4, dy=14, color=colour("ink-2"), fontSize=13))
    return layers


def _path(spec: ChartSpec, x: _Channel, y: _Channel, right: float) -> list[Layer]:
    """Return the path to the target: dashed, with its words above the chart, where no point can cover them."""
    ink = colour("accent-dark")
    words = [{"text": row["text"]} for row in spec.more["path"] if row["text"]]
    place = {"x": {"value": right}, "y": {"value": -36}, "text": written("text")}
    line = {"x": x("index"), "y": y("value")}
    return [
        marks(spec.more["path"], "line", line, color=ink, strokeDash=[8, 4], strokeWidth=1.8),
        marks(words, "text", place, align="right", color=ink, fontSize=13),
    ]


def _fitted(spec: ChartSpec, x: _Channel, y: _Channel, bottom: float) -> list[Layer]:
    """Return a dated change as an upright, and the lines before and after it."""
    at = [change["at"] for change in spec.more["change"]]
    rows = [{**row, "run": str(bool(at) and row["index"] > at[0])} for row in spec.more["fitted"]]
    lines = {"x": x("index"), "y": y("value"), "detail": written("run")}
    upright = {"x": x("at"), "y": {"value": -28}, "y2": {"value": bottom}}
    layers = [
        marks(spec.more["change"], "rule", upright, color=colour("ink"), strokeDash=[6, 3], strokeWidth=1.4),
        marks(rows, "line", lines, color=colour("ink"), strokeWidth=1.6),
    ]
    for early, align, shift in ((True, "left", 8), (False, "right", -8)):
        some = [each for each in spec.more["change"] if each["early"] == early]
        words = {"x": x("at"), "y": {"value": -18}, "text": written("text")}
        layers.append(marks(some, "text", words, align=align, dx=shift, fontWeight="bold"))
    return layers


def _limit_words(limits: _Rows, y: _Channel, right: float) -> list[Layer]:
    newest = [each for each in limits if each["newest"]]
    look = {"align": "left", "baseline": "middle", "color": colour("ink-2"), "fontSize": 13}
    return [
        marks(
            newest,
            "text",
            {"x": {"value": right + 4}, "y": y(field), "text": written(f"{field}_text")},
            **look,
        )
        for field in ("lower", "mean", "upper")
    ]


def _points(spec: ChartSpec, x: _Channel, y: _Channel) -> list[Layer]:
    """Return intervals, lines and points; the span before the newest break is grey."""
    ends = {"x": x("index"), "y": y("low"), "y2": {"field": "high"}}
    ranged = [row for row in spec.rows if row["low"] < row["high"]]
    layers = [marks(ranged, "rule", ends, color=colour("accent-mid"), strokeWidth=1.6)]
    place = {"x": x("index"), "y": y("value")}
    for newest, ink in ((False, "control"), (True, "accent")):
        rows = [row for row in spec.rows if (row["segment"] == spec.more["last_segment"]) is newest]
        lines = {**place, "detail": written("run")}
        layers.append(marks(rows, "line", lines, color=colour(ink), strokeWidth=2))
        for shape, full in _SHAPES:
            some = [row for row in rows if _shape(row) == (shape, full)]
            look = {"shape": shape, "size": 60 if shape == "circle" else 95, "strokeWidth": 1.8}
            layers.append(dot(some, place, ink if full else "white", ink, **look))
    return layers


_SHAPES = (
    ("circle", False),
    ("circle", True),
    ("triangle-up", True),
    ("triangle-down", True),
    ("square", False),
)


def _shape(row: Mapping[str, Any]) -> tuple[str, bool]:
    """Return the shape of a point: triangle outside, full dot in a run, open dot ordinary, square caution."""
    if row["caution"] or row["disturbed"]:
        return ("square", False)
    if row["label"] == "outside":
        return ("triangle-up" if row["above"] else "triangle-down", True)
    return ("circle", row["label"] != "none")


def _newest(last: _Rows, x: _Channel, y: _Channel) -> list[Layer]:
    words = {"x": x("index"), "y": y("value"), "text": written("text")}
    look = {"align": "center", "fontWeight": "bold", "color": colour("accent")}
    return [
        marks([each for each in last if each["below"] is below], "text", words, dy=shift, **look)
        for below, shift in ((False, -13), (True, 22))
    ]


def _x_labels(spec: ChartSpec) -> dict[float, Sequence[str]]:
    periods = spec.more["periods"]
    room = 4 if spec.narrow else 9
    step = next(each for each in _STEPS if len(periods) / each <= room or each == _STEPS[-1])
    yearly = [index for index, words in enumerate(periods) if len(words) > 1]
    first = yearly[0] % step if yearly else (len(periods) - 1) % step
    return {float(index): periods[index] for index in range(first, len(periods), step)}
