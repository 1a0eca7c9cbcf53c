"""Ratings of practices: agencies and community apart, few raters without any number, and what changed over rounds."""

from __future__ import annotations

from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharedsafety.framework.rating_rounds import RaterKind
from sharedsafety.framework.rating_scale import rating_rules
from sharedsafety.framework.ratings import (
    PracticeRating,
    RatingCount,
    practice_ratings,
    rating_changes,
)

MAY, NOVEMBER = "2026-05-01", "2026-11-01"
ratings = st.lists(st.integers(0, 30), min_size=5, max_size=5)


def counts(kind: RaterKind, raters: list[int], *, held: str = MAY, evidence: str = "") -> list[RatingCount]:
    return [
        RatingCount(
            round=held, practice="1.2", rater_kind=kind, rating=rating, raters=number, source="m", evidence=evidence
        )
        for rating, number in enumerate(raters)
    ]


def one(*rows: list[RatingCount]) -> PracticeRating:
    (found,) = practice_ratings([row for each in rows for row in each])
    return found


def test_the_difference_is_the_agencies_median_less_the_communitys() -> None:
    found = one(counts("agency", [0, 0, 2, 10, 0]), counts("community", [0, 15, 5, 0, 0]))
    assert (found.agency.median, found.community.median, found.difference) == (3, 1, 2)
    assert found.reading == "agency_higher"
    swapped = one(counts("community", [0, 0, 2, 10, 0]), counts("agency", [0, 15, 5, 0, 0]))
    assert (swapped.difference, swapped.reading) == (-2, "community_higher")


def test_less_than_a_step_apart_is_alike() -> None:
    found = one(counts("agency", [0, 0, 6, 6, 0]), counts("community", [0, 0, 12, 0, 0]))
    assert (found.difference, found.reading) == (0.5, "alike")


@pytest.mark.parametrize(("raters", "display"), [(0, "nobody"), (1, "not_shown"), (10, "not_shown"), (11, "shown")])
def test_a_group_of_1_to_10_raters_carries_no_number_at_all(raters: int, display: str) -> None:
    found = one(counts("agency", [0, 0, raters, 0, 0]), counts("community", [0, 20, 0, 0, 0]))
    assert found.agency.display == display
    hidden = {f.name: getattr(found.agency, f.name) for f in fields(found.agency)}
    if display != "shown":
        nothing = dict.fromkeys(("raters", "median", "agreement", "stands_from"))
        assert hidden == {"kind": "agency", "display": display, **nothing}
        assert (found.difference, found.reading) == (None, "cant_tell")


@given(ratings, ratings)
def test_who_is_hidden_alters_nothing_that_is_shown(agency: list[int], community: list[int]) -> None:
    few = [min(number, 2) for number in agency]
    shown = one(counts("agency", few), counts("community", community))
    nearly = one(counts("agency", few[::-1]), counts("community", community))
    assert shown.agency.display in {"not_shown", "nobody"}
    assert shown == nearly


@given(ratings)
def test_turning_the_scale_turns_the_median_and_leaves_the_agreement(raters: list[int]) -> None:
    found = one(counts("community", raters)).community
    turned = one(counts("community", raters[::-1])).community
    assert (found.display, found.raters, found.agreement) == (turned.display, turned.raters, turned.agreement)
    if found.median is not None and turned.median is not None:
        assert found.median == 4 - turned.median


@pytest.mark.parametrize(
    ("raters", "agreement"),
    [
        ([0, 0, 20, 0, 0], "close"),
        ([0, 4, 12, 4, 0], "close"),
        ([10, 0, 0, 0, 10], "split"),
        ([0, 0, 10, 0, 10], "close"),
        ([5, 0, 12, 0, 3], "spread"),
    ],
)
def test_agreement_is_close_spread_or_split(raters: list[int], agreement: str) -> None:
    assert one(counts("community", raters)).community.agreement == agreement


def test_a_change_is_told_for_each_kind_and_only_where_both_rounds_may_be_shown() -> None:
    rows = counts("agency", [0, 12, 0, 0, 0]) + counts("community", [0, 5, 0, 0, 0])
    rows += counts("agency", [0, 0, 0, 12, 0], held=NOVEMBER) + counts("community", [0, 0, 20, 0, 0], held=NOVEMBER)
    found = rating_changes(practice_ratings(rows))
    assert [(each.kind, each.earlier, each.later, each.steps) for each in found] == [
        ("agency", MAY, NOVEMBER, 2),
        ("community", MAY, NOVEMBER, None),
    ]


def test_rounds_come_in_the_order_of_their_dates_whatever_the_order_of_the_table() -> None:
    rows = counts("agency", [0, 0, 0, 12, 0], held=NOVEMBER) + counts("agency", [0, 12, 0, 0, 0])
    assert [each.round for each in practice_ratings(rows)] == [MAY, NOVEMBER]
    assert rating_changes(practice_ratings(rows))[0].steps == 2


def test_evidence_is_named_once() -> None:
    found = one(counts("agency", [3, 3, 3, 3, 3], evidence="Budget page 12"))
    assert found.evidence == ("Budget page 12",)


def test_evidence_of_raters_who_are_too_few_is_not_shown() -> None:
    found = one(
        counts("agency", [0, 0, 12, 0, 0], evidence="Minutes"), counts("community", [1, 0, 0, 0, 0], evidence="My case")
    )
    assert found.evidence == ("Minutes",)


def test_nothing_rated_gives_nothing() -> None:
    assert practice_ratings([]) == ()
    assert rating_changes([]) == ()


def test_the_scale_has_every_step_in_both_languages() -> None:
    assert [step.rating for step in rating_rules().scale] == [0, 1, 2, 3, 4]
    assert all(set(step.name) == set(step.meaning) == {"en", "es"} for step in rating_rules().scale)
