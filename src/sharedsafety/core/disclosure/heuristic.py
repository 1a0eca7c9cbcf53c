"""Hides cells by cheap moves until every hidden one is uncertain enough, then gives back what was not needed.

For three and more dimensions, hierarchies and linked tables. Cells whose range is too narrow are raised together by one
linear program, as far apart in the table as possible; what has to be hidden for it is hidden. The clean-up does the
same again with nothing to hide but what is hidden already, in another order, and keeps the cheaper result.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING

import numpy as np

from sharedsafety.core.disclosure.attacker import Reach, screen
from sharedsafety.core.disclosure.layers import Layer
from sharedsafety.core.disclosure.linked_cells import LinkedCells, unknowns_of
from sharedsafety.core.disclosure.moves import Room, moves_both_ways, moves_of
from sharedsafety.core.disclosure.rules import suppression_effort
from sharedsafety.core.disclosure.solver import CLOSE, Bools, Floats, Ints

if TYPE_CHECKING:
    from scipy.sparse import csc_array


#: Cheapest cells of each sum that moves may hide: more where these are not enough.
LEVELS = ((1, 2.0), (3, 6.0), (100_000, 20.0), (100_000, inf))


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What has to be hidden, what may be, and at what price.

    Args:
        linked: the cells and their sums.
        layers: the numbers that are protected together.
        always: cells that are hidden in any case.
        free: cells that may be hidden as well.
        price: what hiding each cell costs (people).
    """

    linked: LinkedCells
    layers: tuple[Layer, ...]
    always: Bools
    free: Bools
    price: Floats

    def part(self, cells: Ints) -> Task:
        """Return the task of some of the cells, with the layers in which one of them is asked for."""
        layers = [layer.part(cells) for layer in self.layers]
        return Task(
            linked=self.linked.part(cells),
            layers=tuple(layer for number, layer in enumerate(layers) if number == 0 or layer.asked.any()),
            always=self.always[cells],
            free=self.free[cells],
            price=self.price[cells],
        )

    def loss(self, hidden: Bools) -> float:
        """Return the price of what is hidden beyond what has to be."""
        return float(self.price[hidden & ~self.always].sum())


