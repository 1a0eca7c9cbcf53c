"""Hides cells of tables of people so that no hidden one can be worked out, and tries it before anything is returned.

Hidden first are small counts, telling zeros and money of a few; then as few people as possible beside them, so that the
range of every hidden cell is wide enough for the sharpest reader (``attacker``). A table in which that leaves nothing,
or is impossible beside what is published already, is collapsed to its totals over a dimension, or refused with the
reason.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from sharedsafety.core.disclosure.alike_answers import alike_answers
from sharedsafety.core.disclosure.draft import Draft
from sharedsafety.core.disclosure.heuristic import Task
from sharedsafety.core.disclosure.hiding import Hiding, hiding
from sharedsafety.core.disclosure.layers import money_layer, people_layer
from sharedsafety.core.disclosure.linked_cells import LinkedCells, link_cells
from sharedsafety.core.disclosure.people_table import PeopleTable
from sharedsafety.core.disclosure.small_cells import small_cells
from sharedsafety.core.disclosure.table_faults import checked_tables, disagreements, small_counts_shown, whole_tables
from sharedsafety.core.errors import BadInput
from sharedsafety.core.findings import Finding
from sharedsafety.core.seed import SEED


@dataclass(frozen=True, slots=True, kw_only=True)
class Protection:
    """Tables as they may be published.

    Args:
        tables: in the order given, every cell with its code; a hidden cell has no number.
        loss: people in cells that are hidden for the sake of others. Never publish it: it is a sum of hidden numbers.
        gap: by what share of the loss a cheaper choice could be better at most; None where that is not known.
        proved: whether no choice of cells loses fewer people.
        findings: what was collapsed or refused and why, and what else was noticed.
    """

    tables: tuple[PeopleTable, ...]
    loss: float
    gap: float | None
    proved: bool
    findings: tuple[Finding, ...]


def protected(
    tables: Sequence[PeopleTable],
    *,
    earlier: Sequence[PeopleTable] = (),
    within: Mapping[str, str] | None = None,
    seed: int = SEED,
) -> Protection:
    """Return tables with small cells hidden, and as many others as it takes (method.md 9).

    Args:
        tables: to be published together; a margin carries ``total``.
        earlier: tables that are published already; what they show can't be hidden any more.
        within: population -> a population that contains it.
        seed: of the solvers' choices among equals.

    Raises:
        BadInput: a table has faults, or the tables contradict each other.

    Source: method.md 9.2 (range of each hidden cell), trust.md 7; docs/decisions/0015.

    >>> labels = (("female",), ("male",), ("other",), ("total",))
    >>> table = PeopleTable(dimensions=("sex",), labels=labels, counts=(25, 8, 40, 73))
    >>> protected([table]).tables[0].counts
    (None, None, 40, 73)
    """
    findings = [*whole_tables(tables), *checked_tables(earlier)]
    findings += [finding for table in tables for finding in alike_answers(table)]
    findings += [finding for table in earlier for finding in small_counts_shown(table)]
    if faults := tuple(disagreements([*tables, *earlier])):
        raise BadInput.with_all(faults)
    drafts = [Draft(table=table) for table in tables]
    while True:
        linked, found = _hidden_in(drafts, earlier, within or {}, seed)
        failing = _first_failing(drafts, linked, found)
        if failing is None:
            break
        draft, reason = failing
        findings.append(draft.coarsen(reason))
    return Protection(
        tables=tuple(draft.published(_hidden_labels(number, linked, found)) for number, draft in enumerate(drafts)),
        loss=found.loss,
        gap=_gap(found),
        proved=found.bound is not None and found.loss <= found.bound,
        findings=tuple(findings),
    )


def _hidden_in(
    drafts: Sequence[Draft], earlier: Sequence[PeopleTable], within: Mapping[str, str], seed: int
) -> tuple[LinkedCells, Hiding]:
    tables = [*(draft.now for draft in drafts), *earlier]
    linked = link_cells(tables, within)
    people, money = people_layer(linked, tables), money_layer(linked, tables)
    published = linked.amounts([*((None,) * len(draft.now.labels) for draft in drafts), *(t.counts for t in earlier)])
    fixed = ~np.isnan(published)
    task = Task(
        linked=linked,
        layers=(people, money) if money else (people,),
        always=(small_cells(linked, tables, people) | np.isnan(people.shown)) & ~fixed,
        free=(people.truth > 0) & ~fixed,
        price=people.truth,
    )
    return linked, hiding(task, seed)


def _first_failing(
    drafts: Sequence[Draft], linked: LinkedCells, found: Hiding
) -> tuple[Draft, Literal["exposed", "all-hidden"]] | None:
    """Return a table that can't be published like this, and why."""
    near = found.weak
    while near.any():
        numbers = {table for cell in np.flatnonzero(near) for table, _ in linked.places[cell] if table < len(drafts)}
        touched = [drafts[number] for number in sorted(numbers)]
        if touched:
            return max(touched, key=lambda draft: len(draft.now.labels)), "exposed"
        wider = near | (abs(linked.equations.T) @ (abs(linked.equations) @ near) > 0)
        if (wider == near).all():
            break
        near = wider
    for number, draft in enumerate(drafts):
        if draft.says_nothing(_hidden_labels(number, linked, found)):
            return draft, "all-hidden"
    return None


def _hidden_labels(number: int, linked: LinkedCells, found: Hiding) -> set[int]:
    """Return which cells of a table are hidden."""
    return {place for cell in np.flatnonzero(found.hidden) for table, place in linked.places[cell] if table == number}


def _gap(found: Hiding) -> float | None:
    if found.bound is None:
        return None
    return (found.loss - found.bound) / found.loss if found.loss else 0.0
