"""areas.geojson: read, checked, written back; every fault of a shape has its finding and nothing is half done."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from sharedsafety.folder.area_shapes import FILE, read_shapes, shapes_text
from sharedsafety.folder.check import checked_community
from sharedsafety.folder.write import write_community
from sharedsafety.progress.area_map import area_map_rules

COUNTY = Path(__file__).resolve().parents[3] / "examples" / "example-county"
SQUARE = [[[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]]


def feature(area_id: str = "harbor", coordinates: Any = SQUARE, kind: str = "Polygon") -> dict[str, Any]:
    geometry = {"type": kind, "coordinates": coordinates}
    return {"type": "Feature", "properties": {"area_id": area_id}, "geometry": geometry}


def codes(tmp_path: Path, content: Any) -> list[str]:
    text = content if isinstance(content, str) else json.dumps(content)
    (tmp_path / FILE).write_text(text, encoding="utf-8")
    return [finding.code for finding in read_shapes(tmp_path)[1]]


def collection(*features: Any) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": list(features)}


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("{", "shapes-not-json"),
        ("[" * 100_000, "shapes-not-json"),
        ([], "shapes-not-a-collection"),
        ({"features": 3}, "shapes-not-a-collection"),
        (collection(3), "shape-without-id"),
        (collection({"properties": 7}), "shape-without-id"),
        (collection(feature(kind="Point", coordinates=[0, 0])), "shape-not-a-polygon"),
        (collection(feature(coordinates=[[[0, 0], [1, 0], [1, 1], [0, 1]]])), "shape-not-a-polygon"),
        (collection(feature(coordinates=[[[0, 0], [1, "a"], [1, 1], [0, 0]]])), "shape-not-a-polygon"),
        (collection(feature(coordinates=[[[0, 0], [True, 0], [1, 1], [0, 0]]])), "shape-not-a-polygon"),
        (collection(feature(coordinates=[[[0, 0], [1e999, 0], [1, 1], [0, 0]]])), "shape-not-a-polygon"),
        (collection(feature(coordinates=[[[0, 0], [10**400, 0], [1, 1], [0, 0]]])), "shape-not-a-polygon"),
        (collection({"properties": {"area_id": "a"}, "geometry": {"type": ["Polygon"]}}), "shape-not-a-polygon"),
        (collection(*[3] * (area_map_rules().most_areas + 1)), "shapes-too-large"),
        (collection(feature(coordinates=[[[0, 0], [0, 91], [1, 1], [0, 0]]])), "shape-out-of-range"),
        (collection(feature(coordinates=[[[0, 0], [181, 0], [1, 1], [0, 0]]])), "shape-out-of-range"),
    ],
)
def test_each_fault_of_a_shape_has_its_finding(tmp_path: Path, content: Any, code: str) -> None:
    assert codes(tmp_path, content) == [code]


def test_more_corners_than_a_page_can_carry_are_refused(tmp_path: Path) -> None:
    ring = [[at / 1e6, 0] for at in range(area_map_rules().most_positions)]
    assert codes(tmp_path, collection(feature(coordinates=[[*ring, ring[0]]]))) == ["shapes-too-large"]


def test_polygons_with_holes_and_several_parts_are_read(tmp_path: Path) -> None:
    parts = [SQUARE, [[[2, 2], [3, 2], [3, 3], [2, 2]], [[2.5, 2.2], [2.6, 2.2], [2.6, 2.3], [2.5, 2.2]]]]
    assert codes(tmp_path, collection(feature(coordinates=parts, kind="MultiPolygon"))) == []
    (shape,) = read_shapes(tmp_path)[0]
    assert [len(polygon) for polygon in shape.polygons] == [1, 2]
    (tmp_path / FILE).write_text(shapes_text([shape], {}), encoding="utf-8")
    assert read_shapes(tmp_path)[0] == (shape,)


@pytest.fixture
def county(tmp_path: Path) -> Path:
    return Path(shutil.copytree(COUNTY, tmp_path / "county"))


def found(county: Path, *features: Any) -> dict[str, str]:
    (county / FILE).write_text(json.dumps(collection(*features)), encoding="utf-8")
    return {one.code: one.severity for one in checked_community(county).findings if one.file == FILE}


def test_a_shape_of_an_unknown_area_and_two_shapes_of_one_are_errors(county: Path) -> None:
    severities = found(county, feature("harbor"), feature("harbor"), feature("atlantis"))
    assert severities["shape-of-unknown-area"] == severities["shape-twice"] == "error"
    assert severities["area-without-shape"] == "warning"


def test_figures_of_an_area_that_is_not_listed_are_warned_of(county: Path) -> None:
    path = county / "indicators" / "observations.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",area,harbor,", ",area,habor,"), encoding="utf-8")
    warned = [one for one in checked_community(county).findings if one.code == "observation-of-unknown-area"]
    assert [(one.severity, one.params["area_id"], one.column) for one in warned] == [("warning", "habor", "group")]
    assert warned[0].row is not None


def test_a_folder_that_is_written_keeps_its_shapes(county: Path, tmp_path: Path) -> None:
    community = checked_community(county).community
    assert community is not None
    assert len(community.shapes) == len(community.areas) == 10
    write_community(community, tmp_path / "again")
    assert read_shapes(tmp_path / "again")[0] == community.shapes


def test_a_link_to_a_file_that_is_gone_is_told(tmp_path: Path) -> None:
    (tmp_path / FILE).symlink_to(tmp_path / "gone.geojson")
    assert [finding.code for finding in read_shapes(tmp_path)[1]] == ["file-missing"]


def with_districts(tmp_path: Path, *, districts: tuple[str, ...]) -> Path:
    """The example county, whose areas are part of districts, with rows by district for the sign by area."""
    county = tmp_path / "county"
    shutil.copytree(COUNTY, county)
    path = county / "indicators" / "observations.csv"
    names = path.read_text(encoding="utf-8").splitlines()[0].split(",")
    cells = {"indicator_id": "assault-visits", "period": "2024", "numerator": "400", "denominator": "90000"}
    rows = [{**cells, "group_type": "district", "group": one} for one in districts]
    with path.open("a", encoding="utf-8") as file:
        file.writelines(",".join(row.get(name, "") for name in names) + "\n" for row in rows)
    return county


def test_people_by_area_and_by_district_in_one_sign_are_refused(tmp_path: Path) -> None:
    county = with_districts(tmp_path, districts=("Supervisor district 1", "Supervisor district 2"))
    findings = checked_community(county).findings
    (found,) = [one for one in findings if one.code == "districts-beside-areas"]
    assert (found.severity, found.file, found.params["indicator_id"]) == (
        "error",
        "indicators/observations.csv",
        "assault-visits",
    )
    assert found.sentence("en") != found.sentence("es")


def test_a_district_that_no_area_is_part_of_is_told(tmp_path: Path) -> None:
    findings = checked_community(with_districts(tmp_path, districts=("Distrct 1",))).findings
    told = {one.params["area_id"] for one in findings if one.code == "observation-of-unknown-district"}
    assert told == {"Distrct 1"}


def test_the_district_of_an_area_goes_through_a_folder_unchanged(tmp_path: Path) -> None:
    county = with_districts(tmp_path, districts=())
    community = checked_community(county).community
    assert community is not None
    write_community(community, tmp_path / "again")
    assert (tmp_path / "again" / "areas.csv").read_bytes() == (county / "areas.csv").read_bytes()
