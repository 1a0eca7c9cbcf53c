"""The shapes of a small chart of columns, one a year, with whiskers; a year without a figure leaves its place empty."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sharedsafety.core.figure import Figure

_WIDTH = 200.0
_TOP, _FLOOR = 16.0, 100.0
_WIDEST, _LEAST_RANGE = 48.0, 0.4


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column in SVG units: left edge, top, width and height, its middle, and the ends of its range."""

    x: str
    y: str
    width: str
    height: str
    middle: str
    low: str
    high: str
    year: str
    figure: Figure
    named: bool


def column_chart(series: Sequence[tuple[int, str, Figure]], highest: float) -> list[Column]:
    """Return the columns of a series of (year, its name, figure); ``highest`` is the value at the top of the scale.

    The first and the last are named. The axis begins at zero.
    """
    if not series:
        return []
    first, last = series[0][0], series[-1][0]
    step = _WIDTH / (last - first + 1)
    return [
        _column((year - first + 0.5) * step, min(step * 0.7, _WIDEST), (name, figure), highest, year in (first, last))
        for year, name, figure in series
    ]


def _column(middle: float, width: float, shown: tuple[str, Figure], highest: float, named: bool) -> Column:
    year, figure = shown
    top, low, high = (_height(value, highest) for value in (figure.value, figure.low, figure.high))
    ranged = low - high > _LEAST_RANGE and None not in (figure.low, figure.high)
    return Column(
        x=f"{middle - width / 2:.1f}",
        y=f"{top:.1f}",
        width=f"{width:.1f}",
        height=f"{_FLOOR - top:.1f}",
        middle=f"{middle:.1f}",
        low=f"{low:.1f}" if ranged else "",
        high=f"{high:.1f}" if ranged else "",
        year=year,
        figure=figure,
        named=named,
    )


def _height(value: float | None, highest: float) -> float:
    return _FLOOR - (_FLOOR - _TOP) * max(0.0, value or 0.0) / highest
