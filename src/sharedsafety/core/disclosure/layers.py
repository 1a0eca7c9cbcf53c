"""The numbers of linked tables that are protected together: counts of people, and money of few givers or receivers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from sharedsafety.core.disclosure.bounds import tightened
from sharedsafety.core.disclosure.linked_cells import LinkedCells, unknowns_of
from sharedsafety.core.disclosure.need import Need, money_need, people_need
from sharedsafety.core.disclosure.people_table import PeopleTable
from sharedsafety.core.disclosure.solver import CLOSE, Bools, Floats, Ints, extreme, whole_extreme


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """One kind of number of every cell.

    Args:
        name: ``count`` or ``value``.
        shown: number of each cell that a table gives; NaN where none does.
        truth: number of each cell; one that fits where no table gives any.
        least: smallest number a sharp reader thinks possible for each cell: 1 where a zero would have been shown.
        asked: cells whose range has to be wide when they are hidden.
        need: how wide.
    """

    name: str
    shown: Floats
    truth: Floats
    least: Floats
    asked: Bools
    need: Need

    @property
    def step(self) -> Floats:
        """Return how far up each number has to be able to move, if it can't move down."""
        return np.maximum(self.need.width, self.truth * self.need.share / (1 - self.need.share))

    def part(self, cells: Ints) -> Layer:
        """Return the layer of some of the cells."""
        return Layer(
            name=self.name,
            shown=self.shown[cells],
            truth=self.truth[cells],
            least=self.least[cells],
            asked=self.asked[cells],
            need=self.need.part(cells),
        )

    def also(self, cells: Bools) -> Layer:
        """Return the layer with more cells asked for."""
        return replace(self, asked=self.asked | cells)

    def wider(self, cells: Bools, by: float) -> Layer:
        """Return the layer with some cells that have to be wider still."""
        return replace(self, need=replace(self.need, width=self.need.width + by * cells))


def people_layer(linked: LinkedCells, tables: Sequence[PeopleTable]) -> Layer:
    """Return the counts of people of linked tables.

    A hidden count that is not zero is at least 1 to a reader who knows that zeros are shown. Asked for are the cells of
    the tables, those an earlier release hides, and small groups that no table lists but that follow from others.
    """
    shown = linked.amounts([table.counts for table in tables])
    truth = completed(linked, shown)
    listed = np.array([bool(places) for places in linked.places], dtype=bool)
    small = (truth >= 1) & (truth <= people_need(0).small)
    return Layer(
        name="count",
        shown=shown,
        truth=truth,
        least=np.where(np.isnan(shown), 0.0, np.minimum(1.0, truth)),
        asked=coded(linked, tables) | (listed & ~np.isnan(shown)) | (~listed & small),
        need=people_need(len(truth)),
    )


def money_layer(linked: LinkedCells, tables: Sequence[PeopleTable]) -> Layer | None:
    """Return the money of linked tables in cents, or None where all of it is a public record."""
    guarded = [table.money is not None and bool(table.money.contributors) for table in tables]
    if not any(guarded):
        return None
    nothing = [(None,) * len(table.labels) for table in tables]
    cents = [table.money.cents if table.money else none for table, none in zip(tables, nothing, strict=True)]
    shown = linked.amounts(cents)
    truth = completed(linked, shown, whole=False)
    mine = np.array([any(guarded[table] for table, _ in places) for places in linked.places], dtype=bool)
    return Layer(
        name="value",
        shown=shown,
        truth=truth,
        least=np.zeros(len(truth)),
        asked=mine & (((truth > 0) & ~np.isnan(shown)) | coded(linked, tables)),
        need=money_need(len(truth)),
    )


def coded(linked: LinkedCells, tables: Sequence[PeopleTable]) -> Bools:
    """Return for each cell whether a published table hides it for privacy (code S)."""
    found = [
        any(tables[table].codes and tables[table].codes[place] == "S" for table, place in places)
        for places in linked.places
    ]
    return np.array(found, dtype=bool)


def completed(linked: LinkedCells, shown: Floats, *, whole: bool = True) -> Floats:
    """Return the numbers with those that no table gives filled in so that everything adds up.

    Args:
        linked: the cells and their sums.
        shown: NaN where no table gives a number.
        whole: whether only whole numbers will do.

    Raises:
        BadInput: ``people-tables-contradict``: nothing fits.
    """
    numbers = shown.copy()
    unknowns, cells = unknowns_of(linked, shown)
    if len(cells):
        unknowns = tightened(unknowns)
        known = unknowns.most - unknowns.least < CLOSE
        solve = whole_extreme if whole else extreme
        numbers[cells] = unknowns.least if known.all() else solve(unknowns, np.zeros(len(cells)))
    return numbers
