"""Many tests in one report: which findings stand (method.md 5.3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Looks:
    """For each p, in the order given: the limit of its rank, whether the finding stands, and its rank from 1."""

    limits: tuple[float, ...]
    stands: tuple[bool, ...]
    ranks: tuple[int, ...]


def benjamini_hochberg(p_values: Sequence[float], *, q: float) -> Looks:
    """Return which findings stand when the expected share of false ones is held at ``q``.

    Source: Benjamini and Hochberg 1995.

    >>> benjamini_hochberg([0.004, 0.6, 0.02], q=0.10).stands
    (True, False, True)
    """
    count = len(p_values)
    order = sorted(range(count), key=lambda index: p_values[index])
    rank = {index: place for place, index in enumerate(order, start=1)}
    limits = tuple(q * rank[index] / count for index in range(count))
    last = max((rank[index] for index in range(count) if p_values[index] <= limits[index]), default=0)
    ranks = tuple(rank[index] for index in range(count))
    return Looks(limits, tuple(place <= last for place in ranks), ranks)
