"""Shapes no map can draw, and other input that looks right to a reader of files, are findings with a place."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sharedsafety.core.findings import Finding
from sharedsafety.folder.area_shapes import read_shapes
from sharedsafety.folder.plan_file import read_plan
from sharedsafety.folder.shape import folder_shape
from sharedsafety.folder.table_in import rows_of_text
from sharedsafety.framework.blueprint_pack import blueprint_pack
from sharedsafety.framework.pack_changes import PackChange, adapted

SQUARE = [[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]
BOW_TIE = [[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]


def found(root: Path, *rings: list[list[float]], kind: str = "Polygon", coordinates: Any = None) -> list[str]:
    geometry = {"type": kind, "coordinates": coordinates or list(rings)}
    feature = {"type": "Feature", "properties": {"area_id": "east"}, "geometry": geometry}
    collection = {"type": "FeatureCollection", "features": [feature]}
    (root / "areas.geojson").write_text(json.dumps(collection), encoding="utf-8")
    shapes, findings = read_shapes(root)
    assert len(shapes) == (0 if any(each.severity == "error" for each in findings) else 1)
    assert all(each.message("es") and each.params["area_id"] == "east" for each in findings)
    return [each.code for each in findings]


def test_a_square_and_a_square_that_touches_itself_in_a_corner_are_sound(tmp_path: Path) -> None:
    assert found(tmp_path, SQUARE) == []
    eight = [[0, 0], [1, 1], [2, 0], [2, 2], [1, 1], [0, 2], [0, 0]]
    assert found(tmp_path, eight) == []


@pytest.mark.parametrize(
    ("ring", "code"),
    [
        (BOW_TIE, "shape-crosses-itself"),
        ([[0, 0], [4, 0], [4, 4], [2, -1], [0, 4], [0, 0]], "shape-crosses-itself"),
        ([[0, 0], [1, 1], [2, 2], [0, 0]], "shape-without-inside"),
        ([[7, 7], [7, 7], [7, 7], [7, 7]], "shape-without-inside"),
        ([[179, 50], [-179, 50], [-179, 51], [179, 51], [179, 50]], "shape-crosses-antimeridian"),
    ],
)
def test_a_ring_that_has_no_clear_inside_is_told(tmp_path: Path, ring: list[list[float]], code: str) -> None:
    assert found(tmp_path, ring) == [code]


def test_a_hole_and_a_second_polygon_are_looked_at_too(tmp_path: Path) -> None:
    assert found(tmp_path, SQUARE, BOW_TIE) == ["shape-crosses-itself"]
    assert found(tmp_path, kind="MultiPolygon", coordinates=[[SQUARE], [BOW_TIE]]) == ["shape-crosses-itself"]


def test_true_is_no_number_of_hours(tmp_path: Path) -> None:
    text = "board_date: '2027-07-20'\nbegun_on: '2026-09-14'\nhours_per_week: true\n"
    (tmp_path / "plan.yaml").write_text(text, encoding="utf-8")
    plan, findings = read_plan(tmp_path)
    assert plan is None
    assert [(each.code, each.row, each.column) for each in findings] == [("data-shape", 3, "hours_per_week")]


def test_a_plan_that_is_a_list_is_told_without_an_empty_column(tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text("- board_date: '2027-07-20'\n", encoding="utf-8")
    (told,) = read_plan(tmp_path)[1]
    assert (told.code, told.row) == ("not-a-mapping", 1)
    assert "column" not in told.sentence("en")


def test_a_column_without_a_name_is_told_by_its_number() -> None:
    _, findings = rows_of_text("fiscal_year,,value,source\n2022,,100,x\n", folder_shape().table("deflator.csv"))
    assert [(each.code, each.row, each.column) for each in findings] == [("column-nameless", 1, "2")]


def test_a_word_of_thousands_of_characters_shows_its_beginning_in_messages() -> None:
    told = Finding(code="not-an-id", file="priorities.csv", row=2, column="id", params={"value": "a" * 5_000})
    assert len(told.sentence("en")) < 500
    assert "a" * 70 in told.sentence("en")
    named = Finding(code="not-an-id", file="f" * 5_000, params={"value": "a"})
    assert len(named.sentence("es")) < 500


@pytest.mark.parametrize("language", ["../../x", "", "en/../..", "e n", "e" * 5_000])
def test_a_key_of_the_framework_that_is_no_language_is_told_and_not_taken(language: str) -> None:
    change = PackChange(
        part="practice", id="1.2", field="title", text={language: ("Ours",)}, source="Minutes", changed_on="2026-05-03"
    )
    made = adapted(blueprint_pack(), [change], "framework.yaml")
    assert [(each.code, each.column) for each in made.findings] == [("pack-change-language", "changes.0")]
    assert made.pack == blueprint_pack()


def test_a_translation_into_no_language_is_told() -> None:
    text = "language,object_id,field,text\n../../x,priority/heal,title,Heal\n"
    _, findings = rows_of_text(text, folder_shape().table("translations.csv"))
    assert [(each.row, each.column) for each in findings] == [(2, "language")]
