"""What could explain the difference between a ledger and its document's printed total: rows and sums that equal it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

#: ``counted``: it is in the total and perhaps should not be; ``not_counted``: the other way round; ``sign``: a line
#: counts with the wrong sign; ``apart``: the first is in the total where the second should be.
How = Literal["counted", "not_counted", "sign", "apart"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A row, or a sum of rows, of a document.

    Args:
        kind: ``line``, ``left_out``, ``table``, ``department``, ``fund`` or ``flow``.
        label: its name; for a row what it says of itself.
        cents: its amount.
        counted: whether it is in the total that is compared with the printed one.
        lines: how many lines it sums up.
        file, row, column: where a single row stands.
    """

    kind: str
    label: str
    cents: int
    counted: bool = True
    lines: int = 1
    file: str = ""
    row: int | None = None
    column: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """What would make the difference vanish: one part, or two of which the first is to be replaced by the second."""

    how: How
    parts: tuple[Part, ...]


def explanations(difference_cents: int, parts: Sequence[Part], *, most: int = 12) -> tuple[Explanation, ...]:
    """Return which rows or sums equal a difference, single ones first; a part of no amount explains nothing.

    Two parts are compared only where both are of one kind and no single lines: among thousands of lines some two would
    fit by chance.

    Args:
        difference_cents: ledger less printed total; of zero there is nothing to explain.
        parts: rows and sums of the document, the likeliest first.
        most: so many are returned.

    >>> left_out = Part(kind="left_out", label="Debt service", cents=500, counted=False, row=9)
    >>> [found.how for found in explanations(-500, [left_out])]
    ['not_counted']
    """
    if not difference_cents:
        return ()
    found = (*_single(difference_cents, parts), *_pairs(difference_cents, parts))
    return found[:most]


def _single(difference: int, parts: Sequence[Part]) -> Iterator[Explanation]:
    for part in parts:
        if part.cents and part.counted and part.cents == difference:
            yield Explanation(how="counted", parts=(part,))
        if part.cents and not part.counted and part.cents == -difference:
            yield Explanation(how="not_counted", parts=(part,))
    for part in parts:
        if part.kind == "line" and part.counted and part.cents and 2 * part.cents == difference:
            yield Explanation(how="sign", parts=(part,))


def _pairs(difference: int, parts: Sequence[Part]) -> Iterator[Explanation]:
    """Yield two sums of one kind whose difference it is, and a counted sum with a row left out in its place."""
    by_amount: dict[tuple[str, int], Part] = {}
    for part in parts:
        if part.kind != "line" and part.cents:
            by_amount.setdefault((part.kind, part.cents), part)
    for (kind, cents), part in by_amount.items():
        if not part.counted:
            continue
        for other in (kind, "left_out"):
            second = by_amount.get((other, cents - difference))
            if second is not None and second is not part:
                yield Explanation(how="apart", parts=(part, second))
