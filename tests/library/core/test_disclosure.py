"""The one gate for counts of people."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from sharedsafety.core.disclosure import (
    HIDDEN,
    People,
    ReleasedFigure,
    disclosure_rules,
    is_hidden,
    needs_review,
    release,
    release_derived,
)
from sharedsafety.core.figure import Figure
from sharedsafety.core.row_suppression import row_suppression

FIGURE = Figure(value=40.0, unit="per_100k", basis="2024")


@pytest.mark.parametrize("count", [1, 5, 10])
def test_a_count_from_one_to_ten_is_hidden_and_carries_no_number(count):
    found = release(Figure(value=count, unit="people", basis="2024"), people=People(numerator=count, rate=False))
    assert (found.figure, found.display, found.code) == (None, "not_shown", "S")


@pytest.mark.parametrize("count", [0, 11])
def test_zero_and_the_minimum_cell_are_shown(count):
    assert release(FIGURE, people=People(numerator=count, rate=False)).figure is not None


def test_a_percentage_that_gives_away_the_few_others_is_hidden():
    assert is_hidden(People(numerator=295, denominator=300))
    assert not is_hidden(People(numerator=295, denominator=300, within=False))


def test_no_rate_over_fewer_than_twenty_people():
    assert is_hidden(People(numerator=0, denominator=19))
    assert not is_hidden(People(numerator=0, denominator=20))


def test_dollars_and_things_are_never_hidden_for_privacy():
    assert release(Figure(value=3.0, unit="usd", basis="FY2024"), people=None).display == "shown"


def test_the_denominator_condition_asks_for_a_person_and_hides_nothing():
    people = People(numerator=40, denominator=disclosure_rules().review_below_denominator - 1)
    assert needs_review(people)
    assert not is_hidden(people)


@pytest.mark.parametrize("code", ["S", "U", "N"])
def test_a_code_of_the_source_hides_the_row(code):
    assert release(FIGURE, people=None, source_code=code).code == code
    assert release(FIGURE, people=None, source_code=code).figure is None


def test_nobody_else_can_make_a_released_figure():
    shown = release(FIGURE, people=None).figure
    assert shown is not None
    with pytest.raises(TypeError):
        ReleasedFigure(value=1.0, unit="people", basis="2024", gate=object())
    with pytest.raises((TypeError, ValueError)):
        replace(shown, value=1.0)


def test_what_is_worked_out_from_a_hidden_row_is_hidden():
    shown = release(FIGURE, people=None)
    assert release_derived(FIGURE, shown, HIDDEN) is None
    assert release_derived(FIGURE, shown, shown) is not None


rows_of_counts = st.lists(st.integers(0, 60), min_size=1, max_size=7)


@settings(deadline=None)
@given(rows_of_counts)
def test_an_attacker_with_linear_programs_finds_no_small_cell(cells):
    found = row_suppression(cells, sum(cells))
    rules = disclosure_rules()
    assert all(count is None for count, true in zip(found.cells, cells, strict=True) if 0 < true < rules.minimum_cell)
    if found.total is None or not found.hidden:
        return
    left = found.total - sum(count for count in found.cells if count is not None)
    for place in range(len(found.hidden)):
        weights = [float(place == other) for other in range(len(found.hidden))]
        low, high = (
            sign * linprog([sign * one for one in weights], A_eq=[[1.0] * len(weights)], b_eq=[left]).fun
            for sign in (1, -1)
        )
        assert (low, high) == pytest.approx(found.feasible)
        assert high - low >= rules.audit_width
        assert high >= rules.minimum_cell


@settings(deadline=None)
@given(rows_of_counts)
def test_a_row_without_small_cells_is_left_whole(cells):
    safe = [count + 11 for count in cells]
    assert row_suppression(safe, sum(safe)).cells == tuple(safe)
