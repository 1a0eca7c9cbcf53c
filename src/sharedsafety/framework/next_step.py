"""The next useful thing to do about a practice, told by what nobody has done yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from sharedsafety.framework.commitments import JointResponsibility
from sharedsafety.framework.ratings import PracticeRating

Next = Literal["rate", "ask_lead", "remind", "ask_other", "ask_done", "talk", "more_raters", "again"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeNext:
    """What to do next: a code the report has a sentence for, the body it is about, and days where days are counted."""

    code: Next
    body: str = ""
    days: int = 0


def next_for_practice(rating: PracticeRating | None, about: JointResponsibility, as_of: date) -> PracticeNext:
    """Return the next useful thing: rate, find a lead, remind, look whether it is done, talk about what is seen apart.

    >>> nobody = JointResponsibility(about_kind="practice", about_id="1.1", state="nobody_asked", leads=(), partners=(),
    ...                              waiting=(), both_sectors=False)
    >>> next_for_practice(None, nobody, date(2026, 6, 1)).code
    'rate'
    """
    if rating is None:
        return PracticeNext(code="rate")
    of_bodies = _next_of_bodies(about, as_of)
    if of_bodies is not None:
        return of_bodies
    if rating.reading in {"agency_higher", "community_higher"}:
        return PracticeNext(code="talk")
    return PracticeNext(code="more_raters" if rating.reading == "cant_tell" else "again")


def _next_of_bodies(about: JointResponsibility, as_of: date) -> PracticeNext | None:
    """Return what to do about those who were asked, the longest silence first; None where they all keep their word."""
    if about.waiting:
        return PracticeNext(code="remind", body=about.waiting[0].body, days=about.waiting[0].days)
    if about.state in {"nobody_asked", "no_lead"}:
        return PracticeNext(code="ask_lead")
    if about.state == "lead_declined":
        return PracticeNext(code="ask_other", body=about.leads[0].body)
    day = as_of.isoformat()
    overdue = [each for each in (*about.leads, *about.partners) if each.due and each.due < day]
    return PracticeNext(code="ask_done", body=overdue[0].body) if overdue else None
