"""The rounds of one practice and one kind of raters, told so that two rounds side by side give nobody away.

The people by whom two rounds differ are a group too. Where the counts of a round differ from those of an earlier one
by fewer ratings than the minimum cell, the later round says what the earlier one said (docs/decisions/0027).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from sharedsafety.core.disclosure.rules import disclosure_rules
from sharedsafety.core.rounding import public_count
from sharedsafety.framework.rating_scale import rating_rules

RaterKind = Literal["agency", "community"]
Display = Literal["shown", "not_shown", "nobody"]
Agreement = Literal["close", "spread", "split"]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupRating:
    """How one kind of raters sees one practice; without numbers where fewer rated than may be shown.

    Args:
        display: ``not_shown`` for 1 to 10 raters, ``nobody`` for none.
        raters: people, rounded as every count a community makes itself (decision 16), or None where they are not shown.
        median: steps of the scale; half a step where the middle lies between two.
        stands_from: ISO date of the earlier round whose numbers these are, because too few ratings differ; else None.
    """

    kind: RaterKind
    display: Display
    raters: int | None = None
    median: float | None = None
    agreement: Agreement | None = None
    stands_from: str | None = None


def rated_rounds(kind: RaterKind, rounds: Mapping[str, Sequence[tuple[int, int]]]) -> dict[str, GroupRating]:
    """Return what may be told of each round, whatever the order in which they are given.

    Args:
        rounds: ISO date of a round -> (rating, raters).

    Source: minimum cell of data/core/disclosure.yaml; docs/decisions/0027.

    >>> found = rated_rounds("agency", {"2026-05-01": [(2, 12)], "2026-11-01": [(2, 12), (4, 1)]})
    >>> found["2026-11-01"].raters, found["2026-11-01"].median, found["2026-11-01"].stands_from
    (15, 2.0, '2026-05-01')
    """
    told: dict[str, GroupRating] = {}
    own: list[tuple[Counter[int], GroupRating]] = []
    for day in sorted(rounds):
        counted = _counted(rounds[day])
        group = _group(kind, sorted(counted.elements()))
        same = next((each for before, each in own if _differing(before, counted) < _minimum()), None)
        if group.display == "shown" and same is not None:
            group = same
        elif group.display == "shown":
            own.insert(0, (counted, replace(group, stands_from=day)))
        told[day] = group
    return told


def _minimum() -> int:
    return disclosure_rules().minimum_denominator


def _counted(given: Sequence[tuple[int, int]]) -> Counter[int]:
    counted: Counter[int] = Counter()
    for rating, raters in given:
        counted[rating] += raters
    return counted


def _differing(one: Counter[int], other: Counter[int]) -> int:
    """Return the fewest people who came, went or answered otherwise between two rounds."""
    return max((one - other).total(), (other - one).total())


def _group(kind: RaterKind, given: Sequence[int]) -> GroupRating:
    if len(given) < _minimum():
        return GroupRating(kind=kind, display="not_shown" if given else "nobody")
    middle = (given[(len(given) - 1) // 2] + given[len(given) // 2]) / 2
    raters = public_count(len(given))
    return GroupRating(
        kind=kind,
        display="shown",
        raters=None if raters is None else int(raters),
        median=middle,
        agreement=_agreement(given, middle),
    )


def _agreement(given: Sequence[int], median: float) -> Agreement:
    rules, n = rating_rules(), len(given)
    if sum(abs(rating - median) <= rules.close_within_steps for rating in given) >= rules.close_share * n:
        return "close"
    low = sum(rating <= rules.low_end_up_to for rating in given)
    high = sum(rating >= rules.high_end_from for rating in given)
    return "split" if min(low, high) >= rules.split_share * n else "spread"
