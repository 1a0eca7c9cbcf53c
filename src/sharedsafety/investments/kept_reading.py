"""Last year's mapping as what was said of this year's file: the same layout is read the same way, unasked."""

from __future__ import annotations

from collections.abc import Iterator

from sharedsafety.investments.drift import columns_read, most_like
from sharedsafety.investments.mapping import FileMapping
from sharedsafety.investments.mapping import Mapping as BudgetMapping
from sharedsafety.investments.proposed_mapping import Proposal
from sharedsafety.investments.said_columns import Said


def kept_reading(old: BudgetMapping, new: Proposal) -> Said | None:
    """Return how the file of a kept mapping that is most like a new one was read; None where none is alike.

    A file is alike where at least half of the columns that were read stand in the new one too. Of columns only those
    are told that would be taken for something else now.

    Args:
        old: the mapping kept from earlier files.
        new: the first proposal for the new file.
    """
    if not old.files:
        return None
    file = most_like(old, tuple(new.columns))
    read = {name: meant for name, meant in columns_read(file).items() if meant}
    there = {name: meant for name, meant in read.items() if name in new.columns}
    if not read or 2 * len(there) < len(read):
        return None
    other = {name: meant for name, meant in there.items() if meant != new.columns[name]}
    return Said(columns=other, answers=dict(_answers(file)))


def _answers(file: FileMapping) -> Iterator[tuple[str, str]]:
    """Yield the answers that a kept reading rests on, by the id of their question."""
    yield "decimal", "comma" if file.decimal == "," else "point"
    yield "sign", "negative" if file.sign < 0 else "positive"
    for text, flow in file.account_type.values.items() if file.account_type else ():
        yield f"kind:{text}" if text else "kind:blank", flow
    for kept in file.rows:
        yield "rows", kept.equals[0] if len(kept.equals) == 1 else "all"
    phases = {amount.phase for amount in file.amounts if isinstance(amount.phase, str)}
    if len(phases) == 1:
        yield "phase", phases.pop()
    for amount in file.amounts:
        if not isinstance(amount.phase, str):
            yield from ((f"phase:{text}", phase) for text, phase in amount.phase.values.items())
