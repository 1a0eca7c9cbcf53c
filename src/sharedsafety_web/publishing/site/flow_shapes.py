"""The shapes of a flow in three columns: bands as wide as their dollars, as paths for SVG."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sharedsafety.investments.money_flow import FlowLink

#: The picture in its own units: columns at these places, as high as this, with this much between nodes.
_COLUMNS = (0.0, 265.0, 655.0)
_HEIGHT, _GAP, _LEAST, _WIDE = 560.0, 8.0, 18.0, 14.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A bar of one column: where it stands, how high it is, and its dollars."""

    column: int
    code: str
    usd: float
    x: str
    y: str
    height: str
    text_y: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """Nodes and bands of a picture."""

    nodes: tuple[Node, ...]
    bands: tuple[str, ...]


def flow_shapes(links: Sequence[FlowLink]) -> Flow:
    """Return the shapes of a flow; a band of negative dollars has none and stands in the table only."""
    drawn = [link for link in links if (link.amount.value or 0.0) > 0]
    columns = [_sums(drawn, column) for column in range(3)]
    scale = _scale(columns)
    tops = [_tops(sums, scale) for sums in columns]
    nodes = tuple(
        _node(column, code, usd, tops[column][code], scale)
        for column, sums in enumerate(columns)
        for code, usd in sums.items()
    )
    return Flow(nodes=nodes, bands=tuple(_bands(drawn, columns, tops, scale)))


def _sums(links: Sequence[FlowLink], column: int) -> dict[str, float]:
    """Return the dollars of each node of a column, the largest first."""
    step = "origin" if column == 0 else "purpose"
    sums: dict[str, float] = {}
    for link in links:
        if link.step == step:
            code = link.target if column == 2 else link.source
            sums[code] = sums.get(code, 0.0) + (link.amount.value or 0.0)
    return dict(sorted(sums.items(), key=lambda item: (-item[1], item[0])))


def _scale(columns: Sequence[Mapping[str, float]]) -> float:
    """Return the height of a dollar at which every column fits, small nodes taking the room of their words."""
    scale = _HEIGHT / (max(sum(sums.values()) for sums in columns) or 1.0)
    while max(_room(sums, scale) for sums in columns) > _HEIGHT:
        scale *= 0.97
    return scale


def _room(sums: Mapping[str, float], scale: float) -> float:
    return sum(max(usd * scale, _LEAST) + _GAP for usd in sums.values())


def _tops(sums: Mapping[str, float], scale: float) -> dict[str, float]:
    tops, at = {}, 0.0
    for code, usd in sums.items():
        tops[code] = at
        at += max(usd * scale, _LEAST) + _GAP
    return tops


def _node(column: int, code: str, usd: float, top: float, scale: float) -> Node:
    height = usd * scale
    return Node(
        column=column,
        code=code,
        usd=usd,
        x=f"{_COLUMNS[column]:.0f}",
        y=f"{top:.1f}",
        height=f"{max(height, 1.0):.1f}",
        text_y=f"{top + max(height, _LEAST) / 2 + 5:.1f}",
    )


def _bands(
    links: Sequence[FlowLink],
    columns: Sequence[Mapping[str, float]],
    tops: Sequence[Mapping[str, float]],
    scale: float,
) -> list[str]:
    """Return one path a link; in a node, bands lie in the order of the nodes they come from or go to."""
    found = []
    for left, step in enumerate(("origin", "purpose")):
        starts, ends = dict(tops[left]), dict(tops[left + 1])
        order = {code: place for place, code in enumerate((*columns[left], *columns[left + 1]))}
        own = [link for link in links if link.step == step]
        for link in sorted(own, key=lambda link: (order[link.source], order.get(link.target, 0))):
            height = (link.amount.value or 0.0) * scale
            found.append(_path(left, starts[link.source], ends[link.target], height))
            starts[link.source] += height
            ends[link.target] += height
    return found


def _path(left: int, start: float, end: float, height: float) -> str:
    near, far = _COLUMNS[left] + _WIDE, _COLUMNS[left + 1]
    bend = f"{(near + far) / 2:.0f}"
    top = f"M{near:.0f} {start:.1f}C{bend} {start:.1f} {bend} {end:.1f} {far:.0f} {end:.1f}"
    start, end = start + height, end + height
    return f"{top}V{end:.1f}C{bend} {end:.1f} {bend} {start:.1f} {near:.0f} {start:.1f}Z"
