"""What two codings of the same programs say, side by side: each family and category before and after, to the cent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from sharedsafety.investments.coded import CodedShare, Fund
from sharedsafety.investments.coding import UNCODED
from sharedsafety.investments.ledger_schema import LedgerCube
from sharedsafety.investments.scope import split_cube, year_money
from sharedsafety.investments.splits import split_cents


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedProgram:
    """The cents of one program in a row before and after."""

    program_key: str
    before_cents: int
    after_cents: int

    @property
    def moved_cents(self) -> int:
        """Return what came into the row; negative where it left."""
        return self.after_cents - self.before_cents


@dataclass(frozen=True, slots=True, kw_only=True)
class BothResults:
    """One family or category under both codings.

    Args:
        table, code: ``family`` or ``category``, and which.
        before_cents, after_cents: its cents; over all codes of a table both sum to all that the programs spend.
        programs: those whose cents differ, largest move first; their moves sum to the row's, exactly.
    """

    table: str
    code: str
    before_cents: int
    after_cents: int
    programs: tuple[MovedProgram, ...]


def counted_cents(cube: LedgerCube, year: tuple[int, str], funds: Mapping[str, Fund]) -> Mapping[str, int]:
    """Return program -> cents that count in a fiscal year and phase, each dollar once (method.md 2.4)."""
    spending = year_money(split_cube(cube, ()), *year, funds).spending
    cents = np.zeros(len(spending.names["program_key"]), dtype=np.int64)
    np.add.at(cents, spending.codes["program_key"], spending.cents)
    used = np.unique(spending.codes["program_key"])
    return {spending.names["program_key"][place]: int(cents[place]) for place in used}


def both_results(
    cents: Mapping[str, int], before: Iterable[CodedShare], after: Iterable[CodedShare]
) -> tuple[BothResults, ...]:
    """Return each family and each category under both codings; the largest change first, then the largest amount.

    A family is the first two letters of a category, which hold for codes of any version. Programs without rows stand
    under ``uncoded``. Each program's cents are split by its shares, largest remainder first.

    Args:
        cents: program -> its cents in one year and phase.
        before, after: rows whose shares add up to 1 for each program.

    >>> from fractions import Fraction
    >>> old, new = (CodedShare(program_key="p", category=code, share=Fraction(1)) for code in ("SV-HLP", "SV-NAV"))
    >>> [(row.code, row.before_cents, row.after_cents) for row in both_results({"p": 5}, [old], [new])]
    [('SV', 5, 5), ('SV-HLP', 5, 0), ('SV-NAV', 0, 5)]
    """
    then, now = _by_category(cents, before), _by_category(cents, after)
    rows = (*_rows("family", _families(then), _families(now)), *_rows("category", then, now))
    return tuple(rows)


_ByCode = Mapping[str, Mapping[str, int]]


def _by_category(cents: Mapping[str, int], coding: Iterable[CodedShare]) -> _ByCode:
    """Return category -> program -> cents."""
    by_program: dict[str, list[CodedShare]] = defaultdict(list)
    for row in coding:
        by_program[row.program_key].append(row)
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for program, amount in cents.items():
        rows = by_program.get(program)
        if not rows:
            found[UNCODED][program] = amount
            continue
        parts = split_cents(np.array([amount], dtype=np.int64), [row.share for row in rows])[0]
        for row, part in zip(rows, parts.tolist(), strict=True):
            found[row.category][program] = found[row.category].get(program, 0) + part
    return found


def _families(by_category: _ByCode) -> _ByCode:
    found: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for category, programs in by_category.items():
        for program, cents in programs.items():
            found[category if category == UNCODED else category[:2]][program] += cents
    return found


def _rows(table: str, then: _ByCode, now: _ByCode) -> list[BothResults]:
    rows = [_row(table, code, then.get(code, {}), now.get(code, {})) for code in {*then, *now}]

    def largest(row: BothResults) -> tuple[int, int, str]:
        return -abs(row.after_cents - row.before_cents), -abs(row.before_cents), row.code

    return sorted(rows, key=largest)


def _row(table: str, code: str, then: Mapping[str, int], now: Mapping[str, int]) -> BothResults:
    programs = [
        MovedProgram(program_key=key, before_cents=then.get(key, 0), after_cents=now.get(key, 0))
        for key in {*then, *now}
        if then.get(key, 0) != now.get(key, 0)
    ]
    return BothResults(
        table=table,
        code=code,
        before_cents=sum(then.values()),
        after_cents=sum(now.values()),
        programs=tuple(sorted(programs, key=lambda each: (-abs(each.moved_cents), each.program_key))),
    )
