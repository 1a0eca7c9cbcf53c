"""Percents, rates, means and totals that would give a small count away."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharedsafety.core.derived_numbers import (
    PossibleCounts,
    counts_of_share,
    mean_is_hidden,
    mean_tells,
    people_of_mean,
    share_tells,
    shares_tell,
    total_tells,
)
from sharedsafety.core.row_suppression import row_suppression

denominators = st.integers(20, 50_000)


@st.composite
def printed_shares(draw: st.DrawFn) -> tuple[int, int, int, int, float]:
    """A count, its denominator, decimals, the base and the number as printed."""
    among = draw(denominators)
    count, decimals = draw(st.integers(0, among)), draw(st.integers(0, 3))
    per = draw(st.sampled_from([100, 100_000]))
    return count, among, decimals, per, round(count / among * per, decimals)


@given(printed_shares())
def test_the_true_count_is_always_among_the_possible_ones(printed: tuple[int, int, int, int, float]) -> None:
    count, among, decimals, per, number = printed
    found = counts_of_share(number, among, decimals=decimals, per=per)
    assert found.high is not None
    assert found.low <= count <= found.high


@given(printed_shares())
def test_the_possible_counts_are_those_that_would_be_printed_the_same(printed) -> None:
    _, among, decimals, per, number = printed
    found = counts_of_share(number, among, decimals=decimals, per=per)
    assert found.high is not None
    for count in {found.low, found.high}:
        assert abs(count / among * per - number) <= 0.5 * 10**-decimals + 1e-9


@given(st.integers(1, 10), st.integers(20, 500))
def test_a_percent_that_determines_a_small_numerator_is_found(count: int, among: int) -> None:
    assert share_tells(round(count / among * 100, 1), among, decimals=1)


@given(st.integers(1, 10), st.integers(20, 500))
def test_a_percent_that_determines_the_few_others_is_found(few: int, among: int) -> None:
    number = round((among - few) / among * 100, 1)
    assert share_tells(number, among, decimals=1)
    rate = round((among - few) / among * 100_000)
    assert share_tells(rate, among, decimals=0, per=100_000, within=False) is (few > among - 11)


def test_coarse_percents_of_many_people_tell_nothing() -> None:
    assert not share_tells(1, 3_000, decimals=0)
    assert share_tells(1, 300, decimals=0)


def test_more_decimals_tell_what_fewer_do_not() -> None:
    assert not share_tells(0, 2_000, decimals=0)
    assert share_tells(0.3, 2_000, decimals=1)


def test_a_percent_of_nobody_tells_only_that_nobody_counts() -> None:
    assert not share_tells(0.0, 100, decimals=1)


@pytest.mark.parametrize(("low", "high", "tells"), [
    (0, 0, False), (1, 1, True), (0, 9, True), (0, 10, False), (1, 10, True), (1, 11, False), (5, 14, True),
    (5, 15, False), (10, 10, True), (11, 11, False), (4, 3, False), (3, None, False),
])  # fmt: skip
def test_a_range_tells_when_it_is_narrow_or_holds_small_counts_only(low, high, tells) -> None:
    assert PossibleCounts(low=low, high=high).tells is tells


@given(st.integers(1, 10), st.integers(2_000, 90_000))
def test_dollars_per_person_beside_the_public_budget_line_tell_how_few_there_are(people: int, each: int) -> None:
    total = people * each
    assert mean_tells(total, round(total / people), decimals=0)


@given(st.integers(1, 5_000), st.integers(1, 10**8), st.integers(0, 2))
def test_the_true_number_of_people_is_always_possible(people: int, total: int, decimals: int) -> None:
    found = people_of_mean(total, round(total / people, decimals), decimals=decimals)
    assert found.low <= people
    assert found.high is None or people <= found.high


def test_a_mean_that_rounds_to_zero_leaves_any_number_of_people_possible() -> None:
    assert people_of_mean(3, 0, decimals=0).high is None
    assert not mean_tells(3, 0, decimals=0)


@pytest.mark.parametrize(("people", "hidden"), [(0, True), (10, True), (11, False)])
def test_a_mean_over_few_people_is_hidden(people: int, hidden: bool) -> None:
    assert mean_is_hidden(people) is hidden


def test_a_total_beside_its_parts_tells_the_only_hidden_one() -> None:
    assert total_tells([25, None, 40], 73)
    assert not total_tells([None, None, 40], 73)
    assert total_tells([60, None, None], 70)
    assert not total_tells([25, 8, 40], 73)
    assert not total_tells([25, None, 40], 300)


@given(st.lists(st.integers(0, 60), min_size=1, max_size=7))
def test_a_row_that_the_gate_has_protected_never_tells(cells: list[int]) -> None:
    row = row_suppression(cells, sum(cells))
    assert row.total is None or not total_tells(row.cells, row.total)


def test_shares_that_add_up_to_all_tell_the_only_hidden_one() -> None:
    assert shares_tell([60.0, 38.0, None], 200, decimals=1)
    assert not shares_tell([60.0, None, None], 200, decimals=1)
    assert not shares_tell([60.0, 30.0, None], 200, decimals=1)
    assert not shares_tell([60.0, 38.0, 2.0], 200, decimals=1)
