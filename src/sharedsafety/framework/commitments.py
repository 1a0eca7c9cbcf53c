"""Joint responsibility: who leads each practice and priority, who committed to what, and who has not answered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

AboutKind = Literal["practice", "priority"]
State = Literal["nobody_asked", "no_lead", "lead_waiting", "lead_declined", "lead_studying", "lead_committed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """One row of ``commitments.csv``: a body that was asked to lead or to help, and what it answered.

    Args:
        about_kind, about_id: the practice or priority.
        body: an office, agency or group; never a person.
        sector: ``agency`` or ``community``.
        role: ``lead`` or ``partner``.
        asked_on: ISO date; so is ``answered_on``, None while there is no answer.
        answer: ``committed``, ``studying`` (it looks into it) or ``declined``; None while there is none.
        commitment: what it committed to, in its own words.
        due: ISO date by which it will be done, or None.
    """

    about_kind: AboutKind
    about_id: str
    body: str
    sector: Literal["agency", "community"]
    role: Literal["lead", "partner"]
    asked_on: str
    source: str
    answered_on: str | None = None
    answer: Literal["committed", "studying", "declined"] | None = None
    commitment: str = ""
    due: str | None = None
    row: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A body that has not answered, and for how many calendar days."""

    body: str
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class JointResponsibility:
    """Who answers for one practice or priority, as of one day.

    Args:
        state: what became of the lead; of several leads the one that went furthest counts.
        leads, partners: in the order of the table, with their answers.
        waiting: who has not answered, longest first.
        both_sectors: an agency and a community group have committed.
    """

    about_kind: AboutKind
    about_id: str
    state: State
    leads: tuple[Commitment, ...]
    partners: tuple[Commitment, ...]
    waiting: tuple[Waiting, ...]
    both_sectors: bool


def joint_responsibility(
    commitments: Sequence[Commitment], *, practices: Iterable[str], priorities: Iterable[str], as_of: date
) -> tuple[JointResponsibility, ...]:
    """Return one result for each practice and then each priority; nobody asked is a result too.

    What was asked after ``as_of`` does not count, and an answer after it is none yet: the same table and day give the
    same result.

    >>> asked = Commitment(about_kind="priority", about_id="heal", body="Health", sector="agency", role="lead",
    ...                    asked_on="2026-05-01", source="letter")
    >>> found = joint_responsibility([asked], practices=["1.1"], priorities=["heal"], as_of=date(2026, 5, 31))
    >>> [(each.about_id, each.state) for each in found], found[1].waiting[0].days
    ([('1.1', 'nobody_asked'), ('heal', 'lead_waiting')], 30)
    """
    known = [_as_of(each, as_of) for each in commitments if each.asked_on <= as_of.isoformat()]
    objects: list[tuple[AboutKind, str]] = [("practice", each) for each in practices]
    objects += [("priority", each) for each in priorities]
    return tuple(_responsibility(kind, about_id, known, as_of) for kind, about_id in objects)


def _as_of(commitment: Commitment, as_of: date) -> Commitment:
    if commitment.answered_on is None or commitment.answered_on <= as_of.isoformat():
        return commitment
    return replace(commitment, answered_on=None, answer=None, commitment="", due=None)


def _responsibility(kind: AboutKind, about_id: str, known: Sequence[Commitment], as_of: date) -> JointResponsibility:
    rows = [each for each in known if (each.about_kind, each.about_id) == (kind, about_id)]
    leads = tuple(each for each in rows if each.role == "lead")
    unanswered = [each for each in rows if each.answer is None]
    waiting = [Waiting(body=each.body, days=(as_of - date.fromisoformat(each.asked_on)).days) for each in unanswered]
    return JointResponsibility(
        about_kind=kind,
        about_id=about_id,
        state=_state(rows, leads),
        leads=leads,
        partners=tuple(each for each in rows if each.role == "partner"),
        waiting=tuple(sorted(waiting, key=lambda each: -each.days)),
        both_sectors={each.sector for each in rows if each.answer == "committed"} == {"agency", "community"},
    )


def _state(rows: Sequence[Commitment], leads: Sequence[Commitment]) -> State:
    if not leads:
        return "no_lead" if rows else "nobody_asked"
    answers = {lead.answer for lead in leads}
    if "committed" in answers:
        return "lead_committed"
    if "studying" in answers:
        return "lead_studying"
    return "lead_waiting" if None in answers else "lead_declined"
