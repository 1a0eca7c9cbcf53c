"""Programs of which people say different things, each with what everybody says and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sharedsafety.investments.coded import CodedShare
from sharedsafety_web.investments.selectors.codings import coder_name
from sharedsafety_web.investments.selectors.program import ProgramPage, program_page
from sharedsafety_web.investments.selectors.work import Job, coding_work


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """What one coder says of a program; ``made_at`` is None for a coding that came with the folder."""

    coder: str
    rows: tuple[CodedShare, ...]
    made_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputePage:
    """One dispute; ``last`` is the last decision about the program, ``is_own`` whether the person coded it."""

    page: ProgramPage
    sides: tuple[Side, ...]
    last: int
    is_own: bool


def dispute_list(*, community: Any, person: Any) -> tuple[Job, ...]:
    """Return the programs in dispute, largest first.

    Raises:
        BadInput, Unreadable: the folder or one of its budget files has errors.
    """
    return coding_work(community=community, person=person).parts["disputed"]


def dispute_page(*, community: Any, person: Any, program: str, language: str) -> DisputePage | None:
    """Return one dispute, or None where there is none, or the person still has to code the program blind.

    Raises:
        BadInput, Unreadable: the folder or one of its budget files has errors.
    """
    page = program_page(community=community, person=person, program=program, language=language)
    if page is None or not page.codings.is_disputed or page.is_blind:
        return None
    made = {each.coder: each.made_at for each in page.codings.history if each.person_id is not None}
    return DisputePage(
        page=page,
        sides=tuple(Side(coder=name, rows=rows, made_at=made.get(name)) for name, rows in page.codings.now.items()),
        last=page.codings.history[-1].pk if page.codings.history else 0,
        is_own=coder_name(person) in page.codings.now,
    )
