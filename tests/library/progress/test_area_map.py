"""A sign by area: hidden areas stay hidden, smoothing is only for the eye, classes have limits."""

from __future__ import annotations

from datetime import date

from tests.progress_samples import counts, indicator

from sharedsafety.progress.area_map import AreaMap, NamedArea, area_map
from sharedsafety.progress.assess_progress import assess_progress
from sharedsafety.progress.series import Indicator

AREAS = tuple(NamedArea(area_id=key, name=key.title(), population=10_000) for key in ("east", "north", "south", "west"))


def mapped(events: dict[str, int], one: Indicator | None = None) -> AreaMap | None:
    one = one or indicator()
    rows = counts([sum(events.values())], people=40_000)
    for key, count in events.items():
        rows += counts([count], people=10_000, group_type="area", group=key)
    return area_map(one, assess_progress([one], rows, as_of=date(2026, 1, 1)).results[0], AREAS)


def test_every_area_has_a_row_in_its_order_and_one_without_a_figure_is_not_collected() -> None:
    found = mapped({"east": 40, "north": 60, "south": 90})
    assert found is not None
    assert [(area.number, area.area_id) for area in found.areas] == [
        (1, "east"),
        (2, "north"),
        (3, "south"),
        (4, "west"),
    ]
    assert (found.areas[3].figure, found.areas[3].code, found.areas[3].place) == (None, "N", None)


def test_a_small_area_is_hidden_with_another_and_neither_is_drawn_or_smoothed() -> None:
    found = mapped({"east": 5, "north": 60, "south": 90, "west": 40})
    assert found is not None
    hidden = [area for area in found.areas if area.code == "S"]
    assert [area.area_id for area in hidden] == ["east", "west"]
    assert all((area.figure, area.drawn, area.place) == (None, None, None) for area in hidden)


def test_a_hidden_count_moves_no_smoothed_value() -> None:
    few = mapped({"east": 3, "north": 60, "south": 90, "west": 40})
    more = mapped({"east": 9, "north": 60, "south": 90, "west": 40})
    assert few is not None
    assert more is not None
    assert [area.drawn for area in few.areas] == [area.drawn for area in more.areas]


def test_rates_are_drawn_toward_the_common_one_and_the_plain_value_stays() -> None:
    found = mapped({"east": 40, "north": 60, "south": 90, "west": 150})
    assert found is not None
    assert found.smoothed
    east, west = found.areas[0], found.areas[3]
    assert east.figure is not None
    assert east.figure.value == 400
    assert east.drawn is not None
    assert west.drawn is not None
    assert 400 < east.drawn < west.drawn < 1500


def test_areas_that_differ_only_by_chance_are_drawn_alike() -> None:
    found = mapped({"east": 60, "north": 62, "south": 58, "west": 61})
    assert found is not None
    assert len(found.classes) == 1
    assert {area.place for area in found.areas} == {0}


def test_classes_have_limits_that_hold_all_their_areas() -> None:
    found = mapped({"east": 40, "north": 60, "south": 90, "west": 150})
    assert found is not None
    assert len(found.classes) == 3
    for area in found.areas:
        assert area.place is not None
        low, high = found.classes[area.place]
        assert area.drawn is not None
        assert low <= area.drawn <= high


def test_without_figures_by_area_there_is_no_map() -> None:
    one = indicator()
    result = assess_progress([one], counts([50, 60]), as_of=date(2026, 1, 1)).results[0]
    assert area_map(one, result, AREAS) is None
