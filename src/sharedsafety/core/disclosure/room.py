"""How far a cell can move when others are hidden, and what stops it: for systems that are no network."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np

from sharedsafety.core.disclosure.solver import Floats, Ints, linear_program

if TYPE_CHECKING:
    from scipy.sparse import csr_array

#: Farther than this no cell has to move so that another one moves by ten.
_FAR = 1_000.0


#: Unknowns that one linear program holds: many small ones are quicker together.
_TOGETHER = 20_000

#: How far a cell can move, and the room that each other cell gives where that is not far enough.
Stops = tuple[float, list[Floats]]


class Moving(Protocol):
    """Anything that knows how far cells can move, and what stops them."""

    @property
    def down(self) -> Floats:
        """Return how far each cell may fall."""

    def cuts(self, cells: Ints, opened: Floats, *, rise: bool) -> list[Stops]:
        """Return for each of some cells how far it can move one way, and what stops it.

        Args:
            cells: the cells that move, each on its own.
            opened: how far each cell is hidden, 0 to 1.
            rise: whether they move up.
        """


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """The cells as a linear program; its dual numbers say what stops a cell.

    Args:
        equations: ``(equations, cells)``.
        down: how far each cell may fall.
    """

    equations: csr_array
    down: Floats

    def cuts(self, cells: Ints, opened: Floats, *, rise: bool) -> list[Stops]:
        """Return for each of some cells how far it can move one way, and what stops it."""
        parts = -(-len(cells) * len(opened) // _TOGETHER)
        return [each for part in np.array_split(cells, max(parts, 1)) for each in self._cuts(part, opened, rise=rise)]

    def _cuts(self, cells: Ints, opened: Floats, *, rise: bool) -> list[Stops]:
        from scipy.sparse import eye_array, kron

        many, each = len(cells), np.arange(len(cells))
        if not many:
            return []
        low, high = np.tile(-self.down * opened, (many, 1)), np.tile(_FAR * opened, (many, 1))
        low[each, cells], high[each, cells] = (0.0, _FAR) if rise else (-_FAR, 0.0)
        objective = np.zeros_like(low)
        objective[each, cells] = -1.0 if rise else 1.0
        found = linear_program(
            objective.ravel(),
            np.column_stack([low.ravel(), high.ravel()]),
            equal=(kron(eye_array(many), self.equations).tocsr(), np.zeros(many * self.equations.shape[0])),
        )
        upper, lower = -found.upper.marginals.reshape(low.shape), found.lower.marginals.reshape(low.shape)
        room = np.maximum(upper, 0.0) * _FAR + np.maximum(lower, 0.0) * self.down
        room[each, cells] = 0.0
        reached = np.abs(found.x.reshape(low.shape)[each, cells])
        return [(float(far), [row]) for far, row in zip(reached, room, strict=True)]
