"""A series over time: what is drawn of it. Points that stand out do so by shape, not by colour alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby, pairwise
from typing import Any

from sharedsafety.core.figure import Figure
from sharedsafety.progress.periods import parse_period
from sharedsafety.progress.results import IndicatorResult, Limits, Point
from sharedsafety.progress.series import Indicator
from sharedsafety.report.change_sentences import indicator_value, short_value, tick_labels
from sharedsafety.report.charts.path import target_path
from sharedsafety.report.charts.spec import ChartSpec, Width
from sharedsafety.report.charts.vega import ticks
from sharedsafety.report.dates import period, short_period
from sharedsafety.report.names import name
from sharedsafety.report.sentences import sentence

_Shown = Sequence[tuple[int, Point, Figure]]
_EDGE = 0.6
#: A span of fewer points has no room for the words that say what kind of limits it has.
_ROOM_FOR_WORDS = 5


def series_line(
    result: IndicatorResult, indicator: Indicator, title: str, language: str = "en", width: Width = "wide"
) -> ChartSpec:
    """Return an indicator over time. A point that is not shown leaves a gap and nothing else."""
    shown = [(index, point, point.figure) for index, point in enumerate(result.points) if _may_show(point)]
    known = [(index, point, figure) for index, point, figure in shown if figure is not None]
    limits = tuple(_limit(each, result.points, indicator, language) for each in result.limits)
    rows = tuple(_row(index, point, figure, result) for index, point, figure in known)
    path = target_path(result, indicator, language)
    lines = _fitted(result)
    grid = ticks(*_span([*rows, *path, *lines], limits), 5)
    calm = [point.segment for point in result.points if not point.disturbed]
    return ChartSpec(
        kind="line",
        title=title,
        description=_said(known, result, indicator, language),
        language=language,
        width=width,
        rows=rows,
        more={
            "periods": tuple(_axis_words(each.period, language) for each in result.points),
            "ticks": tick_labels(grid, indicator, language),
            "limits": limits,
            "breaks": _breaks(result.points, language),
            "disturbed": _disturbed(result.points, language),
            "axis_from": _axis_from(min(grid), indicator, language),
            "last": _last(rows, indicator, language),
            "last_segment": max(calm, default=-1),
            "path": path,
            "fitted": lines,
            "change": _change(result, indicator, language),
        },
    )


def draw(spec: ChartSpec, prefix: str) -> str:
    """Return the SVG of a series."""
    from sharedsafety.report.charts.line_layers import series_svg

    return series_svg(spec, prefix)


def _may_show(point: Point) -> bool:
    return point.display != "not_shown" and point.figure is not None and point.figure.can_tell


def _said(known: _Shown, result: IndicatorResult, indicator: Indicator, language: str) -> str:
    said = [
        f"{period(point.period, language)}: {indicator_value(figure.value or 0.0, indicator, language)}"
        + (f" ({sentence('chart.disturbed', language)})" if point.disturbed else "")
        for _, point, figure in known
    ]
    hidden = len(result.points) - len(known)
    return "; ".join([*said, f"{name('display', 'not_shown', language)}: {hidden}"] if hidden else said)


def _row(index: int, point: Point, figure: Figure, result: IndicatorResult) -> Mapping[str, Any]:
    value = figure.value or 0.0
    hidden = sum(not _may_show(each) for each in result.points[:index])
    middle = next((each.mean for each in result.limits if each.segment == point.segment), value)
    return {
        "index": index,
        "value": value,
        "low": value if figure.low is None else figure.low,
        "high": value if figure.high is None else figure.high,
        "segment": point.segment,
        "label": point.label,
        "caution": point.display == "caution",
        "disturbed": point.disturbed,
        "run": f"alone-{index}" if point.disturbed else f"{point.segment}-{hidden}",
        "above": value >= middle,
    }


def _limit(limits: Limits, points: Sequence[Point], indicator: Indicator, language: str) -> Mapping[str, Any]:
    inside = [index for index, point in enumerate(points) if point.segment == limits.segment]
    lower = max(limits.lower, 0.0) if indicator.unit != "ratio" else limits.lower
    values = {"lower": lower, "mean": limits.mean, "upper": limits.upper}
    words = {
        f"{field}_text": f"{name('limit', field, language)} {short_value(value, indicator, language)}"
        for field, value in values.items()
    }
    newest = limits.segment == max(point.segment for point in points)
    kind = sentence("chart.limits_trial" if limits.trial else "chart.limits_locked", language)
    place = {"from": inside[0] - 0.4, "to": inside[-1] + 0.4}
    return {**values, **words, **place, "newest": newest, "kind": kind if len(inside) > _ROOM_FOR_WORDS else ""}


def _fitted(result: IndicatorResult) -> tuple[Mapping[str, Any], ...]:
    """Return the two lines before and after a dated change as points of lines."""
    places = {point.period: index for index, point in enumerate(result.points)}
    change = result.verdict.method == "segmented"
    return tuple(
        {"index": places[at], "value": value, "low": value, "high": value, "disturbed": False, "run": at}
        for at, value in (result.fitted if change else ())
    )


def _change(result: IndicatorResult, indicator: Indicator, language: str) -> tuple[Mapping[str, Any], ...]:
    """Return the place of a dated change that was tested, and the words at it."""
    change = indicator.dated_change
    if change is None or result.verdict.method != "segmented":
        return ()
    start = parse_period(change.period).start
    before = [index for index, point in enumerate(result.points) if parse_period(point.period).start < start]
    at = before[-1] + 0.5 if before else -0.5
    text = sentence("chart.dated_change", language, period=change.period)
    return ({"at": at, "text": text, "early": at < len(result.points) * 0.45},)


def _breaks(points: Sequence[Point], language: str) -> tuple[Mapping[str, Any], ...]:
    """Return the place between two segments, the span before it, and the words at it."""
    found: list[Mapping[str, Any]] = []
    start = -_EDGE
    for index, (before, after) in enumerate(pairwise(points)):
        if after.segment != before.segment:
            text = sentence("chart.break", language, period=after.period)
            early = index < len(points) * 0.45
            found.append({"start": start, "at": index + 0.5, "text": text, "early": early})
            start = index + 0.5
    return tuple(found)


def _disturbed(points: Sequence[Point], language: str) -> tuple[Mapping[str, Any], ...]:
    """Return the spans in which nothing is comparable, and the words in the middle of each."""
    found: list[Mapping[str, Any]] = []
    for disturbed, run in groupby(enumerate(points), key=lambda each: each[1].disturbed):
        inside = [index for index, _ in run]
        if disturbed:
            start, end = inside[0] - 0.5, inside[-1] + 0.5
            text = sentence("chart.disturbed", language)
            found.append({"start": start, "at": end, "middle": (start + end) / 2, "text": text})
    return tuple(found)


def _axis_from(lowest: float, indicator: Indicator, language: str) -> str:
    """Return where the axis starts, in words, where that is not 0."""
    value = short_value(lowest, indicator, language)
    return sentence("chart.axis_from", language, value=value) if lowest > 0 else ""


def _last(rows: Sequence[Mapping[str, Any]], indicator: Indicator, language: str) -> tuple[Mapping[str, Any], ...]:
    """Return the label of the newest point: above it, or below a point that fell and has no interval."""
    if not rows or rows[-1]["disturbed"]:
        return ()
    last = rows[-1]
    fell = len(rows) > 1 and last["value"] < rows[-2]["value"] and last["low"] == last["high"]
    text = short_value(last["value"], indicator, language)
    return ({"index": last["index"], "value": last["low" if fell else "high"], "text": text, "below": fell},)


def _axis_words(text: str, language: str) -> tuple[str, ...]:
    """Return what stands under a point: its period and, for the first of a year, the year."""
    short = short_period(text, language)
    return (short, text[:4]) if short != text and text.endswith(("-01", "Q1")) else (short,)


def _span(rows: Sequence[Mapping[str, Any]], limits: Sequence[Mapping[str, Any]]) -> tuple[float, float]:
    values = [row[key] for row in rows for key in ("low", "high")]
    values += [each[key] for each in limits for key in ("lower", "upper")]
    if not values:
        return (0.0, 1.0)
    low, high = min(values), max(values)
    if any(row["disturbed"] for row in rows):
        return (min(0.0, low), high)
    return (low if low > 0.7 * high else min(0.0, low), high)
