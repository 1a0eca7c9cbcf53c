"""The geometry of an indicator's chart: points, lines cut at breaks, limits, intervals; never a hidden point."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import groupby
from typing import Any

from sharedsafety.progress.results import IndicatorResult, Limits, Point
from sharedsafety.progress.series import Indicator
from sharedsafety.report.change_sentences import indicator_value
from sharedsafety.report.dates import short_period

WIDTH, HEIGHT = 800, 320
_LEFT, _RIGHT, _TOP, _BOTTOM = 64, 80, 24, 44
_TICKS = 5
_LABELS = 12


def line_chart(indicator: Indicator, result: IndicatorResult, language: str) -> Mapping[str, Any] | None:
    """Return the shapes of a chart, or None where fewer than two points may be shown."""
    places = {point.period: at for at, point in enumerate(result.points)}
    shown = [p for p in result.points if p.display != "not_shown" and p.figure and p.figure.value is not None]
    if len(shown) < 2:
        return None
    scale = _Scale(len(result.points), shown, result.limits)
    every = max(1, -(-len(result.points) // _LABELS))
    latest = shown[-1]
    return {
        "width": WIDTH,
        "height": HEIGHT,
        "left": _LEFT,
        "right": WIDTH - _RIGHT,
        "base": HEIGHT - _BOTTOM,
        "ticks": [(scale.y(value), indicator_value(value, _short(indicator), language)) for value in scale.ticks],
        "labels": [
            (scale.x(at), _label(point.period, language)) for at, point in enumerate(result.points) if at % every == 0
        ],
        "lines": _lines(shown, places, scale),
        "dots": [_dot(point, places, scale) for point in shown],
        "limits": [_limits(limits, result.points, places, scale) for limits in result.limits],
        "breaks": [scale.x(places[one.period] - 0.5) for one in indicator.breaks if places.get(one.period, 0) > 0],
        "last": (
            scale.x(places[latest.period]) + 10,
            scale.y(_value(latest)) + 5,
            indicator_value(_value(latest), _short(indicator), language),
        ),
    }


class _Scale:
    """Where a point of the series stands on the paper; the upright axis starts at zero."""

    def __init__(self, length: int, shown: list[Point], limits: tuple[Limits, ...]) -> None:
        tops = [p.figure.high if p.figure and p.figure.high is not None else _value(p) for p in shown]
        lows = [_value(p) for p in shown]
        self.top = max(tops + [one.upper for one in limits]) or 1.0
        self.floor = min(0.0, *lows)
        self.step = (WIDTH - _LEFT - _RIGHT) / max(1, length - 1)
        self.ticks = _round_ticks(self.floor, self.top)
        self.top = max(self.top, self.ticks[-1])

    def x(self, at: float) -> float:
        return round(_LEFT + at * self.step, 1)

    def y(self, value: float) -> float:
        part = (max(value, self.floor) - self.floor) / ((self.top - self.floor) or 1.0)
        return round(HEIGHT - _BOTTOM - part * (HEIGHT - _TOP - _BOTTOM), 1)


def _round_ticks(floor: float, top: float) -> list[float]:
    """Return about five round values from ``floor`` to just above ``top``."""
    rough = (top - floor) / _TICKS
    size = 10.0 ** len(f"{int(rough)}") / 10 if rough >= 1 else 10.0 ** -len(f"{int(1 / rough)}")
    step = next(size * part for part in (1, 2, 2.5, 5, 10, 20) if size * part >= rough)
    return [floor + step * at for at in range(int((top - floor) / step) + 2) if floor + step * (at - 1) < top]


def _value(point: Point) -> float:
    return point.figure.value if point.figure is not None and point.figure.value is not None else 0.0


def _lines(shown: list[Point], places: Mapping[str, int], scale: _Scale) -> list[str]:
    """Return one path a run of neighbouring points of one segment: lines never cross a break or a hidden point."""
    runs = groupby(enumerate(shown), key=lambda pair: (pair[1].segment, places[pair[1].period] - pair[0]))
    return ["M" + "L".join(f"{scale.x(places[p.period])} {scale.y(_value(p))}" for _, p in run) for _, run in runs]


def _dot(point: Point, places: Mapping[str, int], scale: _Scale) -> Mapping[str, Any]:
    figure = point.figure
    has_range = figure is not None and figure.low is not None and figure.high is not None
    return {
        "x": scale.x(places[point.period]),
        "y": scale.y(_value(point)),
        "low": scale.y(figure.low or 0.0) if figure is not None and has_range else None,
        "high": scale.y(figure.high or 0.0) if figure is not None and has_range else None,
        "label": point.label,
        "display": point.display,
    }


def _limits(limits: Limits, points: tuple[Point, ...], places: Mapping[str, int], scale: _Scale) -> Mapping[str, Any]:
    inside = [places[p.period] for p in points if p.segment == limits.segment]
    upper, lower = scale.y(limits.upper), scale.y(max(0.0, limits.lower))
    return {
        "x": scale.x(inside[0]),
        "width": round(scale.x(inside[-1]) - scale.x(inside[0]), 1),
        "end": scale.x(inside[-1]),
        "upper": upper,
        "lower": lower,
        "height": round(lower - upper, 1),
        "mean": scale.y(limits.mean),
    }


def _short(indicator: Indicator) -> Indicator:
    """Return the indicator with its values written without the words of a rate."""
    return replace(indicator, unit="ratio") if indicator.unit in {"rate", "days"} else indicator


def _label(period: str, language: str) -> str:
    year, _, rest = period.partition("-")
    return f"{short_period(period, language)} {year[2:]}" if rest else period
