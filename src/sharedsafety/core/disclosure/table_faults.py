"""What is wrong with a table of people before anything can be hidden in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import isfinite
from typing import Any

from sharedsafety.core.disclosure.people_table import MARGIN, Labels, PeopleTable
from sharedsafety.core.disclosure.rules import disclosure_rules, is_hidden_count
from sharedsafety.core.disclosure.sums import pattern_of, sums_of
from sharedsafety.core.errors import BadInput
from sharedsafety.core.findings import Finding


def checked_tables(tables: Sequence[PeopleTable]) -> tuple[Finding, ...]:
    """Return the warnings and notes about some tables.

    Raises:
        BadInput: a table has a fault that has to be mended first; ``findings`` has all of them.
    """
    findings = tuple(finding for table in tables for finding in table_faults(table))
    if any(finding.severity == "error" for finding in findings):
        raise BadInput.with_all(findings)
    return findings


def whole_tables(tables: Sequence[PeopleTable]) -> tuple[Finding, ...]:
    """Return the warnings and notes about tables that are to be protected: every row of theirs is there.

    Raises:
        BadInput: as ``checked_tables``; or ``people-row-missing``: nobody can hide what is not there, and a reader who
            takes it for nobody reckons wrongly.
    """
    findings = checked_tables(tables)
    missing = [replace(each, code="people-row-missing") for each in findings if each.code == "people-rows-not-listed"]
    if missing:
        raise BadInput.with_all(missing)
    return findings


def table_faults(table: PeopleTable) -> Iterator[Finding]:
    """Yield everything that is wrong with a table.

    >>> table = PeopleTable(dimensions=("sex",), labels=(("female",), ("total",)), counts=(-4, 40))
    >>> [finding.code for finding in table_faults(table)]
    ['people-count-negative']
    """
    most = disclosure_rules().most_cells
    if not table.labels:
        yield Finding(code="people-table-empty", file=table.name)
    elif len(table.labels) > most:
        params = {"cells": len(table.labels), "most": most}
        yield Finding(code="people-table-too-large", file=table.name, params=params)
    else:
        faults = [*_cell_faults(table), *_dimension_faults(table)]
        yield from faults or (*_missing_margins(table), *_sums_that_fail(table))


def _cell_faults(table: PeopleTable) -> Iterator[Finding]:
    first: dict[Labels, int] = {}
    for cell, labels in enumerate(table.labels):
        if labels in first:
            yield _finding(table, cell, "people-cell-repeated", cell=_name(labels), first=table.row(first[labels]))
        first.setdefault(labels, cell)
        for dimension, label in zip(table.dimensions, labels, strict=True):
            if not label:
                yield _finding(table, cell, "people-label-blank", column=dimension)
        yield from _number_faults(table, cell, "count", table.counts[cell])
        if table.money is not None:
            yield from _number_faults(table, cell, "value", table.money.cents[cell])
        if table.codes and table.codes[cell] in {"S", "U", "N"} and table.counts[cell] is not None:
            yield _finding(table, cell, "people-hidden-cell-has-number", given=table.codes[cell])


def _number_faults(table: PeopleTable, cell: int, column: str, number: float | None) -> Iterator[Finding]:
    if number is None:
        return
    if not isfinite(number) or number != int(number):
        yield _finding(table, cell, "people-count-not-whole", column=column, value=number)
    elif number < 0:
        yield _finding(table, cell, "people-count-negative", column=column, value=int(number))


def _dimension_faults(table: PeopleTable) -> Iterator[Finding]:
    if table.sensitive and table.sensitive not in table.dimensions:
        yield Finding(code="people-answers-of-nothing", file=table.name, params={"dimension": table.sensitive})
    for dimension, parents in table.parents.items():
        if dimension not in table.dimensions:
            yield Finding(code="people-parents-of-nothing", file=table.name, params={"dimension": dimension})
        for label in parents:
            above, seen = parents.get(label), {label}
            while above is not None and above not in seen:
                seen.add(above)
                above = parents.get(above)
            if above == label:
                params = {"dimension": dimension, "label": label}
                yield Finding(code="people-parents-in-a-circle", file=table.name, params=params)


def _missing_margins(table: PeopleTable) -> Iterator[Finding]:
    """Yield each total that a row should count in, where other rows of its kind have theirs."""
    listed = set(table.labels)
    present = {pattern_of(labels) for labels in listed}
    told: set[Labels] = set()
    for cell, labels in enumerate(table.labels):
        for place, label in enumerate(labels):
            whole = (*labels[:place], MARGIN, *labels[place + 1 :])
            if label != MARGIN and whole not in listed and whole not in told and pattern_of(whole) in present:
                told.add(whole)
                yield _finding(table, cell, "people-margin-missing", margin=_name(whole))


def _sums_that_fail(table: PeopleTable) -> Iterator[Finding]:
    places = {labels: cell for cell, labels in enumerate(table.labels)}
    columns: list[tuple[str, Sequence[float | None]]] = [("count", table.counts)]
    columns += [("value", table.money.cents)] if table.money is not None else []
    for each in sums_of(table):
        parts = [places[labels] for labels in each.parts if labels in places]
        for column, numbers in columns:
            yield from _sum_faults(table, column, numbers, (places[each.whole], parts, len(each.parts)))


def _sum_faults(
    table: PeopleTable, column: str, numbers: Sequence[float | None], each: tuple[int, list[int], int]
) -> Iterator[Finding]:
    whole, parts, expected = each
    total, known = numbers[whole], [number for part in parts if (number := numbers[part]) is not None]
    if total is None:
        return
    complete = len(known) == len(parts)
    if sum(known) > total or (complete and len(parts) == expected and sum(known) != total):
        params = {"cell": _name(table.labels[whole]), "total": _whole(total), "sum": _whole(sum(known))}
        yield _finding(table, whole, "people-margin-differs", column=column, **params)
    elif complete and sum(known) < total:
        params = {"cell": _name(table.labels[whole]), "people": _whole(total - sum(known))}
        yield _finding(table, whole, "people-rows-not-listed", column=column, **params)


def _whole(number: float) -> int:
    return int(number)


def _name(labels: Labels) -> str:
    return " / ".join(labels)


def _finding(table: PeopleTable, place: int, rule: str, /, *, column: str | None = None, **params: Any) -> Finding:
    return Finding(code=rule, file=table.name, row=table.row(place), column=column, params=params)


def small_counts_shown(table: PeopleTable) -> Iterator[Finding]:
    """Yield each small count that a published table shows: it can't be hidden any more."""
    for cell, labels in enumerate(table.labels):
        if is_hidden_count(table.counts[cell]):
            yield _finding(table, cell, "people-small-count-published", column="count", cell=_name(labels))


def disagreements(tables: Sequence[PeopleTable]) -> Iterator[Finding]:
    """Yield each cell of which two tables show different numbers."""
    from sharedsafety.core.disclosure.linked_cells import Key, key_of

    seen: dict[Key, tuple[float, PeopleTable]] = {}
    for table in tables:
        for cell, labels in enumerate(table.labels):
            count = table.counts[cell]
            if count is None:
                continue
            before, other = seen.setdefault(key_of(table, labels), (count, table))
            if before != count:
                params = {"cell": _name(labels), "number": _whole(count), "before": _whole(before), "other": other.name}
                yield _finding(table, cell, "people-tables-disagree", column="count", **params)
