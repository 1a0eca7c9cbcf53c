"""The cheapest set of hidden cells, by whole-number programs and cuts: of tables of two dimensions, and small others.

A master program chooses what to hide; the attacker answers with a cut for every hidden cell whose range is too narrow;
both go on until the attacker finds none. Fractions of hidden cells come first, because their programs are quick; their
cuts are looked for half way to a set that is known to be safe, where they are deepest.

Source: Fischetti and Salazar 1999, Models and algorithms for the 2-dimensional cell suppression problem, Mathematical
Programming 84; here every hidden cell is protected, not only the small ones.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

import numpy as np

from sharedsafety.core.disclosure.attacker import Reach, screen
from sharedsafety.core.disclosure.cuts import Cuts
from sharedsafety.core.disclosure.heuristic import Task
from sharedsafety.core.disclosure.linked_cells import unknowns_of
from sharedsafety.core.disclosure.network import network_of
from sharedsafety.core.disclosure.room import Moving, Program
from sharedsafety.core.disclosure.rules import suppression_effort
from sharedsafety.core.disclosure.solver import CLOSE, Bools, Floats, Ints, linear_program

#: How far from the fractional solution towards the safe set cuts are looked for, until one is found.
_INWARD = (0.5, 0.2, 0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Optimum:
    """The cheapest safe set that was found.

    Args:
        hidden: for each cell whether it is hidden.
        bound: no safe set costs less (people).
    """

    hidden: Bools
    bound: float


def optimum(task: Task, safe: Bools, seed: int) -> Optimum | None:
    """Return the cheapest safe set, or the safe set given and how much less another could cost at best.

    Args:
        task: one layer.
        safe: a set that is known to be safe.
        seed: of the attacker's directions.

    Returns:
        None where the tables are too large for it (data/core/suppression.yaml).
    """
    layer, effort = task.layers[0], suppression_effort()
    width, room = layer.need.width, layer.truth - layer.least
    # A flow of ten people needs no pipe that takes more than ten.
    moving: Moving | None = network_of(task.linked.equations, width.copy(), np.minimum(room, width))
    if len(safe) > (effort.optimum_cells if moving else effort.optimum_cells_other):
        return None
    return _Master(task, moving or Program(equations=task.linked.equations, down=room), safe, seed).solved()


class _Master:
    """The program that chooses what to hide, with the cuts so far."""

    def __init__(self, task: Task, moving: Moving, safe: Bools, seed: int) -> None:
        self._task, self._safe, self._seed = task, safe, seed
        self._columns = np.flatnonzero(task.free & ~task.always)
        self._cuts = Cuts(moving, task.always, self._columns, task.layers[0].need.width)
        self._most = np.ones(len(self._columns))
        self._bound = 0.0

    def solved(self) -> Optimum:
        """Return the optimum, or the bound that was reached."""
        begin = self._task.always.astype(float)
        narrow = self._narrow(self._task.always)
        self._cuts.separate(narrow, begin)
        if not len(self._cuts):
            return Optimum(hidden=self._task.always, bound=0.0)
        self._cut_fractions(narrow)
        return self._search()

    def _cut_fractions(self, narrow: Ints) -> None:
        """Solve for fractions of hidden cells, and cut, while the bound rises."""
        idle = 0
        for _ in range(suppression_effort().cut_rounds):
            bound = self._bound
            opened = self._fractions()
            idle = idle + 1 if self._bound < bound + 1e-3 * self._task.loss(self._safe) else 0
            if idle > suppression_effort().patience or not self._cut(opened, narrow):
                return
        self._fractions()

    def _fractions(self) -> Floats:
        """Solve the linear program; cells that can't be in a cheaper set are closed for good."""
        price = self._task.price[self._columns]
        found = linear_program(
            price,
            np.column_stack([np.zeros(len(price)), self._most]),
            at_most=(-self._cuts.matrix(), -self._cuts.least),
        )
        if found.x is None:  # nothing cheaper than the safe set is left
            self._bound = self._task.loss(self._safe)
            return self._safe.astype(float)
        self._bound = max(self._bound, float(found.fun))
        dearer = found.fun + found.lower.marginals > self._task.loss(self._safe) - 1 + CLOSE
        self._most[dearer & (found.x < CLOSE)] = 0.0
        return self._opened(found.x)

    def _opened(self, numbers: Floats) -> Floats:
        opened = self._task.always.astype(float)
        opened[self._columns] = np.clip(numbers, 0.0, 1.0)
        return opened

    def _cut(self, opened: Floats, narrow: Ints) -> bool:
        """Look for cuts of the narrow cells and of those that are hidden in part; return whether one is broken."""
        asked = self._task.layers[0].asked
        partly = self._columns[(opened[self._columns] > 0.1) & asked[self._columns]]
        for share in _INWARD:
            inward = (1 - share) * opened + share * self._safe
            if self._cuts.separate(np.concatenate([narrow, partly]), inward) and self._cuts.broken(opened):
                return True
        return False

    def _search(self) -> Optimum:
        """Solve in whole numbers, and cut, until the attacker finds nothing."""
        loss = self._task.loss(self._safe)
        for _ in range(suppression_effort().optimum_rounds):
            if self._bound > loss - 1 + CLOSE:
                return Optimum(hidden=self._safe, bound=loss)
            opened, exact = self._whole_numbers()
            if opened is None:
                return Optimum(hidden=self._safe, bound=loss if exact else ceil(self._bound - CLOSE))
            hidden = opened > 0.5
            if not self._cuts.separate(self._narrow(hidden), opened):
                return self._better(hidden, exact=exact)
        return Optimum(hidden=self._safe, bound=ceil(self._bound - CLOSE))

    def _better(self, hidden: Bools, *, exact: bool) -> Optimum:
        cheaper = self._task.loss(hidden) < self._task.loss(self._safe)
        bound = self._task.loss(hidden) if exact else ceil(self._bound - CLOSE)
        return Optimum(hidden=hidden if cheaper else self._safe, bound=bound)

    def _whole_numbers(self) -> tuple[Floats | None, bool]:
        """Return the cheapest set under the cuts so far (None: none below the safe one), and whether that is proved."""
        from scipy.optimize import Bounds, LinearConstraint, milp

        price = self._task.price[self._columns]
        found = milp(
            price,
            constraints=LinearConstraint(self._cuts.matrix(), self._cuts.least, np.inf),
            bounds=Bounds(np.zeros(len(price)), self._most),
            integrality=np.ones(len(price), dtype=np.int_),
            options={"mip_rel_gap": 0.0, "node_limit": suppression_effort().optimum_nodes},
        )
        if found.mip_dual_bound is not None and np.isfinite(found.mip_dual_bound):
            self._bound = max(self._bound, float(found.mip_dual_bound))
        exact = found.status in {0, 2}
        return (None if found.x is None else self._opened(np.round(found.x))), exact

    def _narrow(self, hidden: Bools) -> Ints:
        """Return the hidden cells that the attacker's quick look does not find wide enough."""
        layer = self._task.layers[0]
        asked = layer.asked & hidden
        seen = Reach(layer.truth.copy(), layer.truth.copy())
        shown = np.where(hidden, np.nan, layer.truth)
        unknowns, cells = unknowns_of(self._task.linked, shown, layer.least)
        screen(unknowns, cells, layer.need, asked, seen, np.random.default_rng(self._seed))
        return np.flatnonzero(asked & ~layer.need.met(seen.low, seen.high))
