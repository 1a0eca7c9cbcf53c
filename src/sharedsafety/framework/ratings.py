"""How far each practice is, as agencies and as the community see it: medians, agreement, and their difference.

Rounds that differ by few ratings say the same (``framework.rating_rounds``, docs/decisions/0027).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from sharedsafety.framework.rating_rounds import GroupRating, RaterKind, rated_rounds
from sharedsafety.framework.rating_scale import rating_rules

Reading = Literal["agency_higher", "community_higher", "alike", "cant_tell"]
_KINDS: tuple[RaterKind, ...] = ("agency", "community")


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
class PracticeRating:
    """One practice in one round: agencies and community apart, never added up.

    Args:
        difference: median of the agencies less that of the community, in steps; None where one is not shown.
        evidence: what raters of the kinds with numbers of their own named, in the order of the table, each once.
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
    """How the median of one kind of raters moved from one round to the next.

    ``steps`` is None where one of them is not shown, or where fewer ratings differ than may be told.
    """

    practice: str
    kind: RaterKind
    earlier: str
    later: str
    steps: float | None


def practice_ratings(counts: Sequence[RatingCount]) -> tuple[PracticeRating, ...]:
    """Return one result for each round and practice that was rated, by round, practices in the order of the table.

    Agencies and community are never added up: a total of both less one of them would tell the other.
    A group of 1 to 10 raters carries no number at all, and no mean is given, from which a few counts could be solved.
    Numbers of raters are rounded, and a round that differs from an earlier one by fewer than 11 ratings says the same.

    Source: data/framework/ratings.yaml; minimum cell of data/core/disclosure.yaml; docs/decisions/0027.

    >>> key = {"round": "2026-05-01", "practice": "1.2", "source": "minutes"}
    >>> agency = RatingCount(**key, rater_kind="agency", rating=3, raters=12)
    >>> community = RatingCount(**key, rater_kind="community", rating=1, raters=20)
    >>> found = practice_ratings([agency, community])[0]
    >>> found.difference, found.reading, found.agency.raters
    (2.0, 'agency_higher', 15)
    """
    keys = dict.fromkeys((count.round, count.practice) for count in counts)
    told = {
        (practice, kind): rated_rounds(kind, _given(counts, practice, kind))
        for practice in dict.fromkeys(practice for _, practice in keys)
        for kind in _KINDS
    }
    return tuple(_practice_rating(key, counts, told) for key in sorted(keys, key=lambda key: key[0]))


def rating_changes(ratings: Sequence[PracticeRating]) -> tuple[RatingChange, ...]:
    """Return the change of each kind's median from each round of a practice to its next.

    Rounds may have had other raters: a change is of what was said, not of the practice.
    """
    found = []
    for practice in dict.fromkeys(rating.practice for rating in ratings):
        rounds = sorted((each for each in ratings if each.practice == practice), key=lambda each: each.round)
        for one, other in pairwise(rounds):
            for kind in _KINDS:
                steps = _steps(one, other, kind)
                found.append(
                    RatingChange(practice=practice, kind=kind, earlier=one.round, later=other.round, steps=steps)
                )
    return tuple(found)


def _steps(one: PracticeRating, other: PracticeRating, kind: RaterKind) -> float | None:
    before, after = (one.agency, other.agency) if kind == "agency" else (one.community, other.community)
    same = (before.stands_from or one.round) == after.stands_from
    return None if same else _less(after.median, before.median)


def _given(counts: Sequence[RatingCount], practice: str, kind: RaterKind) -> dict[str, list[tuple[int, int]]]:
    """Return round -> (rating, raters) of one kind for one practice; a round without raters of this kind is empty."""
    found: dict[str, list[tuple[int, int]]] = {}
    for count in counts:
        if count.practice == practice:
            own = [(count.rating, count.raters)] if count.rater_kind == kind else []
            found.setdefault(count.round, []).extend(own)
    return found


def _practice_rating(
    key: tuple[str, str],
    counts: Sequence[RatingCount],
    told: Mapping[tuple[str, RaterKind], Mapping[str, GroupRating]],
) -> PracticeRating:
    agency, community = (told[key[1], kind][key[0]] for kind in _KINDS)
    difference = _less(agency.median, community.median)
    own = {group.kind for group in (agency, community) if group.display == "shown" and group.stands_from is None}
    rows = [count for count in counts if (count.round, count.practice) == key and count.rater_kind in own]
    return PracticeRating(
        round=key[0],
        practice=key[1],
        agency=agency,
        community=community,
        difference=difference,
        reading=_reading(difference),
        evidence=tuple(dict.fromkeys(row.evidence for row in rows if row.evidence)),
    )


def _less(one: float | None, other: float | None) -> float | None:
    return None if one is None or other is None else one - other


def _reading(difference: float | None) -> Reading:
    if difference is None:
        return "cant_tell"
    if abs(difference) < rating_rules().differs_from_steps:
        return "alike"
    return "agency_higher" if difference > 0 else "community_higher"
