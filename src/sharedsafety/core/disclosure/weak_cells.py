"""Which hidden cells a reader can work out, or come too close to."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sharedsafety.core.disclosure.attacker import reach
from sharedsafety.core.disclosure.linked_cells import LinkedCells, unknowns_of
from sharedsafety.core.disclosure.need import Need
from sharedsafety.core.disclosure.solver import Bools, Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranges:
    """What a reader can know of each cell.

    Args:
        weak: whether the range is too narrow for a cell that may not be known.
        low, high: the range as far as it was looked at: exact for weak cells; a shown cell is its own number.
    """

    weak: Bools
    low: Floats
    high: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What a reader sees of one kind of number.

    Args:
        shown: number of each cell, NaN where it is hidden.
        least: smallest number that a reader thinks possible.
        asked: cells that may not be known when hidden; any other hidden count is weak only if it could be small.
        need: how wide the range has to be.
    """

    shown: Floats
    least: Floats
    asked: Bools
    need: Need


def ranges(linked: LinkedCells, view: View, seed: int) -> Ranges:
    """Return what a reader can know of each cell.

    Raises:
        BadInput: ``people-tables-contradict``: no numbers fit what is shown.
    """
    low, high = view.shown.copy(), view.shown.copy()
    weak = np.zeros(len(low), dtype=bool)
    unknowns, cells = unknowns_of(linked, view.shown, view.least)
    if len(cells):
        asked = np.ones(len(cells), dtype=bool) if view.need.small else view.asked[cells]
        found = reach(unknowns, view.need.part(cells), asked, seed)
        low[cells], high[cells] = found.low, found.high
        if view.need.whole:
            low[cells], high[cells] = view.need.inward(found.low, found.high)
        small = (low[cells] <= view.need.small) & (high[cells] >= 1)
        weak[cells] = found.weak & (view.asked[cells] | small)
    return Ranges(weak=weak, low=low, high=high)
