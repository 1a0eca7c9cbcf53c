"""Whether one release may be signed: what its tables give away alone, and beside every earlier release."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sharedsafety.core.disclosure.audit import WeakCell, audit
from sharedsafety.core.disclosure.people_table import MARGIN, PeopleTable
from sharedsafety.core.disclosure.table_faults import checked_tables, disagreements
from sharedsafety.core.errors import BadInput
from sharedsafety.core.findings import Finding
from sharedsafety.core.seed import SEED

_Place = tuple[tuple[tuple[str, str], ...], str, str]


@dataclass(frozen=True, slots=True)
class _Known:
    """A weak cell, the name of its table, and its range."""

    table: str | None
    cell: WeakCell
    range: tuple[float, float]


_Weak = dict[_Place, _Known]


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenAway:
    """A cell of a release that a reader can work out, or comes too close to.

    Args:
        table: name of the table that lists it; None for people no table lists but who follow from several.
        cell: what is too well known, and how closely. Never publish it.
        earlier: names of the earlier releases without which it would not be; empty where the release does it alone.
        finding: the same for people, without any number.
    """

    table: str | None
    cell: WeakCell
    earlier: tuple[str, ...]
    finding: Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseAudit:
    """What a reader of a release and of all before it found.

    Args:
        given_away: every cell that may not be known; a release is signed only where there is none.
        findings: what else was noticed, such as numbers that an earlier release had otherwise.
        cells: how many cells the tables of the release have together, each counted once.
        hidden: how many of them are hidden.
    """

    given_away: tuple[GivenAway, ...]
    findings: tuple[Finding, ...]
    cells: int
    hidden: int


def audited(
    tables: Sequence[PeopleTable],
    *,
    earlier: Mapping[str, Sequence[PeopleTable]] | None = None,
    within: Mapping[str, str] | None = None,
    seed: int = SEED,
) -> ReleaseAudit:
    """Return what the tables of a release give away, alone and beside earlier releases.

    What earlier releases gave away among themselves is theirs and is not told again. A table of an earlier release with
    other numbers of the same people was revised: it is left out of the comparison, with a note.

    Args:
        tables: everything about people in the release, codes and all.
        earlier: name of each earlier release -> its tables, oldest first.
        within: population -> a population that contains it.
        seed: of the attacker's directions.

    Raises:
        BadInput: a table of the release has faults, or its tables contradict each other.

    Source: trust.md P9, 7.4, 7.6, 7.9; docs/decisions/0015.

    >>> labels = (("female",), ("male",), ("total",))
    >>> now = PeopleTable(dimensions=("sex",), labels=labels, counts=(25, None, None), codes=("", "S", "S"), name="a")
    >>> before = PeopleTable(dimensions=("age",), labels=(("total",),), counts=(33,), codes=("",))
    >>> [(one.table, one.cell.low, one.earlier) for one in audited([now], earlier={"r1": [before]}).given_away]
    [('a', 8.0, ('r1',))]
    """
    alone = audit(tables, within=within, seed=seed)
    releases, notes = _agreeing(tables, earlier or {})
    single: dict[str, _Weak] = {}
    for name, others in list(releases.items()):
        try:
            single[name] = _weak([*tables, *others], within, seed)
        except BadInput:  # nothing fits both: other people were counted, or the numbers were revised
            notes += [_revised(table, name) for table in releases.pop(name)]
    everything = [table for others in releases.values() for table in others]
    own, before = _known(alone.weak, tables), _weak(everything, within, seed)
    together = _weak([*tables, *everything], within, seed) if everything else own
    given_away = tuple(
        _given_away(cell, () if place in own else _helpers(place, single))
        for place, cell in together.items()
        if place in own or place not in before or before[place].range != cell.range
    )
    return ReleaseAudit(
        given_away=given_away, findings=(*alone.findings, *notes), cells=alone.cells, hidden=alone.hidden
    )


def _agreeing(
    tables: Sequence[PeopleTable], earlier: Mapping[str, Sequence[PeopleTable]]
) -> tuple[dict[str, list[PeopleTable]], list[Finding]]:
    """Return the earlier tables that agree with the release and all later ones, newest first, and notes of the rest."""
    kept: dict[str, list[PeopleTable]] = {}
    notes: list[Finding] = []
    taken = list(tables)
    for name in reversed(list(earlier)):
        checked_tables(earlier[name])
        for table in earlier[name]:
            if any(disagreements([*taken, table])):
                notes.append(_revised(table, name))
            else:
                kept.setdefault(name, []).append(table)
                taken.append(table)
    return kept, notes


def _revised(table: PeopleTable, release: str) -> Finding:
    return Finding(code="people-table-revised", file=table.name, params={"release": release})


def _weak(tables: Sequence[PeopleTable], within: Mapping[str, str] | None, seed: int) -> _Weak:
    return _known(audit(tables, within=within, seed=seed).weak, tables) if tables else {}


def _known(weak: Sequence[WeakCell], tables: Sequence[PeopleTable]) -> _Weak:
    """Return the weak cells by whom they count, so that two audits can be compared."""
    found = {}
    for cell in weak:
        table = tables[cell.table] if cell.table is not None else None
        people = tuple(sorted(pair for pair in cell.labels.items() if pair[1] != MARGIN))
        known = _Known(table.name if table else None, cell, (cell.low, cell.high))
        found[people, cell.number, table.population if table else ""] = known
    return found


def _helpers(place: _Place, single: Mapping[str, _Weak]) -> tuple[str, ...]:
    """Return the newest release that is enough to give a cell away, or all where it takes several."""
    enough = [name for name, found in single.items() if place in found]
    return tuple(enough[:1]) or tuple(single)


def _given_away(known: _Known, earlier: tuple[str, ...]) -> GivenAway:
    cell = known.cell
    labels = ", ".join(f"{name} {label}" for name, label in cell.labels.items())
    params = {"cell": labels, "releases": ", ".join(earlier)}
    code = "people-cell-given-away-with-earlier" if earlier else "people-cell-given-away"
    finding = Finding(code=code, file=known.table, row=cell.row, column=cell.number, params=params)
    return GivenAway(table=known.table, cell=cell, earlier=earlier, finding=finding)
