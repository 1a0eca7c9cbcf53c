"""A plan backward from the day of the Board's vote: when each step of the nine-month path begins and ends."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from sharedsafety.core.errors import BadInput
from sharedsafety.core.findings import Finding
from sharedsafety.core.working_days import (
    is_working_day,
    working_day_after,
    working_days_before,
    working_days_between,
)
from sharedsafety.framework.path import Need, Path
from sharedsafety.framework.path_load import Span, spans_before_vote

LeftOut = Literal["no_time", "next_round", "asked"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRequest:
    """What a plan is made for.

    Args:
        today: the first day on which work can be done.
        board_date: the day of the Board's vote; work ends the working day before.
        hours_per_week: hours that one person has.
        hearings: first day of the budget hearings, or None when it is not known.
        closed: days on which the offices are closed.
        several_languages: more than one language is spoken.
        leave_out: ids of better steps to leave out; ``take_in``: ids of steps planned whatever they cost.
    """

    today: date
    board_date: date
    hours_per_week: int
    hearings: date | None = None
    closed: frozenset[date] = frozenset()
    several_languages: bool = True
    leave_out: tuple[str, ...] = ()
    take_in: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedStep:
    """One step with its first and last day, both worked."""

    id: str
    need: Need
    starts_on: date
    ends_on: date
    hours: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOutStep:
    """A step that is not planned, and why: no time is left, for the next round, or so asked.

    What may then not be said stands in the path (``PathStep.without``).
    """

    id: str
    need: Need
    why: LeftOut


@dataclass(frozen=True, slots=True, kw_only=True)
class BackwardPlan:
    """The plan; ``steps`` is empty where the needed steps do not fit.

    Args:
        earliest_board_date: the first day on which the Board could vote when only the needed steps (and those taken
            in) are done and work begins today.
        slack_days: working days from today to the day work must begin; 0 where the plan does not fit.
    """

    request: PlanRequest
    steps: tuple[PlannedStep, ...]
    left_out: tuple[LeftOutStep, ...]
    earliest_board_date: date
    slack_days: int
    findings: tuple[Finding, ...]

    @property
    def begins_on(self) -> date | None:
        """Return the day on which work must begin at the latest, or None where the plan does not fit."""
        return min((step.starts_on for step in self.steps), default=None)


def plan_backward(path: Path, request: PlanRequest) -> BackwardPlan:
    """Return the path planned backward from the vote, every step as late as the steps after it allow.

    Needed steps are always planned. Better steps follow in the order of the path as long as everything still fits
    between today and the vote. A vote too soon gives the finding ``plan-too-soon`` with the earliest day.

    Raises:
        BadInput: a step is unknown or needed and yet left out, the hours are out of range, or a date is far off.

    >>> from sharedsafety.framework.path import nine_month_path
    >>> request = PlanRequest(today=date(2026, 1, 5), board_date=date(2026, 12, 1), hours_per_week=8)
    >>> plan = plan_backward(nine_month_path(), request)
    >>> str(plan.steps[-1].ends_on), plan.slack_days > 0
    ('2026-11-30', True)
    """
    refuse_senseless(path, request)
    sure = [step for step in _asked(path, request) if step in request.take_in or path.step(step).need == "needed"]
    shortest = _length(spans_before_vote(path, sure, request.hours_per_week).values())
    available = working_days_between(request.today, request.board_date, request.closed)
    earliest = working_day_after(request.today, shortest, request.closed)
    fits = shortest <= available
    taken = _with_better(path, request, sure, available) if fits else sure
    spans = spans_before_vote(path, taken, request.hours_per_week) if fits else {}
    findings = list(_date_findings(request))
    if not fits:
        found = {"days": shortest, "available": available, "earliest": earliest.isoformat()}
        findings.insert(0, Finding(code="plan-too-soon", params=found))
    return BackwardPlan(
        request=request,
        steps=_dated(path, spans, request),
        left_out=tuple(_left_out(path, request, taken)),
        earliest_board_date=earliest,
        slack_days=available - _length(spans.values()) if fits else 0,
        findings=tuple(findings),
    )


def _length(spans: Iterable[Span]) -> int:
    return max((span.first for span in spans), default=-1) + 1


def _asked(path: Path, request: PlanRequest) -> list[str]:
    """Return the ids of the steps that concern this community."""
    return [step.id for step in path.steps if step.only_for is None or request.several_languages]


def _with_better(path: Path, request: PlanRequest, sure: Collection[str], available: int) -> list[str]:
    taken = list(sure)
    for step in path.ids("better"):
        if step in taken or step in request.leave_out:
            continue
        if _length(spans_before_vote(path, [*taken, step], request.hours_per_week).values()) <= available:
            taken.append(step)
    return taken


def _dated(path: Path, spans: dict[str, Span], request: PlanRequest) -> tuple[PlannedStep, ...]:
    days = working_days_before(request.board_date, _length(spans.values()), request.closed)
    planned = [
        PlannedStep(
            id=step.id,
            need=step.need,
            starts_on=days[spans[step.id].first],
            ends_on=days[spans[step.id].last],
            hours=step.hours,
        )
        for step in path.steps
        if step.id in spans
    ]
    return tuple(sorted(planned, key=lambda step: (step.starts_on, step.ends_on)))


def _left_out(path: Path, request: PlanRequest, taken: Collection[str]) -> Iterable[LeftOutStep]:
    for step in path.steps:
        if step.need != "needed" and step.id not in taken:
            why: LeftOut = "next_round" if step.need == "skip" else "no_time"
            yield LeftOutStep(id=step.id, need=step.need, why="asked" if step.id in request.leave_out else why)


def _date_findings(request: PlanRequest) -> Iterable[Finding]:
    board = request.board_date.isoformat()
    if not is_working_day(request.board_date, request.closed):
        yield Finding(code="plan-board-closed", params={"date": board})
    if request.hearings is None:
        yield Finding(code="plan-hearings-unknown")
    elif request.hearings < request.board_date:
        yield Finding(code="plan-after-hearings", params={"date": board, "hearings": request.hearings.isoformat()})


def refuse_senseless(path: Path, request: PlanRequest) -> None:
    """Return where a plan can be made for this.

    Raises:
        BadInput: the first thing that makes a plan senseless, as ``plan_backward`` names it.
    """
    known = path.ids("needed", "better", "skip")
    for step in (*request.leave_out, *request.take_in):
        if step not in known:
            raise BadInput("plan-step-unknown", step=step, known=", ".join(known))
    for step in request.leave_out:
        if path.step(step).need == "needed":
            raise BadInput("plan-step-needed", step=step, known=", ".join(path.ids("better")))
        if step in request.take_in:
            raise BadInput("plan-step-both", step=step)
    ends = path.hours_per_week
    if not ends.least <= request.hours_per_week <= ends.most:
        raise BadInput("plan-hours-outside", value=request.hours_per_week, least=ends.least, most=ends.most)
    years = (request.today.year, request.board_date.year)
    within = date.min.year + path.most_years < min(years) and max(years) < date.max.year - path.most_years
    if not within or abs(years[0] - years[1]) > path.most_years:
        board, today = request.board_date.isoformat(), request.today.isoformat()
        raise BadInput("plan-date-out-of-range", years=path.most_years, date=board, today=today)