def hidden_by_moves(task: Task, seed: int) -> Bools:
    """Return for each cell whether it is hidden, so that all hidden cells that ask for it are uncertain enough.

    A cell that stays narrow whatever is hidden is left narrow: the audit that follows finds it.
    """
    effort, rng = suppression_effort(), np.random.default_rng(seed)
    begin = _Pass(task, rng)
    begin.look()
    best = begin.copy(task.always | task.free).run()
    idle = 0
    for _ in range(min(effort.clean_up_rounds, effort.clean_up_work // max(len(best), 1))):
        if idle == effort.clean_up_patience or task.loss(best) == 0:
            break
        again = begin.copy(best).run()
        idle = 0 if task.loss(again) < task.loss(best) else idle + 1
        best = again if idle == 0 else best
    return best


class _Pass:
    """One pass over all cells that are too narrow, with its own order by chance."""

    def __init__(self, task: Task, rng: np.random.Generator) -> None:
        self._task, self._rng = task, rng
        self._allowed = task.always | task.free
        self._hidden = task.always.copy()
        self._equations = task.linked.equations.tocsc()
        self._reached = [Reach(layer.truth.copy(), layer.truth.copy()) for layer in task.layers]
        self._given_up = [np.zeros(len(self._hidden), dtype=bool) for _ in task.layers]

    def look(self) -> None:
        """See what all hidden cells can be before more are hidden."""
        for number in range(len(self._task.layers)):
            self._look(number)

    def copy(self, allowed: Bools) -> _Pass:
        """Return a pass that begins with what this one has seen, and may hide only some cells."""
        again = _Pass(self._task, self._rng)
        again._allowed = allowed
        again._reached = [Reach(seen.low.copy(), seen.high.copy()) for seen in self._reached]
        return again

    def run(self) -> Bools:
        """Return what is hidden in the end."""
        layers = range(len(self._task.layers))
        while sum(self._widen(number) for number in layers):  # every layer each time
            pass
        return self._hidden

    def _narrow(self, number: int) -> Bools:
        layer, reached = self._task.layers[number], self._reached[number]
        narrow = layer.asked & self._hidden & ~layer.need.met(reached.low, reached.high)
        return narrow & ~self._given_up[number]

    def _widen(self, number: int) -> bool:
        """Hide more until the cells that are narrow now are not; return whether any was."""
        self._look(number)
        narrow = self._narrow(number)
        if not narrow.any():
            return False
        for few, worth in LEVELS:
            self._raise_all(number, narrow, few, worth)
        for cell in np.flatnonzero(narrow & self._narrow(number)):
            self._pull_apart(number, int(cell))
        return True

    def _look(self, number: int) -> None:
        """See what the cells that are hidden so far can be without hiding more."""
        layer = self._task.layers[number]
        shown = np.where(self._hidden, np.nan, layer.truth)
        unknowns, cells = unknowns_of(self._task.linked, shown, layer.least)
        screen(unknowns, cells, layer.need, self._narrow(number), self._reached[number], self._rng)

    def _raise_all(self, number: int, narrow: Bools, few: int, worth: float) -> None:
        """Raise narrow cells in batches until those that are left can't be raised."""
        layer = self._task.layers[number]
        left = narrow & self._narrow(number)
        while left.any():
            batch = _far_apart(self._equations, np.flatnonzero(left), self._rng)
            wanted = self._wanted(number, batch)
            change = moves_of(self._room(layer, self._cheapest(few)), wanted, worth, self._rng)
            self._take(number, change)
            left &= self._narrow(number)
            left[batch[np.abs(change[batch]) < np.abs(wanted[batch]) - CLOSE]] = False

    def _wanted(self, number: int, batch: Ints) -> Floats:
        """Return how far cells are to move: up by what they lack, or first down as far as they can."""
        layer, reached = self._task.layers[number], self._reached[number]
        wanted = np.zeros(len(self._hidden))
        lacking = layer.step[batch] - (layer.truth - reached.low)[batch] - (reached.high - layer.truth)[batch]
        wanted[batch] = lacking + (reached.high - layer.truth)[batch]
        room = np.minimum(layer.truth - layer.least, layer.step)[batch]
        down = self._rng.uniform(size=len(batch)) < room / layer.step[batch]
        down &= reached.low[batch] > layer.least[batch] + CLOSE
        wanted[batch[down]] = -room[down]
        return wanted

    def _pull_apart(self, number: int, cell: int) -> None:
        """Make one cell wide by moving it up and down; give it up where that is impossible."""
        if not self._narrow(number)[cell]:
            return
        layer = self._task.layers[number]
        room = self._room(layer, self._hidden | self._allowed)
        pair = moves_both_ways(room, cell, float(layer.step[cell]), self._rng)
        for change in pair or ():
            self._take(number, change)
        self._given_up[number][cell] = self._narrow(number)[cell]

    def _room(self, layer: Layer, open_cells: Bools) -> Room:
        return Room(
            equations=self._equations,
            down=layer.truth - layer.least,
            price=np.where(self._hidden, 0.0, self._task.price),
            open_cells=open_cells,
        )

    def _take(self, number: int, change: Floats) -> None:
        moved = np.flatnonzero(change)
        self._hidden[moved] = True
        self._reached[number].see(moved, (self._task.layers[number].truth + change)[moved])

    def _cheapest(self, few: int) -> Bools:
        """Return the hidden cells, and of each sum a few of the cheapest others: moves then meet in the same cells."""
        chosen = self._hidden.copy()
        terms = self._task.linked.equations.tocoo()
        others = (self._allowed & ~self._hidden)[terms.col]
        rows, columns = terms.row[others], terms.col[others]
        order = np.lexsort((columns, self._task.price[columns], rows))
        starts = np.searchsorted(rows[order], rows[order], side="left")
        chosen[columns[order][np.arange(len(order)) - starts < few]] = True
        return chosen


def _far_apart(equations: csc_array, cells: Ints, rng: np.random.Generator) -> Ints:
    """Return some of the cells, no two of them in one equation."""
    taken = np.zeros(equations.shape[0], dtype=bool)
    chosen = []
    for cell in rng.permutation(cells):
        rows = equations.indices[equations.indptr[cell] : equations.indptr[cell + 1]]
        if not taken[rows].any():
            taken[rows] = True
            chosen.append(cell)
    return np.array(chosen)
