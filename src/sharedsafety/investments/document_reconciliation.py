"""One document against its own printed total, led from the difference to the rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sharedsafety.investments.difference import Explanation, Part, explanations
from sharedsafety.investments.document_lines import lines_of_amount, sums_by
from sharedsafety.investments.table_rows import LeftOut

_SUMS = ("flow", "fund", "department")
_LINES = 5  # single lines of one amount that are looked at


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentReconciliation:
    """A document's total, what it is made of, what is not in it, and what could explain a difference.

    Args:
        loaded_cents: all counted lines.
        difference_cents: loaded less printed; None where the document prints no total.
        sums: kind (``table``, ``flow``, ``fund``, ``department``) -> its parts, the largest first.
        left_out: published rows that are no lines, one part for each amount of a row.
        explanations: rows and sums that equal the difference.
    """

    loaded_cents: int
    difference_cents: int | None
    sums: dict[str, tuple[Part, ...]]
    left_out: tuple[tuple[Part, str], ...]
    explanations: tuple[Explanation, ...]


def document_reconciliation(
    lines: Any, left_out: Sequence[LeftOut], *, printed_cents: int | None, tables: Sequence[str]
) -> DocumentReconciliation:
    """Return how a document's lines add up, and which rows or sums equal its difference to the printed total.

    Args:
        lines: as ``document_lines`` returns them.
        left_out: rows of the document's file that are not in the ledger.
        printed_cents: the document's own total, or None.
        tables: name of each table of the mapping, in order; a line names its table by number.
    """
    sums = {name: sums_by(lines, name) for name in _SUMS}
    sums["table"] = tuple(_named(part, tables) for part in sums_by(lines, "source_table"))
    loaded = sum(part.cents for part in sums["flow"] if part.counted)
    difference = None if printed_cents is None else loaded - printed_cents
    apart = tuple(_parts_left_out(left_out, _columns(lines)))
    found: tuple[Explanation, ...] = ()
    if difference:
        singles = lines_of_amount(lines, (difference, -difference, difference // 2), most=3 * _LINES)
        parts = [part for part, _ in apart] + [part for kind in sums.values() for part in kind] + [*singles]
        found = explanations(difference, parts)
    return DocumentReconciliation(
        loaded_cents=loaded, difference_cents=difference, sums=sums, left_out=apart, explanations=found
    )


def _named(part: Part, tables: Sequence[str]) -> Part:
    return Part(kind="table", label=tables[int(part.label) - 1], cents=part.cents, counted=part.counted,
                lines=part.lines)  # fmt: skip


def _columns(lines: Any) -> frozenset[str]:
    """Return the names of the columns the lines come from, without the sheet before them."""
    names = lines["source_column"].unique().to_pylist()
    return frozenset((*names, *(name.split("!", 1)[-1] for name in names)))


def _parts_left_out(left_out: Sequence[LeftOut], columns: frozenset[str]) -> Iterator[tuple[Part, str]]:
    """Yield each amount of a row left out with its reason, of the columns that the document is read from."""
    for row in left_out:
        for column, cents in row.amounts.items():
            if column in columns:
                yield (
                    Part(kind="left_out", label=row.label, cents=cents, counted=False, file=row.file, row=row.row,
                         column=column),
                    row.reason,
                )  # fmt: skip
