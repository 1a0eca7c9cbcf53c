"""How wide a reader's range of a hidden cell has to be: ten people or more, and beyond the small counts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sharedsafety.core.disclosure.rules import disclosure_rules
from sharedsafety.core.disclosure.solver import CLOSE, Bools, Floats, Ints


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """What the range of each cell has to reach.

    Args:
        width: from the lowest to the highest number, at least.
        share: the lowest number is at most 1 less this share of the highest.
        small: numbers from 1 to this one are the small ones; the range holds one that is not. 0 for money.
        whole: whether only whole numbers count.
    """

    width: Floats
    share: float = 0.0
    small: int = 0
    whole: bool = True

    def met(self, low: Floats, high: Floats) -> Bools:
        """Return for each cell whether its range from ``low`` to ``high`` is wide enough.

        >>> people_need(2).met(np.array([0.0, 3.0]), np.array([33.0, 12.9])).tolist()
        [True, False]
        """
        if self.whole:
            low, high = self.inward(low, high)
        beyond = (high > self.small) | (low < 1)
        return np.asarray((high - low >= self.width) & beyond & (low <= (1 - self.share) * high))

    def inward(self, low: Floats, high: Floats) -> tuple[Floats, Floats]:
        """Return the whole numbers next to the ends of ranges, inside them."""
        return np.ceil(low - CLOSE), np.floor(high + CLOSE)

    def part(self, cells: Ints) -> Need:
        """Return the need of some of the cells."""
        return Need(width=self.width[cells], share=self.share, small=self.small, whole=self.whole)


def people_need(cells: int) -> Need:
    """Return what the ranges of so many counts of people have to reach (method.md 9.2).

    >>> people_need(1).met(np.array([1.0]), np.array([10.0])).tolist()
    [False]
    """
    rules = disclosure_rules()
    return Need(width=np.full(cells, float(rules.audit_width)), small=rules.minimum_cell - 1)


def money_need(cells: int) -> Need:
    """Return what the ranges of so many amounts of money have to reach (trust.md 7, the p % rule)."""
    return Need(width=np.zeros(cells), share=disclosure_rules().estimate_share, whole=False)
