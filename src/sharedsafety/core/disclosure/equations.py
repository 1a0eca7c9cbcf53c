"""Builds the linear system of linked tables: sums inside a table, across tables, and across nested populations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np

from sharedsafety.core.disclosure.linked_cells import Key, LinkedCells, key_of
from sharedsafety.core.disclosure.people_table import MARGIN, Labels, PeopleTable
from sharedsafety.core.disclosure.sums import Pattern, children_of, pattern_of, smallest_sets, sums_of


class Equations:
    """A linear system while it is being built; the cells of the tables are its first unknowns."""

    def __init__(self, tables: Sequence[PeopleTable]) -> None:
        self._tables = tables
        self._cells: dict[Key, int] = {}
        self._places: list[list[tuple[int, int]]] = []
        self._counts: list[float | None] = []
        self._rows: dict[tuple[int, tuple[int, ...]], None] = {}
        self._listed: list[dict[Labels, int]] = [{} for _ in tables]
        for number, table in enumerate(tables):
            for place, labels in enumerate(table.labels):
                cell = self._cell(key_of(table, labels))
                self._listed[number][labels] = cell
                self._places[cell].append((number, place))
                if self._counts[cell] is None:
                    self._counts[cell] = table.counts[place]

    def linked(self) -> LinkedCells:
        """Return what was built."""
        from scipy.sparse import csr_array

        sizes = [len(parts) + 1 for _, parts in self._rows]
        columns = np.array([cell for whole, parts in self._rows for cell in (whole, *parts)], dtype=np.intp)
        starts = np.concatenate([[0], np.cumsum(sizes)]).astype(np.intp)
        signs = np.ones(len(columns))
        signs[starts[:-1]] = -1.0
        shape = (len(self._rows), len(self._cells))
        return LinkedCells(
            keys=tuple(self._cells),
            places=tuple(tuple(places) for places in self._places),
            equations=csr_array((signs, columns, starts), shape=shape),
        )

    def add_sums(self, number: int) -> None:
        """Add what adds up inside one table.

        A part the table does not list is an unknown where the sum leaves people over; else it is taken as empty,
        as the sharper reader would.
        """
        table, cells = self._tables[number], self._listed[number]
        for each in sums_of(table):
            whole = cells[each.whole]
            parts = [cells[labels] for labels in each.parts if labels in cells]
            if len(parts) < len(each.parts) and self._leaves_a_rest(whole, parts):
                parts = [self._cell(key_of(table, labels)) for labels in each.parts]
            self._add(whole, parts)

    def add_parts_elsewhere(self, number: int) -> None:
        """Add that cells of one table are parts of a cell that only another table has, such as a filter of it."""
        table = self._tables[number]
        for dimensions, whole, parts in self._wholes_elsewhere(table, self._listed[number]):
            cells = list(parts.values())
            if not self._is_complete(table, dimensions) or self._leaves_a_rest(self._cells[whole], cells):
                names = ", ".join(table.dimensions[place] for place in dimensions)
                others = ", ".join(" ".join(labels[place] for place in dimensions) for labels in parts)
                cells.append(self._rest_of(whole, names, others))
            self._add(self._cells[whole], cells)

    def add_nested(self, inner: str, outer: str) -> None:
        """Add that each cell of one population is part of the same cell of another."""
        for (population, labels), cell in list(self._cells.items()):
            whole = (outer, labels)
            if population == inner and whole in self._cells:
                self._add(self._cells[whole], [cell, self._rest_of(whole, "population", inner)])

    def _wholes_elsewhere(
        self, table: PeopleTable, listed: dict[Labels, int]
    ) -> Iterator[tuple[tuple[int, ...], Key, dict[Labels, int]]]:
        present = {pattern_of(labels) for labels in listed}
        top = [set(children_of(table, place)[MARGIN]) for place in range(len(table.dimensions))]
        for pattern in sorted(present):
            members = [labels for labels in listed if pattern_of(labels) == pattern]
            done: list[set[int]] = []
            for chosen in _outward(pattern, present):
                if any(smaller <= set(chosen) for smaller in done):
                    continue
                groups: dict[Key, dict[Labels, int]] = {}
                for labels in members:
                    whole = _whole_of(table, labels, chosen)
                    if whole in self._cells and all(labels[place] in top[place] for place in chosen):
                        groups.setdefault(whole, {})[labels] = listed[labels]
                done += [set(chosen)] if groups else []
                yield from ((chosen, whole, parts) for whole, parts in groups.items())

    def _is_complete(self, table: PeopleTable, dimensions: tuple[int, ...]) -> bool:
        """Return whether some table adds up just these labels to a total."""
        return all(
            any(_adds_up(other, table.dimensions[place], children_of(table, place)[MARGIN]) for other in self._tables)
            for place in dimensions
        )

    def _leaves_a_rest(self, whole: int, parts: Sequence[int]) -> bool:
        """Return whether the numbers that are shown leave people in the whole who are in none of the parts."""
        counts = [count for cell in (whole, *parts) if (count := self._counts[cell]) is not None]
        return len(counts) == len(parts) + 1 and counts[0] != sum(counts[1:])

    def _rest_of(self, whole: Key, names: str, others: str) -> int:
        return self._cell((whole[0], whole[1] | {(names, f"not {others}")}))

    def _add(self, whole: int, parts: Sequence[int]) -> None:
        if parts:
            self._rows.setdefault((whole, tuple(sorted(parts))))

    def _cell(self, key: Key) -> int:
        if key not in self._cells:
            self._cells[key] = len(self._cells)
            self._places.append([])
            self._counts.append(None)
        return self._cells[key]


def _outward(pattern: Pattern, present: set[Pattern]) -> Iterator[tuple[int, ...]]:
    """Yield the sets of dimensions over which no total stands in the table itself, small ones first."""
    labelled = tuple(place for place, total in enumerate(pattern) if not total)
    inside = [set(chosen) for chosen in smallest_sets(labelled, pattern, present, flip=True)]
    for size in range(1, len(labelled) + 1):
        for chosen in combinations(labelled, size):
            if not any(done <= set(chosen) for done in inside):
                yield chosen


def _whole_of(table: PeopleTable, labels: Labels, dimensions: tuple[int, ...]) -> Key:
    return key_of(table, tuple(MARGIN if place in dimensions else label for place, label in enumerate(labels)))


def _adds_up(table: PeopleTable, dimension: str, labels: tuple[str, ...]) -> bool:
    if dimension not in table.dimensions:
        return False
    place = table.dimensions.index(dimension)
    top = children_of(table, place)[MARGIN]
    return set(top) == set(labels) and any(each[place] == MARGIN for each in table.labels)
