"""A move of money inside one budget, and what is told of it (method.md 4.10)."""

from __future__ import annotations

from dataclasses import dataclass

from sharedsafety.core.findings import Finding
from sharedsafety.investments.coded import CodedShare
from sharedsafety.investments.ledger_schema import LedgerCube

#: Program keys of money that moved into a category and into no known program.
NEW_PROGRAM = "move."


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One row of a table of moves.

    Args:
        from_program: the program that gives, as the ledger names it.
        to: the program or the category (code of the taxonomy) that gets.
        amount_cents: how much moves; more than 0.
        fiscal_year: the year the fiscal year ends.
        source: who proposes it, or where it can be read.
        fund_code: the one fund of the program it comes out of; None: out of any that may move, the free ones first.
    """

    from_program: str
    to: str
    amount_cents: int
    fiscal_year: int
    source: str = ""
    fund_code: str | None = None
    row: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """Cents that a move takes out of one fund of its program, and how free that fund is."""

    move: Move
    fund_code: str
    control: str
    cents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """What a program that gives would lose in one year: cents before and after, what of it pays people, mandates.

    ``personnel_cents`` is None where the ledger does not tell what money buys; ``mandates`` are funds bound by law.
    """

    program_key: str
    fiscal_year: int
    before_cents: int
    after_cents: int
    personnel_cents: int | None
    mandates: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedBudget:
    """A budget after its moves: the cube, the coding of new programs, what was taken, what was refused and why."""

    cube: LedgerCube
    coding: tuple[CodedShare, ...]
    taken: tuple[Taken, ...]
    refused: tuple[Move, ...]
    losses: tuple[Loss, ...]
    findings: tuple[Finding, ...]
