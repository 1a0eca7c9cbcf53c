"""Which programs a new document brings that nobody has coded, and which coded ones it no longer has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sharedsafety.investments.settings import money_settings


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramsMet:
    """Programs of a document against a coding.

    Args:
        known: how many of its programs are coded; ``known_cents`` what they spend.
        new: those that are not, each with the cents it spends, the largest first.
        gone: coded programs of which the document has no line.
    """

    known: int
    known_cents: int
    new: tuple[tuple[str, int], ...]
    gone: tuple[str, ...]


def programs_met(lines: Any, documents: Collection[str], coded: Collection[str]) -> ProgramsMet:
    """Return which programs of some documents are coded, new and gone.

    Args:
        lines: an Arrow table with ``program_key``, ``doc_id``, ``flow`` and ``amount_cents``.
        documents: ids of the documents.
        coded: keys of the programs that are coded.
    """
    flows = money_settings().spending_flows
    spent: dict[str, int] = defaultdict(int)
    for row in _summed(lines):
        if row["doc_id"] in documents and row["flow"] in flows:
            spent[row["program_key"]] += int(row["amount_cents_sum"])
    new = sorted(((key, cents) for key, cents in spent.items() if key not in coded), key=lambda each: (-each[1], each))
    return ProgramsMet(
        known=len(spent) - len(new),
        known_cents=sum(cents for key, cents in spent.items() if key in coded),
        new=tuple(new),
        gone=tuple(sorted(key for key in coded if key not in spent)),
    )


def _summed(lines: Any) -> list[dict[str, Any]]:
    """Return the lines summed up by program, document and flow."""
    import pyarrow as pa

    names = ("program_key", "doc_id", "flow")
    table = pa.table({name: lines[name].cast(pa.string()) for name in names})
    table = table.append_column("amount_cents", lines["amount_cents"].cast(pa.decimal128(38, 0)))
    rows: list[dict[str, Any]] = table.group_by(list(names)).aggregate([("amount_cents", "sum")]).to_pylist()
    return rows
