"""Amounts split into parts to the cent: largest remainder, in whole numbers."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import lcm
from typing import Any

import numpy as np
from numpy.typing import NDArray

_INT64 = 2**63 - 1


def split_cents(cents: NDArray[np.int64], shares: Sequence[Fraction]) -> NDArray[np.int64]:
    """Return many amounts split by the same shares, shape (amounts, shares); every row sums to its amount.

    Each part is rounded down (towards 0) and the units left over go to the largest remainders; equal remainders are
    served in the order of ``shares``. A negative amount is split like the positive one with the sign turned. Products
    are taken in 64 bits only where they provably fit, else in Python's whole numbers.

    Args:
        cents: amounts in whole units.
        shares: none negative, not all zero; they are scaled to sum to 1.

    >>> split_cents(np.array([100, -100]), [Fraction(1, 3)] * 3).tolist()
    [[34, 33, 33], [-34, -33, -33]]
    """
    if len(shares) == 1:
        return cents[:, None].copy()
    weight = sum(shares, Fraction(0))
    scaled = [share / weight for share in shares]
    base = lcm(*(share.denominator for share in scaled))
    largest = int(np.abs(cents).max(initial=0))
    exact: Any = np.int64 if largest * base <= _INT64 else object
    factors = np.array([int(share * base) for share in scaled], dtype=exact)
    products = np.abs(cents).astype(exact)[:, None] * factors
    parts = (products // base).astype(np.int64)
    left = np.abs(cents) - parts.sum(axis=1)
    order = np.argsort(-(products % base), axis=1, kind="stable")
    rank = np.empty_like(order)
    np.put_along_axis(rank, order, np.arange(len(shares))[None, :], axis=1)
    parts += rank < left[:, None]
    signed: NDArray[np.int64] = parts * np.sign(cents)[:, None]
    return signed
