"""The rows of a published table that belong into a ledger: totals of other rows are held back and settled."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sharedsafety.core.findings import Finding
from sharedsafety.investments.amount_columns import exact_sum, sums_before
from sharedsafety.investments.faults import FaultList
from sharedsafety.investments.line_rules import sums_of_others
from sharedsafety.investments.mapping import Mapping as BudgetMapping
from sharedsafety.investments.published_rows import Rows, faults_of, has_amount, read_rows, unread_faults
from sharedsafety.investments.reading_plan import ReadingPlan
from sharedsafety.investments.tables_in import PublishedTable, pieces
from sharedsafety.investments.total_rows import Candidate, says_total, verdicts

#: A row that may be a total: with the rows it was held back with, and its place among them.
_Held = tuple[Candidate, Rows, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A published row that is not in the ledger: its label, its amounts in cents by column, and the reason."""

    file: str
    row: int
    label: str
    reason: str
    amounts: Mapping[str, int]


@dataclass(slots=True)
class TableReading:
    """What reading one table has brought besides its rows; it fills while ``ledger_rows`` is walked through."""

    faults: FaultList
    left_out: list[LeftOut] = field(default_factory=list)
    sums: dict[str, int] = field(default_factory=dict)
    rounded: int = 0


def ledger_rows(
    table: PublishedTable, plan: ReadingPlan, mapping: BudgetMapping, reading: TableReading
) -> Iterator[Rows]:
    """Yield the rows that belong into the ledger, in order; rows that only look like totals come last."""
    candidates: list[_Held] = []
    for piece in pieces(table, plan.label_columns, plan.amount_columns):
        reading.faults.extend(piece.faults)
        if not len(piece.rows):
            continue
        rows, kept = read_rows(piece, plan, mapping)
        reading.faults.extend(faults_of(rows, kept, piece, table, plan))
        suspects = _suspects(rows, plan)
        if suspects.any():
            left = suspects | sums_of_others(rows.labels, mapping.leave_out, len(rows.numbers))
            _note_candidates(rows, (suspects, left), table, reading, candidates)
        ordinary = rows.take(~suspects & has_amount(rows))
        sums_up = sums_of_others(ordinary.labels, mapping.leave_out, len(ordinary.numbers))
        reading.faults.extend(unread_faults(ordinary.take(~sums_up), table, plan))
        for number, amounts in ordinary.amounts.items():
            name = table.header[number]
            reading.sums[name] = reading.sums.get(name, 0) + exact_sum(amounts.cents[~sums_up])
            reading.rounded += int(amounts.rounded.sum())
        yield ordinary
    for rows in _settled(candidates, table, reading):
        reading.faults.extend(unread_faults(rows, table, plan))
        yield rows


def _suspects(rows: Rows, plan: ReadingPlan) -> Any:
    """Return the rows with an amount whose labels are all blank, or one of them says "total"."""
    import numpy as np

    if not plan.labels:  # a wide sheet: the labels stand in its header
        return np.zeros(len(rows.numbers), dtype=bool)
    blank = np.logical_and.reduce([rows.labels[name].mask(lambda text: not text) for name in plan.labels])
    named = np.logical_or.reduce([rows.labels[name].mask(says_total) for name in plan.labels])
    return (blank | named) & has_amount(rows)


def _note_candidates(
    rows: Rows, masks: tuple[Any, Any], table: PublishedTable, reading: TableReading, candidates: list[_Held]
) -> None:
    """Note the suspects of a piece; ``masks`` are those and the rows that no total adds up."""
    import numpy as np

    suspects, left = masks
    places = suspects.nonzero()[0]
    held, name = rows.take(places), table.header
    above = {number: sums_before(np.where(left, 0, amounts.cents), places) for number, amounts in rows.amounts.items()}
    for at, row in enumerate(held.numbers.tolist()):
        texts = (column.values[column.codes[at]] for column in held.labels.values())
        candidate = Candidate(
            row=row,
            label=next(filter(says_total, texts), ""),
            amounts={name[n]: int(amounts.cents[at]) for n, amounts in held.amounts.items() if amounts.present[at]},
            before={name[n]: reading.sums.get(name[n], 0) + sums[at] for n, sums in above.items()},
        )
        candidates.append((candidate, held, at))


def _settled(candidates: list[_Held], table: PublishedTable, reading: TableReading) -> Iterator[Rows]:
    """Leave totals out and say so; refuse rows nobody can name; yield the others."""
    found = verdicts([candidate for candidate, _, _ in candidates], reading.sums)
    stay: list[tuple[Rows, list[int]]] = []
    for (candidate, rows, at), verdict in zip(candidates, found, strict=True):
        if verdict == "not_a_total" and candidate.label:
            reading.faults.add("ledger-not-a-total", row=candidate.row, label=candidate.label)
            if not stay or stay[-1][0] is not rows:
                stay.append((rows, []))
            stay[-1][1].append(at)
            continue
        code = "ledger-total-row" if verdict == "total" else "ledger-row-without-labels"
        reading.faults.add(code, row=candidate.row, label=candidate.label, amounts=_dollars(candidate.amounts))
        reading.left_out.append(LeftOut(file=table.shown_as, row=candidate.row, label=candidate.label,
                                        reason=code, amounts=candidate.amounts))  # fmt: skip
    for rows, places in stay:
        yield rows.take(places)


def _dollars(amounts: Mapping[str, int]) -> str:
    return "; ".join(f"{column}: {cents / 100:,.2f}" for column, cents in amounts.items())


def said_rounded(table: PublishedTable, reading: TableReading) -> tuple[Finding, ...]:
    """Return the finding that amounts stand in exponent form, if any do."""
    if not reading.rounded:
        return ()
    return (Finding(code="ledger-rounded", file=table.shown_as, params={"count": reading.rounded}),)
