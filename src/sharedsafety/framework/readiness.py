"""Where a community should begin, with the reasons, and how that changed each time the questions were asked again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from sharedsafety.core.reviewed import load_data

Answer = Literal["yes", "partly", "no"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadinessQuestion:
    """One question; ``because`` is the reason given when the answer is not yes. Texts by language."""

    id: str
    origin: Literal["introduction", "proposed"]
    text: Mapping[str, str]
    because: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadinessStep:
    """One of the five steps of the Introduction with the questions that decide whether it may be passed."""

    id: str
    title: Mapping[str, str]
    questions: tuple[ReadinessQuestion, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadinessCheck:
    """All questions, in the order of the steps; ``track`` is said when every answer is yes."""

    steps: tuple[ReadinessStep, ...]
    track: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadinessAnswer:
    """One row of ``readiness.csv``: what was answered on which day (ISO date), and where that can be read."""

    answered_on: str
    question: str
    answer: Answer
    source: str
    note: str = ""
    row: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """A question that keeps a step from being passed; ``answer`` is None where nobody answered it."""

    question: str
    answer: Answer | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StartingPoint:
    """Where to begin, as of one day.

    Args:
        as_of: ISO date.
        step: id of the step, or None where every answer is yes.
        reasons: questions of that step not answered with yes.
        open_later: the same of later steps: what waits there.
    """

    as_of: str
    step: str | None
    reasons: tuple[Reason, ...]
    open_later: tuple[Reason, ...]


def readiness_check() -> ReadinessCheck:
    """Return the reviewed questions (``data/framework/readiness.yaml``)."""
    return load_data("framework/readiness", ReadinessCheck)


def starting_point(answers: Sequence[ReadinessAnswer], as_of: date) -> StartingPoint:
    """Return the step to begin with: the first that has a question not answered with yes by then.

    Of several answers to one question the newest up to ``as_of`` counts. A question without an answer is not a yes.

    >>> network = ReadinessAnswer(answered_on="2026-05-01", question="survivor_network", answer="yes", source="minutes")
    >>> starting_point([], date(2026, 6, 1)).step, starting_point([network], date(2026, 6, 1)).step
    ('listen_survivors', 'listen_community')
    """
    day = as_of.isoformat()
    known = sorted((each for each in answers if each.answered_on <= day), key=lambda each: each.answered_on)
    newest = {each.question: each.answer for each in known}
    unmet = {
        step.id: tuple(
            Reason(question=each.id, answer=newest.get(each.id))
            for each in step.questions
            if newest.get(each.id) != "yes"
        )
        for step in readiness_check().steps
    }
    first = next((step for step, reasons in unmet.items() if reasons), None)
    later = tuple(reason for step, reasons in unmet.items() if step != first for reason in reasons)
    return StartingPoint(as_of=day, step=first, reasons=unmet[first] if first else (), open_later=later)


def starting_points(answers: Sequence[ReadinessAnswer]) -> tuple[StartingPoint, ...]:
    """Return the starting point of each day on which something was answered, earliest first."""
    days = sorted({each.answered_on for each in answers})
    return tuple(starting_point(answers, date.fromisoformat(day)) for day in days)
