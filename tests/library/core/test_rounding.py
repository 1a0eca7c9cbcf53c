"""Public counts of people: what is rounded, and what an attacker gains by asking again or by subtracting."""

from __future__ import annotations

import inspect
from collections import defaultdict

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharedsafety.core.errors import BadInput
from sharedsafety.core.group_rules import floors, group_rules
from sharedsafety.core.rounding import ExactCounts, averaging_error, averaging_findings, public_count, public_share
from sharedsafety.core.seed import SEED

BY_STEWARD = ExactCounts(decision="chain 41", by="privacy steward", on="2026-11-26", reason="counts of a public agency")
COUNTS = range(2_000)
SPLITS = (2, 5, 6, 8)


@given(st.integers(18, 10**9))
def test_a_count_goes_to_the_nearest_multiple_of_five(count: int) -> None:
    public = public_count(count)
    assert public is not None
    assert public % 5 == 0
    assert abs(public - count) <= 2


@given(st.integers(1, 10))
def test_a_small_count_is_hidden_rounded_or_not(count: int) -> None:
    assert public_count(count) is None
    assert public_count(count, exact=BY_STEWARD) is None


def test_no_public_number_is_under_the_minimum_cell() -> None:
    shown = {public_count(count) for count in COUNTS} - {None, 0}
    assert min(shown) >= floors().minimum_cell
    assert {count for count in COUNTS if public_count(count) == min(shown)} == set(range(11, 18))


def test_zero_stays_zero() -> None:
    assert public_count(0) == 0


def test_a_total_is_rounded_by_itself_and_not_added_up() -> None:
    parts = [22, 22, 22]
    assert [public_count(part) for part in parts] == [20, 20, 20]
    assert public_count(sum(parts)) == 65


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_a_share_comes_from_the_public_counts_and_never_passes_one(part: int, rest: int) -> None:
    share = public_share(part, part + rest)
    numerator, denominator = public_count(part), public_count(part + rest)
    if numerator is None or not denominator:
        assert share is None
    else:
        assert share == numerator / denominator
        assert 0 <= share <= 1


def test_counts_are_exact_only_under_a_recorded_decision() -> None:
    assert public_count(302, exact=BY_STEWARD) == 302
    assert public_share(41, 203, exact=BY_STEWARD) == 41 / 203


@pytest.mark.parametrize("blank", ["decision", "by", "on", "reason"])
def test_a_decision_that_nobody_could_look_up_is_refused(blank: str) -> None:
    parts = {"decision": "chain 41", "by": "steward", "on": "2026-11-26", "reason": "public", blank: "  "}
    with pytest.raises(BadInput) as caught:
        ExactCounts(**parts)
    assert caught.value.code == "exact-without-decision"


# Averaging: the same people asked again, by any name, in any table, in any release.


def test_the_same_people_always_get_the_same_number_so_that_asking_again_gains_nothing() -> None:
    assert set(inspect.signature(public_count).parameters) == {"count", "exact"}
    for count in range(11, 400):
        answers = [public_count(count) for _ in range(50)]
        assert np.mean(answers) == answers[0]


def attack(splits: tuple[int, ...], tries: int) -> np.ndarray:
    """Errors of the best average over the published count and the sums of its published parts."""
    rng = np.random.default_rng(SEED)
    errors = []
    for _ in range(tries):
        count = int(rng.integers(400, 4_000))
        weights, values = [1.0], [public_count(count)]
        for parts in splits:
            cells = 30 + rng.multinomial(count - 30 * parts, rng.dirichlet(np.ones(parts) * 4))
            values.append(sum(public_count(int(cell)) for cell in cells))
            weights.append(1 / parts)
        errors.append(np.average(values, weights=weights) - count)
    return np.array(errors)


@pytest.mark.parametrize("splits", [(), SPLITS, (2,) * 12])
def test_what_an_average_over_all_tables_gains_is_as_foretold(splits: tuple[int, ...]) -> None:
    error = float(np.sqrt(np.mean(attack(splits, 4_000) ** 2)))
    assert error == pytest.approx(averaging_error(splits), rel=0.05)


def test_an_average_over_the_tables_of_a_release_does_not_tell_the_count() -> None:
    assert averaging_error(SPLITS) >= 2 * group_rules().least_averaging_error
    assert averaging_findings("survivors", SPLITS) == ()


def test_a_release_with_too_many_splits_is_warned_of() -> None:
    found = averaging_findings("survivors", (2,) * 16, file="release.json")
    assert [finding.code for finding in found] == ["averaging-tells"]
    assert "survivors" in found[0].sentence("en")
    assert "survivors" in found[0].sentence("es")


# Differencing: the group with and without one known person.


def test_one_person_more_changes_the_number_in_at_most_one_count_of_five() -> None:
    changed = [public_count(count) != public_count(count + 1) for count in range(18, 1_018)]
    assert sum(changed) == 200


def test_a_difference_of_two_public_counts_never_tells_a_small_group() -> None:
    """A = B and a few more: each published difference fits both no one and somebody, or ten and more."""
    fits: dict[float, set[int]] = defaultdict(set)
    for count in range(100, 200):
        for more in range(40):
            fits[public_count(count + more) - public_count(count)].add(more)
    for difference, possible in fits.items():
        if difference <= 40 - 5:
            assert max(possible) - min(possible) >= 4
    assert {0, 4} <= fits[0]
    assert {1, 9} <= fits[5]


def test_two_filters_subtracted_find_the_small_count_in_one_case_of_five() -> None:
    """Filter A minus filter B, as in trust.md 1.5; exact counts tell the small count every time."""
    rng = np.random.default_rng(SEED)
    smaller, few = rng.integers(100, 2_000, 20_000), rng.integers(1, 11, 20_000)
    guess = np.array([public_count(int(b + n)) - public_count(int(b)) for b, n in zip(smaller, few, strict=True)])
    assert float(np.mean(guess == few)) == pytest.approx(0.2, abs=0.02)
