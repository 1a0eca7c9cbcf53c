"""A community's framework as it stands on one day: its pack, how far it is, who answers for what, where to begin."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sharedsafety.framework.commitments import Commitment, JointResponsibility, joint_responsibility
from sharedsafety.framework.pack import FrameworkPack
from sharedsafety.framework.pack_changes import PackChange
from sharedsafety.framework.ratings import PracticeRating, RatingChange, RatingCount, practice_ratings, rating_changes
from sharedsafety.framework.readiness import ReadinessAnswer, StartingPoint, starting_point, starting_points


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameworkStanding:
    """The framework of a community, as of one day.

    Args:
        pack: the pack with the community's changes and translations in it; every field says where it comes from.
        changes: those changes and translations, in the order of ``framework.yaml``.
        ratings: one for each round and practice that was rated, by round.
        rating_changes: how the medians moved from round to round.
        responsibility: who leads, who committed to what and who has not answered: each practice, then each priority.
        readiness: every answer to the questions about where to begin, up to that day.
        start: where to begin; None where nobody answered a question yet.
        starts: where to begin as it stood on each day on which questions were answered, earliest first.
    """

    pack: FrameworkPack
    changes: tuple[PackChange, ...] = ()
    ratings: tuple[PracticeRating, ...] = ()
    rating_changes: tuple[RatingChange, ...] = ()
    responsibility: tuple[JointResponsibility, ...] = ()
    readiness: tuple[ReadinessAnswer, ...] = ()
    start: StartingPoint | None = None
    starts: tuple[StartingPoint, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameworkRecords:
    """What a community recorded about its framework: the rows of three tables, and the ids of its priorities."""

    ratings: Sequence[RatingCount] = ()
    commitments: Sequence[Commitment] = ()
    readiness: Sequence[ReadinessAnswer] = ()
    priorities: Iterable[str] = ()


def framework_standing(
    pack: FrameworkPack, changes: Sequence[PackChange], records: FrameworkRecords, *, as_of: date
) -> FrameworkStanding:
    """Return how a framework stands; what is dated after ``as_of`` does not count yet.

    >>> from sharedsafety.framework.blueprint_pack import blueprint_pack
    >>> found = framework_standing(blueprint_pack(), (), FrameworkRecords(), as_of=date(2026, 6, 1))
    >>> len(found.responsibility), found.start
    (25, None)
    """
    day = as_of.isoformat()
    ratings = practice_ratings([each for each in records.ratings if each.round <= day])
    answers = tuple(each for each in records.readiness if each.answered_on <= day)
    return FrameworkStanding(
        pack=pack,
        changes=tuple(changes),
        ratings=ratings,
        rating_changes=rating_changes(ratings),
        responsibility=joint_responsibility(
            records.commitments,
            practices=[practice.id for practice in pack.practices],
            priorities=records.priorities,
            as_of=as_of,
        ),
        readiness=answers,
        start=starting_point(answers, as_of) if answers else None,
        starts=starting_points(answers),
    )
