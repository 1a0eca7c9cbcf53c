"""The path to the vote as it stands: every step, what is next, what is late, and what may not be said."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sharedsafety.core.errors import SharedSafetyError
from sharedsafety.folder.plan_file import FILE, plan_request
from sharedsafety.framework.backward import BackwardPlan, plan_backward
from sharedsafety.framework.path import nine_month_path
from sharedsafety.framework.plan_tracked import TrackedStep, next_steps, tracked_steps
from sharedsafety.report.names import name
from sharedsafety.report.plan_text import plan_calendar, without_sentence
from sharedsafety.report.sentences import sentence
from sharedsafety_web.framework.selectors.desk import Desk


def plan_made(*, desk: Desk) -> BackwardPlan | None:
    """Return the plan of the folder, or None where there is none, or none that can be made."""
    plan = desk.folder.plan
    if plan is None:
        return None
    try:
        several = len(desk.folder.profile.languages) > 1
        return plan_backward(nine_month_path(), plan_request(plan, several_languages=several))
    except SharedSafetyError:
        return None


def plan_page(*, desk: Desk) -> Mapping[str, Any]:
    """Return the path as it stands: every step, what is next, what is late, and what may not be said."""
    made, plan, language, path = plan_made(desk=desk), desk.folder.plan, desk.language, nine_month_path()
    if made is None or plan is None:
        faults = [one.as_row(language) for one in desk.folder.findings if one.file == FILE]
        return {"made": None, "findings": faults}
    tracked = tracked_steps(made, plan.done, desk.today)
    rows = {each.step.id: _step(each, language) for each in tracked}
    return {
        "made": made,
        "fits": bool(made.steps),
        "earliest": made.earliest_board_date.isoformat(),
        "board_date": plan.board_date,
        "steps": list(rows.values()),
        "next": [rows[each.step.id] for each in next_steps(tracked)],
        "late": sum(each.state == "late" for each in tracked),
        "done": sum(each.state == "done" for each in tracked),
        "left_out": [without_sentence(left, path, language) for left in made.left_out],
        "findings": [finding.as_row(language) for finding in made.findings],
    }


def plan_calendar_text(*, desk: Desk) -> str | None:
    """Return the plan as an iCalendar file, or None where there is no plan that fits."""
    made = plan_made(desk=desk)
    if made is None or not made.steps:
        return None
    profile = desk.folder.profile
    place = profile.name
    if profile.provenance == "example":
        place = sentence("plan.example_place", desk.language, place=profile.name)
    return plan_calendar(made, nine_month_path(), owner=profile.id, place=place, language=desk.language)


def _step(each: TrackedStep, language: str) -> Mapping[str, Any]:
    words = nine_month_path().step(each.step.id)
    return {
        "id": each.step.id,
        "title": words.title[language],
        "todo": words.todo[language],
        "need": name("path_need", each.step.need, language),
        "state": each.state,
        "state_name": name("step_state", each.state, language),
        "starts_on": each.step.starts_on.isoformat(),
        "ends_on": each.step.ends_on.isoformat(),
        "hours": each.step.hours,
        "done_on": each.done_on,
    }
