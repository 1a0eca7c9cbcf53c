"""The plan to a Board date as people read it: lines for paper and terminal, rows, and days for a calendar."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap
from typing import Any

from sharedsafety.framework.backward import BackwardPlan, LeftOutStep, PlannedStep
from sharedsafety.framework.path import Path
from sharedsafety.report.icalendar import WholeDays, calendar_text
from sharedsafety.report.names import name
from sharedsafety.report.sentences import sentence

_WIDTH = 100
_INDENT = " " * 6


def plan_lines(plan: BackwardPlan, path: Path, *, place: str | None = None, language: str = "en") -> Iterator[str]:
    """Yield the plan as lines of at most 100 columns; ``place`` is the name of the community."""
    yield from wrap(plan_title(plan, place=place, language=language), _WIDTH)
    yield ""
    if plan.begins_on is None:
        earliest = plan.earliest_board_date.isoformat()
        yield from wrap(sentence("plan.does_not_fit", language, date=earliest), _WIDTH)
        return
    values = {"date": plan.begins_on.isoformat(), "slack": plan.slack_days, "hours": plan.request.hours_per_week}
    yield from wrap(sentence("plan.begins", language, **values), _WIDTH)
    yield from wrap(sentence("plan.proposed", language), _WIDTH)
    yield ""
    yield from _row(*(sentence(f"plan.{column}", language) for column in ("from", "to", "hours", "need", "step")))
    for step in plan.steps:
        yield from _step_lines(step, path, language)
    day = plan.request.board_date.isoformat()
    yield from _row(day, day, "", "", sentence("plan.vote", language))
    if plan.left_out:
        yield from ("", sentence("plan.left_out", language))
    for left in plan.left_out:
        yield from wrap(f"- {without_sentence(left, path, language)}", _WIDTH, subsequent_indent="  ")


def plan_title(plan: BackwardPlan, *, place: str | None = None, language: str = "en") -> str:
    """Return the title of a plan: of which place, and to which vote."""
    date = plan.request.board_date.isoformat()
    if place is None:
        return sentence("plan.title", language, date=date)
    return sentence("plan.title_of", language, date=date, place=place)


def without_sentence(left: LeftOutStep, path: Path, language: str = "en") -> str:
    """Return why a step is not planned and what may then not be said."""
    step = path.step(left.id)
    why = name("path_left_out", left.why, language)
    forbidden = (step.without or {}).get(language)
    return sentence("plan.without", language, step=step.title[language], why=why, forbidden=forbidden)


def plan_rows(plan: BackwardPlan, path: Path, language: str = "en") -> dict[str, list[dict[str, Any]]]:
    """Return ``steps`` and ``left_out`` as plain rows with ISO dates."""
    return {
        "steps": [_step_row(step, path, language) for step in plan.steps],
        "left_out": [
            {
                "id": left.id,
                "title": path.step(left.id).title[language],
                "need": left.need,
                "why": left.why,
                "may_not_say": (path.step(left.id).without or {})[language],
            }
            for left in plan.left_out
        ],
    }


def plan_calendar(plan: BackwardPlan, path: Path, *, owner: str, place: str | None = None, language: str = "en") -> str:
    """Return the steps and the vote as one iCalendar file.

    Args:
        owner: id of the community. The ids of the events are made of it and of the step, so a plan made anew moves
            the events of the earlier one.
    """
    events = [
        WholeDays(
            uid=f"{step.id}@{owner}.plan.shared-safety",
            first=step.starts_on,
            last=step.ends_on,
            summary=path.step(step.id).title[language],
            description=_todo(step, path, language),
        )
        for step in plan.steps
    ]
    day = plan.request.board_date
    vote = WholeDays(
        uid=f"board_vote@{owner}.plan.shared-safety", first=day, last=day, summary=sentence("plan.vote", language)
    )
    title = plan_title(plan, place=place, language=language)
    return calendar_text([*events, vote], name=title, stamped_on=plan.request.today, language=language)


def _todo(step: PlannedStep, path: Path, language: str) -> str:
    values = {"need": name("path_need", step.need, language), "hours": step.hours}
    return sentence("plan.todo", language, todo=path.step(step.id).todo[language], **values)


def _step_lines(step: PlannedStep, path: Path, language: str) -> Iterator[str]:
    words = path.step(step.id)
    need = name("path_need", step.need, language)
    dates = (step.starts_on.isoformat(), step.ends_on.isoformat())
    yield from _row(*dates, str(step.hours), need, words.title[language])
    yield from wrap(words.todo[language], _WIDTH, initial_indent=_INDENT, subsequent_indent=_INDENT)


def _step_row(step: PlannedStep, path: Path, language: str) -> dict[str, Any]:
    words = path.step(step.id)
    return {
        "id": step.id,
        "title": words.title[language],
        "todo": words.todo[language],
        "need": step.need,
        "origin": words.origin,
        "starts_on": step.starts_on.isoformat(),
        "ends_on": step.ends_on.isoformat(),
        "hours": step.hours,
    }


def _row(begins: str, ends: str, hours: str, need: str, step: str) -> Iterator[str]:
    columns = f"{begins:<12}{ends:<12}{hours:<7}{need:<14}"
    yield from wrap(step, _WIDTH, initial_indent=columns, subsequent_indent=" " * len(columns))
