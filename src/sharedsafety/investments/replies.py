"""Departments asked to check their programs, what anybody says of a coding, and what law or a court binds."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from datetime import date

from sharedsafety.core.working_days import working_day_after
from sharedsafety.investments.settings import money_settings


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartmentCheck:
    """One row of ``budget/department_checks.csv``: a department was given its programs and their coding to check.

    Args:
        department: as the ledger names it.
        asked_on: ISO date; so is ``answered_on``, None while there is no answer.
        source: where the letter or message can be read.
    """

    department: str
    asked_on: str
    source: str
    answered_on: str | None = None
    row: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """One row of ``budget/replies.csv``: what a department, a resident or a group says of a program's coding.

    Args:
        from_kind: ``department``, ``resident`` or ``group``; from_name: the office or group, blank for a resident.
        kind: ``correction`` (of a fact), ``disagreement`` or ``comment``.
        text: in their own words, unedited.
        outcome: ``open``, ``corrected`` (the record was changed) or ``kept``; outcome_note says why.
        received_on, outcome_on: ISO dates.
        source: where the reply can be read.
    """

    id: str
    program_key: str
    from_kind: str
    received_on: str
    kind: str
    text: str
    source: str
    from_name: str = ""
    outcome: str = "open"
    outcome_on: str | None = None
    outcome_note: str = ""
    row: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mandate:
    """One row of ``budget/mandates.csv``: a law, a court order or a contract that binds a program, a fund, or both.

    ``kind`` is one of the kinds of ``budget/funding.csv`` (state_law, court_order ...); a row with both a program and a
    fund binds only the program's lines in that fund.
    """

    id: str
    kind: str
    title: str
    source: str
    program_key: str | None = None
    fund_code: str | None = None
    note: str = ""
    row: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckStanding:
    """How a department's check stands on a day.

    ``state``: ``waiting`` (there is still time), ``answered``, or ``silent``: the time is over without an answer.
    ``due_on`` is the last day to answer (ISO date).
    """

    department: str
    asked_on: str
    due_on: str
    state: str
    answered_on: str | None
    source: str


def due_on(asked_on: date, closed: Set[date] = frozenset()) -> date:
    """Return the last day on which a department can answer: ten working days after it was asked.

    Source: data/investments/measures.yaml (``department_check_days``).

    >>> str(due_on(date(2026, 3, 2)))
    '2026-03-16'
    """
    return working_day_after(asked_on, money_settings().department_check_days, closed)


def checks_on(
    checks: Sequence[DepartmentCheck], as_of: date, closed: Set[date] = frozenset()
) -> tuple[CheckStanding, ...]:
    """Return how every check stood on a day, by department; what happened later is left out.

    A department that was asked again stands as it was asked last.

    >>> asked = DepartmentCheck(department="Sheriff", asked_on="2026-03-02", source="letter")
    >>> checks_on([asked], date(2026, 3, 17))[0].state
    'silent'
    """
    last: dict[str, DepartmentCheck] = {}
    for check in sorted(checks, key=lambda each: each.asked_on):
        if check.asked_on <= as_of.isoformat():
            last[check.department] = check
    return tuple(_standing(last[name], as_of, closed) for name in sorted(last))


def replies_on(replies: Sequence[Reply], as_of: date) -> tuple[Reply, ...]:
    """Return the replies that had come in by a day, newest first; an outcome of later is left out."""
    day = as_of.isoformat()
    known = [
        replace(each, outcome="open", outcome_on=None, outcome_note="") if (each.outcome_on or "") > day else each
        for each in replies
        if each.received_on <= day
    ]
    return tuple(sorted(known, key=lambda each: (each.received_on, each.id), reverse=True))


def binding(mandates: Sequence[Mandate], program_key: str, funds: Set[str]) -> tuple[Mandate, ...]:
    """Return what binds the money of a program that is paid from some funds.

    >>> order = Mandate(id="o", kind="court_order", title="Decree", source="case file", fund_code="100")
    >>> binding([order], "jail", {"100"}) == (order,)
    True
    """
    return tuple(
        each
        for each in mandates
        if each.program_key in (None, program_key) and (each.fund_code is None or each.fund_code in funds)
    )


def _standing(check: DepartmentCheck, as_of: date, closed: Set[date]) -> CheckStanding:
    answered = check.answered_on if check.answered_on and check.answered_on <= as_of.isoformat() else None
    due = due_on(date.fromisoformat(check.asked_on), closed)
    state = "answered" if answered else "silent" if as_of > due else "waiting"
    return CheckStanding(
        department=check.department,
        asked_on=check.asked_on,
        due_on=due.isoformat(),
        state=state,
        answered_on=answered,
        source=check.source,
    )
