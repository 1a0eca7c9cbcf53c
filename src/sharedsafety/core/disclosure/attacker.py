"""A reader who works hidden cells out from everything that is shown, by linear programs.

The reader knows every number that is shown in any table, that parts add up to their wholes, that no count is below zero
(or a given least number) and, in small blocks, that people are whole. Whole numbers make the reader sharper: the range
lies inside that of linear programs; in tables of two dimensions both are the same. The reader does not know which
hidden cell was small and which one was hidden for its sake, so all hidden cells have to be uncertain alike.

Screening: one solution of a linear program fits everything, so it shows what each cell can be, of all cells at once.
Random objectives come first; only what they leave open is asked cell by cell.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from sharedsafety.core.disclosure.bounds import tightened
from sharedsafety.core.disclosure.need import Need
from sharedsafety.core.disclosure.rules import suppression_effort
from sharedsafety.core.disclosure.solver import CLOSE, Bools, Floats, Ints, Unknowns, extreme, whole_extreme


class Reach:
    """What each unknown can be, as far as it was looked at: from ``low`` to ``high``.

    ``weak`` marks those whose range was settled and is too narrow. ``whole_low`` and ``whole_high`` hold what solutions
    in whole numbers have reached.
    """

    def __init__(self, low: Floats, high: Floats) -> None:
        self.low, self.high = low, high
        self.whole_low, self.whole_high = low.copy(), high.copy()
        self.weak = np.zeros(len(low), dtype=bool)

    def see(self, cells: Ints, numbers: Floats, *, whole: Bools | bool = False) -> None:
        """Take in one solution for some of the unknowns; ``whole`` marks those in a block of whole numbers."""
        self.low[cells] = np.minimum(self.low[cells], numbers)
        self.high[cells] = np.maximum(self.high[cells], numbers)
        exact = cells[np.broadcast_to(whole, cells.shape)]
        numbers = np.round(numbers[np.broadcast_to(whole, cells.shape)])
        self.whole_low[exact] = np.minimum(self.whole_low[exact], numbers)
        self.whole_high[exact] = np.maximum(self.whole_high[exact], numbers)


def nothing_seen(unknowns: int) -> Reach:
    """Return the reach before the first solution."""
    return Reach(np.full(unknowns, np.inf), np.full(unknowns, -np.inf))


def reach(unknowns: Unknowns, need: Need, asked: Bools, seed: int) -> Reach:
    """Return what each unknown can be; those asked for are looked at until they are wide enough or settled.

    Raises:
        BadInput: ``people-tables-contradict``: nothing fits all that is shown.
    """
    found = nothing_seen(len(asked))
    blocks, unknowns = unknowns.blocks(), tightened(unknowns)
    known = np.flatnonzero(unknowns.most - unknowns.least < CLOSE)
    found.see(known, unknowns.least[known])
    for bunch in _bunches(blocks, asked):
        part, rng = unknowns.part(bunch), np.random.default_rng(seed)
        screen(part, bunch, need, asked, found, rng)
        _settle(part, bunch, need, asked, found)
    if need.whole:
        _use_whole_numbers(unknowns, blocks, need, asked, found)
    return found


def _bunches(blocks: Ints, asked: Bools) -> Iterator[Ints]:
    """Yield the unknowns of whole blocks, small ones together; blocks without one that is asked are left out."""
    wanted = np.flatnonzero(np.bincount(blocks, weights=asked, minlength=1))
    sizes, limit = np.bincount(blocks)[wanted], suppression_effort().bunch_cells
    bunch_of = np.full(blocks.max(initial=0) + 1, -1)
    bunch_of[wanted] = np.cumsum(sizes) // limit
    order = np.argsort(bunch_of[blocks], kind="stable")
    for _, bunch in _groups(order, bunch_of[blocks]):
        yield bunch


def _groups(order: Ints, number_of: Ints) -> Iterator[tuple[int, Ints]]:
    numbers = number_of[order]
    for part in np.split(order, np.flatnonzero(np.diff(numbers)) + 1):
        if len(part) and number_of[part[0]] >= 0:
            yield int(number_of[part[0]]), np.sort(part)


def screen(part: Unknowns, cells: Ints, need: Need, asked: Bools, found: Reach, rng: np.random.Generator) -> None:
    """Look at all cells at once, in random directions, until nothing new comes.

    Cells that one equation at a time shows to be too narrow are not looked at.
    """
    part, local = tightened(part), need.part(cells)
    asked_here = asked[cells] & local.met(part.least, part.most)
    open_cells = asked_here & ~local.met(found.low[cells], found.high[cells])
    if not open_cells.any():
        return
    blocks, idle = part.blocks(), 0
    while open_cells.any() and idle < suppression_effort().patience:
        direction = open_cells * rng.uniform(0.5, 1.0, len(cells)) * rng.choice([-1.0, 1.0], len(cells))
        for objective in (direction, -direction):
            numbers = extreme(part, objective)
            found.see(cells, numbers, whole=_whole(numbers, blocks))
        still = asked_here & ~local.met(found.low[cells], found.high[cells])
        idle = idle + 1 if still.sum() == open_cells.sum() else 0
        open_cells = still


def _whole(numbers: Floats, blocks: Ints) -> Bools:
    """Return for each unknown whether all numbers of its block are whole."""
    broken = np.abs(numbers - np.round(numbers)) > CLOSE
    return np.asarray(np.bincount(blocks, weights=broken)[blocks] == 0)


def _settle(part: Unknowns, cells: Ints, need: Need, asked: Bools, found: Reach) -> None:
    """Ask for the highest and lowest number of each cell that is still open."""
    blocks = part.blocks()
    for place, cell in enumerate(cells):
        one = np.array([cell])
        if not asked[cell] or need.part(one).met(found.low[one], found.high[one])[0]:
            continue
        if found.high[cell] - found.low[cell] > part.most[place] - part.least[place] - CLOSE:
            found.weak[cell] = True
            continue
        block = np.flatnonzero(blocks == blocks[place])
        alone, objective = part.part(block), (block == place).astype(float)
        for sign in (1.0, -1.0):
            numbers = extreme(alone, sign * objective)
            found.see(cells[block], numbers, whole=_whole(numbers, np.zeros(len(block), dtype=np.intp)))
        found.weak[cell] = not need.part(one).met(found.low[one], found.high[one])[0]


def _use_whole_numbers(unknowns: Unknowns, blocks: Ints, need: Need, asked: Bools, found: Reach) -> None:
    """Ask again in whole numbers where a small block's linear range may be wider than the true one."""
    open_cells = asked & ~found.weak & ~need.met(found.whole_low, found.whole_high)
    sizes = np.bincount(blocks, minlength=1)
    for cell in np.flatnonzero(open_cells & (sizes[blocks] <= suppression_effort().whole_number_cells)):
        one = np.array([cell])
        if need.part(one).met(found.whole_low[one], found.whole_high[one])[0]:
            continue
        block = np.flatnonzero(blocks == blocks[cell])
        alone, objective = unknowns.part(block), (block == cell).astype(float)
        for sign in (1.0, -1.0):
            found.see(block, whole_extreme(alone, sign * objective), whole=True)
        found.low[one], found.high[one] = found.whole_low[one], found.whole_high[one]
        found.weak[cell] = not need.part(one).met(found.low[one], found.high[one])[0]
