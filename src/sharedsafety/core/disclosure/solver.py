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
        from scipy.sparse import coo_array
        from scipy.sparse.csgraph import connected_components

        terms, (rows, columns) = self.equations.tocoo(), self.equations.shape
        graph = coo_array((np.ones(terms.nnz), (terms.row, rows + terms.col)), shape=(rows + columns, rows + columns))
        return np.asarray(connected_components(graph, directed=False)[1][rows:], dtype=np.intp)


def linear_program(
    objective: Floats,
    bounds: Floats,
    *,
    equal: tuple[csr_array, Floats] | None = None,
    at_most: tuple[csr_array, Floats] | None = None,
    method: str = "highs-ds",
) -> Any:
    """Return what scipy says of a linear program.

    Args:
        objective: ``(unknowns,)``, made as small as it gets.
        bounds: ``(unknowns, 2)``, the smallest and the largest number of each.
        equal: a matrix and what it gives.
        at_most: a matrix and what it gives at most.
        method: of scipy.
    """
    from scipy.optimize import linprog

    solve: Any = linprog  # its stubs know no sparse matrices
    (rows, totals), (limits, most) = equal or (None, None), at_most or (None, None)
    return solve(objective, A_eq=rows, b_eq=totals, A_ub=limits, b_ub=most, bounds=bounds, method=method)


def extreme(unknowns: Unknowns, objective: Floats) -> Floats:
    """Return numbers that fit all equations and make the objective as small as it gets.

    Raises:
        BadInput: ``people-tables-contradict``: nothing fits.
    """
    found = linear_program(
        objective,
        np.column_stack([unknowns.least, unknowns.most]),
        equal=(unknowns.equations, unknowns.totals),
        method="highs-ipm" if len(objective) > _LARGE else "highs-ds",
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
        integrality=np.ones(len(objective), dtype=np.int_),
    )
    return np.round(_numbers(found))


def _numbers(found: Any) -> Floats:
    if found.x is None:
        raise BadInput("people-tables-contradict")
    return np.asarray(found.x, dtype=float)
