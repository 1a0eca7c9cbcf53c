"""One way of reading a budget: which money counts, of what it is a share, how it is coded. Exact to the cent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

import numpy as np

from sharedsafety.core.errors import BadInput
from sharedsafety.investments.coded import CodedShare, Fund
from sharedsafety.investments.coding import CodedPart, coded_parts
from sharedsafety.investments.ledger_schema import LedgerCube
from sharedsafety.investments.marked import fractional_weights
from sharedsafety.investments.scope import Pieces, YearMoney, split_cube, year_money
from sharedsafety.investments.settings import money_settings
from sharedsafety.investments.uncertainty import Ints, Mask
from sharedsafety.investments.year_amounts import OUTSIDE

#: A row of a table of money: the table (family, level, principle) and its code.
Row = tuple[str, str]
Whole = Literal["T", "P", "L"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One whole way of reading a budget.

    Args:
        fiscal_year, phase: which budget.
        coding: rows free of errors (``coding_findings``).
        marker_set: strict, default or generous, for principles.
        funds: codes of the funds that count; None for all.
        denominator: T (all operating spending), P (the safety perimeter) or L (what of P is a local choice).
        net: spending less the revenue of the same programs.
    """

    fiscal_year: int
    phase: str
    coding: tuple[CodedShare, ...]
    marker_set: str = "default"
    funds: frozenset[str] | None = None
    denominator: Whole = "P"
    net: bool = False


@dataclass(frozen=True, slots=True)
class ReadBudget:
    """What one reading says: the denominator, and of each row the cents of each program (exact)."""

    whole: Fraction
    rows: Mapping[Row, Mapping[str, Fraction]]

    def share(self, row: Row) -> Fraction:
        """Return the share of a row, 0 where no dollar counts in it."""
        return sum(self.rows.get(row, {}).values(), Fraction(0)) / self.whole


@dataclass
class BudgetReader:
    """A ledger that is read in several ways; each coding is split once."""

    cube: LedgerCube
    funds: Mapping[str, Fund]
    _split: dict[int, tuple[tuple[CodedPart, ...], Pieces]] = field(default_factory=dict)

    def read(self, reading: Reading) -> ReadBudget:
        """Return what a reading says.

        Raises:
            BadInput: ``compare-no-money``: nothing is left to take shares of.

        Source: method.md 2.4 (each dollar once), 2.6 (markers), 3.1 (T, P, L).
        """
        parts, pieces = self._pieces(reading.coding)
        money = year_money(pieces, reading.fiscal_year, reading.phase, self.funds)
        cents = self._counted(money, reading, parts)
        outside = [part.category == OUTSIDE for part in parts]
        inside = cents[:-1][~np.array(outside, dtype=bool)] if parts else cents[:0]
        whole = Fraction(int(cents.sum() if reading.denominator == "T" else inside.sum()))
        if whole <= 0:
            raise BadInput("compare-no-money", fiscal_year=reading.fiscal_year, phase=reading.phase)
        counted = [(part, int(amount)) for part, amount in zip(parts, cents, strict=False) if amount]
        return ReadBudget(whole, _rows(counted, reading.marker_set))

    def _pieces(self, coding: tuple[CodedShare, ...]) -> tuple[tuple[CodedPart, ...], Pieces]:
        if id(coding) not in self._split:  # readings of one budget share their rows
            parts = coded_parts(coding)
            self._split[id(coding)] = (parts, split_cube(self.cube, parts))
        return self._split[id(coding)]

    def _counted(self, money: YearMoney, reading: Reading, parts: Sequence[CodedPart]) -> Ints:
        """Return the cents of each part, and at the end of what nobody coded."""
        cents = money.spending.by_part(self._kept(money.spending, reading), len(parts))
        if reading.net:
            spent = [money.spending.names["program_key"][i] for i in np.unique(money.spending.codes["program_key"])]
            own = money.revenue.where("program_key", spent) & self._kept(money.revenue, reading)
            cents = cents - money.revenue.by_part(own, len(parts))
        return cents

    def _kept(self, pieces: Pieces, reading: Reading) -> Mask:
        kept = np.ones(len(pieces.cents), dtype=bool)
        if reading.funds is not None:
            kept &= pieces.where("fund_code", sorted(reading.funds))
        if reading.denominator == "L":
            controls = money_settings().local_choice_controls
            kept &= pieces.where("fund_code", [c for c, fund in self.funds.items() if fund.control in controls])
        return kept


def _rows(counted: Sequence[tuple[CodedPart, int]], marker_set: str) -> dict[Row, dict[str, Fraction]]:
    """Return the cents of each program in each row; a part outside the perimeter counts in none."""
    rows: dict[Row, dict[str, Fraction]] = {}
    for part, cents in counted:
        if part.category == OUTSIDE:
            continue
        weights = [("family", part.family, Fraction(1)), ("level", part.level, Fraction(1))]
        principles = fractional_weights(part.markers, marker_set)
        weights += [("principle", name, weight) for name, weight in principles.items()]
        for table, code, weight in weights:
            programs = rows.setdefault((table, code), {})
            programs[part.program_key] = programs.get(part.program_key, Fraction(0)) + weight * cents
    return rows
