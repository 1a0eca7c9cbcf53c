"""Cuts: what any set of hidden cells must hold so that one hidden cell is uncertain enough, as linear inequalities."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sharedsafety.core.disclosure.room import Moving, Stops
from sharedsafety.core.disclosure.solver import CLOSE, Bools, Floats, Ints

if TYPE_CHECKING:
    from scipy.sparse import csr_array

#: A cut that a pattern breaks by less than this is not worth a row.
_VIOLATION = 1e-4


class Cuts:
    """Inequalities over the cells that may be hidden, as they are found.

    Args:
        moving: the cells as pipes or as a linear program.
        always: cells that are hidden in any case.
        columns: cells that may be hidden as well: the columns of the inequalities.
        width: how wide the range of each hidden cell has to be.
    """

    def __init__(self, moving: Moving, always: Bools, columns: Ints, width: Floats) -> None:
        self._moving, self._always, self._columns, self._width = moving, always, columns, width
        self._rows: list[Floats] = []
        self._least: list[float] = []
        self._seen: set[tuple[int, bytes]] = set()

    def __len__(self) -> int:
        return len(self._rows)

    def matrix(self) -> csr_array:
        """Return ``(cuts, columns)``: times what is hidden it is at least ``least``."""
        from scipy.sparse import csr_array

        return csr_array(np.array(self._rows).reshape(len(self._rows), len(self._columns)))

    @property
    def least(self) -> Floats:
        """Return the right side of each inequality."""
        return np.array(self._least)

    def broken(self, opened: Floats) -> bool:
        """Return whether some cut found so far does not hold."""
        return len(self) > 0 and bool((self.matrix() @ opened[self._columns] < self.least - _VIOLATION).any())

    def separate(self, cells: Ints, opened: Floats) -> int:
        """Return how many cuts were found for cells whose range is too narrow where the others are hidden so far.

        Args:
            cells: hidden cells to look at.
            opened: how far each cell is hidden, 0 to 1.
        """
        before = len(self)
        rises = self._moving.cuts(cells, opened, rise=True)
        falls = self._moving.cuts(cells, opened, rise=False)
        for cell, rise, fall in zip(cells, rises, falls, strict=True):
            self._separate(int(cell), 1.0 if self._always[cell] else opened[cell], rise, fall)
        return len(self) - before

    def _separate(self, cell: int, hidden: float, rise: Stops, fall: Stops) -> None:
        width, own = self._width[cell], min(self._moving.down[cell], self._width[cell])
        (up, rising), (down, falling) = rise, fall
        if min(up, width) + min(down, own) >= width * hidden - _VIOLATION:
            return
        for room in rising:
            if down >= own - CLOSE:  # it falls as far as its own number lets it: only the rise can be helped
                self._add(cell, room, width - own)
            else:
                for other in falling:
                    self._add(cell, room + other, width)

    def _add(self, cell: int, room: Floats, least: float) -> None:
        """Add that the cell, where it is hidden, needs so much room from others; no one gives more than all of it."""
        row = np.minimum(room, least)
        if not self._always[cell]:
            row[cell] -= least
        rest = (least if self._always[cell] else 0.0) - row[self._always].sum()
        key = (cell, row.tobytes())
        if key not in self._seen:
            self._seen.add(key)
            self._rows.append(row[self._columns])
            self._least.append(rest)
