"""areas.topojson: arcs that neighbours share become the rings of each area; every fault has its finding."""

from __future__ import annotations

import json
import os
import shutil
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharedsafety.folder.area_shapes import FILE, TOPOLOGY, read_shapes, shapes_text
from sharedsafety.folder.check import checked_community
from sharedsafety.folder.topology import topology_features
from sharedsafety.folder.write import write_community
from sharedsafety.progress.area_map import area_map_rules

COUNTY = Path(__file__).resolve().parents[3] / "examples" / "example-county"

#: Two squares side by side: arc 0 is the edge they share, from south to north; the second takes it from its end.
ARCS = [[[1, 0], [1, 1]], [[1, 1], [0, 1], [0, 0], [1, 0]], [[1, 1], [2, 1], [2, 0], [1, 0]]]
WEST = {"type": "Polygon", "properties": {"area_id": "west"}, "arcs": [[0, 1]]}
EAST = {"type": "MultiPolygon", "id": "east", "arcs": [[[2, 0]]]}


def topology(*geometries: Any, arcs: Any = ARCS, **more: Any) -> dict[str, Any]:
    objects = {"areas": {"type": "GeometryCollection", "geometries": list(geometries)}}
    return {"type": "Topology", "arcs": arcs, "objects": objects, **more}


def rings_of(content: Any, most: int = 10_000) -> dict[str, Any]:
    features = topology_features(content, most_corners=most)
    return {each["properties"].get("area_id", each["id"]): each["geometry"]["coordinates"] for each in features}


def codes(root: Path, content: Any) -> list[str]:
    text = content if isinstance(content, str) else json.dumps(content)
    (root / TOPOLOGY).write_text(text, encoding="utf-8")
    shapes, findings = read_shapes(root)
    assert all(each.file == TOPOLOGY and each.sentence("es") for each in findings)
    assert findings or shapes
    return [each.code for each in findings]


def test_neighbours_share_an_arc_and_each_gets_a_closed_ring() -> None:
    found = rings_of(topology(WEST, EAST))
    assert found["west"] == [[[1, 0], [1, 1], [0, 1], [0, 0], [1, 0]]]
    assert found["east"] == [[[[1, 1], [2, 1], [2, 0], [1, 0], [1, 1]]]]


def test_a_negative_index_is_the_arc_from_its_end() -> None:
    turned = [ARCS[0][::-1], *ARCS[1:]]
    west, east = {**WEST, "arcs": [[~0, 1]]}, {**EAST, "arcs": [[[2, ~0]]]}
    assert rings_of(topology(west, east, arcs=turned)) == rings_of(topology(WEST, EAST))


GRID = st.lists(st.tuples(st.integers(-999, 999), st.integers(-999, 999)), min_size=3, max_size=30, unique=True)


@given(st.lists(GRID, min_size=1, max_size=5), st.floats(1e-6, 0.1), st.floats(-80, 80))
def test_steps_on_a_grid_give_back_the_corners_they_were_made_of(rings: Any, scale: float, start: float) -> None:
    closed = [[*ring, ring[0]] for ring in rings]
    arcs = [
        [list(ring[0]), *([x - before_x, y - before_y] for (before_x, before_y), (x, y) in pairwise(ring))]
        for ring in closed
    ]
    listed = [{"type": "Polygon", "id": str(at), "arcs": [[at]]} for at in range(len(arcs))]
    found = rings_of(topology(*listed, arcs=arcs, transform={"scale": [scale, scale], "translate": [start, start]}))
    for at, ring in enumerate(closed):
        assert found[str(at)] == [[[x * scale + start, y * scale + start] for x, y in ring]]


