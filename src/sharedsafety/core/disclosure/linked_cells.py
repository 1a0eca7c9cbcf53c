"""The cells of linked tables as unknowns of one sparse linear system: the same people are one unknown everywhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sharedsafety.core.disclosure.people_table import MARGIN, Labels, PeopleTable
from sharedsafety.core.disclosure.solver import Floats, Ints, Unknowns

if TYPE_CHECKING:
    from scipy.sparse import csr_array


#: Who was counted, and the labels that are not totals: equal keys are the same people.
Key = tuple[str, frozenset[tuple[str, str]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedCells:
    """Every cell a reader can reason about, and what adds up to what.

    Args:
        keys: of each cell.
        places: for each cell where it stands, as (table, place in the table); empty for one that is printed nowhere
            and follows from others, such as the people of a whole outside its listed parts.
        equations: ``(equations, cells)``, parts 1 and wholes -1; each row times the people of the cells is 0.
    """

    keys: tuple[Key, ...]
    places: tuple[tuple[tuple[int, int], ...], ...]
    equations: csr_array

    def amounts(self, columns: Sequence[Sequence[float | None]]) -> Floats:
        """Return the number of each cell, NaN where no table has one.

        Args:
            columns: for each table the numbers of its cells.
        """
        found = np.full(len(self.keys), np.nan)
        for cell, places in enumerate(self.places):
            for table, place in places:
                number = columns[table][place]
                if number is not None:
                    found[cell] = number
                    break
        return found

    def part(self, cells: Ints) -> LinkedCells:
        """Return some of the cells with the equations that hold them; no other cell may share these equations."""
        columns = self.equations[:, cells]
        return LinkedCells(
            keys=tuple(self.keys[cell] for cell in cells),
            places=tuple(self.places[cell] for cell in cells),
            equations=columns[np.flatnonzero(np.diff(columns.indptr))],
        )

    def named(self, cell: int) -> dict[str, str]:
        """Return dimension -> label of a cell, without the dimensions it is a total over."""
        return dict(sorted(self.keys[cell][1]))


def key_of(table: PeopleTable, labels: Labels) -> Key:
    """Return the key of a cell: tables of one population share it.

    >>> table = PeopleTable(dimensions=("sex", "age"), labels=(), counts=())
    >>> key_of(table, ("female", "total")) == ("", frozenset({("sex", "female")}))
    True
    """
    pairs = zip(table.dimensions, labels, strict=True)
    return table.population, frozenset(pair for pair in pairs if pair[1] != MARGIN)


def link_cells(tables: Sequence[PeopleTable], within: Mapping[str, str] | None = None) -> LinkedCells:
    """Return the linear system of some tables.

    Args:
        tables: published or not; they are linked wherever their cells are the same people or part of others.
        within: population -> a population that contains it (a nested filter, or the same question asked earlier).

    >>> labels = (("a",), ("b",), ("total",))
    >>> link_cells([PeopleTable(dimensions=("kind",), labels=labels, counts=(1, 2, 3))]).equations.toarray().tolist()
    [[1.0, 1.0, -1.0]]
    """
    from sharedsafety.core.disclosure.equations import Equations

    made = Equations(tables)
    for number in range(len(tables)):
        made.add_sums(number)
    if len(tables) > 1:
        for number in range(len(tables)):
            made.add_parts_elsewhere(number)
    for inner, outer in (within or {}).items():
        made.add_nested(inner, outer)
    return made.linked()


def unknowns_of(linked: LinkedCells, shown: Floats, least: Floats | None = None) -> tuple[Unknowns, Ints]:
    """Return what a reader does not know, and which cells these are.

    Args:
        linked: the cells and their equations.
        shown: number of each cell that is shown; NaN where it is hidden.
        least: smallest number that each cell can be; 0 when left out.
    """
    hidden = np.flatnonzero(np.isnan(shown))
    columns = linked.equations[:, hidden]
    rows = np.flatnonzero(np.diff(columns.indptr))
    totals = -(linked.equations @ np.nan_to_num(shown))[rows]
    # Hidden totals may have no upper end: it is enough to look a good deal further than any number that is shown.
    most = 1_000.0 + 10 * np.nanmax(np.abs(shown), initial=0.0)
    part = Unknowns(
        equations=columns[rows],
        totals=totals,
        least=np.zeros(len(hidden)) if least is None else least[hidden],
        most=np.full(len(hidden), most),
    )
    return part, hidden
