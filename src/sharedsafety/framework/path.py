"""The nine-month path as reviewed data: its steps, what each needs, and what leaving it out forbids to say."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from sharedsafety.core.errors import BadData
from sharedsafety.core.reviewed import load_data

_FILE = "framework/path.yaml"

Need = Literal["needed", "better", "skip"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PathStep:
    """One step of the path; texts by language.

    Args:
        hours: work of the one person who leads.
        days: working days that pass at least, from its first to its last.
        after: ids of the steps that must be done before.
        without: what may not be said when the step is left out; a needed step has none.
        origin: ``introduction`` (named there), ``law`` or ``proposed`` (this project's own).
        only_for: ``several_languages``: nothing to do where one language is spoken.
    """

    id: str
    need: Need
    origin: Literal["introduction", "law", "proposed"]
    hours: int
    days: int
    after: tuple[str, ...]
    title: Mapping[str, str]
    todo: Mapping[str, str]
    without: Mapping[str, str] | None = None
    only_for: Literal["several_languages"] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WeeklyHours:
    """Hours a week that one person has, as a plan takes them: when none are given, and the ends."""

    default: int
    least: int
    most: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Path:
    """The whole path; steps stand in an order in which they can be done."""

    working_days_per_week: int
    hours_per_week: WeeklyHours
    most_years: int
    steps: tuple[PathStep, ...]

    def ids(self, *needs: Need) -> tuple[str, ...]:
        """Return the ids of the steps with one of these needs, in the order of the path."""
        return tuple(step.id for step in self.steps if step.need in needs)

    def step(self, step_id: str) -> PathStep:
        """Return the step with this id.

        Raises:
            KeyError: the path has no such step.
        """
        for step in self.steps:
            if step.id == step_id:
                return step
        raise KeyError(step_id)

    def before(self, step: PathStep, taken: Collection[str]) -> tuple[str, ...]:
        """Return the taken steps that must be done before ``step``; one left out hands on what it waits for."""
        found: dict[str, None] = {}
        for step_id in step.after:
            nearest = (step_id,) if step_id in taken else self.before(self.step(step_id), taken)
            found |= dict.fromkeys(nearest)
        return tuple(found)


@cache
def nine_month_path() -> Path:
    """Return the reviewed path.

    Raises:
        BadData: the file breaks one of its own rules.

    Source: data/framework/path.yaml; hours and days are this project's proposals.

    >>> nine_month_path().step("agenda_posted").origin
    'law'
    """
    path = load_data("framework/path", Path)
    for problem in problems(path):
        raise BadData("data-shape", file=_FILE, problem=problem)
    return path


def problems(path: Path) -> tuple[str, ...]:
    """Return every rule of its own that a path breaks, as sentences; empty when it is sound."""
    known: list[str] = []
    found = []
    for step in path.steps:
        rules = {
            f"the step {step.id} stands twice": step.id not in known,
            f"{step.id} waits for a step that does not stand before it": set(step.after) <= set(known),
            f"{step.id} takes no time": step.days >= 1 and step.hours >= 0,
            f"{step.id} may be left out, but nothing says what that forbids, or the reverse": (step.need == "needed")
            == (step.without is None),
        }
        found += [problem for problem, kept in rules.items() if not kept]
        known.append(step.id)
    return tuple(found)
