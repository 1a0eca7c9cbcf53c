"""How far each practice is, as agencies and as the community see it: medians, agreement, and their difference."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from sharedsafety.core.disclosure.rules import disclosure_rules
from sharedsafety.core.reviewed import load_data

RaterKind = Literal["agency", "community"]
Display = Literal["shown", "not_shown", "nobody"]
Agreement = Literal["close", "spread", "split"]
Reading = Literal["agency_higher", "community_higher", "alike", "cant_tell"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingCount:
    """One row of ``ratings.csv``: how many people of one kind gave a practice one rating in one round.

    Args:
        round: ISO date on which the round ended.
        practice: id of a practice of the community's pack.
        rating: a step of the scale (``data/framework/ratings.yaml``).
        raters: people; never one row a person.
        evidence: what the rating rests on; the sources of a practice, not of a person.
    """

    round: str
    practice: str
    rater_kind: RaterKind
    rating: int
    raters: int
    source: str
    evidence: str = ""
    row: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupRating:
    """How one kind of raters sees one practice; without numbers where fewer rated than may be shown.

    Args:
        display: ``not_shown`` for 1 to 10 raters, ``nobody`` for none.
        raters: people, or None where they are not shown.
        median: steps of the scale; half a step where the middle lies between two.
    """

    kind: RaterKind
    display: Display
    raters: int | None = None
    median: float | None = None
    agreement: Agreement | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeRating:
    """One practice in one round: agencies and community apart, never added up.

    Args:
        difference: median of the agencies less that of the community, in steps; None where one is not shown.
        evidence: what raters of the kinds shown named, in the order of the table, each once.
    """

    practice: str
    round: str
    agency: GroupRating
    community: GroupRating
    difference: float | None
    reading: Reading
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingChange:
    """How the median of one kind of raters moved from one round to the next; None where one of them is not shown."""

    practice: str
    kind: RaterKind
    earlier: str
    later: str
    steps: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScaleStep:
    """One step of the scale, its name and meaning by language."""

    rating: int
    name: Mapping[str, str]
    meaning: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingRules:
    """The scale, and from when on raters agree or differ (``data/framework/ratings.yaml``)."""

    scale: tuple[ScaleStep, ...]
    close_within_steps: int
    close_share: float
    split_share: float
    low_end_up_to: int
    high_end_from: int
    differs_from_steps: float


def rating_rules() -> RatingRules:
    """Return the reviewed scale and its rules."""
    return load_data("framework/ratings", RatingRules)


def practice_ratings(counts: Sequence[RatingCount]) -> tuple[PracticeRating, ...]:
    """Return one result for each round and practice that was rated, by round, practices in the order of the table.

    Agencies and community are never added up: a total of both less one of them would tell the other.
    A group of 1 to 10 raters carries no number at all, and no mean is given, from which a few counts could be solved.

    Source: data/framework/ratings.yaml; minimum cell of data/core/disclosure.yaml.

    >>> key = {"round": "2026-05-01", "practice": "1.2", "source": "minutes"}
    >>> agency = RatingCount(**key, rater_kind="agency", rating=3, raters=12)
    >>> community = RatingCount(**key, rater_kind="community", rating=1, raters=20)
    >>> found = practice_ratings([agency, community])[0]
    >>> found.difference, found.reading
    (2.0, 'agency_higher')
    """
    keys = dict.fromkeys((count.round, count.practice) for count in counts)
    return tuple(_practice_rating(key, counts) for key in sorted(keys, key=lambda key: key[0]))


def rating_changes(ratings: Sequence[PracticeRating]) -> tuple[RatingChange, ...]:
    """Return the change of each kind's median from each round of a practice to its next.

    Rounds may have had other raters: a change is of what was said, not of the practice.
    """
    found = []
    for practice in dict.fromkeys(rating.practice for rating in ratings):
        rounds = sorted((each for each in ratings if each.practice == practice), key=lambda each: each.round)
        for one, other in pairwise(rounds):
            for before, after in ((one.agency, other.agency), (one.community, other.community)):
                steps = _less(after.median, before.median)
                found.append(
                    RatingChange(practice=practice, kind=after.kind, earlier=one.round, later=other.round, steps=steps)
                )
    return tuple(found)


def _practice_rating(key: tuple[str, str], counts: Sequence[RatingCount]) -> PracticeRating:
    rows = [count for count in counts if (count.round, count.practice) == key]
    agency, community = _group("agency", rows), _group("community", rows)
    difference = _less(agency.median, community.median)
    shown = {group.kind for group in (agency, community) if group.display == "shown"}
    return PracticeRating(
        round=key[0],
        practice=key[1],
        agency=agency,
        community=community,
        difference=difference,
        reading=_reading(difference),
        evidence=tuple(dict.fromkeys(row.evidence for row in rows if row.evidence and row.rater_kind in shown)),
    )


def _less(one: float | None, other: float | None) -> float | None:
    return None if one is None or other is None else one - other


def _reading(difference: float | None) -> Reading:
    if difference is None:
        return "cant_tell"
    if abs(difference) < rating_rules().differs_from_steps:
        return "alike"
    return "agency_higher" if difference > 0 else "community_higher"


def _group(kind: RaterKind, rows: Sequence[RatingCount]) -> GroupRating:
    given = sorted(row.rating for row in rows if row.rater_kind == kind for _ in range(row.raters))
    if len(given) < disclosure_rules().minimum_denominator:
        return GroupRating(kind=kind, display="not_shown" if given else "nobody")
    middle = (given[(len(given) - 1) // 2] + given[len(given) // 2]) / 2
    return GroupRating(
        kind=kind, display="shown", raters=len(given), median=middle, agreement=_agreement(given, middle)
    )


def _agreement(given: Sequence[int], median: float) -> Agreement:
    rules, n = rating_rules(), len(given)
    if sum(abs(rating - median) <= rules.close_within_steps for rating in given) >= rules.close_share * n:
        return "close"
    low = sum(rating <= rules.low_end_up_to for rating in given)
    high = sum(rating >= rules.high_end_from for rating in given)
    return "split" if min(low, high) >= rules.split_share * n else "spread"
