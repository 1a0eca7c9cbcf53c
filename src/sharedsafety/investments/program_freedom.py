"""How much of each program may still move, fund by fund: what a form of moves offers (method.md 4.7, 4.10)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sharedsafety.investments.coded import Fund
from sharedsafety.investments.ledger_schema import LedgerCube
from sharedsafety.investments.settings import money_settings


@dataclass(frozen=True, slots=True, kw_only=True)
class FundLine:
    """What a program spends out of one fund in a year, and how free that fund is."""

    fund_code: str
    name: str
    control: str
    cents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramLines:
    """A program with its lines, the freest fund first; ``name`` and ``department`` as published."""

    program_key: str
    name: str
    department: str
    lines: tuple[FundLine, ...]

    def cents(self, control: str) -> int:
        """Return the cents of one control class."""
        return sum(line.cents for line in self.lines if line.control == control)


def program_lines_left(cube: LedgerCube, funds: Sequence[Fund], *, year: int, phase: str) -> tuple[ProgramLines, ...]:
    """Return every program that spends in a year, with what is left in each of its funds, by department and name.

    Args:
        cube: the totals of the ledger, before or after moves.
        funds: what is known of funds; a fund that nobody described has unknown control.
    """
    known = {fund.fund_code: fund for fund in funds}
    held = _held(cube, year, phase)
    rows = {row["program_key"]: row for row in cube.programs.to_pylist()}
    found = (
        ProgramLines(
            program_key=key,
            name=rows[key]["program"] or key,
            department=rows[key]["department"] or "",
            lines=tuple(sorted(_lines(cents, known), key=_freest_first)),
        )
        for key, cents in held.items()
    )
    return tuple(sorted(found, key=lambda each: (each.department, each.name, each.program_key)))


def _held(cube: LedgerCube, year: int, phase: str) -> Mapping[str, Mapping[str, int]]:
    not_spent = money_settings().not_spent_characters
    held: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for row in cube.table.to_pylist():
        own = (row["fiscal_year"], row["phase"], row["flow"]) == (year, phase, "expenditure")
        if own and row["amount_cents"] > 0 and row["character"] not in not_spent:
            held[row["program_key"]][row["fund_code"] or ""] += row["amount_cents"]
    return held


def _lines(cents: Mapping[str, int], known: Mapping[str, Fund]) -> Iterator[FundLine]:
    for code, amount in cents.items():
        fund = known.get(code)
        yield FundLine(
            fund_code=code,
            name=fund.name if fund else code,
            control=fund.control if fund else "unknown",
            cents=amount,
        )


def _freest_first(line: FundLine) -> tuple[int, int, str]:
    order = (*money_settings().movable_controls, "locked")
    return order.index(line.control), -line.cents, line.fund_code
