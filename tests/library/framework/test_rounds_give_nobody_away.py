"""An attacker who sees every round and knows all raters but one learns nothing about that one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sharedsafety.core.disclosure.release_audit import audited
from sharedsafety.folder.release_gate import tables_findings
from sharedsafety.framework.rating_rounds import GroupRating, rated_rounds
from sharedsafety.framework.rating_tables import rating_tables, rewritten_rounds, withheld
from sharedsafety.framework.ratings import RatingCount, practice_ratings

FIRST, SECOND, THIRD = "2025-05-01", "2026-05-01", "2027-05-01"
STEPS = range(5)
groups = st.lists(st.integers(0, 12), min_size=5, max_size=5).filter(lambda counts: sum(counts) >= 11)


def rows(counts: list[int]) -> list[tuple[int, int]]:
    return list(zip(STEPS, counts, strict=True))


def told(*rounds: list[int]) -> list[GroupRating]:
    days = (FIRST, SECOND, THIRD)
    found = rated_rounds("agency", {day: rows(counts) for day, counts in zip(days, rounds, strict=False)})
    return [found[day] for day in days[: len(rounds)]]


def with_one(counts: list[int], rating: int) -> list[int]:
    return [number + (step == rating) for step, number in enumerate(counts)]


@given(groups)
def test_the_rating_of_one_who_joins_is_not_told(counts: list[int]) -> None:
    """Round 1: these raters; round 2: the same and one more. Whatever that one says, what is told is the same."""
    seen = [told(counts, with_one(counts, rating)) for rating in STEPS]
    assert all(each == seen[0] for each in seen)
    before, after = seen[0]
    assert after == replace(before, stands_from=FIRST)


@given(groups)
def test_the_rating_of_one_who_leaves_is_not_told(counts: list[int]) -> None:
    assume(sum(counts) > 11)
    stayed = [
        told(counts, [number - (step == rating) for step, number in enumerate(counts)])
        for rating in STEPS
        if counts[rating]
    ]
    assert all(each == stayed[0] for each in stayed)


@given(groups, st.integers(1, 10), st.randoms(use_true_random=False))
def test_up_to_ten_who_change_their_mind_change_nothing(counts: list[int], people: int, chance: object) -> None:
    moved = list(counts)
    for _ in range(people):
        leaving = next(step for step in STEPS if moved[step])
        moved[leaving] -= 1
        moved[chance.randrange(5)] += 1  # type: ignore[attr-defined] # hypothesis gives a random.Random
    before, after = told(counts, moved)
    assert after == replace(before, stands_from=FIRST)


def test_a_third_round_is_compared_with_the_first_too() -> None:
    first, other = [0, 12, 0, 0, 0], [0, 0, 0, 30, 0]
    seen = [told(first, other, with_one(first, rating)) for rating in STEPS]
    assert all(each == seen[0] for each in seen)
    assert seen[0][2].stands_from == FIRST


def test_eleven_ratings_that_differ_are_told() -> None:
    before, after = told([0, 12, 0, 0, 0], [0, 1, 0, 11, 0])
    assert (before.median, after.median, after.stands_from) == (1, 3, None)


def test_the_number_of_raters_is_told_in_fives_and_never_under_fifteen() -> None:
    assert [told([number, 0, 0, 0, 0])[0].raters for number in (10, 11, 12, 17, 18, 22, 23)] == [
        None, 15, 15, 15, 20, 20, 25
    ]  # fmt: skip


def counted(day: str, counts: list[int], *, practice: str = "1.2") -> list[RatingCount]:
    return [
        RatingCount(round=day, practice=practice, rater_kind="agency", rating=rating, raters=number, source="minutes")
        for rating, number in rows(counts)
    ]


def release(*rounds: tuple[str, list[int]], practice: str = "1.2") -> tuple:
    counts = [row for day, given in rounds for row in counted(day, given, practice=practice)]
    return rating_tables(practice_ratings(counts))


FEW, MANY, ONE_MORE = [0, 5, 5, 0, 0], [0, 12, 0, 0, 0], [0, 12, 0, 1, 0]


def codes(now: tuple, before: tuple) -> list[str]:
    return [finding.code for finding in rewritten_rounds(now, {"r1": before})]


def test_a_round_that_was_published_can_not_be_published_otherwise() -> None:
    before = release((FIRST, MANY))
    assert codes(release((FIRST, MANY), (SECOND, ONE_MORE)), before) == []
    assert codes(release((FIRST, [0, 0, 0, 0, 12])), before) == ["rating-round-rewritten"]


def test_a_published_round_can_not_be_left_out_so_that_the_next_stands_alone() -> None:
    assert codes(release((SECOND, ONE_MORE)), release((FIRST, MANY))) == ["rating-round-rewritten"]


@pytest.mark.parametrize("now", [(), release((FIRST, MANY), practice="3.1"), release((FIRST, FEW))])
def test_where_nothing_is_told_any_more_nothing_can_be_compared(now: tuple) -> None:
    assert codes(now, release((FIRST, MANY))) == []


def test_the_gate_looks_at_the_tables_of_ratings_beside_earlier_releases() -> None:
    now, before = release((FIRST, MANY), (SECOND, [0, 0, 0, 30, 0])), release((FIRST, MANY))
    audit = audited(now, earlier={"r1": before})
    assert (audit.given_away, audit.cells) == ((), 4)
    assert tables_findings(now, {"r1": before}) == ()
    other = release((FIRST, [0, 0, 0, 0, 12]))
    assert [one.code for one in tables_findings(now, {"r1": other}) if one.severity == "error"] == [
        "rating-round-rewritten"
    ]


def test_a_table_of_few_raters_holds_no_number() -> None:
    (agency, community) = release((FIRST, FEW))
    assert (agency.labels, agency.counts, agency.codes) == ((("none", "none"),), (None,), ("S",))
    assert (community.counts, community.codes) == ((0,), ("Z",))


def test_what_a_reviewer_holds_back_tells_nothing() -> None:
    (rating,) = practice_ratings(counted(FIRST, MANY))
    held = withheld(rating)
    assert {held.agency.median, held.community.median, held.difference} == {None}
    assert held.evidence == ()
