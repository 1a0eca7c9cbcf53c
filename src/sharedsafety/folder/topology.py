"""TopoJSON as GeoJSON features: the arcs that neighbours share, put together as the rings of each shape."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import isfinite
from typing import Any

Corner = list[float]
Features = list[Mapping[str, Any]]

#: What one object of a topology is called where there are several.
OBJECT = "areas"
_RINGS = {"Polygon": 1, "MultiPolygon": 2}


class TopologyFault(ValueError):
    """A topology can't be read; ``code`` names the rule it breaks."""

    def __init__(self, code: str, **params: Any) -> None:
        self.code = code
        self.params = params
        super().__init__(code)


def topology_features(content: Any, *, most_corners: int) -> Features:
    """Return the shapes of a topology as GeoJSON features with their corners in degrees.

    A shape that is no polygon keeps its kind and has no coordinates. Neighbouring arcs meet in one corner, which stands
    once; a negative index ``~n`` is arc ``n`` from its end.

    Raises:
        TopologyFault: ``shapes-not-a-topology``, ``topology-objects``, ``shape-arcs-broken``, ``shapes-too-large``.

    Source: The TopoJSON Format Specification (M. Bostock and C. Metcalf), 2.1.2 transforms, 2.1.3 arcs, 2.1.4 indexes.

    >>> arcs = [[[0, 0], [2, 0], [-1, 2]], [[1, 2], [-1, -2]]]
    >>> shape = {"type": "Polygon", "id": "east", "arcs": [[0, 1]]}
    >>> given = {"type": "Topology", "transform": {"scale": [1, 1], "translate": [5, 5]}, "arcs": arcs,
    ...          "objects": {"areas": shape}}
    >>> topology_features(given, most_corners=10)[0]["geometry"]["coordinates"]
    [[[5.0, 5.0], [7.0, 5.0], [6.0, 7.0], [5.0, 5.0]]]
    """
    if not isinstance(content, Mapping) or content.get("type") != "Topology":
        raise TopologyFault("shapes-not-a-topology")
    given, transform = content.get("arcs"), content.get("transform")
    if not isinstance(given, list):
        raise TopologyFault("shapes-not-a-topology")
    arcs = [_arc(each, transform) for each in given]
    left = [most_corners]
    return [_feature(geometry, arcs, left) for geometry in _geometries(content.get("objects"))]


def _geometries(objects: Any) -> Iterator[Mapping[str, Any]]:
    if not isinstance(objects, Mapping) or not objects:
        raise TopologyFault("shapes-not-a-topology")
    name = next(iter(objects)) if len(objects) == 1 else OBJECT
    found = objects.get(name)
    if not isinstance(found, Mapping):
        raise TopologyFault("topology-objects", names=", ".join(map(str, objects)), name=OBJECT)
    listed = found.get("geometries") if found.get("type") == "GeometryCollection" else [found]
    if not isinstance(listed, list) or not all(isinstance(each, Mapping) for each in listed):
        raise TopologyFault("shapes-not-a-topology")
    yield from listed


def _feature(geometry: Mapping[str, Any], arcs: Sequence[list[Corner] | None], left: list[int]) -> Mapping[str, Any]:
    kind, properties = geometry.get("type"), geometry.get("properties") or {}
    depth = _RINGS.get(str(kind))
    area_id = properties.get("area_id", geometry.get("id", "")) if isinstance(properties, Mapping) else ""
    coordinates = _nested(geometry.get("arcs"), depth, arcs, left, str(area_id)) if depth else []
    return {
        "id": geometry.get("id", ""),
        "properties": properties,
        "geometry": {"type": kind, "coordinates": coordinates},
    }


def _nested(given: Any, depth: int, arcs: Sequence[list[Corner] | None], left: list[int], area_id: str) -> list[Any]:
    """Return lists of arc indexes, ``depth`` deep, as lists of rings; ``left`` holds how many corners may follow."""
    if not isinstance(given, list):
        raise TopologyFault("shape-arcs-broken", area_id=area_id)
    if depth:
        return [_nested(each, depth - 1, arcs, left, area_id) for each in given]
    ring: list[Corner] = []
    for index in given:
        arc = _at(arcs, index)
        if arc is None:
            raise TopologyFault("shape-arcs-broken", area_id=area_id)
        left[0] -= len(arc)
        if left[0] < 0:
            raise TopologyFault("shapes-too-large")
        ring += arc if not ring else arc[1:]
    return ring


def _at(arcs: Sequence[list[Corner] | None], index: Any) -> list[Corner] | None:
    if not isinstance(index, int) or isinstance(index, bool):
        return None
    place = index if index >= 0 else ~index
    arc = arcs[place] if place < len(arcs) else None
    return arc if arc is None or index >= 0 else arc[::-1]


def _arc(given: Any, transform: Any) -> list[Corner] | None:
    """Return the corners of an arc in degrees, or None where it is none; a transform means steps on a grid."""
    try:
        corners = [[float(each[0]), float(each[1])] for each in given]
        if transform is not None:
            scale, start = transform["scale"], transform["translate"]
            x = y = 0.0
            for corner in corners:
                x, y = x + corner[0], y + corner[1]
                corner[:] = [x * float(scale[0]) + float(start[0]), y * float(scale[1]) + float(start[1])]
    except (TypeError, ValueError, KeyError, IndexError, OverflowError):
        return None
    return corners if len(corners) > 1 and all(isfinite(part) for corner in corners for part in corner) else None
