"""Tables of two dimensions as networks: each cell is a pipe between two sums, each range a flow, each leak a cut."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sharedsafety.core.disclosure.room import Stops
from sharedsafety.core.disclosure.solver import Bools, Floats, Ints

if TYPE_CHECKING:
    from scipy.sparse import csr_array

#: Capacities of a maximum flow are whole: hidden halves count as so many thousandths.
_PARTS = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """The cells as pipes.

    Args:
        begin, end: the nodes that each cell joins; a rise of the cell is a flow from ``begin`` to ``end``.
        nodes: how many there are; the last stands for all that is in no sum.
        up, down: how far each cell may rise and fall.
    """

    begin: Ints
    end: Ints
    nodes: int
    up: Floats
    down: Floats

    def cuts(self, cells: Ints, opened: Floats, *, rise: bool) -> list[Stops]:
        """Return for each of some cells how far it can move one way, and what stops it.

        What stops a cell is one or two smallest cuts, as the room that each other cell gives across the cut when it is
        hidden: no hidden cells can give more than their sum.
        """
        return [self._cuts(int(cell), opened, rise=rise) for cell in cells]

    def _cuts(self, cell: int, opened: Floats, *, rise: bool) -> Stops:
        from scipy.sparse.csgraph import breadth_first_order, maximum_flow

        # What flows through the cell comes back through the others.
        source, sink = (self.end[cell], self.begin[cell]) if rise else (self.begin[cell], self.end[cell])
        pipes = self._pipes(cell, opened)
        flow = maximum_flow(pipes, int(source), int(sink))
        left = pipes - flow.flow
        left.data = np.maximum(left.data, 0)
        left.eliminate_zeros()
        reached, reaching = np.zeros(self.nodes, dtype=bool), np.zeros(self.nodes, dtype=bool)
        reached[breadth_first_order(left, int(source), return_predecessors=False)] = True
        reaching[breadth_first_order(left.T.tocsr(), int(sink), return_predecessors=False)] = True
        sides = [reached] if (reached == ~reaching).all() else [reached, ~reaching]
        return flow.flow_value / _PARTS, [self._across(side, cell) for side in sides]

    def _pipes(self, cell: int, opened: Floats) -> csr_array:
        from scipy.sparse import coo_array

        room = np.concatenate([self.up, self.down]) * np.tile(opened, 2) * _PARTS
        room[[cell, len(self.up) + cell]] = 0
        ends = (np.concatenate([self.begin, self.end]), np.concatenate([self.end, self.begin]))
        pipes = coo_array((np.floor(room + 1e-6).astype(np.int32), ends), shape=(self.nodes, self.nodes)).tocsr()
        pipes.sum_duplicates()
        return pipes

    def _across(self, side: Bools, cell: int) -> Floats:
        out = side[self.begin] & ~side[self.end]
        back = ~side[self.begin] & side[self.end]
        room = np.where(out, self.up, 0.0) + np.where(back, self.down, 0.0)
        room[cell] = 0.0
        return room


def network_of(equations: csr_array, up: Floats, down: Floats) -> Network | None:
    """Return the network of a system, or None where it is none: a cell stands in three sums, or signs don't fit.

    In a network the ranges of linear programs end on whole numbers.

    Source: a table of two dimensions is a transportation problem, Fischetti and Salazar 1999.

    >>> from scipy.sparse import csr_array
    >>> row = csr_array(np.array([[1.0, 1.0, -1.0]]))
    >>> network_of(row, np.ones(3), np.ones(3)).begin.tolist()
    [1, 1, 0]
    """
    columns = equations.tocsc()
    if (np.diff(columns.indptr) > 2).any():
        return None
    sign = _signs(equations)
    if sign is None:
        return None
    ground = equations.shape[0]
    begin, end = np.full(equations.shape[1], ground), np.full(equations.shape[1], ground)
    terms = columns.tocoo()
    inward = terms.data * sign[terms.row] > 0
    end[terms.col[inward]] = terms.row[inward]
    begin[terms.col[~inward]] = terms.row[~inward]
    return Network(begin=begin, end=end, nodes=ground + 1, up=up, down=down)


def _signs(equations: csr_array) -> Ints | None:
    """Return 1 or -1 for each equation, so that every cell of two equations enters one and leaves the other."""
    from scipy.sparse.csgraph import breadth_first_order

    columns = equations.tocsc()
    joined = (equations @ equations.T).tocsr()  # of two equations: the product of signs of the cells they share
    sign = np.zeros(equations.shape[0], dtype=np.intp)
    for root in range(len(sign)):
        if sign[root]:
            continue
        order, before = breadth_first_order(abs(joined), root, directed=False)
        sign[root] = 1
        for node in order[1:]:
            sign[node] = -sign[before[node]] * np.sign(joined[before[node], node])
    pairs = columns.tocoo()
    sums = np.bincount(pairs.col, weights=pairs.data * sign[pairs.row], minlength=equations.shape[1])
    twice = np.diff(columns.indptr) == 2
    return sign if not sums[twice].any() else None
