"""Indicators that people ask for: from a statement in their words to a vote in two steps to a measure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from sharedsafety.core.disclosure import MARGIN, Code, People, PeopleTable, is_hidden_count, release
from sharedsafety.core.figure import Figure
from sharedsafety.core.rounding import public_count
from sharedsafety.progress.series import Indicator, Observation

#: ``heard``: said, not yet put as a measure; ``drafted``: put in words to be measured; ``found_useful``: voted on once;
#: ``chosen`` and ``not_chosen``: voted on twice; ``measured``: an indicator with numbers.
State = Literal["heard", "drafted", "found_useful", "chosen", "not_chosen", "measured"]
YES, NO = "yes", "no"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One row of ``indicators/candidates.csv``: something people asked to measure, and how far it came.

    Args:
        statement: what people said, in plain words; never who said it.
        heard_from: which people asked, as a group ("survivors in two circles").
        survivor_named: ``yes`` where survivors asked for it.
        candidate: the measure put in words, empty while nobody has.
        first_vote_people: people who answered the first vote, each counted once; ``useful_people`` and
            ``understood_people`` of them said yes. No row is ever one person.
        second_vote_people, chosen_people: the same for the second vote, in which people choose.
        outcome: what the community decided after the second vote.
        indicator_id: the indicator it became.
        lacks: what keeps it from being measured, a code of the folder's shape; ``holder``: who has the data.
    """

    id: str
    statement: str
    asked_on: str
    heard_from: str
    survivor_named: Literal["yes", "no"]
    source: str
    principle: str | None = None
    candidate: str = ""
    first_vote_on: str | None = None
    first_vote_people: int | None = None
    useful_people: int | None = None
    understood_people: int | None = None
    second_vote_on: str | None = None
    second_vote_people: int | None = None
    chosen_people: int | None = None
    outcome: Literal["chosen", "not_chosen"] | None = None
    indicator_id: str | None = None
    lacks: str | None = None
    holder: str = ""
    note: str = ""
    row: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote:
    """How many people said yes of those who answered, to the nearest 5; None where it may not be shown (code S)."""

    question: str
    on: str
    people: Figure | None
    said_yes: Figure | None
    code: str


def votes_of(candidate: Candidate) -> tuple[Vote, ...]:
    """Return the votes on a candidate as the public may see them, in order; a vote of 1 to 10 people shows no number.

    Counts that the community makes itself go to the nearest 5 (docs/decisions/0016). How many said no is a count of
    people too: where it is small, or looks small after rounding, the yes is hidden with it. So is a vote in which all
    said the same: whoever knows that somebody voted would know how.

    Source: data/core/disclosure.yaml, data/core/group_rules.yaml.
    """
    first, second = candidate.first_vote_people, candidate.second_vote_people
    asked = (
        ("useful", candidate.first_vote_on, first, candidate.useful_people),
        ("understood", candidate.first_vote_on, first, candidate.understood_people),
        ("chosen", candidate.second_vote_on, second, candidate.chosen_people),
    )
    return tuple(_vote(candidate.id, *each) for each in asked if each[1] is not None)


def state_of(candidate: Candidate, indicators: Mapping[str, Indicator], observations: Sequence[Observation]) -> State:
    """Return how far a candidate came; only an indicator with numbers counts as measured."""
    if candidate.indicator_id in indicators and any(
        each.indicator_id == candidate.indicator_id and each.code != "N" for each in observations
    ):
        return "measured"
    if candidate.outcome is not None:
        return candidate.outcome
    if candidate.first_vote_on is not None:
        return "found_useful"
    return "drafted" if candidate.candidate else "heard"


def vote_tables(candidate: Candidate) -> Iterator[PeopleTable]:
    """Yield the votes on a candidate as tables that an attacker can be set on: those who said yes, no, and all.

    Numbers come from what is shown only.
    """
    for vote in votes_of(candidate):
        everybody = vote.people.value if vote.people else None
        yes = vote.said_yes.value if vote.said_yes else None
        no = everybody - yes if everybody is not None and yes is not None else None
        code: Code = "" if yes is not None else "S"
        yield PeopleTable(
            dimensions=(vote.question,),
            labels=((YES,), (NO,), (MARGIN,)),
            counts=(yes, no, everybody),
            codes=(code, code, "" if everybody is not None else "S"),
            population=f"{candidate.id} {vote.on}",
            name=f"candidates/{candidate.id}: {vote.question} {vote.on}",
        )


def _vote(candidate_id: str, question: str, on: str | None, people: int | None, yes: int | None) -> Vote:
    day = on or ""
    everybody = release(_figure(candidate_id, day, people), people=People(numerator=people, rate=False))
    said = release(
        _figure(candidate_id, day, yes, among=people), people=People(numerator=yes, denominator=people, rate=False)
    )
    alike = yes in (0, people)
    shown = said.figure if everybody.figure is not None and not alike and not _tells_few(said.figure) else None
    code = "N" if yes is None else "" if shown is not None else "S"
    return Vote(question=question, on=day, people=everybody.figure, said_yes=shown, code=code)


def _figure(candidate_id: str, basis: str, count: int | None, among: int | None = None) -> Figure | None:
    if count is None:
        return None
    return Figure(
        value=_public(count),
        unit="people",
        basis=basis,
        denominator="people who answered" if among is not None else None,
        denominator_value=None if among is None else _public(among),
        ids=(candidate_id,),
    )


def _public(count: int) -> float:
    """Return a count as the public sees it; one too small to show is left to the gate, which hides it."""
    shown = public_count(count)
    return float(count) if shown is None else shown


def _tells_few(figure: Figure | None) -> bool:
    """Return whether the rounded numbers leave so few that a reader would take them for a small count."""
    if figure is None or figure.value is None or figure.denominator_value is None:
        return False
    return is_hidden_count(figure.denominator_value - figure.value)
