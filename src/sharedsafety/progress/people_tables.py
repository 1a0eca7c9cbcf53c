"""The counts of people in results as tables that an attacker can be set on (``core.disclosure.release_audit``)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sharedsafety.core.disclosure import MARGIN, Code, PeopleTable
from sharedsafety.core.figure import Figure
from sharedsafety.progress.group_labels import is_age, overlaps
from sharedsafety.progress.measured import COUNTED, events_of
from sharedsafety.progress.results import GroupRow, IndicatorResult, Point
from sharedsafety.progress.series import Indicator, Observation

#: People of everybody who are in none of the listed groups.
NOT_LISTED = "not listed"
#: The dimension that splits people into those to whom it happened and the others.
OUTCOME = "outcome"
#: The dimension of counts behind rates adjusted for age.
AGE = "age"
HAPPENED, DID_NOT = "happened", "did not"

#: So far from a whole number a count is an estimate, which no subtraction makes exact.
_WHOLE = 1e-6

_Cell = tuple[float | None, Code]


@dataclass(frozen=True, slots=True)
class _Row:
    label: str
    code: Code
    figure: Figure | None


def people_tables(
    indicators: Iterable[Indicator], results: Iterable[IndicatorResult], observations: Iterable[Observation] = ()
) -> tuple[PeopleTable, ...]:
    """Return one table for each type of groups of each indicator that counts people: the groups beside everybody.

    The counts by age that rates adjusted for age are made from are a table for each period, too.
    Numbers come from what is shown only. Its name is ``groups/<indicator>`` with the type and the period, its
    population the indicator and the period, so that tables of two releases meet. Groups that overlap give a table each,
    beside everybody; estimates, which are not whole, and groups that hold more than everybody give none.

    Args:
        indicators: those of the results.
        results: what a release shows.
        observations: the numbers behind it, where they are at hand: they tell whether people are in no listed group.
            Without them some may be.

    Source: method.md 9.3; trust.md 7.4, 7.6.

    >>> people_tables([], [])
    ()
    """
    known = {indicator.id: indicator for indicator in indicators}
    complete = _complete(known, observations)
    made = [
        table
        for result in results
        if (indicator := known[result.indicator_id]).people and indicator.unit in COUNTED and result.disparity
        for dimension, rows in _apart(indicator, _by_type(result.disparity.rows))
        if (table := _table(indicator, dimension, rows, result.points, complete)) is not None
    ]
    return (*made, *(table for result in results if known[result.indicator_id].people for table in _by_age(result)))


def _by_age(result: IndicatorResult) -> Iterator[PeopleTable]:
    """Yield the counts behind each rate adjusted for age whose period has no table of ages yet."""
    rows = result.disparity.rows if result.disparity else ()
    told = {row.period for row in rows if is_age(row.group_type)}
    for rate in result.age_rates:
        whole = all(abs(step.events - round(step.events)) <= _WHOLE for step in rate.steps)
        if rate.steps and whole and rate.period not in told:
            yield PeopleTable(
                dimensions=(AGE,),
                labels=tuple((step.ages,) for step in rate.steps),
                counts=tuple(step.events for step in rate.steps),
                codes=tuple("" if step.events else "Z" for step in rate.steps),
                population=f"{result.indicator_id} {rate.period}",
                name=f"groups/{result.indicator_id}: {AGE} {rate.period}",
            )


def _by_type(rows: Sequence[GroupRow]) -> Iterator[list[GroupRow]]:
    kinds = dict.fromkeys((row.group_type, row.period) for row in rows)
    yield from ([row for row in rows if (row.group_type, row.period) == kind] for kind in kinds)


def _apart(indicator: Indicator, tables: Iterable[list[GroupRow]]) -> Iterator[tuple[str, list[GroupRow]]]:
    """Yield dimension and rows of each table; groups that overlap are a table each, for nobody can add them up."""
    for rows in tables:
        kind = rows[0].group_type
        if overlaps(indicator, kind, (row.group for row in rows)):
            yield from ((f"{kind} {row.group}", [row]) for row in rows)
        else:
            yield kind, rows


def _table(
    indicator: Indicator,
    kind: str,
    groups: Sequence[GroupRow],
    points: Sequence[Point],
    complete: set[tuple[str, str, str]],
) -> PeopleTable | None:
    period = groups[0].period
    rows = [_Row(row.group, _code(row.code, row.figure), row.figure) for row in groups]
    total = [_Row(MARGIN, _code(one.code, one.figure), one.figure) for one in points if one.period == period]
    unlisted = [] if (indicator.id, kind, period) in complete else [_Row(NOT_LISTED, "N", None)]
    cells = {
        (row.label, outcome): cell
        for row in (*rows, *unlisted, *total)
        for outcome, cell in _outcomes(indicator, row).items()
    }
    if not _adds_up(cells, rows, total):
        return None
    split = indicator.unit == "proportion"
    return PeopleTable(
        dimensions=(kind, OUTCOME) if split else (kind,),
        labels=tuple(labels if split else labels[:1] for labels in cells),
        counts=tuple(count for count, _ in cells.values()),
        codes=tuple(code for _, code in cells.values()),
        population=f"{indicator.id} {period}",
        name=f"groups/{indicator.id}: {kind} {period}",
    )


def _code(code: str, figure: Figure | None) -> Code:
    if figure is not None:
        return "Z" if code == "Z" else ""
    return "U" if code == "U" else "N" if code == "N" else "S"


def _outcomes(indicator: Indicator, row: _Row) -> Mapping[str, _Cell]:
    """Return the cells of a row: the count, and for a share also the others and all together."""
    count, among = _counts(indicator, row.figure)
    hidden: Code = row.code if row.figure is None else ""
    cells: dict[str, _Cell] = {MARGIN: (count, row.code)}
    if indicator.unit == "proportion":
        rest = among - count if among is not None and count is not None else None
        cells = {HAPPENED: (count, row.code), DID_NOT: (rest, hidden), MARGIN: (among, hidden)}
    return {name: (number, "N" if number is None and not code else code) for name, (number, code) in cells.items()}


def _counts(indicator: Indicator, figure: Figure | None) -> tuple[float | None, float | None]:
    """Return the people of a figure and those it counts among, as any reader works them out."""
    if figure is None or figure.value is None:
        return None, None
    among = figure.denominator_value
    if indicator.unit == "count" or figure.unit == "people":
        return figure.value, among
    scale = 1.0 if indicator.unit == "proportion" else indicator.per
    return (None, None) if among is None else (round(figure.value * among / scale, 6), among)


def _adds_up(cells: Mapping[tuple[str, str], _Cell], rows: Sequence[_Row], total: Sequence[_Row]) -> bool:
    """Return whether there are counts of people, and the groups do not hold more of them than everybody does."""
    counts = [count for count, _ in cells.values() if count is not None]
    if not counts or any(abs(count - round(count)) > _WHOLE for count in counts):
        return False
    for outcome in {outcome for _, outcome in cells}:
        everybody = next((cells[row.label, outcome][0] for row in total), None)
        listed = [count for row in rows if (count := cells[row.label, outcome][0]) is not None]
        if everybody is not None and sum(listed) > everybody + _WHOLE:
            return False
    return True


def _complete(known: Mapping[str, Indicator], observations: Iterable[Observation]) -> set[tuple[str, str, str]]:
    """Return (indicator, group type, period) of the groups that are all of everybody."""
    everybody: dict[tuple[str, str], float] = {}
    groups: dict[tuple[str, str, str], float] = {}
    for each in observations:
        count = events_of(known[each.indicator_id], each)
        if count is not None and each.group:
            key = (each.indicator_id, each.group_type, each.period)
            groups[key] = groups.get(key, 0.0) + count
        elif count is not None:
            everybody[each.indicator_id, each.period] = count
    return {key for key, count in groups.items() if everybody.get((key[0], key[2])) == count}
