"""Tries to work hidden cells out of published tables: all of a release together, and earlier releases beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from sharedsafety.core.disclosure.layers import coded
from sharedsafety.core.disclosure.linked_cells import LinkedCells, link_cells
from sharedsafety.core.disclosure.need import Need, money_need, people_need
from sharedsafety.core.disclosure.people_table import PeopleTable
from sharedsafety.core.disclosure.solver import Floats
from sharedsafety.core.disclosure.table_faults import checked_tables, disagreements
from sharedsafety.core.disclosure.weak_cells import Ranges, View, ranges
from sharedsafety.core.errors import BadInput
from sharedsafety.core.findings import Finding
from sharedsafety.core.seed import SEED


@dataclass(frozen=True, slots=True, kw_only=True)
class WeakCell:
    """A cell that should not be known, and how closely it is.

    Args:
        labels: dimension -> label, with its totals where a table lists the cell.
        number: ``count`` or ``value``.
        low, high: what it can be; cents for a value.
        table: place of the table that lists it, None for people no table lists but who follow from several.
        row: row of its file.
    """

    labels: Mapping[str, str]
    number: str
    low: float
    high: float
    table: int | None = None
    row: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """What a reader found.

    Args:
        cells: how many cells the tables have together, each counted once.
        hidden: how many of them are hidden.
        weak: those that can be worked out or come too close.
        findings: what else was noticed in the tables.
    """

    cells: int
    hidden: int
    weak: tuple[WeakCell, ...]
    findings: tuple[Finding, ...]


def audit(tables: Sequence[PeopleTable], *, within: Mapping[str, str] | None = None, seed: int = SEED) -> Audit:
    """Return which hidden cells a reader of all tables together can work out, or come too close to.

    The reader (``attacker``) knows no more than what is printed. Hidden is what has no number. A cell with the code S
    has to be uncertain by the rule of method.md 9.2 whatever its range; people who are unknown for another reason, or
    whom no table lists, only where their range holds a small count. A small count that some table shows is told too.

    Args:
        tables: published tables of any releases; those of one population share their cells.
        within: population -> a population that contains it, such as answers until May and until July.
        seed: of the attacker's directions.

    Raises:
        BadInput: a table has faults, two tables show different numbers of one cell, or nothing fits all of them.

    Source: trust.md P9, section 7.4 and 7.6; docs/decisions/0015.

    >>> labels = (("female",), ("male",), ("other",), ("total",))
    >>> table = PeopleTable(dimensions=("sex",), labels=labels, counts=(25, None, 40, 73), codes=("", "S", "", ""))
    >>> [(cell.low, cell.high) for cell in audit([table]).weak]
    [(8.0, 8.0)]
    """
    findings = checked_tables(tables)
    if faults := tuple(disagreements(tables)):
        raise BadInput.with_all(faults)
    linked = link_cells(tables, within)
    shown = linked.amounts([table.counts for table in tables])
    need = people_need(len(shown))
    found = ranges(linked, _view(linked, tables, shown, need), seed)
    plain = (shown >= 1) & (shown <= need.small)
    weak = [
        *_weak_cells(linked, tables, replace(found, weak=found.weak | plain), "count"),
        *_weak_money(linked, tables, seed),
    ]
    listed = np.array([bool(places) for places in linked.places], dtype=bool)
    return Audit(
        cells=int(listed.sum()),
        hidden=int((listed & np.isnan(shown)).sum()),
        weak=tuple(weak),
        findings=findings,
    )


def _view(linked: LinkedCells, tables: Sequence[PeopleTable], shown: Floats, need: Need) -> View:
    return View(shown=shown, least=np.zeros(len(shown)), asked=coded(linked, tables), need=need)


def _weak_money(linked: LinkedCells, tables: Sequence[PeopleTable], seed: int) -> list[WeakCell]:
    """Return the money of few that can be estimated too closely; money without contributors is a public record."""
    guarded = [table for table in tables if table.money is not None and table.money.contributors]
    if not guarded:
        return []
    shown = linked.amounts([table.money.cents if table.money else (None,) * len(table.labels) for table in tables])
    found = ranges(linked, _view(linked, tables, shown, money_need(len(shown))), seed)
    return [
        cell
        for cell in _weak_cells(linked, tables, found, "value")
        if cell.table is not None and tables[cell.table] in guarded
    ]


def _weak_cells(linked: LinkedCells, tables: Sequence[PeopleTable], found: Ranges, number: str) -> Iterator[WeakCell]:
    for cell in np.flatnonzero(found.weak):
        table, place = next(iter(linked.places[cell]), (None, 0))
        listed = tables[table] if table is not None else None
        yield WeakCell(
            labels=listed.named(place) if listed else linked.named(int(cell)),
            number=number,
            low=float(found.low[cell]),
            high=float(found.high[cell]),
            table=table,
            row=listed.row(place) if listed else None,
        )
