"""Open dot before, full dot after: each new dollar, or the change of each family, with its range."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sharedsafety.core.figure import Figure
from sharedsafety.investments.results import Change
from sharedsafety.report import numbers
from sharedsafety.report.charts.markup import text_width, wrapped
from sharedsafety.report.charts.spec import ChartSpec, Width
from sharedsafety.report.charts.tokens import colour, size
from sharedsafety.report.charts.vega import (
    Layer,
    axis_labels,
    dot,
    marks,
    measured,
    pixel,
    ticks,
    vega_svg,
    written,
)
from sharedsafety.report.money_sentences import families
from sharedsafety.report.names import coded_name

_NAMES_WIDE = 268.0
_LINE = 17.0
_LEAD = 52.0  # room left of zero for a label of the smallest dot
_SIDES = (
    ("left_new", "least", "right", -10, True),
    ("left_before", "least", "right", -10, False),
    ("right_new", "most", "left", 10, True),
    ("right_before", "most", "left", 10, False),
)


def new_dollar_dots(change: Change, title: str, language: str = "en", width: Width = "wide") -> ChartSpec:
    """Return the share of each new dollar beside its share before; no rows where that is not admissible."""
    shown = families(change.rows)
    total = sum(row.before.value or 0.0 for row in shown) or 1.0
    rows = [
        _row(coded_name(row.code, language), (row.before.value or 0.0) / total, row.marginal_share, _cents)
        for row in shown
        if row.marginal_share.value is not None
    ]
    return _spec(rows, title, (language, width), "cents")


def change_dots(change: Change, title: str, language: str = "en", width: Width = "wide") -> ChartSpec:
    """Return real dollars before and after for each family."""

    def short(usd: float) -> str:
        return numbers.short_money(usd, language)

    rows = [
        _row(coded_name(row.code, language), row.before.value or 0.0, row.after, short)
        for row in change.rows
        if row.after.value is not None
    ]
    return _spec(rows, title, (language, width), "money")


def draw(spec: ChartSpec, prefix: str) -> str:
    """Return the SVG of dots."""
    left, top = (6.0 if spec.narrow else _NAMES_WIDE), 30.0
    rows, bottom = _placed(spec)
    room = max((text_width(row["right"], bold=True) for row in rows), default=0) + 18
    values = [row[key] for row in rows for key in ("before", "value", "low", "high")] or [0.0, 1.0]
    most = max(values)
    scale_ticks = [tick for tick in ticks(min(0.0, *values), most, 3 if spec.narrow else 5) if tick <= most]
    scale = {"domain": [scale_ticks[0], most], "range": [_LEAD, spec.pixels - left - 6 - room], "nice": False}
    axis = {"orient": "top", "grid": True, **axis_labels({tick: _tick(tick, spec) for tick in scale_ticks})}
    layers = _marks(rows, lambda field: measured(field, scale, axis))
    layers.append(_names(rows, 0 if spec.narrow else -left))
    padding = {"left": left, "right": 6.0, "top": top, "bottom": 6.0}
    return vega_svg(spec, prefix, layers, top + bottom + 6, padding)


def _placed(spec: ChartSpec) -> tuple[list[Mapping[str, Any]], float]:
    """Return the rows with their pixels from the top, and where they end."""
    placed: list[Mapping[str, Any]] = []
    top = 4.0
    for row in spec.rows:
        more = (len(row["lines"]) - 1) * _LINE
        if spec.narrow:
            placed.append({**row, "names_y": top + 8, "y": top + more + 32})
            top += more + 54
        else:
            placed.append({**row, "names_y": top + 18 - more / 2, "y": top + 18})
            top += 38
    return placed, top


def _marks(rows: Sequence[Mapping[str, Any]], x: Callable[[str], dict[str, Any]]) -> list[Layer]:
    y = pixel("y")
    end = {"color": colour("ink"), "thickness": 1.6, "size": 10, "orient": "vertical"}
    ranged = [row for row in rows if row["low"] < row["high"]]
    layers = [
        marks(rows, "rule", {"x": x("before"), "x2": {"field": "value"}, "y": y}, color=colour("control")),
        marks(
            ranged,
            "rule",
            {"x": x("low"), "x2": {"field": "high"}, "y": y},
            color=colour("ink"),
            strokeWidth=1.6,
        ),
        marks(ranged, "tick", {"x": x("low"), "y": y}, **end),
        marks(ranged, "tick", {"x": x("high"), "y": y}, **end),
        dot(rows, {"x": x("before"), "y": y}, "white", "accent"),
        dot(rows, {"x": x("value"), "y": y}, "accent", "accent"),
    ]
    for field, place, align, shift, bold in _SIDES:
        some = [row for row in rows if row[field]]
        look = {"fontWeight": "bold" if bold else "normal", "color": colour("ink" if bold else "ink-2")}
        channels = {"x": x(place), "y": y, "text": written(field)}
        layers.append(marks(some, "text", channels, align=align, dx=shift, baseline="middle", **look))
    return layers


def _names(rows: Sequence[Mapping[str, Any]], left: float) -> Layer:
    channels = {"x": {"value": left}, "y": pixel("names_y"), "text": written("lines")}
    return marks(rows, "text", channels, align="left", baseline="middle", lineHeight=_LINE)


def _spec(rows: Sequence[Mapping[str, Any]], title: str, form: tuple[str, Width], unit: str) -> ChartSpec:
    language, width = form
    ordered = sorted(rows, key=lambda row: -row["before"])
    said = "; ".join(f"{row['name']}: {row['said']}" for row in ordered)
    room = size("width", "narrow") - 10 if width == "narrow" else _NAMES_WIDE - 12
    return ChartSpec(
        kind="dots",
        title=title,
        description=said,
        language=language,
        width=width,
        rows=tuple({**row, "lines": wrapped(row["name"], room)} for row in ordered),
        more={"unit": unit},
    )


def _row(text: str, before: float, after: Figure, short: Callable[[float], str]) -> Mapping[str, Any]:
    value = after.value or 0.0
    low, high = (value if end is None else end for end in (after.low, after.high))
    old, new = short(before), short(value)
    rises = value >= before
    return {
        "name": text,
        "before": before,
        "value": value,
        "low": low,
        "high": high,
        "least": min(before, value, low),
        "most": max(before, value, high),
        "left_before": old if rises else "",
        "left_new": "" if rises else new,
        "right_new": new if rises else "",
        "right_before": "" if rises else old,
        "right": new if rises else old,
        "said": f"{old} \N{RIGHTWARDS ARROW} {new}",
    }


def _cents(share: float) -> str:
    """Return a share as cents with the sign that fits beside a dot."""
    return "<1¢" if 0 < share < 0.005 else f"{numbers.count(share * 100)}¢"


def _tick(value: float, spec: ChartSpec) -> str:
    if spec.more["unit"] == "cents":
        return f"{numbers.count(value * 100)}¢"
    return numbers.short_money(value, spec.language)
