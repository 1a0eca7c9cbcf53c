"""Moves: other tables that a reader can't tell from the true one, made possible by hiding as little as possible.

A move changes numbers so that every sum still holds. Each cell it changes has to be hidden. If a move changes a hidden
cell by ten people, the range of that cell is at least ten wide. Linear programs find cheap moves for many cells at
once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sharedsafety.core.disclosure.solver import CLOSE, Bools, Floats, Ints, linear_program

if TYPE_CHECKING:
    from scipy.sparse import csc_array

#: A cell that is hidden already costs a little to use, so that moves stay short.
_USE = 0.01
#: What a unit of a wanted move is worth, in units of the dearest cell: a move is only left out where none is possible.
_WORTH = 100.0
#: Dearer than so many times the median, cells are all alike to the solver: it works badly with costs too far apart.
_DEAREST = 1_000.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """Where numbers may move.

    Args:
        equations: ``(equations, cells)``.
        down: how far the number of each cell can fall.
        price: what hiding each cell costs; 0 for one that is hidden.
        open_cells: cells that are hidden or may be.
    """

    equations: csc_array
    down: Floats
    price: Floats
    open_cells: Bools

    def columns(self) -> tuple[Ints, csc_array]:
        """Return the open cells and their equations."""
        columns = np.flatnonzero(self.open_cells)
        part = self.equations[:, columns].tocsr()
        return columns, part[np.flatnonzero(np.diff(part.indptr))].tocsc()


def prices(room: Room, columns: Ints, rng: np.random.Generator) -> Floats:
    """Return what a unit of movement of each cell costs the solver; chance decides among equals."""
    price = room.price[columns]
    dear = price[price > 0]
    scale = np.median(dear) if len(dear) else 1.0
    return np.asarray((np.minimum(price / scale, _DEAREST) + _USE) * (1 + rng.uniform(size=len(columns))))


def moves_of(room: Room, wanted: Floats, worth: float, rng: np.random.Generator) -> Floats:
    """Return one cheap move that moves as many of the wanted cells as it can, as far as they are wanted to.

    Args:
        room: where numbers may move.
        wanted: how far each cell is to rise, or to fall where it is below 0; 0 for one that may do what it likes.
        worth: what one of ten people that a wanted cell moves may cost at most, in prices of the median cell.

    Returns:
        The change of each cell of the system.
    """
    from scipy.sparse import hstack

    columns, equations = room.columns()
    wish = wanted[columns]
    price = prices(room, columns, rng)
    gain = -min(worth, _WORTH * (1 + price.max(initial=0.0)))
    rises = np.flatnonzero(wish >= 0)
    falls = np.flatnonzero((wish < 0) | ((wish == 0) & (room.down[columns] > 0)))
    most = [np.where(wish[rises] > 0, wish[rises], np.inf), np.where(wish < 0, -wish, room.down[columns])[falls]]
    found = linear_program(
        np.concatenate([np.where(wish > 0, gain, price)[rises], np.where(wish < 0, gain, price)[falls]]),
        np.column_stack([np.zeros(len(rises) + len(falls)), np.concatenate(most)]),
        equal=(hstack([equations[:, rises], -equations[:, falls]]).tocsr(), np.zeros(equations.shape[0])),
    )
    change = np.zeros(len(room.down))
    if found.x is not None:
        change[columns[rises]] = found.x[: len(rises)]
        change[columns[falls]] -= found.x[len(rises) :]
    return np.where(np.abs(change) > CLOSE, change, 0.0)


def moves_both_ways(room: Room, cell: int, step: float, rng: np.random.Generator) -> tuple[Floats, Floats] | None:
    """Return a cheap pair of moves between which one cell differs by its step, or None where there is none."""
    from scipy.sparse import block_diag, csr_array, hstack, vstack

    columns, equations = room.columns()
    both, many = hstack([equations, -equations]), len(columns)
    place = int(np.flatnonzero(columns == cell)[0])
    # Unknowns: rises and falls of the upward move, then of the downward one.
    apart = np.zeros(4 * many)
    apart[[place, many + place, 2 * many + place, 3 * many + place]] = (1.0, -1.0, -1.0, 1.0)
    price = prices(room, columns, rng)
    most = np.tile(np.concatenate([np.full(many, np.inf), room.down[columns]]), 2)
    system = vstack([block_diag([both, both]), csr_array(apart[None, :])]).tocsr()
    found = linear_program(
        np.tile(price, 4),
        np.column_stack([np.zeros(4 * many), most]),
        equal=(system, np.concatenate([np.zeros(2 * equations.shape[0]), [step]])),
    )
    if found.x is None:
        return None
    moves = np.zeros((2, len(room.down)))
    moves[:, columns] = [found.x[:many] - found.x[many : 2 * many], found.x[2 * many : 3 * many] - found.x[3 * many :]]
    moves[np.abs(moves) <= CLOSE] = 0.0
    return moves[0], moves[1]
