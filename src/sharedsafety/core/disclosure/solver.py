"""The linear and whole-number programs of the gate, over the unknown cells of a system (HiGHS, through scipy)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from sharedsafety.core.errors import BadInput

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Ints = NDArray[np.intp]

#: Feasible to HiGHS is feasible to seven digits; a number this close to a whole one is that number.
CLOSE = 1e-6
#: From so many unknowns on the interior point method is the faster one for an attacker (measured).
_LARGE = 1_500


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknowns:
    """What a reader does not know, and what it has to fit.

    Args:
        equations: ``(equations, unknowns)``.
        totals: what each equation gives.
        least: smallest number that each unknown can be.
        most: largest number looked at; a number that reaches it has no upper end.
    """

    equations: csr_array
    totals: Floats
    least: Floats
    most: Floats

    def part(self, unknowns: Ints) -> Unknowns:
        """Return some of the unknowns with the equations that hold them; no other may share these equations."""
        columns = self.equations[:, unknowns]
        rows = np.flatnonzero(np.diff(columns.indptr))
        return Unknowns(
            equations=columns[rows], totals=self.totals[rows], least=self.least[unknowns], most=self.most[unknowns]
        )

    def blocks(self) -> Ints:
        """Return for each unknown the number of its block: blocks share no equation."""
        from scipy.sparse import block_array
        from scipy.sparse.csgraph import connected_components

        rows = self.equations.shape[0]
        graph = block_array([[None, self.equations], [self.equations.T, None]])
        return np.asarray(connected_components(graph, directed=False)[1][rows:], dtype=np.intp)


def extreme(unknowns: Unknowns, objective: Floats) -> Floats:
    """Return numbers that fit all equations and make the objective as small as it gets.

    Raises:
        BadInput: ``people-tables-contradict``: nothing fits.
    """
    from scipy.optimize import linprog

    method = "highs-ipm" if len(objective) > _LARGE else "highs-ds"
    found = linprog(
        objective,
        A_eq=unknowns.equations,
        b_eq=unknowns.totals,
        bounds=np.column_stack([unknowns.least, unknowns.most]),
        method=method,
    )
    return _numbers(found)


def whole_extreme(unknowns: Unknowns, objective: Floats) -> Floats:
    """Return whole numbers that fit all equations and make the objective as small as it gets.

    Raises:
        BadInput: ``people-tables-contradict``: no whole numbers fit.
    """
    from scipy.optimize import Bounds, LinearConstraint, milp

    found = milp(
        objective,
        constraints=LinearConstraint(unknowns.equations, unknowns.totals, unknowns.totals),
        bounds=Bounds(unknowns.least, unknowns.most),
        integrality=np.ones(len(objective)),
    )
    return np.round(_numbers(found))


def _numbers(found: Any) -> Floats:
    if found.x is None:
        raise BadInput("people-tables-contradict")
    return np.asarray(found.x, dtype=float)
