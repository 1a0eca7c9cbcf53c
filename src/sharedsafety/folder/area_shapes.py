"""``areas.geojson`` or ``areas.topojson``: the shapes of a folder's areas, read, checked and written (decision 28)."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from math import isfinite
from pathlib import Path
from typing import Any

from sharedsafety.core.errors import SharedSafetyError
from sharedsafety.core.findings import Finding
from sharedsafety.core.text_in import text_of
from sharedsafety.folder.ring_faults import DRAWN, ring_fault
from sharedsafety.folder.topology import TopologyFault, topology_features
from sharedsafety.investments.coded import Area
from sharedsafety.progress.area_map import AreaShape, Polygon, Ring, area_map_rules

FILE, TOPOLOGY = "areas.geojson", "areas.topojson"
_CLOSED_RING = 4


def read_shapes(root: Path) -> tuple[tuple[AreaShape, ...], list[Finding]]:
    """Return the shapes of a folder, none where it has no such file, and every finding about them.

    Source: RFC 7946 (a FeatureCollection of Polygon and MultiPolygon, WGS 84, longitude first); TopoJSON.
    """
    there = [name for name in (FILE, TOPOLOGY) if (root / name).exists() or (root / name).is_symlink()]
    if not there:
        return (), []
    if len(there) > 1:
        return (), [_finding("shapes-in-two-files", file=TOPOLOGY, other=FILE)]
    shapes, findings = _read(root, there[0])
    return shapes, [replace(finding, file=there[0]) for finding in findings]


def shapes_file(root: Path) -> str:
    """Return the name of the file of a folder that holds its shapes."""
    return TOPOLOGY if (root / TOPOLOGY).is_file() else FILE


def _read(root: Path, name: str) -> tuple[tuple[AreaShape, ...], list[Finding]]:
    rules = area_map_rules()
    try:
        text, findings = text_of(root / name, name)
        content = json.loads(text)
        features = (
            topology_features(content, most_corners=rules.most_positions) if name == TOPOLOGY else _listed(content)
        )
    except SharedSafetyError as error:
        return (), [error.finding]
    except TopologyFault as fault:
        found = _too_large(areas=0, corners=rules.most_positions + 1)
        return (), [*found] if fault.code == "shapes-too-large" else [_finding(fault.code, **fault.params)]
    except (ValueError, RecursionError):
        return (), [_finding("shapes-not-json")]
    if features is None:
        return (), [*findings, _finding("shapes-not-a-collection")]
    if len(features) > rules.most_areas:  # told at once: one finding for each of a million helps nobody
        return (), [*findings, *_too_large(areas=len(features), corners=0)]
    shapes, faults = _shapes(features)
    corners = sum(len(ring) for shape in shapes for polygon in shape.polygons for ring in polygon)
    too_large = [*_too_large(areas=len(shapes), corners=corners)]
    crooked = {} if too_large else {one: code for one in shapes if (code := ring_fault(one.polygons))}
    faults += [_finding(code, area_id=one.area_id) for one, code in crooked.items()]
    kept = tuple(shape for shape in shapes if crooked.get(shape, "") in {"", *DRAWN})
    return kept, [*findings, *faults, *too_large]


def _listed(content: Any) -> list[Any] | None:
    features = content.get("features") if isinstance(content, dict) else None
    return features if isinstance(features, list) else None


def shape_findings(shapes: Sequence[AreaShape], areas: Iterable[Area], *, file: str = FILE) -> Iterator[Finding]:
    """Yield a finding for each shape of no area, each area without a shape, and each area with two."""
    known = [area.area_id for area in areas]
    drawn = Counter(shape.area_id for shape in shapes)
    for area_id, count in drawn.items():
        if area_id not in known:
            yield _finding("shape-of-unknown-area", file=file, area_id=area_id)
        if count > 1:
            yield _finding("shape-twice", file=file, area_id=area_id)
    for area_id in known if shapes else ():
        if area_id not in drawn:
            yield _finding("area-without-shape", file=file, area_id=area_id)


def shapes_text(shapes: Iterable[AreaShape], names: dict[str, str]) -> str:
    """Return shapes as GeoJSON text, one feature a line."""
    features = ",\n".join(
        json.dumps(feature(shape, {"area_id": shape.area_id, "name": names.get(shape.area_id, "")}), ensure_ascii=False)
        for shape in shapes
    )
    return f'{{"type": "FeatureCollection", "features": [\n{features}\n]}}\n'


def feature(shape: AreaShape, properties: dict[str, Any]) -> dict[str, Any]:
    """Return one area as a GeoJSON feature."""
    coordinates = [[[list(corner) for corner in ring] for ring in polygon] for polygon in shape.polygons]
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": {"type": "MultiPolygon", "coordinates": coordinates},
    }


def _shapes(features: Sequence[Any]) -> tuple[tuple[AreaShape, ...], list[Finding]]:
    shapes: list[AreaShape] = []
    faults: list[Finding] = []
    for number, one in enumerate(features, start=1):
        content = one if isinstance(one, dict) else {}
        properties, geometry = content.get("properties") or {}, content.get("geometry") or {}
        area_id = str(properties.get("area_id", content.get("id", ""))) if isinstance(properties, dict) else ""
        polygons, fault = _polygons(geometry if isinstance(geometry, dict) else {})
        if not area_id:
            faults.append(_finding("shape-without-id", number=number))
        elif fault:
            faults.append(_finding(fault, area_id=area_id))
        else:
            shapes.append(AreaShape(area_id=area_id, polygons=polygons))
    return tuple(shapes), faults


def _polygons(geometry: dict[str, Any]) -> tuple[tuple[Polygon, ...], str]:
    """Return the polygons of a geometry, or the code of what is wrong with it."""
    kind, given = geometry.get("type"), geometry.get("coordinates")
    if kind not in ("Polygon", "MultiPolygon") or not isinstance(given, list) or not given:
        return (), "shape-not-a-polygon"
    polygons: list[Polygon] = []
    for polygon in [given] if kind == "Polygon" else given:
        rings = [_ring(ring) for ring in polygon] if isinstance(polygon, list) else []
        if not rings or any(ring is None for ring in rings):
            return (), "shape-not-a-polygon"
        polygons.append(tuple(ring for ring in rings if ring is not None))
    corners = [corner for polygon in polygons for ring in polygon for corner in ring]
    return tuple(polygons), "" if all(map(_on_earth, corners)) else "shape-out-of-range"


def _ring(given: Any) -> Ring | None:
    """Return a closed ring of at least three corners, or None."""
    if not isinstance(given, list) or len(given) < _CLOSED_RING:
        return None
    corners = [_corner(each) for each in given]
    if any(corner is None for corner in corners) or corners[0] != corners[-1]:
        return None
    return tuple(corner for corner in corners if corner is not None)


def _corner(given: Any) -> tuple[float, float] | None:
    if not isinstance(given, list) or len(given) < 2:
        return None
    numbers = [each for each in given[:2] if isinstance(each, int | float) and not isinstance(each, bool)]
    try:
        corner = [float(each) for each in numbers]
    except OverflowError:  # a whole number of more than 308 digits
        return None
    return (corner[0], corner[1]) if len(corner) == 2 and all(map(isfinite, corner)) else None


def _on_earth(corner: tuple[float, float]) -> bool:
    longest = area_map_rules().longest_degrees
    return abs(corner[0]) <= longest and abs(corner[1]) <= longest / 2


def _too_large(*, areas: int, corners: int) -> Iterator[Finding]:
    rules = area_map_rules()
    if areas > rules.most_areas or corners > rules.most_positions:
        given: dict[str, Any] = {"areas": areas, "corners": corners}
        yield _finding("shapes-too-large", **given, most_areas=rules.most_areas, most_corners=rules.most_positions)


def _finding(code: str, *, file: str = FILE, **params: Any) -> Finding:
    return Finding(code=code, file=file, params=params)
