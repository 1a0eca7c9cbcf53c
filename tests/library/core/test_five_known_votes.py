"""Somebody who knows five of a person's votes, and the person's group, reads a release of statement totals.

A release shows each statement's answers by group, through the gate: groups of at least 11, counts under 11 hidden. The
reader holds every world possible that would be shown so, and learns a vote where no world has another.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product

import numpy as np
import pytest
from tests.library.core.record_samples import VOTES

from sharedsafety.core.disclosure import is_hidden_count
from sharedsafety.core.homogeneity import homogeneity, homogeneity_findings

KNOWN, STATEMENTS = 5, 12


@dataclass(frozen=True)
class Shown:
    """What a release says of one statement in one group: counts where they are shown, None where they are not."""

    counts: tuple[int | None, ...]
    most: str | None = None


@dataclass(frozen=True)
class Reading:
    """What a reader makes of it: the likeliest vote of one person, how likely, and whether no other is possible."""

    vote: str
    belief: float
    certain: bool


def conversation(seed: int) -> list[np.ndarray]:
    """Votes (people, statements) of two to four groups of 4 to 40 people; on some statements a group is of one mind."""
    rng = np.random.default_rng(seed)
    groups = []
    for _ in range(rng.integers(2, 5)):
        shares = rng.dirichlet([0.4, 0.4, 0.2], STATEMENTS)
        size = int(rng.integers(4, 41))
        groups.append(np.array([rng.choice(3, size, p=share) for share in shares]).T)
    return groups


def tally(votes: np.ndarray) -> tuple[int, ...]:
    return tuple(int((votes == code).sum()) for code in range(len(VOTES)))


def released(counts: tuple[int, ...], *, sensitive: bool) -> Shown | None:
    """One statement of one group as a release may show it; None where the group is too small to be spoken of."""
    if is_hidden_count(sum(counts)):
        return None
    said = homogeneity(dict(zip(VOTES, counts, strict=True)), sensitive=sensitive)
    if said.says != "numbers":
        return Shown(counts=(None,) * len(VOTES), most=said.answer)
    return Shown(counts=tuple(None if is_hidden_count(count) else count for count in counts))


@cache
def readings(people: int, sensitive: bool) -> Mapping[Shown | None, Reading]:
    """What a reader makes of each thing a release can say of a group of so many people.

    The reader knows the size of the group and all rules, and holds every tally possible that would be shown so.
    """
    worlds: dict[Shown | None, list[tuple[int, ...]]] = {}
    for agree, disagree in product(range(people + 1), repeat=2):
        if (passes := people - agree - disagree) >= 0:
            counts = (agree, disagree, passes)
            worlds.setdefault(released(counts, sensitive=sensitive), []).append(counts)
    return {shown: _reading(np.array(tallies), people) for shown, tallies in worlds.items()}


def _reading(tallies: np.ndarray, people: int) -> Reading:
    belief = tallies.mean(axis=0) / people
    possible = int((tallies.sum(axis=0) > 0).sum())
    return Reading(vote=VOTES[int(belief.argmax())], belief=float(belief.max()), certain=possible == 1)


def read(groups: Sequence[np.ndarray], *, sensitive: bool) -> Iterator[tuple[tuple[int, ...], Shown | None, Reading]]:
    """Yield the tally, what is shown and what the reader makes of it, for each group and each statement not known.

    The five votes that are known are of other statements. The totals of one statement say nothing of another, so that
    what they add is the group, which the reader is given.
    """
    for votes in groups:
        for statement in range(KNOWN, STATEMENTS):
            counts = tally(votes[:, statement])
            shown = released(counts, sensitive=sensitive)
            yield counts, shown, readings(len(votes), sensitive)[shown]


CONVERSATIONS = [conversation(seed) for seed in range(300)]


def test_no_further_vote_is_learned_where_groups_that_vote_alike_are_not_shown_in_numbers() -> None:
    read_off = [reading for groups in CONVERSATIONS for _, _, reading in read(groups, sensitive=True)]
    assert len(read_off) > 5000
    assert [reading for reading in read_off if reading.certain] == []


def test_every_vote_that_numbers_would_tell_is_named_by_the_rule_of_homogeneity() -> None:
    """The same reader on numbers without that rule does learn votes: where a group is of one mind, and nowhere else."""
    learned = [
        (counts, reading)
        for groups in CONVERSATIONS
        for counts, _, reading in read(groups, sensitive=False)
        if reading.certain
    ]
    assert len(learned) > 50
    for counts, reading in learned:
        given = dict(zip(VOTES, counts, strict=True))
        assert given[reading.vote] == sum(counts)
        (finding,) = homogeneity_findings("group", given, sensitive=True)
        assert finding.code == "answers-nearly-all-alike"


def test_where_numbers_are_said_nobody_is_believed_to_have_voted_one_way_by_nine_in_ten() -> None:
    said = [
        reading.belief
        for groups in CONVERSATIONS
        for _, shown, reading in read(groups, sensitive=True)
        if shown is not None and any(count is not None for count in shown.counts)
    ]
    assert len(said) > 1000
    assert max(said) < 0.9


def test_of_a_group_of_fewer_than_11_nothing_is_told_not_even_that_all_voted_alike() -> None:
    assert released((10, 0, 0), sensitive=False) is released((0, 3, 2), sensitive=False) is None
    assert readings(10, False)[None].belief == pytest.approx(1 / 3)


def test_five_votes_can_tell_the_group_so_the_reader_is_rightly_given_it() -> None:
    told = 0
    for groups in CONVERSATIONS:
        shown = [[released(tally(votes[:, each]), sensitive=False) for each in range(KNOWN)] for votes in groups]
        told += sum(sum(_may_be_in(votes[0, :KNOWN], group) for group in shown) == 1 for votes in groups)
    assert told > 50


def _may_be_in(known: np.ndarray, group: Sequence[Shown | None]) -> bool:
    return not any(shown is not None and shown.counts[code] == 0 for code, shown in zip(known, group, strict=True))
