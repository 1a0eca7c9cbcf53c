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
from sharedsafety.core.errors import BadInput


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
    unknown = np.isnan(shown)
    earlier = unknown & coded(linked, tables, zeros_shown=True)
    truth = _with_people(linked, shown, earlier)
    listed = np.array([bool(places) for places in linked.places], dtype=bool)
    small = (truth >= 1) & (truth <= people_need(0).small)
    return Layer(
        name="count",
        shown=shown,
        truth=truth,
        least=np.where(unknown & ~earlier, 0.0, np.minimum(1.0, truth)),
        asked=coded(linked, tables) | (listed & ~unknown) | (~listed & small),
        need=people_need(len(truth)),
    )


def _with_people(linked: LinkedCells, shown: Floats, hidden: Bools) -> Floats:
    """Return the numbers, with at least one person in every hidden cell, where that is possible.

    It is not where an earlier release was collapsed: then zeros are hidden too.
    """
    try:
        return completed(linked, shown, least=hidden.astype(float))
    except BadInput:
        return completed(linked, shown)


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


def coded(linked: LinkedCells, tables: Sequence[PeopleTable], *, zeros_shown: bool = False) -> Bools:
    """Return for each cell whether a published table hides it for privacy (code S).

    Args:
        linked: the cells.
        tables: those that list them.
        zeros_shown: look only at tables that hide no zeros, as those of questions that are not sensitive.
    """
    codes = [() if zeros_shown and table.sensitive else table.codes for table in tables]
    found = [any(codes[table] and codes[table][place] == "S" for table, place in places) for places in linked.places]
    return np.array(found, dtype=bool)


def completed(linked: LinkedCells, shown: Floats, *, whole: bool = True, least: Floats | None = None) -> Floats:
    """Return the numbers with those that no table gives filled in so that everything adds up.

    Args:
        linked: the cells and their sums.
        shown: NaN where no table gives a number.
        whole: whether only whole numbers will do.
        least: smallest number that each cell can be; 0 when left out.

    Raises:
        BadInput: ``people-tables-contradict``: nothing fits.
    """
    numbers = shown.copy()
    unknowns, cells = unknowns_of(linked, shown, least)
    if len(cells):
        unknowns = tightened(unknowns)
        known = unknowns.most - unknowns.least < CLOSE
        solve = whole_extreme if whole else extreme
        numbers[cells] = unknowns.least if known.all() else solve(unknowns, np.zeros(len(cells)))
    return numbers
