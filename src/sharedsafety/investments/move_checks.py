"""May this money move? What is refused, and what is bound to a purpose (method.md 4.10)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sharedsafety.core.findings import Finding
from sharedsafety.framework.taxonomy import taxonomy
from sharedsafety.investments.move import Move, Taken
from sharedsafety.investments.moving_budget import MovingBudget
from sharedsafety.investments.settings import money_settings


def move_fault(budget: MovingBudget, move: Move, file: str) -> Finding | None:
    """Return why a move can't be made, or None.

    Money in locked funds can't move; a program that has too little that may move gives nothing at all.
    """
    whole = budget.spent_by(move.from_program, move.fiscal_year)
    spent = budget.spent_by(move.from_program, move.fiscal_year, move.fund_code)
    movable = money_settings().movable_controls
    free = sum(row["amount_cents"] for row in spent if budget.control(row) in movable)
    known = move.to in budget.programs or move.to in taxonomy().codes
    held = sum(row["amount_cents"] for row in spent)
    dollars = {"amount": _usd(move.amount_cents), "free": _usd(free), "held": _usd(held)}
    checks = (
        (move.from_program not in budget.programs, "move-program-unknown", "from", move.from_program),
        (not known, "move-target-unknown", "to", move.to),
        (move.from_program == move.to, "move-nowhere", "to", move.to),
        (move.amount_cents <= 0, "move-amount", "amount_usd", move.from_program),
        (not whole, "move-no-money", "fiscal_year", move.from_program),
        (not spent, "move-no-such-fund", "fund_code", move.fund_code),
        (move.amount_cents > held, "move-too-much", "amount_usd", move.from_program),
        (move.amount_cents > free, "move-locked", "amount_usd", move.from_program),
    )
    for wrong, code, column, value in checks:
        if wrong:
            params = {
                "value": value,
                "program": move.from_program,
                "fiscal_year": move.fiscal_year,
                "phase": budget.phase,
                **dollars,
            }
            return Finding(code=code, file=file, row=move.row, column=column, params=params)
    return None


def bound_money(budget: MovingBudget, move: Move, made: Sequence[Taken], file: str) -> Iterator[Finding]:
    """Yield a warning for each fund that is bound to a purpose, or of which nobody said how free it is."""
    codes = {"steerable": "move-steerable", "unknown": "move-unknown-fund"}
    for fund_code in dict.fromkeys(each.fund_code for each in made if each.control in codes):
        cents = sum(each.cents for each in made if each.fund_code == fund_code)
        control = next(each.control for each in made if each.fund_code == fund_code)
        fund = budget.funds.get(fund_code)
        named = {"fund": fund.name if fund else fund_code, "restriction": (fund.restriction if fund else None) or "-"}
        params = {**named, "amount": _usd(cents), "to": move.to}
        yield Finding(code=codes[control], file=file, row=move.row, column="from", params=params)


def _usd(cents: int) -> str:
    return f"{cents // 100:,}.{cents % 100:02d}"
