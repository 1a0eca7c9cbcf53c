"""What the gate proves to be the cheapest choice, against every other choice of cells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product

import pytest
from tests.library.core.people_attack import Cell, cell_of, names_of, table_of
from tests.library.core.people_samples import Case, view
from tests.library.core.test_people_tables_attacked import too_close

from sharedsafety.core.disclosure import PeopleTable, is_hidden_count
from sharedsafety.core.disclosure.protect import Protection, protected


def all_rows() -> Iterator[PeopleTable]:
    """Every row of three cells, in order of size, with counts of each kind."""
    for counts in product((0, 3, 8, 12, 20), repeat=3):
        if list(counts) == sorted(counts):
            yield table_of("a", [3], dict(zip([(n,) for n in names_of("a", 3)], counts, strict=True)))


def all_squares() -> Iterator[PeopleTable]:
    """Every table of two times two cells with counts of each kind, one of those that are alike but for their order."""
    seen = set()
    for a, b, c, d in product((0, 5, 14), repeat=4):
        alike = {(a, b, c, d), (b, a, d, c), (c, d, a, b), (d, c, b, a)}
        alike |= {(one, three, two, four) for one, two, three, four in alike}
        if not alike & seen:
            seen.add((a, b, c, d))
            cells = product(names_of("a", 2), names_of("b", 2))
            yield table_of("ab", [2, 2], dict(zip(cells, (a, b, c, d), strict=True)))


def all_districts() -> Iterator[PeopleTable]:
    """Four areas in two districts, with counts of each kind."""
    parents = {"a": {"a0": "north", "a1": "north", "a2": "south", "a3": "south"}}
    for counts in product((0, 6, 13), repeat=4):
        if counts[0] <= counts[1] and counts[2] <= counts[3] and counts[:2] <= counts[2:]:
            yield table_of("a", [4], dict(zip([(n,) for n in names_of("a", 4)], counts, strict=True)), parents)


@pytest.mark.parametrize("tables", [all_rows, all_squares, all_districts])
def test_no_other_choice_of_cells_hides_fewer_people(tables) -> None:
    compared = 0
    for table in tables():
        found = protected([table])
        if not found.findings:  # a table that was collapsed is another table
            assert found.proved
            assert found.gap == 0
            assert not cheaper_and_safe(Case((table,)), found)
            compared += bool(found.loss)
    assert compared > 5


@pytest.mark.parametrize("least", [8, 11, 15])
def test_no_other_choice_in_three_linked_tables_hides_fewer_people(least: int) -> None:
    counts = {
        (f"a{a}", f"b{b}", f"c{c}"): least + 3 * a + b + 2 * c if a or b else 2 + c
        for a, b, c in product(range(2), repeat=3)
    }
    case = Case(tuple(view(counts, "abc", pair) for pair in ("ab", "bc", "ac")))
    found = protected(case.tables)
    assert found.proved
    assert found.loss
    assert not cheaper_and_safe(case, found)


def test_a_choice_that_hides_too_many_is_noticed() -> None:
    table = table_of("a", [3], {("a0",): 8, ("a1",): 20, ("a2",): 40})
    dear = replace(protected([table]), loss=40.0)
    assert cheaper_and_safe(Case((table,)), dear) == [(cell_of(table, ("a1",)),)]


def cheaper_and_safe(case: Case, found: Protection) -> list[tuple[Cell, ...]]:
    """Every choice of cells that hides fewer people than was found, and that no attacker can do anything with."""
    true = case.true()
    free = {cell: count for cell, count in true.items() if count and not is_hidden_count(count)}
    small = {cell for cell, count in true.items() if is_hidden_count(count)}
    return [
        chosen
        for chosen in choices_below(list(free), free, found.loss)
        if not too_close(case, hiding(case.tables, {*small, *chosen}))
    ]


def choices_below(cells: Sequence[Cell], price: Mapping[Cell, float], limit: float) -> Iterator[tuple[Cell, ...]]:
    """Every set of cells whose price is under a limit."""
    if limit <= 0:
        return
    yield ()
    for place, cell in enumerate(cells):
        for rest in choices_below(cells[place + 1 :], price, limit - price[cell]):
            yield (cell, *rest)


def hiding(tables: Sequence[PeopleTable], hidden: set[Cell]) -> tuple[PeopleTable, ...]:
    """The tables with some cells hidden."""
    made = []
    for table in tables:
        hides = [cell_of(table, labels) in hidden for labels in table.labels]
        counts = tuple(None if hide else count for hide, count in zip(hides, table.counts, strict=True))
        made.append(replace(table, counts=counts, codes=tuple("S" if hide else "" for hide in hides)))
    return tuple(made)
