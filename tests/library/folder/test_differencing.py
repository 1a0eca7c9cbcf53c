"""Releases of the made-up county one after the other, groups left out and taken back: nobody can be subtracted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from tests.library.core.people_attack import Attack, Cell, cell_of, shown_in, sums_in

from sharedsafety.core.disclosure import PeopleTable, disclosure_rules
from sharedsafety.folder.read import read_community
from sharedsafety.folder.release_gate import tables_findings
from sharedsafety.progress.assess_progress import assess_progress
from sharedsafety.progress.people_tables import NOT_LISTED, people_tables
from sharedsafety.progress.series import Observation

EXAMPLE = read_community(Path(__file__).resolve().parents[3] / "examples" / "example-county").community
assert EXAMPLE is not None
SIGN = next(one for one in EXAMPLE.indicators if one.id == "assault-visits")
PERIOD = "2025"
#: Everybody and the groups of one kind; areas are a table of their own.
ROWS = [
    one
    for one in EXAMPLE.observations
    if one.indicator_id == SIGN.id and one.period == PERIOD and one.group_type in {"", "race-ethnicity"}
]
RELEASES = 4
LEFT_OUT = 0.2


def true_counts(rng: np.random.Generator, *, own: bool) -> dict[str, int]:
    """The people of each group: those of the example, or a few here and many there, drawn anew."""
    drawn = iter(np.where(rng.random(6) < 0.3, rng.integers(1, 11, 6), rng.integers(40, 90, 6)).tolist())
    return {one.group: int(one.numerator or 0) if own else next(drawn) for one in ROWS if one.group}


def observations(counts: dict[str, int], told: Sequence[str]) -> Iterator[Observation]:
    """The rows of the example, with these counts and only the told groups."""
    for one in ROWS:
        if not one.group:
            yield replace(one, numerator=sum(counts.values()), value=None, low=None, high=None, code="")
        elif one.group in told:
            yield replace(one, numerator=counts[one.group], value=None, low=None, high=None, code="")


def drafted(counts: dict[str, int], told: Sequence[str]) -> tuple[PeopleTable, ...]:
    rows = tuple(observations(counts, told))
    results = assess_progress((SIGN,), rows, as_of=date(2026, 11, 23)).results
    return people_tables((SIGN,), results, rows)


def apart(table: PeopleTable, name: str) -> PeopleTable:
    """The table with those whom it does not list under a name of its own: they differ between releases."""
    labels = tuple(tuple(name if one == NOT_LISTED else one for one in each) for each in table.labels)
    return replace(table, labels=labels)


def given_away(releases: Sequence[PeopleTable], counts: dict[str, int]) -> list[tuple[Cell, tuple[int, int]]]:
    """The hidden groups that whole numbers pin to few people, or nearly to one number."""
    tables = [apart(table, f"not listed in {number}") for number, table in enumerate(releases)]
    shown = shown_in(tables)
    attack = Attack(shown, sums_in(tables), {}, beyond=sum(counts.values()))
    ranges = {cell: attack.range_of(cell) for cell in attack.hidden if not _is_rest(cell)}
    width, least = disclosure_rules().audit_width, disclosure_rules().minimum_cell
    return [(cell, ends) for cell, ends in ranges.items() if ends[1] - ends[0] < width and 0 < ends[1] < least + width]


def _is_rest(cell: Cell) -> bool:
    return any(label.startswith(NOT_LISTED) for _, label in cell[1])


def simulated(seed: int) -> tuple[list[PeopleTable], dict[str, int], int]:
    """The releases the gate let through of several drafts, each telling some of the groups."""
    rng = np.random.default_rng(seed)
    counts = true_counts(rng, own=seed == 0)
    public: list[PeopleTable] = []
    refused = 0
    for number in range(RELEASES):
        told = [group for group in counts if rng.random() > LEFT_OUT]
        draft = drafted(counts, told)
        earlier = {f"r{at}": (table,) for at, table in enumerate(public)}
        weak = [one for one in tables_findings(draft, earlier) if one.severity == "error"]
        refused += bool(weak and number)
        public += [] if weak else draft
    return public, counts, refused


@pytest.mark.parametrize("block", range(6))
def test_no_sequence_of_releases_gives_anybody_away(block: int) -> None:
    for seed in range(block * 10, block * 10 + 10):
        public, counts, _ = simulated(seed)
        assert given_away(public, counts) == [], seed


def test_without_the_gate_some_sequences_would() -> None:
    leaks = 0
    for seed in range(100):
        rng = np.random.default_rng(seed)
        counts = true_counts(rng, own=seed == 0)
        drafts = [drafted(counts, [group for group in counts if rng.random() > LEFT_OUT]) for _ in range(RELEASES)]
        leaks += bool(given_away([table for draft in drafts for table in draft], counts))
    assert leaks > 3


def test_the_gate_refuses_some_and_lets_most_through() -> None:
    done = [simulated(seed) for seed in range(20)]
    assert sum(refused for _, _, refused in done) > 0
    assert sum(len(public) for public, _, _ in done) > 20
    assert cell_of(done[0][0][0], done[0][0][0].labels[0])[0] == f"{SIGN.id} {PERIOD}"
