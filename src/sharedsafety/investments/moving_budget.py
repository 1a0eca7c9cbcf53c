"""The rows of a budget while money moves between its programs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

import numpy as np

from sharedsafety.framework.taxonomy import taxonomy
from sharedsafety.investments.coded import Fund
from sharedsafety.investments.ledger_schema import CUBE_KEYS, LedgerCube
from sharedsafety.investments.move import NEW_PROGRAM, Move, Taken
from sharedsafety.investments.settings import money_settings
from sharedsafety.investments.splits import split_cents

_SPENT = "expenditure"
_WHOSE = ("program_key", "fiscal_year", "phase", "flow")


class MovingBudget:
    """The rows of a cube while money moves between them; the sum of all rows never changes.

    ``new`` holds the categories that got money for no known program: code -> the key of the program made for it.
    """

    def __init__(self, cube: LedgerCube, funds: Mapping[str, Fund], phase: str) -> None:
        self.cube, self.funds, self.phase = cube, funds, phase
        self.rows: list[dict[str, Any]] = cube.table.to_pylist()
        self.programs = {row["program_key"] for row in cube.programs.to_pylist()}
        self.at = {tuple(row[key] for key in CUBE_KEYS): row for row in self.rows}
        self.own: dict[tuple[Any, ...], list[dict[str, Any]]] = defaultdict(list)
        for row in self.rows:
            self._keep(row)
        self.new: dict[str, str] = {}

    def control(self, row: Mapping[str, Any]) -> str:
        """Return how free the fund of a row is; ``unknown`` where nobody said."""
        fund = self.funds.get(row["fund_code"] or "")
        return fund.control if fund else "unknown"

    def spent_by(self, program: str, year: int, fund_code: str | None = None) -> list[dict[str, Any]]:
        """Return the rows of a program's spending in a year, of all funds or of one.

        What is passed on, owed or kept in reserve can't move and is not among them.
        """
        not_spent = money_settings().not_spent_characters
        own = self.own.get((program, year, self.phase, _SPENT), [])
        spent = [row for row in own if row["amount_cents"] > 0 and row["character"] not in not_spent]
        return [row for row in spent if fund_code is None or (row["fund_code"] or "") == fund_code]

    def take(self, move: Move) -> Iterator[Taken]:
        """Yield what a move takes, taking it: first what is free, then what is bound to a purpose, then the unknown."""
        left, spent = move.amount_cents, self.spent_by(move.from_program, move.fiscal_year, move.fund_code)
        for control in money_settings().movable_controls:
            rows = [row for row in spent if self.control(row) == control]
            held = sum(row["amount_cents"] for row in rows)
            if not (cents := min(left, held)):
                continue
            left -= cents
            shares = [Fraction(row["amount_cents"], held) for row in rows]
            for row, part in zip(rows, split_cents(np.array([cents]), shares)[0].tolist(), strict=True):
                row["amount_cents"] -= part
                self.give(move, row["fund_code"], part)
                yield Taken(move=move, fund_code=row["fund_code"] or "", control=control, cents=part)

    def give(self, move: Move, fund_code: str | None, cents: int) -> None:
        """Add cents to the program that gets, in the fund they come from."""
        program = move.to if move.to in self.programs else self.new.setdefault(move.to, NEW_PROGRAM + move.to.lower())
        key = (program, move.fiscal_year, self.phase, fund_code, "unknown", _SPENT, None, None)
        if key not in self.at:
            self.at[key] = {**dict(zip(CUBE_KEYS, key, strict=True)), "amount_cents": 0, "lines": 0, "rounded_lines": 0}
            self.rows.append(self.at[key])
            self._keep(self.at[key])
        self.at[key]["amount_cents"] += cents

    def _keep(self, row: dict[str, Any]) -> None:
        self.own[tuple(row[key] for key in _WHOSE)].append(row)

    def as_cube(self) -> LedgerCube:
        """Return the rows as a cube again."""
        import pyarrow as pa

        table = pa.Table.from_pylist(self.rows, schema=self.cube.table.schema)
        named = [
            {"program_key": key, "department": None, "program_code": key, "program": taxonomy().category(code).name}
            for code, key in self.new.items()
        ]
        programs = pa.Table.from_pylist([*self.cube.programs.to_pylist(), *named], schema=self.cube.programs.schema)
        return LedgerCube(table.sort_by([(key, "ascending") for key in CUBE_KEYS]), programs)
