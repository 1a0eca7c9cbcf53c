"""Which dollars serve a stated priority, and with which weight (method.md 2.6, 4.4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

import numpy as np

from sharedsafety.framework.priority import StatedPriority
from sharedsafety.investments.coded import PriorityLink
from sharedsafety.investments.coded_amounts import Amounts
from sharedsafety.investments.coding import CodedPart
from sharedsafety.investments.marked import MARKER_SETS, fractional_weights
from sharedsafety.investments.uncertainty import Ints, Mask
from sharedsafety.investments.year_amounts import Weights, YearAmounts

PartWeights = tuple[tuple[Fraction, ...], ...]


@dataclass(frozen=True)
class Served:
    """The weight of each part for one priority, under each marker set.

    ``marked`` says that the weights come from principle markers, so that uncoded dollars might count too.
    """

    by_set: PartWeights
    marked: bool

    @cached_property
    def weights(self) -> Weights:
        """Return the weights for grouping; the default set gives the point value."""
        return Weights.of(self.by_set, point_variant=len(self.by_set) // 2)

    @cached_property
    def any(self) -> Mask:
        """Return which parts count at all; the entry at the end is for pieces nobody coded."""
        return np.array([*(any(column) for column in zip(*self.by_set, strict=True)), False], dtype=bool)

    def amounts(self, year: YearAmounts, mask: Mask, group: Ints | None = None, size: int = 1) -> Amounts:
        """Return the priority's dollars in ``mask``: one group, or those of ``group``; never dollars nobody coded."""
        kept = np.where(mask & self.any[year.pieces.part], 0 if group is None else group, -1)
        uncoded = np.full(size, year.uncoded() if self.marked else 0.0)
        return year.grouped(kept, size, weights=self.weights, uncoded=uncoded)


def served_by(priority: StatedPriority, links: Sequence[PriorityLink], parts: Sequence[CodedPart]) -> Served | None:
    """Return which parts serve a priority; None where nothing says so (no link, no principle).

    A statement of kind S5 is served by the fractional dollars of its principle and by what is linked to it; any other
    by what is linked. Where both say something, the greater weight counts, so no dollar counts above itself.
    """
    linked = _linked(priority.id, links)
    principle = priority.principle if priority.statement_kind == "S5" else None
    if not linked and principle is None:
        return None
    by_link = [_weight_of(part, linked) for part in parts]
    if principle is None:
        return Served((tuple(by_link),), marked=False)
    return Served(
        tuple(
            tuple(
                max(weight, fractional_weights(part.markers, name)[principle])
                for part, weight in zip(parts, by_link, strict=True)
            )
            for name in MARKER_SETS
        ),
        marked=True,
    )


def served_together(served: Sequence[Served], parts: Sequence[CodedPart]) -> Served:
    """Return the weights of all priorities together, each dollar at most once.

    Links overlap: the greatest counts. Fractional principle dollars are separate parts of a dollar: they add up.
    """
    by_set = []
    for variant in range(len(MARKER_SETS)):
        rows = [(item, item.by_set[min(variant, len(item.by_set) - 1)]) for item in served]
        weights = []
        for at in range(len(parts)):
            links = max((row[at] for item, row in rows if not item.marked), default=Fraction(0))
            marked = sum((row[at] for item, row in rows if item.marked), Fraction(0))
            weights.append(min(Fraction(1), max(links, marked)))
        by_set.append(tuple(weights))
    return Served(tuple(by_set), marked=any(item.marked for item in served))


def served_fractionally(served: Sequence[Served]) -> tuple[Served, ...]:
    """Return the weights scaled so that the priorities together count no dollar twice: shares that can sum to 1.

    Only for linked priorities (one marker set); a part's weights are divided by ``max(1, their sum)``.
    """
    sums = [max(Fraction(1), sum(column, Fraction(0))) for column in zip(*(s.by_set[0] for s in served), strict=True)]
    return tuple(
        Served((tuple(w / whole for w, whole in zip(item.by_set[0], sums, strict=True)),), marked=False)
        for item in served
    )


def _linked(priority_id: str, links: Sequence[PriorityLink]) -> dict[tuple[str, str | None], Fraction]:
    found: dict[tuple[str, str | None], Fraction] = {}
    for link in links:
        if link.priority_id == priority_id:
            key = (link.program_key, link.category)
            found[key] = max(found.get(key, Fraction(0)), Fraction(str(link.weight)))
    return found


def _weight_of(part: CodedPart, linked: Mapping[tuple[str, str | None], Fraction]) -> Fraction:
    keys = ((part.program_key, None), (part.program_key, part.category))
    return max((linked[key] for key in keys if key in linked), default=Fraction(0))
