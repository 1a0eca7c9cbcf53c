"""Made-up tables of people for the benchmarks of the gate, from a seeded generator."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

import numpy as np

from sharedsafety.core.disclosure import MARGIN, PeopleTable


def people_table(sizes: Sequence[int], seed: int, *, small: float = 0.1, most: int = 200) -> PeopleTable:
    """Return a table with all its totals.

    Args:
        sizes: labels of each dimension.
        seed: of its counts.
        small: share of the inner cells that hold 1 to 10 people.
        most: people of the largest inner cell.
    """
    rng = np.random.default_rng(seed)
    counts = rng.integers(11, most + 1, sizes)
    chance = rng.uniform(size=sizes)
    counts[chance < small] = rng.integers(1, 11, int((chance < small).sum()))
    counts[chance > 0.95] = 0
    for axis in range(len(sizes)):
        counts = np.concatenate([counts, counts.sum(axis=axis, keepdims=True)], axis=axis)
    names = [[*(f"{place}-{label}" for label in range(size)), MARGIN] for place, size in enumerate(sizes)]
    return PeopleTable(
        dimensions=tuple(f"d{place}" for place in range(len(sizes))),
        labels=tuple(product(*names)),
        counts=tuple(int(count) for count in counts.ravel()),
    )
