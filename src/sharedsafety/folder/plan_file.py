"""``plan.yaml``: what a community's nine-month path is planned from, and which steps are done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from sharedsafety.core.errors import BadInput
from sharedsafety.core.findings import Finding
from sharedsafety.folder.cells import is_day
from sharedsafety.folder.write import plain, yaml_text
from sharedsafety.folder.yaml_in import shaped, with_rows, yaml_content
from sharedsafety.framework.backward import PlanRequest, refuse_senseless
from sharedsafety.framework.path import nine_month_path

FILE = "plan.yaml"
#: The key at fault where no plan can be made.
_AT_FAULT = {"plan-hours-outside": "hours_per_week", "plan-date-out-of-range": "board_date"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFile:
    """The content of ``plan.yaml``; every day is an ISO date.

    Args:
        board_date: day of the Board's vote.
        begun_on: first day of work; the plan keeps its dates from then on.
        hours_per_week: hours of the one person who leads.
        budget_hearings: first day of the budget hearings, where it is known.
        closed: days on which offices are closed.
        leave_out, take_in: ids of steps left out, or planned whatever they cost.
        done: id of a step -> the day on which it was done.
    """

    board_date: str
    begun_on: str
    hours_per_week: int
    budget_hearings: str | None = None
    closed: tuple[str, ...] = ()
    leave_out: tuple[str, ...] = ()
    take_in: tuple[str, ...] = ()
    done: Mapping[str, str] = field(default_factory=dict)


def read_plan(root: Path) -> tuple[PlanFile | None, list[Finding]]:
    """Return the plan of a folder with every finding about the file; None where there is none or it has a fault."""
    if not (root / FILE).exists() and not (root / FILE).is_symlink():
        return None, []
    content, findings = yaml_content(root, FILE)
    plan, found = shaped(content, PlanFile, FILE) if content is not None else (None, [])
    findings += [*found, *(_rules(plan) if plan else ())]
    findings = [*with_rows(findings, root)]
    blocked = any(finding.severity == "error" for finding in findings)
    return (None if blocked else plan), findings


def plan_request(plan: PlanFile, *, several_languages: bool) -> PlanRequest:
    """Return what the path is planned for.

    >>> made = PlanFile(board_date="2027-06-15", begun_on="2026-09-01", hours_per_week=8)
    >>> plan_request(made, several_languages=True).board_date.year
    2027
    """
    return PlanRequest(
        today=date.fromisoformat(plan.begun_on),
        board_date=date.fromisoformat(plan.board_date),
        hours_per_week=plan.hours_per_week,
        hearings=date.fromisoformat(plan.budget_hearings) if plan.budget_hearings else None,
        closed=frozenset(date.fromisoformat(day) for day in plan.closed),
        several_languages=several_languages,
        leave_out=plan.leave_out,
        take_in=plan.take_in,
    )


def plan_bytes(plan: PlanFile) -> bytes:
    """Return a plan as the bytes of ``plan.yaml``.

    Raises:
        BadInput: a day is no date, a step is unknown, or no plan can be made of it.
    """
    errors = [finding for finding in _rules(plan) if finding.severity == "error"]
    if errors:
        raise BadInput.with_all(errors)
    content = {name: value for name, value in plain(plan).items() if value not in ({}, [], None)}
    return yaml_text(content).encode("utf-8")


def _rules(plan: PlanFile) -> Iterator[Finding]:
    """Yield a finding for each day and each step at fault; where there is none, for what makes a plan senseless."""
    faults = [*_words_at_fault(plan)]
    yield from faults
    if not faults:
        try:
            refuse_senseless(nine_month_path(), plan_request(plan, several_languages=True))
        except BadInput as error:
            column = _AT_FAULT.get(error.finding.code, "leave_out")
            yield replace(error.finding, file=FILE, column=column)


def _words_at_fault(plan: PlanFile) -> Iterator[Finding]:
    days = {"board_date": plan.board_date, "begun_on": plan.begun_on, "budget_hearings": plan.budget_hearings}
    days |= {f"closed.{number}": day for number, day in enumerate(plan.closed)}
    days |= {f"done.{step}": day for step, day in plan.done.items()}
    for column, day in days.items():
        if day is not None and not is_day(day):
            yield Finding(code="not-a-date", file=FILE, column=column, params={"value": day})
    known = nine_month_path().ids("needed", "better", "skip")
    for column, steps in (("leave_out", plan.leave_out), ("take_in", plan.take_in), ("done", tuple(plan.done))):
        for step in steps:
            if step not in known:
                words = {"step": step, "known": ", ".join(known)}
                yield Finding(code="plan-step-unknown", file=FILE, column=column, params=words)
