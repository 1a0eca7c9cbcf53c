"""The map: a title, a description with every area, pattern as well as colour, hidden areas with their own."""

from __future__ import annotations

import re
from datetime import date
from itertools import cycle

import pytest
from tests.progress_samples import counts, indicator

from sharedsafety.progress.area_map import AreaShape, NamedArea, area_map
from sharedsafety.progress.assess_progress import assess_progress
from sharedsafety.report.charts.area_map import area_map_chart
from sharedsafety.report.charts.spec import chart_svg

KEYS = ("east", "north", "south", "west", "island")


def drawn(width: str = "wide", language: str = "en", keys: tuple[str, ...] = KEYS) -> str:
    one = indicator()
    rows = counts([345], people=50_000)
    for key, count in zip(keys, cycle((5, 60, 90, 40, 150)), strict=False):
        rows += counts([count], people=10_000, group_type="area", group=key)
    areas = [NamedArea(area_id=key, name=key.title(), population=10_000) for key in keys]
    found = area_map(one, assess_progress([one], rows, as_of=date(2026, 1, 1)).results[0], areas)
    assert found is not None
    shapes = [
        AreaShape(area_id=key, polygons=((((at, 0.0), (at + 1.0, 0.0), (at + 1.0, 1.0), (at, 0.0)),),))
        for at, key in enumerate(keys[:-1])
    ]
    return chart_svg(area_map_chart(found, shapes, one, ("Harm by area", language, width)))  # type: ignore[arg-type]


@pytest.mark.parametrize("width", ["wide", "narrow"])
@pytest.mark.parametrize("language", ["en", "es"])
def test_the_map_has_a_title_and_tells_every_area_it_draws(width: str, language: str) -> None:
    svg = drawn(width, language)
    assert "<title" in svg
    said = re.findall(r"<desc[^>]*>(.*?)</desc>", svg)[0]
    assert [part.split(":")[0] for part in said.split("; ")] == ["1 East", "2 North", "3 South", "4 West"]


def test_each_class_has_its_own_pattern_and_what_is_not_shown_another() -> None:
    svg = drawn()
    used = set(re.findall(r'fill="url\(#[^"]*-(\w+)\)"', svg))
    assert "hidden" in used
    assert len(used) >= 2
    assert used <= set(re.findall(r'<pattern id="[^"]*-(\w+)"', svg))


def test_no_number_of_a_hidden_area_is_in_the_drawing() -> None:
    said = re.findall(r"<desc[^>]*>(.*?)</desc>", drawn())[0]
    assert "1 East: not shown: privacy" in said
    assert "style=" not in drawn()


def test_an_area_without_a_shape_is_left_to_the_table() -> None:
    assert "Island" not in drawn()


def test_a_map_of_more_areas_than_can_be_numbered_is_described_by_its_classes() -> None:
    svg = drawn(keys=tuple(f"tract-{number:02}" for number in range(1, 43)))
    said = re.findall(r"<desc[^>]*>(.*?)</desc>", svg)[0]
    assert re.fullmatch(r"41 areas are drawn in \d classes; the table lists every area with its value\.", said)
