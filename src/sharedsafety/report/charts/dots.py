"""Open dot before, full dot after: each new dollar, or the change of each family, with its range."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sharedsafety.core.figure import Figure
from sharedsafety.investments.results import Change, ChangeRow
from sharedsafety.report import numbers
from sharedsafety.report.charts.markup import text_width, wrapped
from sharedsafety.report.charts.spec import ChartSpec, Width
from sharedsafety.report.charts.tokens import colour
from sharedsafety.report.charts.vega import axis_labels, ticks, vega_svg
from sharedsafety.report.names import name, names

_NAMES_WIDE = 268.0


def new_dollar_dots(change: Change, title: str, language: str = "en", width: Width = "wide") -> ChartSpec:
    """Return where each new dollar went, beside the share of each dollar before; empty rows where not admissible."""
    total = sum(row.before.value or 0.0 for row in change.rows) or 1.0
    rows = [
        _row(_name(row, language), (row.before.value or 0.0) / total, row.marginal_share, _cents)
        for row in change.rows
        if row.marginal_share.value is not None
    ]
    return _spec(rows, title, language, width, "cents")


def change_dots(change: Change, title: str, language: str = "en", width: Width = "wide") -> ChartSpec:
    """Return real dollars before and after for each family."""
    rows = [
        _row(
            _name(row, language), row.before.value or 0.0, row.after, lambda usd: numbers.short_money(usd, language)
        )
        for row in change.rows
        if row.after.value is not None
    ]
    return _spec(rows, title, language, width, "money")


def draw(spec: ChartSpec, prefix: str) -> str:
    """Return the SVG of dots."""
    import altair as alt

    pitch, top = (58.0, 30.0) if spec.narrow else (36.0, 30.0)
    left = 6.0 if spec.narrow else _NAMES_WIDE
    inner, lead = spec.pixels - left - 6, 46.0
    right = inner - max((text_width(row["right"], bold=True) for row in spec.rows), default=0) - 12
    drop = 40.0 if spec.narrow else 18.0
    rows = [{**row, "y": index * pitch + drop, "top": index * pitch + 12} for index, row in enumerate(spec.rows)]
    values = [row[key] for row in rows for key in ("before", "value", "low", "high") if row[key] is not None]
    scale_ticks = ticks(min(0.0, *values), max(values), 3 if spec.narrow else 4) if values else (0.0, 1.0)
    written = {tick: _tick(tick, spec) for tick in scale_ticks}
    x_scale = alt.Scale(domain=[scale_ticks[0], scale_ticks[-1]], range=[lead, right], nice=False)
    axis = alt.Axis(orient="top", grid=True, **axis_labels(written))
    base = alt.Chart(alt.Data(values=rows))
    y = alt.Y("y:Q", scale=None, axis=None)

    def x(field: str) -> Any:
        return alt.X(f"{field}:Q", scale=x_scale, axis=axis)

    def side(anchor: str, text: str, weight: str, ink: str, *, left_side: bool) -> Any:
        mark = {"align": "right" if left_side else "left", "dx": -10 if left_side else 10, "baseline": "middle"}
        found = base.transform_filter(f"datum.{text} != ''")
        return found.mark_text(fontWeight=weight, color=colour(ink), **mark).encode(x=x(anchor), y=y, text=f"{text}:N")

    layers = [
        base.mark_rule(color=colour("control"), strokeWidth=1.5).encode(x=x("before"), x2="value:Q", y=y),
        base.mark_rule(color=colour("ink"), strokeWidth=1.6).encode(x=x("low"), x2="high:Q", y=y),
        base.mark_tick(color=colour("ink"), thickness=1.6, size=10, orient="vertical").encode(x=x("low"), y=y),
        base.mark_tick(color=colour("ink"), thickness=1.6, size=10, orient="vertical").encode(x=x("high"), y=y),
        _dot(base, colour("white")).encode(x=x("before"), y=y),
        _dot(base, colour("accent")).encode(x=x("value"), y=y),
        side("least", "left_new", "bold", "ink", left_side=True),
        side("least", "left_before", "normal", "ink-2", left_side=True),
        side("most", "right_new", "bold", "ink", left_side=False),
        side("most", "right_before", "normal", "ink-2", left_side=False),
        base.mark_text(align="left", baseline="middle").encode(
            x=alt.value(0 if spec.narrow else -left),
            y=alt.Y("top:Q" if spec.narrow else "y:Q", scale=None, axis=None),
            text="lines:N",
        ),
    ]
    height = top + pitch * len(rows) + 6
    return vega_svg(spec, prefix, alt.layer(*layers), height, {"left": left, "right": 6, "top": top, "bottom": 6})


def _spec(rows: Sequence[Mapping[str, Any]], title: str, language: str, width: Width, unit: str) -> ChartSpec:
    ordered = tuple(sorted(rows, key=lambda row: -row["before"]))
    said = "; ".join(f"{row['lines'][0]}: {row['said']}" for row in ordered)
    shown = tuple(
        {**row, "lines": wrapped(row["lines"][0], 330 if width == "narrow" else _NAMES_WIDE - 12)} for row in ordered
    )
    return ChartSpec(
        kind="dots", title=title, description=said, language=language, width=width, rows=shown, more={"unit": unit}
    )


def _row(text: str, before: float, after: Figure, written: Any) -> Mapping[str, Any]:
    value = after.value or 0.0
    low, high = (value if end is None else end for end in (after.low, after.high))
    old, new = written(before), written(value)
    rises = value >= before
    return {
        "lines": (text,),
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


def _dot(base: Any, fill: str) -> Any:
    return base.mark_point(shape="circle", size=80, filled=True, fill=fill, stroke=colour("accent"), strokeWidth=2, opacity=1)


def _cents(share: float) -> str:
    return f"{numbers.cents(share).split(' ')[0]}¢" if share >= 0.005 or not share else "<1¢"


def _tick(value: float, spec: ChartSpec) -> str:
    return f"{round(value * 100)}¢" if spec.more["unit"] == "cents" else numbers.short_money(value, spec.language)


def _name(row: ChangeRow, language: str) -> str:
    return name("family" if row.code in names("family") else "category", row.code, language)
