"""The 25 practices of the Blueprint (5 principles x 5 stages) and the indicator catalogue, with provenance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from sharedsafety.core.errors import BadData
from sharedsafety.core.reviewed import as_shape, read_catalogue

_FILE = "framework/practices.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One of the five stages: envision, plan, invest, evaluate, strengthen."""

    slug: str
    order: int
    label: str
    meaning: str
    provenance: Mapping[str, str]
    source: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Principle:
    """One of the five principles, as the Blueprint's pages tell it."""

    slug: str
    order: int
    title: str
    colour: str
    sense: str
    source: str
    provenance: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """This project's stand-in for a field of a practice; never to be shown as sourced."""

    proposed: bool
    indicators: tuple[str, ...]
    investments: tuple[str, ...]
    implement: tuple[str, ...] = ()
    title: str | None = None
    purpose: str | None = None
    questions: tuple[str, ...] = ()
    drawn_from: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Practice:
    """One practice; ``unknown`` means its own text, title included, is not known.

    ``provenance`` says of every field whether it is sourced, proposed or unknown.
    """

    id: str
    principle: str
    stage: str
    slug: str
    title: str | None
    unknown: bool
    source: str | None
    proposed: Proposal
    provenance: Mapping[str, str]
    purpose: str | None = None
    why: str | None = None
    how_it_helps: str | None = None
    questions: tuple[str, ...] = ()
    implement: tuple[str, ...] = ()
    outcome_measures: tuple[str, ...] = ()
    callout: str | None = None
    fields_incomplete: tuple[str, ...] = ()
    fields_unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueIndicator:
    """One indicator a community may choose: numerator, denominator, direction and usual source."""

    id: str
    principle: str
    name: str
    numerator: str
    denominator: str
    unit: str
    desired_direction: str
    usual_source: str
    disaggregations: tuple[str, ...]
    level: str
    proposed: bool
    provenance: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Blueprint:
    """The whole framework text: 5 principles, 5 stages, 25 practices, 51 indicators."""

    principles: tuple[Principle, ...]
    stages: tuple[Stage, ...]
    practices: tuple[Practice, ...]
    indicators: tuple[CatalogueIndicator, ...]
    legend: Mapping[str, Any]

    def practice(self, principle: str, stage: str) -> Practice:
        """Return the practice of one cell of the grid, by the slugs of principle and stage.

        Raises:
            KeyError: the grid has no such cell.

        >>> blueprint().practice("public-health", "envision").id
        '1.1'
        """
        for practice in self.practices:
            if (practice.principle, practice.stage) == (principle, stage):
                return practice
        raise KeyError((principle, stage))


@cache
def blueprint() -> Blueprint:
    """Return the reviewed framework text of ``data/framework/practices.yaml``.

    Raises:
        BadData: the file does not hold what it says it holds.

    >>> len(blueprint().practices), len(blueprint().indicators)
    (25, 51)
    """
    raw = read_catalogue("framework/practices")
    result = Blueprint(
        principles=_all(raw["principles"], Principle),
        stages=_all(raw["stages"], Stage),
        practices=_all(raw["practices"], Practice),
        indicators=_all(raw["indicators"], CatalogueIndicator),
        legend=raw["meta"]["legend"],
    )
    for problem in problems(result, raw["meta"]["counts"]):
        raise BadData("data-shape", file=_FILE, problem=problem)
    return result


def problems(content: Blueprint, counts: Mapping[str, int]) -> tuple[str, ...]:
    """Return every rule of its own that the framework text breaks; empty when it is sound."""
    cells = {(practice.principle, practice.stage) for practice in content.practices}
    grid = {(principle.slug, stage.slug) for principle in content.principles for stage in content.stages}
    known = {indicator.id for indicator in content.indicators}
    rules = {
        "the practices do not fill the grid once": cells == grid and len(content.practices) == len(grid),
        "a count differs from the one stated": len(content.practices) == counts["practices"]
        and len(known) == len(content.indicators) == counts["indicators"]
        and sum(practice.unknown for practice in content.practices) == counts["unknown"],
        "a practice names an unknown indicator": all(
            set(practice.proposed.indicators) <= known for practice in content.practices
        ),
        "an indicator names an unknown principle": {i.principle for i in content.indicators}
        <= {principle.slug for principle in content.principles},
    }
    return tuple(problem for problem, kept in rules.items() if not kept)


def _all(entries: list[Any], shape: type[Any]) -> tuple[Any, ...]:
    return tuple(as_shape(entry, shape, file=_FILE) for entry in entries)
