"""Moves of money inside one budget, tried on paper, and what each program would lose (method.md 4.10)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from sharedsafety.core.findings import Finding
from sharedsafety.investments.coded import CodedShare, Fund
from sharedsafety.investments.ledger_schema import LedgerCube
from sharedsafety.investments.move import Loss, Move, MovedBudget, Taken
from sharedsafety.investments.move_checks import bound_money, move_fault
from sharedsafety.investments.moving_budget import MovingBudget
from sharedsafety.investments.settings import money_settings


def moved(cube: LedgerCube, moves: Sequence[Move], funds: Sequence[Fund], *, phase: str, file: str) -> MovedBudget:
    """Return a budget after its moves, one after the other; a move that can't be made is refused whole.

    Args:
        cube: the ledger's totals.
        moves: in the order in which they are made.
        funds: what is known of funds; a fund that nobody described has unknown control.
        phase: the phase of the budget in which money moves.
        file: name of the table of moves in the findings.

    Money comes out of discretionary funds first, then out of steerable and unknown ones with a warning; never out of
    locked ones. Nothing is lost: the cube's total stays the same to the cent.

    Source: method.md 4.10.
    """
    budget = MovingBudget(cube, {fund.fund_code: fund for fund in funds}, phase)
    before = {(move.from_program, move.fiscal_year): _held(budget, move) for move in moves}
    taken: list[Taken] = []
    refused: list[Move] = []
    findings: list[Finding] = []
    for move in moves:
        fault = move_fault(budget, move, file)
        if fault is None:
            made = tuple(budget.take(move))
            taken += made
            findings += bound_money(budget, move, made, file)
        else:
            refused.append(move)
            findings.append(fault)
    return MovedBudget(
        cube=budget.as_cube(),
        coding=tuple(_coded(code, key) for code, key in budget.new.items()),
        taken=tuple(taken),
        refused=tuple(refused),
        losses=tuple(_losses(budget, before)),
        findings=tuple(findings),
    )


def _held(budget: MovingBudget, move: Move) -> tuple[int, int | None, tuple[str, ...]]:
    rows = budget.spent_by(move.from_program, move.fiscal_year)
    known = any(row["character"] != "unknown" for row in rows)
    paying = [row["amount_cents"] for row in rows if row["character"] in money_settings().personnel_characters]
    bound = {row["fund_code"] for row in rows if (f := budget.funds.get(row["fund_code"])) and f.mandate != "none"}
    return sum(row["amount_cents"] for row in rows), sum(paying) if known else None, tuple(sorted(bound))


def _losses(
    budget: MovingBudget, before: Mapping[tuple[str, int], tuple[int, int | None, tuple[str, ...]]]
) -> Iterator[Loss]:
    for (program, year), (held, paying, mandates) in before.items():
        after = sum(row["amount_cents"] for row in budget.spent_by(program, year))
        if after < held:
            yield Loss(
                program_key=program,
                fiscal_year=year,
                before_cents=held,
                after_cents=after,
                personnel_cents=paying,
                mandates=mandates,
            )


def _coded(code: str, program: str) -> CodedShare:
    """Return the coding of money that moved into a category: certain, for the move says so."""
    return CodedShare(
        program_key=program, category=code, share=Fraction(1), basis="A", coder="moves", status="adjudicated"
    )
