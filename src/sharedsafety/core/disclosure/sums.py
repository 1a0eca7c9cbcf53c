"""What a reader may add up inside one table: every margin is the sum of its parts, every parent of its children."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, product

from sharedsafety.core.disclosure.people_table import MARGIN, Labels, PeopleTable

Pattern = tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Sum:
    """One whole and all its parts, listed in the table or not, by their labels."""

    whole: Labels
    parts: tuple[Labels, ...]


def pattern_of(labels: Labels) -> Pattern:
    """Return for each dimension whether the cell is a total over it.

    >>> pattern_of(("female", "total"))
    (False, True)
    """
    return tuple(label == MARGIN for label in labels)


def children_of(table: PeopleTable, dimension: int) -> dict[str, tuple[str, ...]]:
    """Return label -> the labels it is the sum of, ``total`` among the keys, for one dimension of a table."""
    present = dict.fromkeys(labels[dimension] for labels in table.labels if labels[dimension] != MARGIN)
    parents = table.parents.get(table.dimensions[dimension], {})
    found: dict[str, list[str]] = {MARGIN: []}
    for label in present:
        parent = parents.get(label)
        found.setdefault(parent if parent in present and parent is not None else MARGIN, []).append(label)
    return {whole: tuple(parts) for whole, parts in found.items()}


def sums_of(table: PeopleTable) -> Iterator[Sum]:
    """Yield every sum whose whole stands in the table and whose parts belong to it.

    Where a level of totals is not in the table at all, the next finer one takes its place.
    """
    children = [children_of(table, dimension) for dimension in range(len(table.dimensions))]
    listed = set(table.labels)
    splits = _splits({pattern_of(labels) for labels in table.labels})
    for labels in table.labels:
        for dimensions in splits[pattern_of(labels)]:
            yield Sum(labels, _parts(labels, {place: children[place][MARGIN] for place in dimensions}))
        for place, label in enumerate(labels):
            if label != MARGIN and label in children[place]:
                parts = _parts(labels, {place: children[place][label]})
                if not listed.isdisjoint(parts):
                    yield Sum(labels, parts)


def _splits(present: set[Pattern]) -> dict[Pattern, list[tuple[int, ...]]]:
    """Return for each pattern the smallest sets of dimensions over which its cells can be taken apart."""
    return {pattern: smallest_sets(_totals(pattern), pattern, present) for pattern in present}


def smallest_sets(
    dimensions: tuple[int, ...], pattern: Pattern, present: set[Pattern], *, flip: bool = False
) -> list[tuple[int, ...]]:
    """Return the sets of dimensions that lead from a pattern to one that is there, none holding a smaller one.

    Args:
        dimensions: those that may change.
        pattern: where to begin.
        present: the patterns that are there.
        flip: make the dimensions totals in place of labels.
    """
    found: list[tuple[int, ...]] = []
    for size in range(1, len(dimensions) + 1):
        for chosen in combinations(dimensions, size):
            other = tuple(flip if place in chosen else total for place, total in enumerate(pattern))
            if other in present and not any(set(earlier) <= set(chosen) for earlier in found):
                found.append(chosen)
    return found


def _totals(pattern: Pattern) -> tuple[int, ...]:
    return tuple(place for place, total in enumerate(pattern) if total)


def _parts(labels: Labels, choices: dict[int, tuple[str, ...]]) -> tuple[Labels, ...]:
    """Return the cells that differ from one only in the given dimensions, over all their labels."""
    return tuple(product(*(choices.get(place, (label,)) for place, label in enumerate(labels))))
