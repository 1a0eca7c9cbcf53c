"""A sign by district: outlines joined from areas, figures from the district's own rows, never beside areas."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.progress_samples import counts, indicator

from sharedsafety.progress.area_map import AreaMap, AreaShape, NamedArea, Ring
from sharedsafety.progress.assess_progress import assess_progress
from sharedsafety.progress.districts import district_map, district_shapes

CELLS = {"a": (0, 0), "b": (1, 0), "c": (0, 1), "d": (1, 1)}
DISTRICTS = {"a": "District 1", "b": "District 1", "c": "District 2", "d": ""}
AREAS = tuple(
    NamedArea(area_id=key, name=key, population=10_000, part_of=district) for key, district in DISTRICTS.items()
)


def square(x: float, y: float, size: float = 1.0, *, turned: bool = False) -> Ring:
    ring = ((x, y), (x + size, y), (x + size, y + size), (x, y + size), (x, y))
    return ring[::-1] if turned else ring


def shapes(*, turned: str = "") -> list[AreaShape]:
    return [AreaShape(area_id=key, polygons=((square(*at, turned=key == turned),),)) for key, at in CELLS.items()]


def mapped(events: dict[tuple[str, str], int]) -> AreaMap | None:
    rows = counts([sum(events.values())], people=40_000)
    for (kind, key), count in events.items():
        rows += counts([count], people=10_000, group_type=kind, group=key)
    return district_map(indicator(), assess_progress([indicator()], rows, as_of=date(2026, 1, 1)).results[0], AREAS)


def edges(ring: Ring) -> set[frozenset[tuple[float, float]]]:
    return {frozenset(pair) for pair in pairwise(ring)}


def test_the_border_between_two_areas_of_a_district_goes_away_whatever_way_round_they_are_drawn() -> None:
    for turned in ("", "a"):
        first, second = district_shapes(AREAS, shapes(turned=turned))
        assert (first.area_id, second.area_id) == ("District 1", "District 2")
        ((outline,),) = first.polygons
        assert frozenset({(1, 0), (1, 1)}) not in edges(outline)
        assert len(edges(outline)) == 6
        assert outline[0] == outline[-1]
        assert edges(second.polygons[0][0]) == edges(square(0, 1))


def test_a_hole_and_a_part_that_lies_apart_stay_rings_of_their_own() -> None:
    ring_of_eight = [(x, y) for x in range(3) for y in range(3) if (x, y) != (1, 1)]
    areas = [NamedArea(area_id=f"{x}{y}", name="", population=1, part_of="One") for x, y in [*ring_of_eight, (9, 9)]]
    drawn = [AreaShape(area_id=f"{x}{y}", polygons=((square(x, y),),)) for x, y in [*ring_of_eight, (9, 9)]]
    (found,) = district_shapes(areas, drawn)
    assert sorted(len(ring) - 1 for ring in found.polygons[0]) == [4, 4, 12]


@given(st.sets(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1))
def test_the_outline_of_any_squares_is_closed_and_encloses_their_area(cells: set[tuple[int, int]]) -> None:
    areas = [NamedArea(area_id=f"{x}{y}", name="", population=1, part_of="One") for x, y in cells]
    (found,) = district_shapes(areas, [AreaShape(area_id=f"{x}{y}", polygons=((square(x, y),),)) for x, y in cells])
    rings = found.polygons[0]
    assert all(ring[0] == ring[-1] for ring in rings)
    borders = [edge for ring in rings for edge in edges(ring)]
    twice = [edge for x, y in cells for edge in edges(square(x, y))]
    assert sorted(map(sorted, borders)) == sorted(map(sorted, (edge for edge in twice if twice.count(edge) == 1)))


def test_the_figures_are_those_of_the_rows_by_district_in_the_order_of_the_areas() -> None:
    found = mapped({("district", "District 2"): 60, ("district", "District 1"): 90})
    assert found is not None
    assert [(one.number, one.name) for one in found.areas] == [(1, "District 1"), (2, "District 2")]
    assert [one.figure.value for one in found.areas if one.figure] == pytest.approx([900, 600])


def test_a_small_district_is_hidden_and_drawn_in_no_class() -> None:
    found = mapped({("district", "District 2"): 3, ("district", "District 1"): 90})
    assert found is not None
    assert [(one.figure, one.place, one.code) for one in found.areas if one.name == "District 2"] == [(None, None, "S")]


def test_beside_areas_there_is_no_map_of_districts() -> None:
    assert mapped({("district", "District 2"): 60, ("district", "District 1"): 90, ("area", "a"): 40}) is None


def test_without_districts_or_without_areas_that_are_part_of_one_there_is_no_map() -> None:
    assert mapped({("area", "a"): 40}) is None
    apart = [replace(area, part_of="") for area in AREAS]
    assert district_shapes(apart, shapes()) == ()
