"""A table of counts of people as it stands in a file or a release: labels, counts, codes, and money."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

#: The label of a margin (commands.md, TABLE.csv).
MARGIN = "total"

#: S privacy, U unreliable, N not collected or unknown, Z zero, or empty (method.md 9.4).
Code = Literal["", "S", "U", "N", "Z"]

#: The labels of one cell, in the order of the dimensions.
Labels = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """The dollars of each cell of a table, in cents, and who they come from or go to.

    Args:
        cents: dollars of each cell in cents; None where unknown or hidden.
        contributors: givers or receivers behind each cell; empty where the money is a public record.
        largest: for each cell the largest and the second largest contribution in cents, where known.
    """

    cents: tuple[int | None, ...]
    contributors: tuple[int | None, ...] = ()
    largest: tuple[tuple[int, int] | None, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleTable:
    """A table of counts of people, cell by cell; a margin carries ``total`` in a dimension.

    Args:
        dimensions: names of the dimensions.
        labels: labels of each cell.
        counts: people of each cell; None where hidden or unknown (a blank is never zero).
        codes: code of each cell of a published table; empty for a table that is not yet published.
        money: dollars of each cell.
        parents: dimension -> label -> the label it is part of.
        population: who was counted and at which date; tables of one population share their cells.
        sensitive: the dimension with the answers to a sensitive question, where even a zero tells something; or empty.
        name: name of the file or table, for findings.
        rows: row of each cell in its file, for findings.
    """

    dimensions: tuple[str, ...]
    labels: tuple[Labels, ...]
    counts: tuple[float | None, ...]
    codes: tuple[Code, ...] = ()
    money: Money | None = None
    parents: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    population: str = ""
    sensitive: str = ""
    name: str | None = None
    rows: tuple[int, ...] = ()

    def row(self, cell: int) -> int | None:
        """Return the row of a cell in its file, where it has one."""
        return self.rows[cell] if self.rows else None

    def named(self, cell: int) -> dict[str, str]:
        """Return dimension -> label of a cell."""
        return dict(zip(self.dimensions, self.labels[cell], strict=True))

    def without(self, dimension: str) -> PeopleTable:
        """Return the table collapsed to its totals over a dimension: only the rows that carry them stay.

        >>> table = PeopleTable(dimensions=("sex",), labels=(("female",), ("total",)), counts=(4, 40))
        >>> table.without("sex").counts
        (40,)
        """
        place = self.dimensions.index(dimension)
        kept = [cell for cell, labels in enumerate(self.labels) if labels[place] == MARGIN]
        return replace(
            self,
            labels=tuple(self.labels[cell] for cell in kept),
            counts=tuple(self.counts[cell] for cell in kept),
            codes=tuple(self.codes[cell] for cell in kept) if self.codes else (),
            money=_money_of(self.money, kept) if self.money else None,
            rows=tuple(self.rows[cell] for cell in kept) if self.rows else (),
        )


def _money_of(money: Money, kept: list[int]) -> Money:
    return Money(
        cents=tuple(money.cents[cell] for cell in kept),
        contributors=tuple(money.contributors[cell] for cell in kept) if money.contributors else (),
        largest=tuple(money.largest[cell] for cell in kept) if money.largest else (),
    )
