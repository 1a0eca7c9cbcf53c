"""No small count of a group is told by subtraction: by ages that share years, or by shares without counts."""

from __future__ import annotations

import pytest
from tests.progress_samples import indicator

from sharedsafety.progress.groups import group_tables
from sharedsafety.progress.measured import in_order
from sharedsafety.progress.series import Observation
from sharedsafety.progress.shared_years import tells_small_count


def shown(*groups: tuple[str, str, float], everybody: float, **changes: object) -> set[str]:
    rows = [
        Observation(indicator_id="harm", period="2024", numerator=count, denominator=90_000, group_type=kind, group=age)
        for kind, age, count in (("", "", everybody), *groups)
    ]
    given = indicator(people=True, **changes)
    tables = group_tables(given, rows, in_order(given, [row for row in rows if not row.group]))
    return {name for series in tables.values() for name, point in series[0].groups.items() if point.shown}


def test_a_small_age_group_is_not_told_by_a_wider_one_less_the_other_part():
    told = shown(("age", "0-17", 5), ("age", "18-44", 100), ("age", "0-44", 105), ("age", "45+", 900), everybody=1005)
    assert told == {"45+"}


def test_a_small_age_group_is_not_told_by_a_second_type_of_ages():
    finer = (("age", "0-4", 5), ("age", "5-17", 40), ("age", "18-44", 25), ("age", "45+", 965))
    wider = (("age-group", "0-17", 45), ("age-group", "18+", 990))
    assert "0-17" in shown(*wider, everybody=1035)
    assert shown(*finer, *wider, everybody=1035) == set()


def test_a_small_group_that_nobody_listed_is_not_told_either():
    assert shown(("age", "0-17", 100), ("age", "0-44", 105), everybody=1005) == set()
    assert shown(("age", "0-17", 100), ("age", "0-44", 150), everybody=1005) == {"0-17", "0-44"}


def test_those_to_whom_it_did_not_happen_are_protected_in_the_same_way():
    rows = [("", "", 500, 1_000), ("age", "0-17", 50, 100), ("age", "0-44", 80, 135)]
    given = indicator(people=True, unit="proportion")
    made = [
        Observation(indicator_id="harm", period="2024", numerator=n, denominator=of, group_type=kind, group=age)
        for kind, age, n, of in rows
    ]
    table = group_tables(given, made, in_order(given, made[:1]))["age"][0]
    assert not any(point.shown for point in table.groups.values())


@pytest.mark.parametrize(
    ("unit", "per", "design_effect"), [("proportion", 1, None), ("proportion", 1, 2.0), ("rate", 1_000, None)]
)
def test_shares_and_rates_given_without_their_counts_are_not_subtracted_either(unit, per, design_effect):
    """0.5 of 1,000 less 0.8 of 600 less 0.05 of 340 leaves 3 of 60 people."""
    given = [("", "", 0.5, 1_000), ("sex", "A", 0.8, 600), ("sex", "B", 0.05, 60), ("sex", "C", 0.05, 340)]
    rows = [
        Observation(indicator_id="harm", period="2024", value=share * per, denominator=people, group_type=kind,
                    group=group, design_effect=design_effect)
        for kind, group, share, people in given
    ]  # fmt: skip
    of = indicator(people=True, unit=unit, per=per)
    table = group_tables(of, rows, in_order(of, rows[:1]))["sex"][0]
    assert [name for name, point in table.groups.items() if point.shown] == ["A"]


def test_what_rounding_leaves_over_hides_nobody_where_everybody_is_listed():
    given = [("", "", 0.503, 1_000), ("sex", "A", 0.8, 600), ("sex", "B", 0.05, 400)]
    rows = [
        Observation(indicator_id="harm", period="2024", value=share, denominator=people, group_type=kind, group=group)
        for kind, group, share, people in given
    ]
    of = indicator(people=True, unit="proportion")
    table = group_tables(of, rows, in_order(of, rows[:1]))["sex"][0]
    assert all(point.shown for point in table.groups.values())


@pytest.mark.parametrize(
    ("spans", "told"),
    [
        ([(0, 45, 105), (18, 45, 100)], True),
        ([(0, 45, 105), (18, 45, 105)], False),
        ([(0, 45, 105), (18, 60, 100)], False),
        ([(0, 45, 105), (18, 60, 100), (18, 201, 900), (45, 201, 896), (60, 201, 800)], True),
        ([(0, 18, 50), (18, 201, 50), (0, 201, 104)], True),
    ],
)
def test_a_count_is_told_where_its_two_years_are_joined_however_far_around(spans, told):
    assert tells_small_count(spans) is told
