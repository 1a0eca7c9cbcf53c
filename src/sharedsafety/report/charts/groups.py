"""Dot and interval for groups, in three display states: shown, use with caution, not shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sharedsafety.progress.results import Disparity, GroupRow
from sharedsafety.progress.series import Indicator
from sharedsafety.report import numbers
from sharedsafety.report.change_sentences import indicator_value
from sharedsafety.report.charts.spec import ChartSpec, Width
from sharedsafety.report.charts.tokens import colour
from sharedsafety.report.charts.vega import axis_labels, ticks, vega_svg
from sharedsafety.report.names import name

_NAMES_WIDE, _WORDS_WIDE = 190.0, 190.0


def group_dots(
    disparity: Disparity, indicator: Indicator, title: str, language: str = "en", width: Width = "wide"
) -> ChartSpec:
    """Return the groups of one indicator side by side, everybody as a dashed upright where it is shown."""
    rows = tuple(_row(row, indicator, language) for row in disparity.rows)
    said = "; ".join(f"{row['name']}: {row['label']} {row['range']} {row['word']}".strip() for row in rows)
    everybody = next((row["value"] for row in rows if row["name"] == disparity.reference and "value" in row), None)
    return ChartSpec(
        kind="groups",
        title=title,
        description=said,
        language=language,
        width=width,
        rows=rows,
        more={"reference": everybody, "per": indicator.per, "unit": indicator.unit},
    )


def draw(spec: ChartSpec, prefix: str) -> str:
    """Return the SVG of groups. A group that is not shown has its word and no place on the axis."""
    import altair as alt

    pitch, top = (56.0, 30.0) if spec.narrow else (32.0, 30.0)
    left, right = (8.0, 12.0) if spec.narrow else (_NAMES_WIDE, _WORDS_WIDE)
    inner = spec.pixels - left - right
    rows = [
        {**row, "y": index * pitch + (42 if spec.narrow else 16), "top": index * pitch + 16}
        for index, row in enumerate(spec.rows)
    ]
    shown = [row for row in rows if "value" in row]
    marks = ticks(*_span(shown), 3 if spec.narrow else 5)
    written = {tick: _tick(tick, spec) for tick in marks}
    x_scale = alt.Scale(domain=[marks[0], marks[-1]], range=[0, inner], nice=False)
    axis = alt.Axis(orient="top", grid=True, **axis_labels(written))
    y = alt.Y("y:Q", scale=None, axis=None)
    name_y = alt.Y("top:Q" if spec.narrow else "y:Q", scale=None, axis=None)
    every = alt.Chart(alt.Data(values=[{key: row[key] for key in _WORDS} for row in rows]))
    base = alt.Chart(alt.Data(values=shown))

    def x(field: str) -> Any:
        return alt.X(f"{field}:Q", scale=x_scale, axis=axis)

    def text(field: str, place: float, *, align: str = "left", ink: str = "ink", weight: str = "normal", at: Any = name_y) -> Any:
        found = every.transform_filter(f"datum.{field} != ''")
        mark = found.mark_text(align=align, baseline="middle", color=colour(ink), fontWeight=weight)
        return mark.encode(x=alt.value(place), y=at, text=f"{field}:N")

    layers = []
    if spec.more["reference"] is not None:
        line = alt.Chart(alt.Data(values=[{"at": spec.more["reference"]}]))
        layers.append(line.mark_rule(color=colour("ink-2"), strokeDash=[3, 3]).encode(x=x("at")))
    for display, fill, dash in (("shown", "accent", [1, 0]), ("caution", "white", [4, 3])):
        part = base.transform_filter(f"datum.display == '{display}'")
        layers.append(
            part.mark_rule(color=colour("accent"), strokeWidth=2, strokeDash=dash).encode(x=x("low"), x2="high:Q", y=y)
        )
        dot = {"shape": "circle", "size": 100, "filled": True, "stroke": colour("accent"), "strokeWidth": 2}
        layers.append(part.mark_point(fill=colour(fill), opacity=1, **dot).encode(x=x("value"), y=y))
    layers.append(text("name", 0 if spec.narrow else -left, weight="normal"))
    layers.append(text("missing", 4, ink="ink-2", at=y))
    if spec.narrow:
        layers.append(text("said", inner, align="right"))
    else:
        layers += [text("label", inner + 16, weight="bold"), text("detail", inner + 66, ink="ink-2")]
    height = top + pitch * len(rows) + 6
    return vega_svg(spec, prefix, alt.layer(*layers), height, {"left": left, "right": right, "top": top, "bottom": 6})


_WORDS = ("name", "label", "detail", "missing", "said", "y", "top")


def _row(row: GroupRow, indicator: Indicator, language: str) -> Mapping[str, Any]:
    """Return a row of words; values and limits are there only where they may be shown."""
    words: dict[str, Any] = {"name": row.group, "display": row.display, "word": "", "label": "", "range": ""}
    figure = row.figure
    if row.display == "not_shown" or figure is None or figure.value is None:
        missing = name("code", row.code, language) if row.code else name("display", "not_shown", language)
        return {**words, "display": "not_shown", "word": missing, "missing": missing, "detail": "", "said": ""}
    low, high = (figure.value if end is None else end for end in (figure.low, figure.high))
    label = _short(figure.value, indicator, language)
    between = numbers.between(_short(low, indicator, language), _short(high, indicator, language), language)
    word = name("display", "caution", language) if row.display == "caution" else ""
    detail = f"{between}, {word}" if word else between
    values = {"value": figure.value, "low": low, "high": high}
    return {
        **words, **values, "word": word, "label": label, "range": between, "detail": detail, "missing": "",
        "said": f"{label} ({detail})",
    }  # fmt: skip


def _short(value: float, indicator: Indicator, language: str) -> str:
    """Return a value without its unit: the line under the chart's title names the unit once."""
    if indicator.unit in ("proportion", "usd"):
        return indicator_value(value, indicator, language)
    return numbers.number(value, language)


def _tick(value: float, spec: ChartSpec) -> str:
    if spec.more["unit"] == "proportion":
        return numbers.share(value, spec.language)
    return numbers.short_money(value, spec.language) if spec.more["unit"] == "usd" else numbers.number(value)


def _span(rows: list[Mapping[str, Any]]) -> tuple[float, float]:
    ends = [row[key] for row in rows for key in ("low", "high")]
    return (min(0.0, *ends), max(ends)) if ends else (0.0, 1.0)
