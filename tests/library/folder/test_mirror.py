"""The mirror rule (method.md 4.11) over whole folders: the answer follows the stated priority alone, not its topic."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests import mirrored
from tests.mirrored import OPPOSITE, lamps

from sharedsafety.folder.assess import assess
from sharedsafety.folder.check import checked_community
from sharedsafety.framework.taxonomy import taxonomy
from sharedsafety.report.lamp_sentences import lamp_sentence

EXAMPLES = Path(__file__).parents[3] / "examples"
FOLDERS = ("los-angeles", "san-joaquin", "example-county")
#: Codes on which the arithmetic itself stands: outside the perimeter, and overhead.
FIXED = {"OT-OUT", "OT-ADM"}


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    return tmp_path_factory.mktemp("ledgers")


def read(folder):
    return checked_community(EXAMPLES / folder).community


def assessed(community, kept):
    return assess(community, as_of=date(2026, 11, 23), keep_in=kept, seed=5, draws=200)


@pytest.fixture(scope="module")
def as_stated(kept):
    return {folder: assessed(read(folder), kept) for folder in FOLDERS}


@pytest.fixture(scope="module")
def turned(as_stated, kept):
    return {
        folder: assessed(without_words(mirrored.turned(read(folder), done)), kept) for folder, done in as_stated.items()
    }


def without_words(community):
    """Return the community with nothing said in its priorities: no rule may read a title."""
    return replace(community, priorities=tuple(replace(p, title="Turned", body="") for p in community.priorities))


@pytest.fixture(scope="module")
def renamed(kept):
    return {folder: assessed(with_names_permuted(read(folder)), kept) for folder in FOLDERS}


def with_names_permuted(community):
    """Return the community with all categories renamed in a circle; level and markers stay with the money."""
    codes = [code for code in taxonomy().codes if code not in FIXED]
    new = dict(zip(codes, codes[17:] + codes[:17], strict=True))

    def row(share):
        category = taxonomy().category(share.category)
        markers = {
            key: share.markers.get(key, category.principles.default.get(key, 0.0)) for key in taxonomy().principles
        }
        level = share.level or category.level.default
        return replace(share, category=new.get(share.category, share.category), level=level, markers=markers)

    links = tuple(replace(link, category=new.get(link.category, link.category)) for link in community.links)
    return replace(community, coding=tuple(map(row, community.coding)), links=links)


@pytest.mark.parametrize("folder", FOLDERS)
def test_with_every_statement_turned_every_direction_lamp_turns(folder, as_stated, turned):
    for before, after in zip(as_stated[folder].priorities, turned[folder].priorities, strict=True):
        first, second = lamps(before)["direction"], lamps(after)["direction"]
        lit = "cant_tell" not in (first.state, second.state) and before.stated.direction in OPPOSITE
        if lit and first.state != "not_set":
            assert (first.state == "not_consistent") != (second.state == "not_consistent"), before.stated.id
        elif before.stated.direction not in OPPOSITE:
            assert first == second


@pytest.mark.parametrize("folder", FOLDERS)
def test_with_every_target_turned_every_level_lamp_turns(folder, as_stated, turned):
    for before, after in zip(as_stated[folder].priorities, turned[folder].priorities, strict=True):
        first, second = lamps(before)["level"].state, lamps(after)["level"].state
        enough = "above_share" if before.stated.statement_kind == "S1" else "consistent"
        if first in ("not_consistent", enough):
            assert {first, second} == {"not_consistent", enough}, before.stated.id


@pytest.mark.parametrize("folder", FOLDERS)
def test_what_is_not_about_the_statement_stays_to_the_letter(folder, as_stated, turned):
    for before, after in zip(as_stated[folder].priorities, turned[folder].priorities, strict=True):
        for name in ("durability", "delivery", "place"):
            assert lamps(before)[name] == lamps(after)[name]
            for language in ("en", "es"):
                texts = [lamp_sentence(lamps(side)[name], side.stated, language) for side in (before, after)]
                assert texts[0] == texts[1]
        assert (before.money.amount, before.money.programs) == (after.money.amount, after.money.programs)
    assert as_stated[folder].money.views == turned[folder].money.views
    assert order(as_stated[folder]) == order(turned[folder])


@pytest.mark.parametrize("folder", FOLDERS)
def test_other_names_of_the_categories_change_no_lamp_and_no_order(folder, as_stated, renamed):
    for before, after in zip(as_stated[folder].priorities, renamed[folder].priorities, strict=True):
        assert after.money.amount.value == pytest.approx(before.money.amount.value)
        assert [row.code for row in after.money.programs] == [row.code for row in before.money.programs]
        for first, second in zip(before.money.lamps, after.money.lamps, strict=True):
            assert (second.state, second.reason, second.needed) == (first.state, first.reason, first.needed)
    assert order(as_stated[folder]) == order(renamed[folder])


def order(done):
    """Return what comes first where priorities and questions about them are listed."""
    asked = [each.about_id for each in done.cant_tell if each.about_kind == "priority" and each.what != "direction"]
    return [each.stated.id for each in done.priorities], list(dict.fromkeys(asked))


def test_the_example_lights_the_lamps_that_turn(as_stated):
    states = [lamp.state for result in as_stated["example-county"].priorities for lamp in result.money.lamps[:2]]
    assert {"consistent", "not_consistent"} <= set(states)


def test_the_place_lamp_on_five_areas_with_few_cases_cant_tell(kept):
    community = mirrored.five_areas_with_few_cases(read("example-county"))
    done = assessed(community, kept)
    places = [lamps(result)["place"] for result in done.priorities]
    assert len(community.areas) == 5
    assert {lamp.state for lamp in places} <= {"cant_tell", "not_set"}
    assert {lamp.reason for lamp in places} & {"interval_spans", "within_chance"}
