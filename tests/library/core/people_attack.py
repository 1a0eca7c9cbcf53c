"""An attacker of its own for the tests: tries whole numbers one after the other, and knows nothing of linear programs.

It builds its sums from the printed labels alone, so that it shares no code with what it attacks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from sharedsafety.core.disclosure import MARGIN, PeopleTable

Cell = tuple[str, frozenset[tuple[str, str]]]
#: An equation: its whole and its parts.
Sum = tuple[Cell, tuple[Cell, ...]]


def cell_of(table: PeopleTable, labels: Sequence[str]) -> Cell:
    named = zip(table.dimensions, labels, strict=True)
    return table.population, frozenset(pair for pair in named if pair[1] != MARGIN)


def shown_in(tables: Sequence[PeopleTable]) -> dict[Cell, float | None]:
    """Every cell with its number, None where it is hidden."""
    shown: dict[Cell, float | None] = {}
    for table in tables:
        for labels, count in zip(table.labels, table.counts, strict=True):
            cell = cell_of(table, labels)
            if shown.get(cell) is None:
                shown[cell] = count
    return shown


def sums_in(tables: Sequence[PeopleTable]) -> list[Sum]:
    """Every total over one dimension, and every parent, with the cells it is the sum of."""
    found: dict[Sum, None] = {}
    for table in tables:
        for place, dimension in enumerate(table.dimensions):
            parents = table.parents.get(dimension, {})
            for labels in table.labels:
                same = [
                    other
                    for other in table.labels
                    if other[place] != MARGIN
                    and parents.get(other[place], MARGIN) == labels[place]
                    and _but(other, place) == _but(labels, place)
                ]
                if same:
                    found[cell_of(table, labels), tuple(cell_of(table, other) for other in same)] = None
    return list(found)


def _but(labels: Sequence[str], place: int) -> tuple[str, ...]:
    return (*labels[:place], *labels[place + 1 :])


class Attack:
    """What whole numbers fit everything that is shown.

    Args:
        shown: number of each cell, None where hidden.
        sums: what adds up.
        least: smallest number of each hidden cell.
        beyond: the largest number that is tried for a cell without an upper end.
    """

    def __init__(
        self, shown: Mapping[Cell, float | None], sums: Sequence[Sum], least: Mapping[Cell, int], beyond: int
    ) -> None:
        self.hidden = [cell for cell, count in shown.items() if count is None]
        self._low = {cell: least.get(cell, 0) if n is None else int(n) for cell, n in shown.items()}
        self._high = {cell: beyond if n is None else int(n) for cell, n in shown.items()}
        self._sums = sums
        self._of: dict[Cell, list[Sum]] = {cell: [] for cell in shown}
        for each in sums:
            for cell in (each[0], *each[1]):
                self._of[cell].append(each)

    def range_of(self, cell: Cell) -> tuple[int, int]:
        """The smallest and the largest number the cell can have."""
        ends = self._narrowed(dict(self._low), dict(self._high), self._sums)
        assert ends is not None
        low, high = ends[0][cell], ends[1][cell]
        smallest = next(n for n in range(low, high + 1) if self._fits({**ends[0], cell: n}, {**ends[1], cell: n}, cell))
        largest = next(
            n for n in range(high, low - 1, -1) if self._fits({**ends[0], cell: n}, {**ends[1], cell: n}, cell)
        )
        return smallest, largest

    def _fits(self, low: dict[Cell, int], high: dict[Cell, int], cell: Cell) -> bool:
        ends = self._narrowed(low, high, self._of[cell])
        if ends is None:
            return False
        low, high = ends
        open_cells = [each for each in self.hidden if low[each] < high[each]]
        if not open_cells:
            return True
        tried = min(open_cells, key=lambda each: high[each] - low[each])
        return any(
            self._fits({**low, tried: number}, {**high, tried: number}, tried)
            for number in range(low[tried], high[tried] + 1)
        )

    def _narrowed(
        self, low: dict[Cell, int], high: dict[Cell, int], sums: Sequence[Sum]
    ) -> tuple[dict[Cell, int], dict[Cell, int]] | None:
        waiting = list(sums)
        while waiting:
            each = waiting.pop()
            for cell, least, most in _from_one_sum(each, low, high):
                if least > low[cell] or most < high[cell]:
                    low[cell], high[cell] = max(low[cell], least), min(high[cell], most)
                    if low[cell] > high[cell]:
                        return None
                    waiting += self._of[cell]
        return low, high


def _from_one_sum(each: Sum, low: Mapping[Cell, int], high: Mapping[Cell, int]) -> Iterator[tuple[Cell, int, int]]:
    whole, parts = each
    least, most = sum(low[part] for part in parts), sum(high[part] for part in parts)
    yield whole, least, most
    for part in parts:
        yield part, low[whole] - (most - high[part]), high[whole] - (least - low[part])


def table_of(
    dimensions: Sequence[str],
    sizes: Sequence[int],
    counts: Mapping[tuple[str, ...], int],
    parents: Mapping[str, Mapping[str, str]] | None = None,
    population: str = "",
) -> PeopleTable:
    """A table with all its totals and parents, from the counts of its inner cells."""
    names = [names_of(dimension, size) for dimension, size in zip(dimensions, sizes, strict=True)]
    above = [(parents or {}).get(dimension, {}) for dimension in dimensions]
    wholes = [[*dict.fromkeys(each.values()), MARGIN] for each in above]
    labels = tuple(product(*([*inner, *outer] for inner, outer in zip(names, wholes, strict=True))))
    summed = tuple(
        sum(counts[inner] for inner in counts if all(_is_in(*pair) for pair in zip(inner, each, above, strict=True)))
        for each in labels
    )
    return PeopleTable(
        dimensions=tuple(dimensions), labels=labels, counts=summed, parents=parents or {}, population=population
    )


def names_of(dimension: str, size: int) -> list[str]:
    """The labels of a dimension that are no totals."""
    return [f"{dimension}{number}" for number in range(size)]


def _is_in(inner: str, label: str, parents: Mapping[str, str]) -> bool:
    return label in {inner, MARGIN, parents.get(inner)}
