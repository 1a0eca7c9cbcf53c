"""The gate: tables of people protected and attacked, against the limits of performance.md and a simple heuristic.

The tables are made up by a seeded generator (``people_tables.py``). Every protected table is attacked before its time
counts: one weak cell, or a loss above the simple heuristic's, and the benchmark fails. The simple heuristic takes one
hidden cell after the other and hides what one linear program asks for.

Run alone: ``python benchmarks/bench_disclosure.py``; ``--quick`` leaves out what takes longer than a minute, and
``--attacks N`` does nothing but set the tests' own attacker, who tries whole numbers, on N small tables.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from benchmarks.measured import Cost, alone, timed  # noqa: E402 - only now it is found
from benchmarks.people_tables import people_table  # noqa: E402 - only now it is found

from sharedsafety.core.disclosure.attacker import Reach, screen  # noqa: E402 - only now it is found
from sharedsafety.core.disclosure.audit import audit  # noqa: E402 - only now it is found
from sharedsafety.core.disclosure.layers import people_layer  # noqa: E402 - only now it is found
from sharedsafety.core.disclosure.linked_cells import link_cells, unknowns_of  # noqa: E402 - only now it is found
from sharedsafety.core.disclosure.moves import Room, moves_both_ways  # noqa: E402 - only now it is found
from sharedsafety.core.disclosure.protect import Protection, protected  # noqa: E402 - only now it is found

PROTECT_SECONDS, AUDIT_SECONDS, RELEASE_SECONDS = 30.0, 1.0, 60.0
#: Labels of each dimension -> whether the choice has to be proved the best.
TABLES = {(20, 40): True, (30, 30): True, (6, 6, 6): False, (116, 116): False}
#: 11 x 21 x 59 = 13,629 cells, one in fifty of them small: the table on which the peer was measured had as many.
SLOW_TABLES = {(10, 20, 58): False}
SMALL = {(10, 20, 58): 0.02}
COMPARED = ((9, 9), (20, 40), (6, 6, 6))
#: 31 x 201 = 6,231 cells, as measured for performance.md.
AUDITED = (30, 200)
RELEASE_TABLES, RELEASE_SIZES, DIFFERENT_TABLES = 500, (5, 8), 20


def protect(sizes: Sequence[int]) -> tuple[Cost, Protection]:
    """Return what it costs to protect a table, and the result."""
    table = people_table(sizes, seed=1, small=SMALL.get(tuple(sizes), 0.1))
    protected([people_table((2, 2), seed=1)])  # what is imported on first use
    return timed(lambda: protected([table]))


def attack(sizes: Sequence[int], tables: int) -> tuple[Cost, int, int]:
    """Return what it costs to attack protected tables, how many cells they have, and how many are weak."""
    kept = [protected([people_table(sizes, seed=seed)]).tables[0] for seed in range(min(tables, DIFFERENT_TABLES))]
    release = [replace(kept[number % len(kept)], population=str(number)) for number in range(tables)]
    cost, found = timed(lambda: [audit([table]) for table in release])
    return cost, sum(each.cells for each in found), sum(len(each.weak) for each in found)


def simple_loss(sizes: Sequence[int]) -> float:
    """Return the loss of the simple heuristic: one linear program for each hidden cell that is too narrow."""
    table = people_table(sizes, seed=1)
    linked = link_cells([table])
    layer, equations = people_layer(linked, [table]), linked.equations.tocsc()
    always = (layer.truth >= 1) & (layer.truth <= layer.need.small)
    hidden, rng = always.copy(), np.random.default_rng(1)
    given_up = np.zeros(len(hidden), dtype=bool)
    while True:
        unknowns, cells = unknowns_of(linked, np.where(hidden, np.nan, layer.truth), layer.least)
        seen = Reach(layer.truth.copy(), layer.truth.copy())
        screen(unknowns, cells, layer.need, hidden, seen, rng)
        narrow = np.flatnonzero(hidden & ~given_up & ~layer.need.met(seen.low, seen.high))
        if not len(narrow):
            return float(layer.truth[hidden & ~always].sum())
        for cell in narrow:
            room = Room(
                equations=equations,
                down=layer.truth - layer.least,
                price=np.where(hidden, 0.0, layer.truth),
                open_cells=layer.truth > 0,
            )
            pair = moves_both_ways(room, int(cell), float(layer.step[cell]), rng)
            given_up[cell] = pair is None
            for move in pair or ():
                hidden |= move != 0


def _say_protected(sizes: Sequence[int], *, proved: bool) -> float:
    cost, found = alone(protect, sizes)
    name = f"protect {' x '.join(map(str, sizes))}: {len(found.tables[0].labels):,} cells"
    print(cost.line(name, PROTECT_SECONDS))
    gap = "not known" if found.gap is None else f"{found.gap:.1%}"
    print(f"  loss {found.loss:,.0f} people, gap {gap}, {'proved' if found.proved else 'not proved'}")
    weak = len(alone(audit, found.tables).weak)
    if weak or (proved and not found.proved):
        raise SystemExit(f"wrong answer: {weak} weak cells, proved: {found.proved}")
    return float(found.loss)


def _say_attacked(name: str, limit: float, *arguments: Any) -> None:
    cost, cells, weak = alone(attack, *arguments)
    print(cost.line(f"{name}: {cells:,} cells", limit))
    if weak:
        raise SystemExit(f"wrong answer: {weak} weak cells in protected tables")


def _say_whole_numbers(tables: int) -> None:
    """Attack small random tables of every shape with whole numbers, and say how many were attacked."""
    from tests.library.core.people_samples import SHAPES
    from tests.library.core.test_people_tables_attacked import too_close

    rng, shapes = np.random.default_rng(20260101), list(SHAPES.values())
    for number in range(tables):
        case = shapes[number % len(shapes)](rng)
        if weak := too_close(case, case.published()):
            raise SystemExit(f"wrong answer: case {number} ({shapes[number % len(shapes)].__name__}): {weak}")
    print(f"{tables} small tables attacked with whole numbers: no hidden count comes out")


def main() -> None:
    """Print the costs, the ratios to the limits and the ratios to the simple heuristic's loss."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--attacks", type=int, metavar="N")
    asked = parser.parse_args()
    if asked.attacks:
        _say_whole_numbers(asked.attacks)
        return
    tables = TABLES if asked.quick else {**TABLES, **SLOW_TABLES}
    losses = {sizes: _say_protected(sizes, proved=proved) for sizes, proved in tables.items()}
    for sizes in COMPARED:
        ours, simple = losses.get(sizes) or alone(protect, sizes)[1].loss, alone(simple_loss, sizes)
        print(f"loss {' x '.join(map(str, sizes))}: {ours:,.0f}, ratio to the simple heuristic {ours / simple:.2f}")
        if ours > simple:
            raise SystemExit("wrong answer: the simple heuristic hides fewer people")
    _say_attacked("attack one table", AUDIT_SECONDS, AUDITED, 1)
    _say_attacked(f"attack {RELEASE_TABLES} tables", RELEASE_SECONDS, RELEASE_SIZES, RELEASE_TABLES)


if __name__ == "__main__":
    main()
