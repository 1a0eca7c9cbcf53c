"""Where a plan stands on one day: which steps are done, under way, late or still to come."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from sharedsafety.framework.backward import BackwardPlan, PlannedStep

StepState = Literal["done", "late", "now", "later"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackedStep:
    """One planned step, where it stands, and the ISO date on which it was done."""

    step: PlannedStep
    state: StepState
    done_on: str | None = None


def tracked_steps(plan: BackwardPlan, done: Mapping[str, str], today: date) -> tuple[TrackedStep, ...]:
    """Return every step of a plan with where it stands, in the order of the plan.

    A step is late when its last day has passed and nobody said that it is done.

    Args:
        done: id of a step -> ISO date on which it was done.

    >>> from sharedsafety.framework.backward import PlanRequest, plan_backward
    >>> from sharedsafety.framework.path import nine_month_path
    >>> request = PlanRequest(today=date(2026, 1, 5), board_date=date(2026, 12, 1), hours_per_week=8)
    >>> plan = plan_backward(nine_month_path(), request)
    >>> tracked_steps(plan, {}, date(2026, 12, 2))[0].state
    'late'
    """
    return tuple(
        TrackedStep(step=step, state=_state(step, done, today), done_on=done.get(step.id)) for step in plan.steps
    )


def next_steps(steps: tuple[TrackedStep, ...]) -> tuple[TrackedStep, ...]:
    """Return what to do next: late steps first, then those under way, else the first still to come."""
    found = [each for state in ("late", "now") for each in steps if each.state == state]
    return tuple(found) or tuple(each for each in steps if each.state == "later")[:1]


def _state(step: PlannedStep, done: Mapping[str, str], today: date) -> StepState:
    if step.id in done:
        return "done"
    if step.ends_on < today:
        return "late"
    return "now" if step.starts_on <= today else "later"
