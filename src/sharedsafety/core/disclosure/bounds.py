"""What follows for each unknown from one equation at a time: cheap, and true of every solution."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from sharedsafety.core.disclosure.solver import CLOSE, Unknowns
from sharedsafety.core.errors import BadInput

#: Later rounds find hardly anything.
_ROUNDS = 25


def tightened(unknowns: Unknowns) -> Unknowns:
    """Return the unknowns with the ends of each moved to what its equations leave possible.

    Raises:
        BadInput: ``people-tables-contradict``: they leave nothing possible.

    >>> from scipy.sparse import csr_array
    >>> row = Unknowns(equations=csr_array(np.array([[1.0, 1.0]])), totals=np.array([33.0]),
    ...                least=np.zeros(2), most=np.full(2, 1000.0))
    >>> tightened(row).most.tolist()
    [33.0, 33.0]
    """
    terms = unknowns.equations.tocoo()
    row, column, sign = terms.row, terms.col, terms.data
    least, most = unknowns.least.copy(), unknowns.most.copy()
    for _ in range(_ROUNDS):
        ends = np.stack([sign * least[column], sign * most[column]])
        smallest, largest = ends.min(axis=0), ends.max(axis=0)
        sums = [np.bincount(row, weights=part, minlength=len(unknowns.totals)) for part in (smallest, largest)]
        # One term is the total less all others: the others' largest sum gives its smallest number.
        low = unknowns.totals[row] - (sums[1][row] - largest)
        high = unknowns.totals[row] - (sums[0][row] - smallest)
        low, high = np.where(sign > 0, low, -high), np.where(sign > 0, high, -low)
        before = (least.sum(), most.sum())
        np.maximum.at(least, column, low)
        np.minimum.at(most, column, high)
        if abs(least.sum() - before[0]) + abs(most.sum() - before[1]) < CLOSE:
            break
        if (least > most + CLOSE).any():
            raise BadInput("people-tables-contradict")
    return replace(unknowns, least=np.minimum(least, most), most=most)
