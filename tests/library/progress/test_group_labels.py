"""Groups by race, ethnicity and age: known names, and which overlap so that they are never added or subtracted."""

from __future__ import annotations

from datetime import date

import pytest
from tests.progress_samples import indicator

from sharedsafety.progress.assess_progress import assess_progress
from sharedsafety.progress.checks import check_indicators
from sharedsafety.progress.group_labels import age_span, group_lists, overlaps, race_category
from sharedsafety.progress.people_tables import people_tables
from sharedsafety.progress.series import Observation

SEVEN = {
    "American Indian or Alaska Native",
    "Asian",
    "Black or African American",
    "Hispanic or Latino",
    "Middle Eastern or North African",
    "Native Hawaiian or Pacific Islander",
    "White",
}


def rows(counts, group_type="race-ethnicity", everybody=None):
    """One year of people helped: counts of each group of 400 people, and of everybody of 1,000."""
    made = [
        Observation(indicator_id="harm", period="2024", numerator=count, denominator=400, group_type=group_type,
                    group=name, row=at)
        for at, (name, count) in enumerate(counts.items(), start=2)
    ]  # fmt: skip
    total = [Observation(indicator_id="harm", period="2024", numerator=everybody, denominator=1_000)]
    return made + (total if everybody is not None else [])


def codes(counts, about=None, **how):
    found = check_indicators([about or indicator(unit="proportion", per=1)], rows(counts, **how))
    assert all(each.sentence("en") and each.sentence("es") for each in found)
    return [(each.code, each.row) for each in found if each.code.startswith("group")]


def shown(counts, about=None, **how):
    about = about or indicator(unit="proportion", per=1)
    result = assess_progress([about], rows(counts, **how), as_of=date(2025, 1, 1)).results[0]
    return {row.group: row.code or "shown" for row in result.disparity.rows}, result


def test_the_seven_minimum_categories_of_2024_are_known_in_both_languages():
    listed = [one for one in group_lists().race.categories if one.id != "multiracial"]
    assert {one.en for one in listed} == SEVEN
    assert all(race_category(one.es) == one.id for one in listed)


@pytest.mark.parametrize(
    ("label", "category"),
    [
        ("Black", "black-african-american"),
        ("black or african american alone or in combination", "black-african-american"),
        ("White, Non-Hispanic", "white"),
        ("Hispanic", "hispanic-latino"),
        ("Hispanic or Latino alone", "hispanic-latino"),
        ("Two or More Races", "multiracial"),
        ("Native Hawaiian and Other Pacific Islander", "native-hawaiian-pacific-islander"),
        ("Other", None),
        ("Purple", None),
    ],
)
def test_a_label_names_its_category(label, category):
    assert race_category(label) == category


def test_a_label_nobody_knows_is_asked_about_once():
    assert codes({"Purple": 20, "Asian": 30}) == [("group-race-unknown", 2)]


def test_a_crosswalk_of_one_s_own_or_of_a_known_source_explains_a_label():
    assert codes({"Purple": 20}, indicator(unit="proportion", per=1, crosswalk={"Purple": "made up"})) == []
    source = {"id": "urban-mobility-county"}
    assert codes({"Other Races and Ethnicities": 20}, indicator(unit="proportion", per=1, source=source)) == []


def test_groups_of_another_kind_have_the_names_they_like():
    assert codes({"Purple": 20}, group_type="team") == []


@pytest.mark.parametrize(
    ("label", "span"),
    [("0-17", (0, 17)), ("18 to 24", (18, 24)), ("65+", (65, 200)), ("85 and over", (85, 200)), ("Under 18", (0, 17)),
     ("Over 64 years", (65, 200)), ("7", (7, 7)), ("youth", None)],
)  # fmt: skip
def test_an_age_is_read_in_years(label, span):
    assert age_span(label) == span


def test_an_age_nobody_can_read_is_asked_about():
    assert codes({"youth": 20, "18-24": 30}, group_type="age") == [("group-age-unreadable", 2)]


@pytest.mark.parametrize(
    ("group_type", "labels", "expected"),
    [
        ("race", ["Asian alone or in combination", "White alone or in combination"], True),
        ("race", ["Asian alone", "White alone"], False),
        ("race", ["Black, Non-Hispanic", "Hispanic"], False),
        ("age", ["0-17", "18-24", "65+"], False),
        ("age", ["0-17", "15-24"], True),
        ("team", ["A", "B"], False),
    ],
)
def test_groups_overlap_where_a_person_can_stand_in_several(group_type, labels, expected):
    assert overlaps(indicator(), group_type, labels) is expected


def test_the_community_can_say_that_people_chose_several():
    assert overlaps(indicator(overlapping=("need",)), "need", ["housing", "health"])


def test_groups_that_hold_more_than_everybody_are_asked_about():
    assert codes({"Asian": 90, "White": 80}, everybody=120) == [("groups-hold-more", 2)]


def test_groups_said_to_overlap_may_hold_more():
    about = indicator(unit="proportion", per=1, overlapping=("race-ethnicity",))
    assert codes({"Asian": 90, "White": 80}, about, everybody=120) == []


def test_a_small_group_hides_no_other_one_where_groups_overlap():
    apart, _ = shown({"Asian": 60, "White": 55, "Black": 5}, everybody=120)
    assert apart == {"Asian": "shown", "White": "S", "Black": "S"}
    about = indicator(unit="proportion", per=1, overlapping=("race-ethnicity",))
    together, _ = shown({"Asian": 60, "White": 55, "Black": 5}, about, everybody=120)
    assert together == {"Asian": "shown", "White": "shown", "Black": "S"}


def test_a_group_is_hidden_where_hardly_anybody_is_outside_it():
    about = indicator(unit="proportion", per=1, overlapping=("race-ethnicity",))
    found, _ = shown({"Asian": 115, "White": 55}, about, everybody=120)
    assert found == {"Asian": "S", "White": "shown"}


def test_overlapping_groups_are_added_up_nowhere():
    about = indicator(unit="proportion", per=1, overlapping=("race-ethnicity",))
    _, result = shown({"Asian": 60, "White": 55}, about, everybody=140)
    assert not any(name.endswith("theil") for name in result.disparity.summaries)
    _, split = shown({"Asian": 60, "White": 55}, everybody=140)
    assert any(name.endswith("theil") for name in split.disparity.summaries)
    tables = people_tables([about], [result], rows({"Asian": 60, "White": 60}, everybody=140))
    assert [table.dimensions[0] for table in tables] == ["race-ethnicity Asian", "race-ethnicity White"]
    assert all("not listed" in {labels[0] for labels in table.labels} for table in tables)
