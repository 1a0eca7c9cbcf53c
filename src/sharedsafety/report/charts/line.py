"""A series over time: limits of ordinary movement, breaks, and points that stand out by shape, not by colour."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sharedsafety.progress.results import IndicatorResult, Limits, Point
from sharedsafety.progress.series import Indicator
from sharedsafety.report import numbers
from sharedsafety.report.change_sentences import indicator_value
from sharedsafety.report.charts.spec import ChartSpec, Width
from sharedsafety.report.charts.tokens import colour
from sharedsafety.report.charts.vega import axis_labels, ticks, vega_svg
from sharedsafety.report.dates import period, short_period
from sharedsafety.report.names import name
from sharedsafety.report.sentences import sentence


def series_line(
    result: IndicatorResult, indicator: Indicator, title: str, language: str = "en", width: Width = "wide"
) -> ChartSpec:
    """Return an indicator over time. A point that is not shown leaves a gap and nothing else."""
    shown = [(index, point) for index, point in enumerate(result.points) if point.figure and point.figure.can_tell]
    rows = tuple(_row(index, point, result.points) for index, point in shown)
    said = [f"{period(p.period, language)}: {indicator_value(_value(p), indicator, language)}" for _, p in shown]
    gaps = len(result.points) - len(shown)
    if gaps:
        said.append(f"{name('display', 'not_shown', language)}: {gaps}")
    more = {
        "periods": tuple(_axis_words(each.period, language) for each in result.points),
        "limits": tuple(_limit(each, result.points, language) for each in result.limits),
        "breaks": _breaks(result.points, language),
        "labels": {code: name("point_label", code, language) for code in ("outside", "trend", "two_of_three", "shift")},
        "last": _last(result.points, indicator, language),
        "unit": indicator.unit,
        "last_segment": max((point.segment for point in result.points), default=0),
    }
    return ChartSpec(
        kind="line", title=title, description="; ".join(said), language=language, width=width, rows=rows, more=more
    )


def draw(spec: ChartSpec, prefix: str) -> str:
    """Return the SVG of a series."""
    import altair as alt

    count = len(spec.more["periods"])
    pad = {"left": 52.0, "right": 16.0 if spec.narrow else 112.0, "top": 44.0, "bottom": 48.0}
    height = 300.0 if spec.narrow else 360.0
    marks = ticks(*_span(spec), 5)
    y_axis = alt.Axis(grid=True, **axis_labels({tick: _tick(tick, spec) for tick in marks}))
    x_axis = alt.Axis(grid=False, labelPadding=12, **axis_labels(_x_labels(spec)))
    x_scale = alt.Scale(domain=[-0.6, max(count - 0.4, 0.6)], nice=False)
    y_scale = alt.Scale(domain=[marks[0], marks[-1]], nice=False, zero=False)
    frame_height = height - pad["top"] - pad["bottom"]
    frame_width = spec.pixels - pad["left"] - pad["right"]

    def x(field: str) -> Any:
        return alt.X(f"{field}:Q", scale=x_scale, axis=x_axis)

    def y(field: str) -> Any:
        return alt.Y(f"{field}:Q", scale=y_scale, axis=y_axis)

    def of(rows: Sequence[Mapping[str, Any]]) -> Any:
        return alt.Chart(alt.Data(values=list(rows)))

    limits = of(spec.more["limits"])
    base = of(spec.rows)
    layers = [
        of(spec.more["breaks"]).mark_rect(color=colour("sand")).encode(
            x=x("start"), x2="at:Q", y=alt.value(0), y2=alt.value(frame_height)
        ),
        limits.mark_rect(color=colour("tint")).encode(x=x("from"), x2="to:Q", y=y("lower"), y2="upper:Q"),
        *(
            limits.mark_rule(color=colour("ink-2"), strokeDash=dash).encode(x=x("from"), x2="to:Q", y=y(field))
            for field, dash in (("lower", [4, 3]), ("mean", [1, 0]), ("upper", [4, 3]))
        ),
        of(spec.more["breaks"]).mark_rule(color=colour("ink"), strokeDash=[2, 3], strokeWidth=1.6).encode(
            x=x("at"), y=alt.value(-28), y2=alt.value(frame_height)
        ),
        of(spec.more["breaks"]).mark_text(align="right", dx=-8, fontWeight="bold", limit=frame_width).encode(
            x=x("at"), y=alt.value(-18), text="text:N"
        ),
        base.mark_rule(color=colour("accent-light"), strokeWidth=2).encode(x=x("index"), y=y("low"), y2="high:Q"),
    ]  # fmt: skip
    for last, ink in ((False, "control"), (True, "accent")):
        part = base.transform_filter(f"{'' if last else '!'}(datum.segment == {spec.more['last_segment']})")
        layers.append(
            part.mark_line(color=colour(ink), strokeWidth=2).encode(x=x("index"), y=y("value"), detail="run:N")
        )
        for shape, fill, rule in _SHAPES:
            dot = {"shape": shape, "size": 90 if shape != "circle" else 60, "filled": True, "strokeWidth": 1.8}
            point = part.transform_filter(rule).mark_point(
                fill=colour(ink if fill else "white"), stroke=colour(ink), opacity=1, **dot
            )
            layers.append(point.encode(x=x("index"), y=y("value")))
    if not spec.narrow:
        for field in ("lower", "mean", "upper"):
            words = limits.transform_filter("datum.last").mark_text(
                align="left", baseline="middle", color=colour("ink-2"), fontSize=13
            )
            layers.append(words.encode(x=alt.value(frame_width + 6), y=y(field), text=f"{field}_text:N"))
    for side, shift in ((1, -14), (-1, 20)):
        text = of([each for each in spec.more["last"] if each["side"] == side])
        layers.append(
            text.mark_text(align="right", dx=6, dy=shift, fontWeight="bold", color=colour("accent")).encode(
                x=x("index"), y=y("value"), text="text:N"
            )
        )
    return vega_svg(spec, prefix, alt.layer(*layers), height, pad)


#: Shape of a point, whether it is full, and for which points.
_SHAPES = (
    ("triangle-up", True, "datum.label == 'outside' && datum.rises"),
    ("triangle-down", True, "datum.label == 'outside' && !datum.rises"),
    ("circle", True, "indexof(['shift', 'trend', 'two_of_three'], datum.label) >= 0"),
    ("circle", False, "datum.label == 'none'"),
)


def _row(index: int, point: Point, points: Sequence[Point]) -> Mapping[str, Any]:
    figure = point.figure
    value = _value(point)
    low, high = (value if figure is None or end is None else end for end in _ends(point))
    before = points[:index]
    hidden = sum(each.figure is None for each in before)
    known = [_value(each) for each in points if each.segment == point.segment and each.figure]
    return {
        "index": index,
        "value": value,
        "low": low,
        "high": high,
        "segment": point.segment,
        "label": point.label,
        "run": f"{point.segment}-{hidden}",
        "rises": value >= sum(known) / len(known),
    }


def _ends(point: Point) -> tuple[float | None, float | None]:
    return (point.figure.low, point.figure.high) if point.figure else (None, None)


def _value(point: Point) -> float:
    return (point.figure.value if point.figure else None) or 0.0


def _limit(limits: Limits, points: Sequence[Point], language: str) -> Mapping[str, Any]:
    inside = [index for index, point in enumerate(points) if point.segment == limits.segment]
    words = {
        f"{field}_text": f"{name('limit', field, language)} {numbers.number(getattr(limits, field), language)}"
        for field in ("lower", "mean", "upper")
    }
    place = {"from": inside[0] - 0.4, "to": inside[-1] + 0.4} if inside else {"from": 0, "to": 0}
    last = limits.segment == max(point.segment for point in points)
    values = {"lower": max(limits.lower, 0.0), "mean": limits.mean, "upper": limits.upper}
    return {**words, **place, **values, "last": last, "trial": limits.trial}


def _breaks(points: Sequence[Point], language: str) -> tuple[Mapping[str, Any], ...]:
    """Return the place between two segments, and the words at it."""
    found: list[Mapping[str, Any]] = []
    start = -0.6
    for index, (before, after) in enumerate(zip(points, points[1:], strict=False)):
        if after.segment != before.segment:
            text = sentence("chart.break", language, period=after.period)
            found.append({"start": start, "at": index + 0.5, "text": text})
            start = index + 0.5
    return tuple(found)


def _last(points: Sequence[Point], indicator: Indicator, language: str) -> tuple[Mapping[str, Any], ...]:
    shown = [(index, point) for index, point in enumerate(points) if point.figure and point.figure.can_tell]
    if not shown:
        return ()
    index, point = shown[-1]
    value = _value(point)
    before = _value(shown[-2][1]) if len(shown) > 1 else value
    short = numbers.share(value, language) if indicator.unit == "proportion" else numbers.number(value, language)
    return ({"index": index, "value": value, "text": short, "side": 1 if value >= before else -1},)


def _axis_words(text: str, language: str) -> tuple[str, str]:
    """Return what stands under a point: its period and, for the first of a year, the year."""
    short = short_period(text, language)
    if short == text:
        return (text, "")
    first = text.endswith(("-01", "Q1"))
    return (short, text[:4] if first else "")


def _x_labels(spec: ChartSpec) -> dict[float, list[str]]:
    periods = spec.more["periods"]
    room = 4 if spec.narrow else 9
    step = next(each for each in (1, 2, 3, 4, 6, 12, 24, 48) if len(periods) / each <= room or each == 48)
    yearly = [index for index, words in enumerate(periods) if words[1]]
    offset = yearly[0] % step if yearly else (len(periods) - 1) % step
    return {float(index): [word for word in periods[index] if word] for index in range(offset, len(periods), step)}


def _span(spec: ChartSpec) -> tuple[float, float]:
    values = [row[key] for row in spec.rows for key in ("low", "high", "value")]
    values += [each[key] for each in spec.more["limits"] for key in ("lower", "upper")]
    if not values:
        return (0.0, 1.0)
    low, high = min(values), max(values)
    return (low if low > 0.7 * high else min(0.0, low), high)


def _tick(value: float, spec: ChartSpec) -> str:
    if spec.more["unit"] == "proportion":
        return numbers.share(value, spec.language)
    return numbers.short_money(value, spec.language) if spec.more["unit"] == "usd" else numbers.number(value)
