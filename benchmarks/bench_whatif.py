"""What-if and least-move plan: how long people wait for a page after a move, and for a plan.

Los Angeles and Example County as they are shipped. Measured are the state before anything moves (once for each state of
a folder), one move after it, fifty moves, and a plan for one priority. The answers are checked: not a cent is made or
lost, years that did not move are as a whole new assessment gives them, and a plan's moves reach its target.

The performance table has no row of its own for moves. The limit here is that of the example's assessment, under 5 s:
a page after a move may not take longer than a whole assessment. Beside it the moving itself, which works on totals and
reads no ledger again, may take a tenth of the assessment (this project's own limit). A limit missed, in time of the
processor, ends the run with status 1.

Run alone: ``python benchmarks/bench_whatif.py``.
"""

from __future__ import annotations

import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src"), str(ROOT / "benchmarks")]

from measured import Cost, alone, timed  # noqa: E402 - only now it is found

LIMIT_SECONDS = 5.0
#: Of the whole assessment's time, what the moving itself may take.
MOVING_PART = 0.1
MANY = 50
#: Example -> (priority, at least this much more than it has now, in the unit of dollars).
PLANS = {"example-county": ("violence", 1_000_000.0), "los-angeles": ("county-floor", 1_000_000.0)}


def measured(example: str) -> dict[str, Cost]:
    """Return what each step costs on one example; wrong answers end the run."""
    from sharedsafety.core.seed import SEED
    from sharedsafety.folder.books import books_of
    from sharedsafety.folder.check import checked_community
    from sharedsafety.folder.json_out import plain
    from sharedsafety.folder.money_inputs import headline_of, money_inputs
    from sharedsafety.folder.priority_plan import PlanAsked, priority_plan
    from sharedsafety.folder.what_if import what_if
    from sharedsafety.investments.assess_money import assess_money
    from sharedsafety.investments.moves import moved

    community = checked_community(ROOT / "examples" / example).community
    assert community is not None
    with tempfile.TemporaryDirectory() as scratch:
        keep_in = Path(scratch)
        books, headline = books_of(community, keep_in), headline_of(community)
        inputs = money_inputs(community, books)
        costs: dict[str, Cost] = {}
        costs["the state before"], before = timed(
            lambda: assess_money(books.cube, inputs, headline=headline, seed=SEED)
        )
        moves = possible_moves(books.cube, community.funds, headline)
        known = {"keep_in": keep_in, "seed": SEED, "before": before}
        costs["one move"], found = timed(lambda: what_if(community, moves[:1], **known))
        costs[f"{MANY} moves"], found = timed(lambda: what_if(community, moves, **known))
        args = {"phase": headline[1], "file": "moves.csv"}
        costs["the moving itself"], after = timed(lambda: moved(books.cube, moves, community.funds, **args))
        coded = replace(inputs, coding=(*inputs.coding, *after.coding))
        whole = assess_money(after.cube, coded, headline=headline, seed=SEED)
        agree(
            plain(whole) == plain(found.after) and not found.moved.refused,
            f"{example}: not what a whole new assessment gives",
        )
        sums = [sum(cube.table["amount_cents"].to_pylist()) for cube in (books.cube, after.cube)]
        agree(sums[0] == sums[1], f"{example}: cents were made or lost")
        priority, more = PLANS[example]
        now = next(each for each in before.priorities if each.priority_id == priority).amount.value or 0.0
        asked = PlanAsked(priority_id=priority, target=now + more)
        plan_args = {"keep_in": keep_in, "seed": SEED, "before": before}
        costs["a plan"], plan = timed(lambda: priority_plan(community, asked, **plan_args))
        reached = what_if(community, [row.move for row in plan.rows], **known).after
        amount = next(each for each in reached.priorities if each.priority_id == priority).amount.value or 0.0
        agree(abs(amount - now - more) < 0.02, f"{example}: the plan reaches {amount:,.2f} and not {now + more:,.2f}")
    return costs


def possible_moves(cube: Any, funds: Any, headline: tuple[int, str]) -> list[Any]:
    """Return moves of a hundredth out of the programs with most free money, into a category."""
    from sharedsafety.investments.move import Move
    from sharedsafety.investments.program_freedom import program_lines_left

    lines = program_lines_left(cube, funds, year=headline[0], phase=headline[1])
    largest = sorted(lines, key=lambda each: (-each.cents("discretionary"), each.program_key))[:MANY]
    return [
        Move(
            from_program=each.program_key,
            to="SV-TRC",
            amount_cents=max(1, each.cents("discretionary") // 100),
            fiscal_year=headline[0],
            row=row,
        )
        for row, each in enumerate(largest, start=2)
    ]


def agree(right: bool, said: str) -> None:
    """End the run where an answer is wrong."""
    if not right:
        raise SystemExit(f"WRONG: {said}")


def main() -> int:
    """Print what each step costs beside its limit; return 1 where one is missed."""
    missed = 0
    for example in PLANS:
        costs = alone(measured, example)
        for name, cost in costs.items():
            limit = LIMIT_SECONDS if name != "the moving itself" else MOVING_PART * costs["the state before"].seconds
            print(cost.line(f"{example}: {name}", limit))
            missed += cost.processor_seconds > limit
    print("answers checked: same as a whole new assessment, no cent made or lost, plans reach their targets")
    return 1 if missed else 0


if __name__ == "__main__":
    raise SystemExit(main())
