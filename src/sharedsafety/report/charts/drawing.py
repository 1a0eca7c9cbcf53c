"""Which module draws which kind of chart."""

from __future__ import annotations

from collections.abc import Callable

from sharedsafety.report.charts import area_map, bars, dots, groups, line, squares, stack
from sharedsafety.report.charts.spec import ChartSpec

_DRAWN: dict[str, Callable[[ChartSpec, str], str]] = {
    "bars": bars.draw,
    "dots": dots.draw,
    "groups": groups.draw,
    "line": line.draw,
    "map": area_map.draw,
    "squares": squares.draw,
    "stack": stack.draw,
}


def draw(spec: ChartSpec, prefix: str) -> str:
    """Return the SVG of a chart; ``prefix`` makes its ids unique in a page."""
    return _DRAWN[spec.kind](spec, prefix)
