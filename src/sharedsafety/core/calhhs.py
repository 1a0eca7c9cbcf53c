"""How risky a table is to publish under California's guidelines: conditions, points and the step they lead to.

A score never lifts the floor of this project: a cell of 1 to 10 people is hidden whatever the score says.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from sharedsafety.core.calhhs_criteria import scored_variable, scoring_criteria
from sharedsafety.core.disclosure import is_hidden_count
from sharedsafety.core.errors import BadInput
from sharedsafety.core.findings import Finding

Edition = Literal["1.0", "2.0"]
Place = Literal["residence", "service", "insurance"]
Outcome = Literal["release", "mask_or_document", "needs_review"]
Permission = Literal["", "no_personal_characteristics", "condition", "score"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DescribedTable:
    """What the criteria ask about a table of counts of people.

    Args:
        smallest_cell: people in the smallest cell above zero.
        population: people of the area, of the region of the service, or members of the insurer.
        months: months that one figure covers.
        variables: each crossed variable and its value: a choice, or a size (years, people in the state, groups).
        place: what ``population`` counts.
        address: for one service shown by its address, the choice of ``service_address``.
        denominator: people counted among; None where that is the population.
        personal: whether there are personal characteristics at all (step 1).
    """

    smallest_cell: int
    population: int
    months: int = 12
    variables: tuple[tuple[str, int | str], ...] = ()
    place: Place = "residence"
    address: str = ""
    denominator: int | None = None
    personal: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreTerm:
    """The points of one variable; None where the edition gives none, so that a person decides."""

    variable: str
    value: int | str
    points: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationScore:
    """A scored table: its terms in print order, their sum, the conditions, and the step they lead to.

    ``permitted_by`` says what permits a release; ``floor_hides`` that the smallest cell stays hidden even so.
    """

    edition: str
    terms: tuple[ScoreTerm, ...]
    total: int
    numerator_met: bool
    denominator_met: bool
    outcome: Outcome
    permitted_by: Permission
    floor_hides: bool


def publication_score(table: DescribedTable, *, edition: Edition = "2.0") -> PublicationScore:
    """Return the terms, their sum and the outcome of a table under the CalHHS publication scoring criteria.

    Cross-classified variables count together; two tables side by side are scored one by one.

    Raises:
        BadInput: ``score-size``: a size is under 1; ``score-unknown``: a variable, choice, place or edition is not
            in the criteria.

    Source: data/core/calhhs.yaml (CalHHS Data De-Identification Guidelines 4.2, 4.3).

    >>> crossed = (("sex", "male_female"), ("age", 12), ("race", "all_groups"))
    >>> score = publication_score(DescribedTable(smallest_cell=7, population=265_000, variables=crossed))
    >>> score.total, score.outcome
    (17, 'mask_or_document')
    """
    rules = scoring_criteria()
    if edition not in rules.editions:
        raise BadInput("score-unknown", value=edition, allowed=", ".join(rules.editions))
    if table.denominator is not None and table.denominator < 1:
        raise BadInput("score-size", value=table.denominator, variable="denominator")
    terms = tuple(_terms(table, edition))
    total = sum(term.points for term in terms if term.points is not None)
    numerator = table.smallest_cell >= rules.numerator_condition
    among = table.population if table.denominator is None else table.denominator
    denominator = among >= rules.denominator_condition
    outcome, permitted = _outcome(table, terms, met=numerator and denominator)
    return PublicationScore(
        edition=edition,
        terms=terms,
        total=total,
        numerator_met=numerator,
        denominator_met=denominator,
        outcome=outcome,
        permitted_by=permitted,
        floor_hides=is_hidden_count(table.smallest_cell),
    )


def described_findings(table: DescribedTable) -> tuple[Finding, ...]:
    """Return errors where a described table can't be: no months, or a smallest cell with more people than there are.

    ``publication_score`` itself takes any sizes, as the examples of the guidelines do.

    >>> [found.code for found in described_findings(DescribedTable(smallest_cell=12, population=10, months=0))]
    ['score-size', 'score-cell-over-all']
    """
    most = table.population if table.denominator is None else min(table.population, table.denominator)
    found = []
    if table.months < 1:
        found.append(Finding(code="score-size", params={"value": table.months, "variable": "months"}))
    if table.smallest_cell > most >= 1:
        found.append(Finding(code="score-cell-over-all", params={"value": table.smallest_cell, "most": most}))
    return tuple(found)


def score_findings(score: PublicationScore, *, file: str | None = None) -> tuple[Finding, ...]:
    """Return what a person should look at before a scored table is published."""
    params = {"total": score.total, "most": scoring_criteria().release_up_to}
    codes = {"mask_or_document": "score-mask", "needs_review": "score-review"}
    found = [codes[score.outcome]] if score.outcome in codes else []
    found += ["score-floor"] if score.floor_hides and score.outcome == "release" else []
    return tuple(Finding(code=code, file=file, params=params) for code in found)


def _outcome(table: DescribedTable, terms: tuple[ScoreTerm, ...], *, met: bool) -> tuple[Outcome, Permission]:
    if not table.personal:
        return "release", "no_personal_characteristics"
    if met:
        return "release", "condition"
    if sum(term.points for term in terms if term.points is not None) > scoring_criteria().release_up_to:
        return "mask_or_document", ""
    if any(term.points is None or scored_variable(term.variable).review for term in terms):
        return "needs_review", ""
    return "release", "score"


def _terms(table: DescribedTable, edition: str) -> Iterator[ScoreTerm]:
    """Yield the terms in the order of the guidelines: events, variables, time, place, interactions."""
    yield _term("events", table.smallest_cell, edition)
    for variable, value in table.variables:
        yield _term(variable, value, edition)
    yield _term("time", max(table.months, 1), edition)
    yield _place_term(table, edition)
    crossed = len(table.variables)
    yield _term("interactions", crossed, edition) if crossed else _term("events_only", table.smallest_cell, edition)


def _place_term(table: DescribedTable, edition: str) -> ScoreTerm:
    region = _term(table.place, table.population, edition)
    if not table.address:
        return region
    address = _term("service_address", table.address, edition)
    return max(region, address, key=lambda term: -99 if term.points is None else term.points)


def _term(variable: str, value: int | str, edition: str) -> ScoreTerm:
    if isinstance(value, int) and value < 1:
        raise BadInput("score-size", value=value, variable=variable)
    rows = [row for row in scored_variable(variable).rows if row.fits(value)]
    if not rows:
        choices = ", ".join(row.choice or "1, 2, 3, ..." for row in scored_variable(variable).rows)
        raise BadInput("score-unknown", value=value, allowed=choices)
    points = [row.points[edition] for row in rows if edition in row.points]
    return ScoreTerm(variable=variable, value=value, points=max(points, default=None))
