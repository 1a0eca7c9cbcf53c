"""Small tables of people by chance, of every shape that the gate protects, with their true numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

import numpy as np
from tests.library.core.people_attack import Cell, Sum, cell_of, names_of, shown_in, sums_in, table_of

from sharedsafety.core.disclosure import PeopleTable
from sharedsafety.core.disclosure.protect import protected

Counts = dict[tuple[str, ...], int]


@dataclass(frozen=True)
class Case:
    """Tables as they are, those that were published before, and what is part of what."""

    tables: tuple[PeopleTable, ...]
    before: tuple[PeopleTable, ...] = ()
    within: Mapping[str, str] = field(default_factory=dict)

    def true(self) -> dict[Cell, float]:
        """The true number of every cell."""
        return {cell: float(n) for cell, n in shown_in((*self.tables, *self.before)).items() if n is not None}

    def published(self) -> tuple[PeopleTable, ...]:
        """Everything the public sees in the end: the earlier release, then this one."""
        earlier = protected(self.before).tables if self.before else ()
        return (*protected(self.tables, earlier=earlier, within=self.within).tables, *earlier)


def some_counts(rng: np.random.Generator, dimensions: Sequence[str], sizes: Sequence[int]) -> Counts:
    """Counts of inner cells: nobody, a few people, or more."""
    cells = product(*(names_of(dimension, size) for dimension, size in zip(dimensions, sizes, strict=True)))
    kinds = ((0, 1), (1, 11), (11, 30))
    return {cell: int(rng.integers(*kinds[rng.choice(3, p=(0.15, 0.25, 0.6))])) for cell in cells}


def one_row(rng: np.random.Generator) -> Case:
    size = int(rng.integers(2, 6))
    return Case((table_of("a", [size], some_counts(rng, "a", [size])),))


def two_ways(rng: np.random.Generator) -> Case:
    sizes = [int(rng.integers(2, 4)), int(rng.integers(2, 4))]
    return Case((table_of("ab", sizes, some_counts(rng, "ab", sizes)),))


def three_ways(rng: np.random.Generator) -> Case:
    return Case((table_of("abc", [2, 2, 2], some_counts(rng, "abc", [2, 2, 2])),))


def districts(rng: np.random.Generator) -> Case:
    """Areas in two districts, by one more dimension."""
    size = int(rng.integers(3, 5))
    parents = {"a": {name: f"district {number % 2}" for number, name in enumerate(names_of("a", size))}}
    return Case((table_of("ab", [size, 2], some_counts(rng, "ab", [size, 2]), parents),))


def three_linked(rng: np.random.Generator) -> Case:
    """The same people in three tables of two dimensions each."""
    counts = some_counts(rng, "abc", [2, 2, 2])
    return Case(tuple(view(counts, "abc", pair) for pair in ("ab", "bc", "ac")))


def two_releases(rng: np.random.Generator) -> Case:
    """The same people in one table, and later in another one."""
    counts = some_counts(rng, "abc", [2, 2, 2])
    return Case((view(counts, "abc", "ac"),), before=(view(counts, "abc", "ab"),))


def later_answers(rng: np.random.Generator) -> Case:
    """A table, and the same table later with some more answers in it."""
    sizes = [2, 3]
    counts = some_counts(rng, "ab", sizes)
    more = {cell: count + int(rng.choice([0, 0, rng.integers(1, 20)])) for cell, count in counts.items()}
    before = table_of("ab", sizes, counts, population="may")
    return Case((table_of("ab", sizes, more, population="july"),), before=(before,), within={"may": "july"})


def view(counts: Counts, dimensions: str, kept: str) -> PeopleTable:
    """The table of some of the dimensions, each with two labels."""
    summed: Counts = {}
    for cell, count in counts.items():
        key = tuple(label for dimension, label in zip(dimensions, cell, strict=True) if dimension in kept)
        summed[key] = summed.get(key, 0) + count
    return table_of(kept, [2] * len(kept), summed)


SHAPES: Mapping[str, Callable[[np.random.Generator], Case]] = {
    shape.__name__: shape
    for shape in (one_row, two_ways, three_ways, districts, three_linked, two_releases, later_answers)
}


def sums_of_case(case: Case, published: Sequence[PeopleTable]) -> tuple[list[Sum], dict[Cell, float]]:
    """What adds up in all that is published, and the people who joined between two releases."""
    sums, joined = sums_in(published), {}
    true = case.true()
    for inner, outer in case.within.items():
        for table in case.before:
            for labels in table.labels:
                part = cell_of(table, labels)
                whole, rest = (outer, part[1]), (f"{outer} not {inner}", part[1])
                joined[rest] = true[whole] - true[part]
                sums.append((whole, (part, rest)))
    return sums, joined
