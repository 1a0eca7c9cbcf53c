"""How far one cell can move when others are hidden, and what stops it: for systems that are no network."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np

from sharedsafety.core.disclosure.solver import Floats

if TYPE_CHECKING:
    from scipy.sparse import csr_array

#: Farther than this no cell has to move so that another one moves by ten.
_FAR = 1_000.0


class Moving(Protocol):
    """Anything that knows how far a cell can move, and what stops it."""

    down: Floats

    def cuts(self, cell: int, opened: Floats, *, rise: bool) -> tuple[float, list[Floats]]:
        """Return how far a cell can move one way, and the room each other cell gives where that is not far enough.

        Args:
            cell: the cell that moves.
            opened: how far each cell is hidden, 0 to 1.
            rise: whether the cell moves up.
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

    def cuts(self, cell: int, opened: Floats, *, rise: bool) -> tuple[float, list[Floats]]:
        """Return how far a cell can move one way, and the room each other cell gives where that is not far enough."""
        from scipy.optimize import linprog

        ends = np.column_stack([-self.down * opened, _FAR * opened])
        ends[cell] = (0.0, _FAR) if rise else (-_FAR, 0.0)
        objective = np.zeros(len(opened))
        objective[cell] = -1.0 if rise else 1.0
        found = linprog(
            objective, A_eq=self.equations, b_eq=np.zeros(self.equations.shape[0]), bounds=ends, method="highs-ds"
        )
        room = np.maximum(-found.upper.marginals, 0.0) * _FAR + np.maximum(found.lower.marginals, 0.0) * self.down
        room[cell] = 0.0
        return float(-found.fun), [room]