def test_a_folder_with_a_topology_has_the_same_shapes_as_with_geojson(tmp_path: Path) -> None:
    (tmp_path / TOPOLOGY).write_text(json.dumps(topology(WEST, EAST)), encoding="utf-8")
    shapes, findings = read_shapes(tmp_path)
    assert findings == []
    (tmp_path / TOPOLOGY).unlink()
    (tmp_path / FILE).write_text(shapes_text(shapes, {}), encoding="utf-8")
    assert read_shapes(tmp_path)[0] == shapes


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("{", "shapes-not-json"),
        ([], "shapes-not-a-topology"),
        ({"type": "Topology"}, "shapes-not-a-topology"),
        ({"type": "Topology", "arcs": [], "objects": {}}, "shapes-not-a-topology"),
        ({"type": "Topology", "arcs": [], "objects": {"a": {}, "b": {}}}, "topology-objects"),
        (topology(3), "shapes-not-a-topology"),
        (topology({**WEST, "arcs": [[0, 7]]}), "shape-arcs-broken"),
        (topology({**WEST, "arcs": [[0, ~7]]}), "shape-arcs-broken"),
        (topology({**WEST, "arcs": [[0, True]]}), "shape-arcs-broken"),
        (topology({**WEST, "arcs": [0, 1]}), "shape-arcs-broken"),
        (topology({**WEST, "arcs": None}), "shape-arcs-broken"),
        (topology(WEST, arcs=[[[1, 0], "a"], *ARCS[1:]]), "shape-arcs-broken"),
        (topology(WEST, arcs=[[[1, 0]], *ARCS[1:]]), "shape-arcs-broken"),
        (topology(WEST, transform={"scale": [1]}), "shape-arcs-broken"),
        (topology({**WEST, "arcs": [[0]]}), "shape-not-a-polygon"),
        (topology({"type": "Point", "id": "west", "coordinates": [0, 0]}), "shape-not-a-polygon"),
        (topology({**WEST, "properties": {}}), "shape-without-id"),
        (topology(*[WEST] * (area_map_rules().most_areas + 1)), "shapes-too-large"),
        (topology({**WEST, "arcs": [[0, ~0] * area_map_rules().most_positions]}), "shapes-too-large"),
    ],
)
def test_each_fault_of_a_topology_has_its_finding(tmp_path: Path, content: Any, code: str) -> None:
    assert codes(tmp_path, content) == [code]


def test_two_files_of_shapes_are_told_and_neither_is_taken(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("{}", encoding="utf-8")
    (tmp_path / TOPOLOGY).write_text(json.dumps(topology(WEST)), encoding="utf-8")
    shapes, findings = read_shapes(tmp_path)
    assert (shapes, [each.code for each in findings]) == ((), ["shapes-in-two-files"])


def test_a_folder_written_anew_keeps_its_topology_as_published_and_is_whole(tmp_path: Path) -> None:
    county = tmp_path / "county"
    shutil.copytree(COUNTY, county)
    shapes, _ = read_shapes(county)
    arcs = [ring for shape in shapes for polygon in shape.polygons for ring in polygon]
    places = iter(range(len(arcs)))
    listed = [
        {"type": "MultiPolygon", "id": shape.area_id, "arcs": [[[next(places)] for _ in one] for one in shape.polygons]}
        for shape in shapes
    ]
    (county / FILE).unlink()
    (county / TOPOLOGY).write_text(json.dumps(topology(*listed, arcs=arcs)), encoding="utf-8")
    community = checked_community(county).community
    assert community is not None
    assert community.shapes == shapes
    write_community(community, tmp_path / "again")
    assert (tmp_path / "again" / TOPOLOGY).read_bytes() == (county / TOPOLOGY).read_bytes()
    assert not (tmp_path / "again" / FILE).exists()
    assert checked_community(tmp_path / "again").community is not None


@pytest.mark.shared
def test_the_counties_of_the_census_are_closed_rings_that_go_round_the_trip() -> None:
    # us-atlas 3.0.1 (ISC; Census, public domain): 3,231 counties on a grid, with shared and turned arcs.
    path = Path(os.environ["SHAREDSAFETY_DATA"]) / "geography" / "us_atlas_counties" / "counties-10m.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    content["objects"] = {"areas": content["objects"]["counties"]}
    features = topology_features(content, most_corners=10**7)
    assert len(features) == 3231
    assert sum(str(each["id"]).startswith("06") for each in features) == 58
    rings: list[Any] = []
    listed = []
    for each in features:
        polygons = each["geometry"]["coordinates"]
        polygons = [polygons] if each["geometry"]["type"] == "Polygon" else polygons
        listed.append({"type": "MultiPolygon", "id": each["id"], "arcs": []})
        for polygon in polygons:
            listed[-1]["arcs"].append([[len(rings) + at] for at in range(len(polygon))])
            rings += polygon
    assert all(ring[0] == ring[-1] for ring in rings)
    assert sum(len(ring) < 4 for ring in rings) == 22  # islands and holes that this resolution makes a line or a point
    again = rings_of(topology(*listed, arcs=rings), most=10**7)
    assert [ring for polygons in again.values() for polygon in polygons for ring in polygon] == rings
