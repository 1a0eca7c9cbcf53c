"""Which money of a program would leave, fund by fund: of what the program has there, and of the whole fund."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sharedsafety.investments.ledger_schema import LedgerCube
from sharedsafety.investments.move import Taken
from sharedsafety.investments.settings import money_settings


@dataclass(frozen=True, slots=True, kw_only=True)
class FundLoss:
    """Cents that leave a program out of one fund, beside what it spends there and what the whole fund spends."""

    program_key: str
    fiscal_year: int
    fund_code: str
    control: str
    taken_cents: int
    own_cents: int
    fund_cents: int


def fund_losses(cube: LedgerCube, taken: Iterable[Taken], *, phase: str) -> tuple[FundLoss, ...]:
    """Return what each program that gives loses, fund by fund, in the order in which it was taken.

    Args:
        cube: the ledger's totals before anything moved.
        taken: what the moves took.
        phase: the phase of the budget in which money moved.

    Source: method.md 4.10: what the source line loses.
    """
    gone: dict[tuple[str, int, str, str], int] = defaultdict(int)
    for each in taken:
        gone[each.move.from_program, each.move.fiscal_year, each.fund_code, each.control] += each.cents
    own, whole = _spent(cube, phase)
    return tuple(
        FundLoss(
            program_key=program,
            fiscal_year=year,
            fund_code=fund,
            control=control,
            taken_cents=cents,
            own_cents=own[program, year, fund],
            fund_cents=whole[year, fund],
        )
        for (program, year, fund, control), cents in gone.items()
    )


def _spent(cube: LedgerCube, phase: str) -> tuple[Mapping[tuple[str, int, str], int], Mapping[tuple[int, str], int]]:
    """Return the cents spent by (program, year, fund) and by (year, fund)."""
    not_spent = money_settings().not_spent_characters
    own: dict[tuple[str, int, str], int] = defaultdict(int)
    whole: dict[tuple[int, str], int] = defaultdict(int)
    for row in cube.table.to_pylist():
        if (row["phase"], row["flow"]) == (phase, "expenditure") and row["character"] not in not_spent:
            fund = row["fund_code"] or ""
            own[row["program_key"], row["fiscal_year"], fund] += row["amount_cents"]
            whole[row["fiscal_year"], fund] += row["amount_cents"]
    return own, whole
