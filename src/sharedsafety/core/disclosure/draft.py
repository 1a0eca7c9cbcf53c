"""A table on its way out: whole, collapsed to its totals over some dimension, or refused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from sharedsafety.core.disclosure.people_table import MARGIN, Code, Labels, Money, PeopleTable
from sharedsafety.core.disclosure.rules import disclosure_rules, is_hidden_count
from sharedsafety.core.findings import Finding


@dataclass(slots=True)
class Draft:
    """One table while it is being protected; ``coarser`` is what is left of it once it was collapsed."""

    table: PeopleTable
    coarser: PeopleTable | None = None
    collapsed: tuple[str, ...] = ()

    @property
    def now(self) -> PeopleTable:
        """Return the table as it would be published."""
        return self.table if self.coarser is None else self.coarser

    def says_nothing(self, hidden: Collection[int]) -> bool:
        """Return whether the table has people in it and every number of them is hidden."""
        counted = [cell for cell, count in enumerate(self.now.counts) if count]
        return bool(counted) and all(cell in hidden for cell in counted)

    def coarsen(self, reason: Literal["exposed", "all-hidden"]) -> Finding:
        """Collapse the table to its totals over one dimension, or empty it, and return the reason as a finding."""
        choices = {
            dimension: self.now.without(dimension)
            for place, dimension in enumerate(self.now.dimensions)
            if {labels[place] for labels in self.now.labels} - {MARGIN}
            and not self._tells((*self.collapsed, dimension))
        }
        best = max(choices, key=lambda dimension: _showable(choices[dimension]), default=None)
        if best is None or not _showable(choices[best]):
            self.coarser = _nothing_of(self.table)
            return Finding(code=f"people-table-refused-{reason}", file=self.table.name)
        self.coarser, self.collapsed = choices[best], (*self.collapsed, best)
        return Finding(code=f"people-table-collapsed-{reason}", file=self.table.name, params={"dimension": best})

    def _tells(self, collapsed: tuple[str, ...]) -> bool:
        """Return whether a total would be so near to the number of its parts that none of them could be large.

        A reader who knows that the parts were left out because none could be shown takes none of them for a zero.
        """
        places = {self.table.dimensions.index(dimension) for dimension in collapsed}
        parts: Counter[Labels] = Counter()
        totals: dict[Labels, float] = {}
        for labels, count in zip(self.table.labels, self.table.counts, strict=True):
            if count and not any(labels[place] == MARGIN for place in places):
                whole = tuple(MARGIN if place in places else label for place, label in enumerate(labels))
                parts[whole] += 1
            elif count:
                totals[labels] = count
        width = disclosure_rules().audit_width
        return any(
            not is_hidden_count(totals.get(whole)) and totals.get(whole, width + n) < width + n
            for whole, n in parts.items()
        )

    def published(self, hidden: Collection[int]) -> PeopleTable:
        """Return the table with the code of each cell, and numbers only where they are shown.

        Args:
            hidden: the cells of ``now`` that are hidden; cells that were collapsed away are hidden too.
        """
        shown = {
            labels: count
            for cell, (labels, count) in enumerate(zip(self.now.labels, self.now.counts, strict=True))
            if cell not in hidden and not is_hidden_count(count)  # not even where an earlier release showed it
        }
        codes = tuple(self._code(cell, shown) for cell in range(len(self.table.labels)))
        return replace(
            self.table,
            codes=codes,
            counts=tuple(
                count if code in {"", "Z"} else None for count, code in zip(self.table.counts, codes, strict=True)
            ),
            money=_shown_money(self.table.money, codes) if self.table.money else None,
        )

    def _code(self, cell: int, shown: Mapping[Labels, float | None]) -> Code:
        count, labels = self.table.counts[cell], self.table.labels[cell]
        if count is None:
            given = self.table.codes[cell] if self.table.codes else "N"
            return given if given in {"S", "U", "N"} else "N"
        if labels in shown:
            return "Z" if count == 0 else ""
        places = zip(self.table.dimensions, labels, strict=True)
        whole = tuple(MARGIN if dimension in self.collapsed else label for dimension, label in places)
        return "Z" if shown.get(whole) == 0 else "S"  # nobody in the whole is nobody in its parts


def _shown_money(money: Money, codes: tuple[Code, ...]) -> Money:
    """Return the money of the shown cells; nobody needs to know how many gave or received it."""
    cents = tuple(cents if code in {"", "Z"} else None for cents, code in zip(money.cents, codes, strict=True))
    return Money(cents=cents, contributors=(None,) * len(cents) if money.contributors else ())


def _showable(table: PeopleTable) -> int:
    return sum(1 for count in table.counts if count and not is_hidden_count(count))


def _nothing_of(table: PeopleTable) -> PeopleTable:
    """Return the table without any cell."""
    return replace(table, labels=(), counts=(), codes=(), money=None, rows=())
