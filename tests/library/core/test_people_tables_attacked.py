"""An attacker who tries whole numbers, against what the gate publishes: no hidden count comes out too closely."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from tests.library.core.people_attack import Attack, Cell, shown_in, sums_in
from tests.library.core.people_samples import SHAPES, Case, one_row, sums_of_case, two_ways

from sharedsafety.core.disclosure import PeopleTable, disclosure_rules
from sharedsafety.core.disclosure.audit import audit

#: Tables of each shape; ``benchmarks/bench_disclosure.py --attacks N`` attacks as many as one likes.
MANY = {"one_row": 60, "two_ways": 20}


def too_close(case: Case, published: Sequence[PeopleTable]) -> dict[Cell, tuple[int, int]]:
    """The cells that may not be known whose range is narrower than method.md 9.2 asks, with their range."""
    rules, true = disclosure_rules(), case.true()
    sums, joined = sums_of_case(case, published)
    shown = {**shown_in(published), **dict.fromkeys(joined)}
    least = {cell: min(1, int(true[cell])) for cell, number in shown.items() if number is None and cell in true}
    attack = Attack(shown, sums, least, beyond=60 + int(max((n for n in shown.values() if n), default=0)))
    private = [cell for cell in attack.hidden if cell in true or 0 < joined[cell] < rules.minimum_cell]
    ranges = {cell: attack.range_of(cell) for cell in private}
    return {
        cell: (low, high)
        for cell, (low, high) in ranges.items()
        if high - low < rules.audit_width or not (high >= rules.minimum_cell or low < 1)
    }


@pytest.mark.parametrize("shape", SHAPES)
def test_an_attacker_who_tries_every_number_comes_close_to_no_hidden_count(shape: str) -> None:
    rng = np.random.default_rng(20170401)
    for _ in range(MANY.get(shape, 6)):
        case = SHAPES[shape](rng)
        published = case.published()
        small = [cell for cell, count in case.true().items() if 0 < count < disclosure_rules().minimum_cell]
        assert all(shown_in(published)[cell] is None for cell in small)
        assert too_close(case, published) == {}


def test_the_attacker_finds_most_counts_that_are_hidden_without_any_other() -> None:
    rng = np.random.default_rng(1)
    found = [bool(too_close(case, primary_only(case))) for case in (two_ways(rng) for _ in range(20))]
    assert sum(found) > 10


def test_the_audit_finds_exactly_the_tables_that_the_attacker_can_work_out() -> None:
    rng = np.random.default_rng(2)
    for _ in range(40):
        case = (one_row, two_ways)[rng.integers(2)](rng)
        published = primary_only(case)
        assert bool(audit(published).weak) == bool(too_close_from_zero(published))


def too_close_from_zero(published: Sequence[PeopleTable]) -> list[tuple[int, int]]:
    """As above for a reader who does not know that a hidden cell is no zero, as the audit reads a stranger's table."""
    rules, shown = disclosure_rules(), shown_in(published)
    attack = Attack(shown, sums_in(published), {}, beyond=60 + int(max((n for n in shown.values() if n), default=0)))
    ranges = [attack.range_of(cell) for cell in attack.hidden]
    return [(low, high) for low, high in ranges if high - low < rules.audit_width or (high <= 10 and low >= 1)]


def primary_only(case: Case) -> tuple[PeopleTable, ...]:
    """The tables with their small counts hidden, and nothing else."""
    hidden = [[0 < (count or 0) < disclosure_rules().minimum_cell for count in table.counts] for table in case.tables]
    return tuple(
        replace(
            table,
            counts=tuple(None if hide else count for hide, count in zip(hides, table.counts, strict=True)),
            codes=tuple("S" if hide else "" for hide in hides),
        )
        for hides, table in zip(hidden, case.tables, strict=True)
    )
