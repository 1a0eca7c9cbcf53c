"""Tables of people that a reviewer held back, and the assessment without them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from sharedsafety.folder.assessment import Assessment
from sharedsafety.folder.unanswered import unanswered
from sharedsafety.framework.rating_tables import RATINGS, withheld
from sharedsafety.framework.ratings import rating_changes
from sharedsafety.framework.standing import FrameworkStanding
from sharedsafety.progress.measured import ADJUSTED
from sharedsafety.progress.results import IndicatorResult, Verdict
from sharedsafety.progress.scorecard import scorecard_of

#: A table is ``groups/<indicator id>`` (people by group), ``sign/<indicator id>`` (the whole series) or
#: ``ratings/<practice id>``.
GROUPS, SIGN = "groups/", "sign/"


def people_tables(assessment: Assessment) -> tuple[str, ...]:
    """Return the ids of all tables of people in an assessment: signs, those with groups side by side, rated practices.

    >>> GROUPS + "homicides"
    'groups/homicides'
    """
    signs = tuple(f"{SIGN}{one.indicator_id}" for one in assessment.results)
    groups = tuple(f"{GROUPS}{one.indicator_id}" for one in assessment.results if one.disparity or one.age_rates)
    rated = dict.fromkeys(f"{RATINGS}{one.practice}" for one in assessment.framework.ratings)
    return (*signs, *groups, *rated)


def without_held(assessment: Assessment, held: Collection[str]) -> Assessment:
    """Return the assessment as a release may show it: a table that is held back carries no number and no verdict.

    Args:
        assessment: the whole assessment.
        held: ids of tables, as ``people_tables`` gives them.

    Source: the publishing design: a reviewer may send a table back, with a written reason that is published.

    >>> SIGN + "homicides"
    'sign/homicides'
    """
    results = tuple(_result(one, held) for one in assessment.results)
    return replace(
        assessment,
        results=results,
        framework=_framework(assessment.framework, held),
        people=tuple(table for table in assessment.people if not _is_held(table.name or "", held)),
        scorecard=scorecard_of(assessment.indicators, results),
        cant_tell=unanswered(tuple(one.money for one in assessment.priorities), results, assessment.requests),
    )


def _framework(framework: FrameworkStanding, held: Collection[str]) -> FrameworkStanding:
    """Return the framework with nothing told of the practices that are held back."""
    ratings = tuple(withheld(one) if f"{RATINGS}{one.practice}" in held else one for one in framework.ratings)
    return replace(framework, ratings=ratings, rating_changes=rating_changes(ratings))


def _is_held(name: str, held: Collection[str]) -> bool:
    table = name.partition(":")[0]
    return table in held or f"{SIGN}{table.removeprefix(GROUPS)}" in held


def _result(result: IndicatorResult, held: Collection[str]) -> IndicatorResult:
    if f"{SIGN}{result.indicator_id}" in held:
        return _withheld(result)
    return _without_groups(result) if f"{GROUPS}{result.indicator_id}" in held else result


def _without_groups(result: IndicatorResult) -> IndicatorResult:
    """Return a result without its groups: counts by age, and rates from which they could be worked out, go too."""
    if any(point.figure and point.figure.interval == ADJUSTED for point in result.points):
        return _withheld(result)
    return replace(result, disparity=None, age_rates=())


def _withheld(result: IndicatorResult) -> IndicatorResult:
    hidden = tuple(replace(one, figure=None, display="not_shown", code="S", label="none") for one in result.points)
    return replace(
        result,
        points=hidden,
        latest=hidden[-1] if hidden else None,
        limits=(),
        verdict=Verdict(state="cant_tell", method="none", reason="held_back"),
        disparity=None,
        target=None,
        proposed_breaks=(),
        working=None,
        waits=None,
        age_rates=(),
        fitted=(),
    )
