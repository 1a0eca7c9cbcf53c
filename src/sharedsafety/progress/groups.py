"""Groups side by side: what may be shown of each, so that none can be found by subtraction (method.md 9)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sharedsafety.core.disclosure import HIDDEN
from sharedsafety.core.row_suppression import row_suppression
from sharedsafety.progress.group_labels import overlaps
from sharedsafety.progress.measured import Measured, measured, people_counted
from sharedsafety.progress.series import Indicator, Observation
from sharedsafety.progress.shared_years import Count, Group, hidden_for_shared_years


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupTable:
    """The groups of one type in one period beside everybody, as they may be shown.

    ``overlapping``: a person can be in several of them, so they are never added up.
    """

    group_type: str
    groups: Mapping[str, Measured]
    everybody: Measured | None
    overlapping: bool = False


def group_tables(
    indicator: Indicator, observations: Iterable[Observation], totals: Sequence[Measured]
) -> dict[str, tuple[GroupTable, ...]]:
    """Return for each group type its tables in order of time, with small and complementary cells hidden."""
    cells: dict[tuple[str, int], dict[str, Measured]] = {}
    for each in observations:
        if each.group:
            point = measured(indicator, each)
            cells.setdefault((each.group_type, point.period.start), {})[each.group] = point
    everybody = {point.period.start: point for point in totals}
    labels: dict[str, set[str]] = {}
    for (group_type, _), groups in cells.items():
        labels.setdefault(group_type, set()).update(groups)
    shared = {name for name, found in labels.items() if overlaps(indicator, name, found)}
    tables: dict[str, tuple[GroupTable, ...]] = {}
    for (group_type, start), groups in sorted(cells.items()):
        ordered = dict(sorted(groups.items()))
        both = group_type in shared
        shown = shown_beside(indicator, ordered, everybody.get(start), overlapping=both)
        table = GroupTable(group_type=group_type, groups=shown, everybody=everybody.get(start), overlapping=both)
        tables[group_type] = (*tables.get(group_type, ()), table)
    return _without_shared_years(indicator, tables) if indicator.people else tables


def shown_beside(
    indicator: Indicator, groups: Mapping[str, Measured], everybody: Measured | None, *, overlapping: bool = False
) -> dict[str, Measured]:
    """Return the groups with those hidden that could be worked out from everybody's count less the others'.

    People of everybody who are in no listed group count as one more cell. For proportions the people to whom it did
    not happen are a second row, protected in the same way. Groups that overlap can't be subtracted from each other:
    each stands alone beside everybody, and only the people outside it are one more cell.
    """
    if overlapping:
        alone = [shown_beside(indicator, {name: point}, everybody) for name, point in groups.items()]
        return {name: point for each in alone for name, point in each.items()}
    hidden: set[str] = set()
    if indicator.people and everybody is not None and everybody.shown:
        hidden = {name for count in _counts(indicator) for name in _hidden(groups, everybody, count)}
    return {name: replace(point, released=HIDDEN) if name in hidden else point for name, point in groups.items()}


def _without_shared_years(
    indicator: Indicator, tables: Mapping[str, tuple[GroupTable, ...]]
) -> dict[str, tuple[GroupTable, ...]]:
    """Return the tables with those ages hidden that tell a small count beside others of their period."""
    periods: dict[int, list[GroupTable]] = {}
    for table in (table for series in tables.values() for table in series):
        periods.setdefault(next(iter(table.groups.values())).period.start, []).append(table)
    hidden: set[tuple[int, Group]] = set()
    for start, found in periods.items():
        points = {(table.group_type, name): point for table in found for name, point in table.groups.items()}
        told = hidden_for_shared_years(points, found[0].everybody, _counts(indicator))
        hidden |= {(start, group) for group in told}
    return {name: tuple(_less(table, hidden) for table in series) for name, series in tables.items()}


def _less(table: GroupTable, hidden: set[tuple[int, Group]]) -> GroupTable:
    groups = {
        name: replace(point, released=HIDDEN) if (point.period.start, (table.group_type, name)) in hidden else point
        for name, point in table.groups.items()
    }
    return replace(table, groups=groups)


def _counts(indicator: Indicator) -> tuple[Count, ...]:
    """Return what a reader can count of a point: those to whom it happened, and of a share the others too."""

    def happened(point: Measured) -> float | None:
        return people_counted(indicator, point)

    def did_not(point: Measured) -> float | None:
        count = happened(point)
        return point.denominator - count if point.denominator and count is not None else None

    return (happened, did_not) if indicator.unit == "proportion" else (happened,)


def _hidden(groups: Mapping[str, Measured], everybody: Measured, count: Count) -> set[str]:
    total = count(everybody)
    if total is None:
        return set()
    counted = [(name, found) for name, point in groups.items() if (found := count(point)) is not None]
    cells = [found for _, found in counted]
    if total > sum(cells) and not _only_rounding(groups.values(), everybody):
        cells += [total - sum(cells)]
    row = row_suppression(cells, sum(cells))
    return {counted[place][0] for place in row.hidden if place < len(counted)}


def _only_rounding(groups: Iterable[Measured], everybody: Measured) -> bool:
    """Return whether nobody is in no group, so that what is left over comes from values that were rounded."""
    points = tuple(groups)
    rounded = any(point.events is None for point in (everybody, *points))
    return rounded and sum(point.denominator or 0 for point in points) == everybody.denominator
