"""The rules of the tables about departments, replies and mandates: dates in order, nothing about nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from sharedsafety.core.findings import Finding
from sharedsafety.folder.community import Community
from sharedsafety.folder.later_days import later_days
from sharedsafety.investments.replies import DepartmentCheck, Mandate, Reply

CHECKS = "budget/department_checks.csv"
REPLIES = "budget/replies.csv"
MANDATES = "budget/mandates.csv"


def reply_findings(community: Community) -> Iterator[Finding]:
    """Yield what is wrong with the three tables as they stand; what they are about is known from the ledger alone."""
    for check in community.department_checks:
        if check.answered_on is not None and check.answered_on < check.asked_on:
            days = {"answered_on": check.answered_on, "asked_on": check.asked_on}
            yield _finding("request-answered-before-asked", CHECKS, check, "answered_on", **days)
    for reply in community.replies:
        yield from _outcome_findings(reply)
    for mandate in community.mandates:
        if mandate.program_key is None and mandate.fund_code is None:
            yield _finding("mandate-binds-nothing", MANDATES, mandate, "program_key")


def later_replies(community: Community, as_of: date) -> Iterator[Finding]:
    """Yield each day of the tables that lies after the day from which days are counted."""
    checks = ("asked_on", "answered_on")
    yield from later_days(CHECKS, community.department_checks, checks, as_of=as_of, code="request-later")
    replies = ("received_on", "outcome_on")
    yield from later_days(REPLIES, community.replies, replies, as_of=as_of, code="request-later")


def replies_about_nothing(
    community: Community, programs: Collection[str], departments: Collection[str], funds: Collection[str]
) -> Iterator[Finding]:
    """Yield each row about a program, department or fund that the ledger does not have."""
    for check in community.department_checks:
        if check.department not in departments:
            yield _finding("department-not-in-ledger", CHECKS, check, "department", value=check.department)
    for reply in community.replies:
        if reply.program_key not in programs:
            yield _finding("program-not-in-ledger", REPLIES, reply, "program_key", value=reply.program_key)
    for mandate in community.mandates:
        if mandate.program_key is not None and mandate.program_key not in programs:
            yield _finding("program-not-in-ledger", MANDATES, mandate, "program_key", value=mandate.program_key)
        if mandate.fund_code is not None and mandate.fund_code not in funds:
            yield _finding("fund-not-in-ledger", MANDATES, mandate, "fund_code", value=mandate.fund_code)


def _outcome_findings(reply: Reply) -> Iterator[Finding]:
    if (reply.outcome == "open") != (reply.outcome_on is None):
        yield _finding("reply-outcome-undated", REPLIES, reply, "outcome_on", outcome=reply.outcome)
    if reply.outcome_on is not None and reply.outcome_on < reply.received_on:
        days = {"answered_on": reply.outcome_on, "asked_on": reply.received_on}
        yield _finding("request-answered-before-asked", REPLIES, reply, "outcome_on", **days)
    if reply.from_kind != "resident" and not reply.from_name.strip():
        yield _finding("reply-from-nobody", REPLIES, reply, "from_name", kind=reply.from_kind)


def _finding(code: str, file: str, row: DepartmentCheck | Reply | Mandate, column: str, **params: str) -> Finding:
    return Finding(code=code, file=file, row=row.row, column=column, params=params)
