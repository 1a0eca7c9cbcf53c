"""Dot and interval for groups, in three display states: shown, use with caution, not shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sharedsafety.progress.results import Disparity, GroupRow
from sharedsafety.progress.series import Indicator
from sharedsafety.report.change_sentences import short_range, short_value, tick_labels
from sharedsafety.report.charts.spec import ChartSpec, Width
from sharedsafety.report.charts.tokens import colour
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
from sharedsafety.report.group_sentences import counted_none
from sharedsafety.report.names import name
from sharedsafety.report.sentences import sentence

_NAMES_WIDE, _WORDS_WIDE = 190.0, 236.0
_EDGE, _TOP = 22.0, 30.0  # room for the first and last label of the axis, and for the axis
#: Pixels above and below the dot of a row between which grid and everybody's upright stand: never behind words.
_BAND = {"narrow": (14.0, 14.0), "wide": (16.0, 16.0)}


def group_dots(
    disparity: Disparity, indicator: Indicator, title: str, language: str = "en", width: Width = "wide"
) -> ChartSpec:
    """Return the groups of one indicator side by side, everybody as a dashed upright where it is shown."""
    rows = tuple(_row(row, indicator, language) for row in disparity.rows)
    said = "; ".join(f"{row['name']}: {row['label']} {row['detail']}{row['missing']}".strip() for row in rows)
    everybody = next((row["value"] for row in rows if row["name"] == disparity.reference and "value" in row), None)
    values = [row[key] for row in rows if "value" in row for key in ("low", "high")] or [0.0, 1.0]
    grid = ticks(min(0.0, *values), max(values), 3 if width == "narrow" else 5)
    return ChartSpec(
        kind="groups",
        title=title,
        description=said,
        language=language,
        width=width,
        rows=rows,
        more={
            "reference": everybody,
            "ticks": tick_labels(grid, indicator, language),
        },
    )


def draw(spec: ChartSpec, prefix: str) -> str:
    """Return the SVG of groups. A group that is not shown has its word and no place on the axis."""
    left, right = (_EDGE, _EDGE) if spec.narrow else (_NAMES_WIDE, _WORDS_WIDE)
    inner = spec.pixels - left - right
    rows, bottom = _placed(spec)
    grid = dict(spec.more["ticks"])
    scale = {"domain": [min(grid), max(grid)], "range": [0, inner], "nice": False}
    axis = {"orient": "top", "grid": False, **axis_labels(grid)}
    uprights = _uprights(rows, _BAND[spec.width], list(grid), spec.more["reference"])
    layers = _intervals(rows, uprights, lambda field: measured(field, scale, axis))
    layers += _words_narrow(rows, inner) if spec.narrow else _words_wide(rows, inner, left)
    padding = {"left": left, "right": right, "top": _TOP, "bottom": 6.0}
    return vega_svg(spec, prefix, layers, _TOP + bottom + 6, padding)


def _placed(spec: ChartSpec) -> tuple[list[Mapping[str, Any]], float]:
    """Return the rows with their pixels from the top, a gap before each new kind of group, and where they end."""
    placed: list[Mapping[str, Any]] = []
    top = 0.0
    for row in spec.rows:
        top += 14 if placed and placed[-1]["kind"] != row["kind"] else 0
        placed.append({**row, "y": top + (42 if spec.narrow else 16), "top": top + 16})
        top += 58 if spec.narrow else 32
    return placed, top


_Uprights = tuple[list[dict[str, float]], list[dict[str, float]]]


def _uprights(
    rows: Sequence[Mapping[str, Any]], band: tuple[float, float], grid: Sequence[float], reference: float | None
) -> _Uprights:
    """Return the pieces of the grid and of everybody's upright: one for each row with a dot, beside no words."""
    spans = [{"from": row["y"] - band[0], "to": row["y"] + band[1]} for row in rows if "value" in row]
    pieces = [{"at": at, **span} for span in spans for at in grid]
    return pieces, [{"at": reference, **span} for span in spans] if reference is not None else []


def _intervals(
    rows: Sequence[Mapping[str, Any]], uprights: _Uprights, x: Callable[[str], dict[str, Any]]
) -> list[Layer]:
    piece = {"x": x("at"), "y": pixel("from"), "y2": {"field": "to"}}
    layers = [
        marks(uprights[0], "rule", piece, color=colour("rule")),
        marks(uprights[1], "rule", piece, color=colour("ink-2"), strokeDash=[3, 3]),
    ]
    for display, fill, dash in (("shown", "accent", [1, 0]), ("caution", "white", [4, 3])):
        some = [row for row in rows if row["display"] == display]
        ends = {"x": x("low"), "x2": {"field": "high"}, "y": pixel("y")}
        layers.append(marks(some, "rule", ends, color=colour("accent"), strokeWidth=2, strokeDash=dash))
        layers.append(dot(some, {"x": x("value"), "y": pixel("y")}, fill, "accent", size=100))
    return layers


def _words_wide(rows: Sequence[Mapping[str, Any]], inner: float, left: float) -> list[Layer]:
    return [
        _text(rows, "name", -left, "y"),
        _text(rows, "missing", 4, "y", color=colour("ink-2")),
        _text(rows, "label", inner + 16, "y", fontWeight="bold"),
        _text(rows, "detail", inner + 76, "y", color=colour("ink-2")),
    ]


def _words_narrow(rows: Sequence[Mapping[str, Any]], inner: float) -> list[Layer]:
    return [
        _text(rows, "name", -_EDGE, "top"),
        _text(rows, "missing", -_EDGE, "y", color=colour("ink-2")),
        _text(rows, "said", inner + _EDGE, "top", align="right"),
    ]


def _text(rows: Sequence[Mapping[str, Any]], field: str, left: float, line: str, **look: Any) -> Layer:
    """Return one column of words; only words are handed on, so a value can't slip in."""
    some = [{field: row[field], line: row[line]} for row in rows if row[field]]
    channels = {"x": {"value": left}, "y": pixel(line), "text": written(field)}
    return marks(some, "text", channels, **{"align": "left", "baseline": "middle", **look})


def _row(row: GroupRow, indicator: Indicator, language: str) -> Mapping[str, Any]:
    """Return a row of words; values and limits are there only where they may be shown."""
    figure = row.figure
    if row.display == "not_shown" or figure is None or figure.value is None:
        missing = name("code", row.code, language) if row.code else name("display", "not_shown", language)
        words = {"label": "", "detail": "", "said": "", "missing": missing}
        return {"name": row.group, "kind": row.group_type, "display": "not_shown", **words}
    if counted_none(row, indicator):
        words = {"label": "0", "detail": "", "said": "0", "missing": sentence("groups.zero", language)}
        return {"name": row.group, "kind": row.group_type, "display": "not_shown", **words}
    low, high = (figure.value if end is None else end for end in (figure.low, figure.high))
    label, detail = (
        short_value(figure.value, indicator, language),
        short_range(low, high, indicator, language),
    )
    if row.display == "caution":
        detail = f"{detail}, {name('display_short', 'caution', language)}"
    words = {"label": label, "detail": detail, "said": f"{label} ({detail})", "missing": ""}
    values = {"value": figure.value, "low": low, "high": high}
    return {"name": row.group, "kind": row.group_type, "display": row.display, **words, **values}
