"""The whole assessment of a community: its books, its money, its signs of change, and what can't be told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from sharedsafety import __version__
from sharedsafety.core.disclosure import PeopleTable
from sharedsafety.folder.asked import requests_on
from sharedsafety.folder.assessment import SCHEMA, Assessment, PriorityResult, Program
from sharedsafety.folder.books import Books, books_of
from sharedsafety.folder.candidates import candidate_results, candidate_tables
from sharedsafety.folder.check import later_findings
from sharedsafety.folder.community import Community
from sharedsafety.folder.content_hash import folder_hash
from sharedsafety.folder.framework_records import standing_of
from sharedsafety.folder.money_inputs import headline_of, money_inputs
from sharedsafety.folder.other_readings import other_readings
from sharedsafety.folder.programs import programs_of
from sharedsafety.folder.unanswered import unanswered
from sharedsafety.framework.priority import StatedPriority
from sharedsafety.framework.rating_tables import rating_tables
from sharedsafety.framework.standing import FrameworkStanding
from sharedsafety.framework.taxonomy import taxonomy
from sharedsafety.investments.assess_money import assess_money
from sharedsafety.investments.coder_sensitivity import coder_effects
from sharedsafety.investments.engines import DUCKDB
from sharedsafety.investments.opened import opened
from sharedsafety.investments.replies import checks_on, replies_on
from sharedsafety.investments.results import MoneyAssessment
from sharedsafety.progress.area_map import NamedArea
from sharedsafety.progress.assess_progress import assess_progress
from sharedsafety.progress.people_tables import people_tables
from sharedsafety.progress.results import ProgressAssessment
from sharedsafety.progress.series import Indicator

Step = Callable[[str], None]


def assess(
    community: Community,
    *,
    as_of: date,
    keep_in: Path,
    seed: int,
    draws: int | None = None,
    engine: str = DUCKDB,
    step: Step = lambda _: None,
) -> Assessment:
    """Return the whole assessment of a community. Same folder, day and seed: the same result.

    Args:
        community: a folder without errors (``checked_community``).
        as_of: the day from which the age of data is counted.
        keep_in: folder for the ledger as Parquet, named by its content.
        seed: seed of the simulation over uncertain coding.
        draws: number of codings the simulation draws; None takes the published number.
        engine: where the ledger is added up (``ledger_tables``); the result is the same.
        step: called with the name of each step, for progress.

    Raises:
        BadInput, Unreadable: a published budget file can't be used.
    """
    step("ledger")
    books = books_of(community, keep_in, engine=engine)
    step("money")
    money = _money(community, books, seed, draws)
    progress = _progress(community, as_of, step)
    framework = standing_of(community, as_of)
    requests = requests_on(community.requests, as_of)
    return Assessment(
        schema=SCHEMA,
        version=__version__,
        as_of=as_of.isoformat(),
        seed=seed,
        draws=money.draws,
        folder_hash=folder_hash(community.root),
        taxonomy_version=taxonomy().version,
        documents=books.documents,
        money=money,
        programs=_programs(community, books, money, step),
        priorities=_priorities(community, money),
        results=progress.results,
        scorecard=progress.scorecard,
        cant_tell=unanswered(money.priorities, progress.results, requests),
        findings=(*books.findings, *later_findings(community, as_of)),
        framework=framework,
        people=_people(community, progress, framework),
        requests=requests,
        candidates=candidate_results(community, requests),
        **_read_otherwise(community, books, money),
        **_as_written(community, as_of),
    )


def _said_of_coding(community: Community, as_of: date) -> dict[str, Any]:
    """Return which departments were asked to check the coding, what was said of it, and what binds money."""
    return {
        "department_checks": checks_on(community.department_checks, as_of),
        "replies": replies_on(community.replies, as_of),
        "mandates": community.mandates,
    }


def _read_otherwise(community: Community, books: Books, money: MoneyAssessment) -> dict[str, Any]:
    """Return the same money read in other ways, and without each coder."""
    effects = coder_effects(books.cube, money_inputs(community, books), money)
    opened_effects = tuple(opened(effect, effect.programs) for effect in effects)
    return {**other_readings(community, books, money), "sensitivity": opened_effects}


def _as_written(community: Community, as_of: date) -> dict[str, Any]:
    """Return what a release takes over from the folder as it stood there on a day."""
    names = ("profile", "funds", "indicators", "neighbours", "translations", "opening_words", "vintages")
    taken = {name: getattr(community, name) for name in (*names, "coding_checks")}
    taken |= _said_of_coding(community, as_of)
    return {**taken, "areas": _named_areas(community), "area_shapes": community.shapes}


def _programs(community: Community, books: Books, money: MoneyAssessment, step: Step) -> tuple[Program, ...]:
    step("programs")
    return programs_of(community, books.cube, books.lines, money.priorities)


def _progress(community: Community, as_of: date, step: Step) -> ProgressAssessment:
    step("change")
    return assess_progress(community.indicators, community.observations, as_of=as_of)


def _people(
    community: Community, progress: ProgressAssessment, framework: FrameworkStanding
) -> tuple[PeopleTable, ...]:
    """Return every table of people as the gate looks at it: groups of signs, votes, and raters."""
    groups = people_tables(community.indicators, progress.results, community.observations)
    return (*groups, *candidate_tables(community), *rating_tables(framework.ratings))


def _named_areas(community: Community) -> tuple[NamedArea, ...]:
    """Return the areas as a release names them, without their counts of harm."""
    return tuple(
        NamedArea(area_id=one.area_id, name=one.name, population=one.population, part_of=one.part_of)
        for one in community.areas
    )


def _money(community: Community, books: Books, seed: int, draws: int | None) -> MoneyAssessment:
    inputs = money_inputs(community, books)
    return assess_money(books.cube, inputs, headline=headline_of(community), seed=seed, draws=draws)


def _priorities(community: Community, money: MoneyAssessment) -> tuple[PriorityResult, ...]:
    beside = {each.priority_id: each for each in money.priorities}
    return tuple(
        PriorityResult(
            stated=priority,
            money=beside[priority.id],
            indicators=tuple(each.id for each in community.indicators if _is_sign_of(each, priority)),
            actions=tuple(action for action in community.roadmap if action.priority_id == priority.id),
        )
        for priority in community.priorities
    )


def _is_sign_of(indicator: Indicator, priority: StatedPriority) -> bool:
    """A priority that names only a principle has the signs of that principle; any other those that name it."""
    if priority.id in indicator.priorities:
        return True
    by_principle = priority.statement_kind == "S5" and not priority.stated_by and indicator.type == "population"
    return by_principle and priority.principle is not None and indicator.principle == priority.principle
