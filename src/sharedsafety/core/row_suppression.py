"""One row of counts of people beside its shown total: which cells to hide so that no small one can be found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sharedsafety.core.disclosure import disclosure_rules


@dataclass(frozen=True, slots=True, kw_only=True)
class RowSuppression:
    """A row as it may be shown. A hidden cell is None; so is the total when it is itself too small.

    ``primary`` are the positions (from 0) of cells that are too small; ``hidden`` all positions that are hidden.
    ``feasible`` is the range of whole numbers that a reader can still think possible for each hidden cell.
    """

    cells: tuple[float | None, ...]
    total: float | None
    primary: tuple[int, ...]
    hidden: tuple[int, ...]
    feasible: tuple[float, float] | None


def row_suppression(cells: Sequence[float], total: float, minimum_cell: int | None = None) -> RowSuppression:
    """Return the row with its small cells hidden, and as many others as it takes (method.md 9.2).

    One hidden cell is total less the rest, so a second one goes with it: the smallest other that is not zero,
    until each small cell could be anything in a range that is wide enough and reaches beyond the small counts.

    >>> row_suppression([25, 8, 40], 73).cells
    (None, None, 40)
    """
    rules = disclosure_rules()
    least = rules.minimum_cell if minimum_cell is None else minimum_cell
    primary = tuple(place for place, count in enumerate(cells) if 0 < count < least)
    hidden = set(primary)
    if 0 < total < least:
        hidden = {place for place, count in enumerate(cells) if count > 0}
        return _row(cells, None, primary, hidden)
    while hidden and not _protected(cells, hidden, least, rules.audit_width):
        others = [place for place, count in enumerate(cells) if place not in hidden and count > 0]
        if not others:
            return _row(cells, None, primary, hidden)
        hidden.add(min(others, key=lambda place: (cells[place], place)))
    return _row(cells, total, primary, hidden)


def _protected(cells: Sequence[float], hidden: set[int], least: int, width: int) -> bool:
    if len(hidden) == 1:
        return False
    top = sum(cells[place] for place in hidden)
    return top >= width and top >= least


def _row(cells: Sequence[float], total: float | None, primary: tuple[int, ...], hidden: set[int]) -> RowSuppression:
    """Return the row; with one equation the attacker's linear programs have their optimum at 0 and the rest."""
    left = sum(cells[place] for place in hidden)
    return RowSuppression(
        cells=tuple(None if place in hidden else count for place, count in enumerate(cells)),
        total=total,
        primary=primary,
        hidden=tuple(sorted(hidden)),
        feasible=(0, left) if hidden and total is not None else None,
    )
