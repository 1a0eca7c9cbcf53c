"""What is wrong with the edge of a shape: nothing inside it, an edge that crosses itself, or one around the earth."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from sharedsafety.progress.area_map import Polygon, Ring, area_map_rules

#: Faults with which a shape is drawn all the same.
DRAWN = frozenset({"shape-crosses-itself"})


def ring_fault(polygons: Sequence[Polygon]) -> str:
    """Return the code of what is wrong with the rings of a shape; empty where nothing is.

    A ring may touch itself in a corner; it may not cross itself between corners.

    >>> ring_fault([(((0.0, 0.0), (2.0, 2.0), (2.0, 0.0), (0.0, 2.0), (0.0, 0.0)),)])
    'shape-crosses-itself'
    """
    rings = [ring for polygon in polygons for ring in polygon]
    longest = area_map_rules().longest_degrees
    if any(abs(after[0] - before[0]) > longest for ring in rings for before, after in pairwise(ring)):
        return "shape-crosses-antimeridian"
    # A bow tie has as much to the left of its edge as to the right: what makes it crooked is told, not its area.
    if any(_crosses_itself(ring) for ring in rings):
        return "shape-crosses-itself"
    return "shape-without-inside" if any(_area(ring) == 0 for ring in rings) else ""


def _area(ring: Ring) -> float:
    """Return the signed area in square degrees, from the first corner so that small shapes keep their digits."""
    left, bottom = ring[0]
    moved = [(x - left, y - bottom) for x, y in ring]
    return sum(x * after_y - after_x * y for (x, y), (after_x, after_y) in pairwise(moved)) / 2


def _crosses_itself(ring: Ring) -> bool:
    """Return whether two sides of a ring cross between their ends; sides are swept from west to east."""
    import numpy as np

    corners = np.array(ring)
    order = np.argsort(np.minimum(corners[:-1, 0], corners[1:, 0]), kind="stable")
    start, end = corners[:-1][order], corners[1:][order]
    west, east = np.minimum(start[:, 0], end[:, 0]), np.maximum(start[:, 0], end[:, 0])
    last = np.searchsorted(west, east, side="right")
    for at in range(len(start) - 1):
        others = slice(at + 1, last[at])
        a, b, c, d = start[at], end[at], start[others], end[others]
        first = _side(a, b, c) * _side(a, b, d) < 0
        if bool(np.any(first & (_side(c, d, a) * _side(c, d, b) < 0))):
            return True
    return False


def _side(a: Any, b: Any, c: Any) -> Any:
    """Return on which side of the line a-b the points c lie: -1, 0 or 1."""
    import numpy as np

    return np.sign(
        (b[..., 0] - a[..., 0]) * (c[..., 1] - a[..., 1]) - (b[..., 1] - a[..., 1]) * (c[..., 0] - a[..., 0])
    )
