"""Why others get another number: the usual pairs of readings of one budget, side by side (method.md 3.1)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sharedsafety.core.errors import BadInput
from sharedsafety.core.figure import Figure
from sharedsafety.core.reviewed import load_data
from sharedsafety.investments.coded import CodedShare, Fund
from sharedsafety.investments.comparison import Comparison, ProgramDifference, compared
from sharedsafety.investments.ledger_schema import LedgerCube
from sharedsafety.investments.readings import BudgetReader, Reading
from sharedsafety.investments.settings import money_settings

#: So many programs stand behind each row.
_PROGRAMS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingPair:
    """Two readings that differ in one thing; ``words`` and ``title`` in each language."""

    id: str
    first: Mapping[str, Any]
    second: Mapping[str, Any]
    title: Mapping[str, str]
    words: Mapping[str, Mapping[str, str]]
    needs: Literal["", "revenue", "funds"] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingPairs:
    """``data/investments/comparisons.yaml``."""

    pairs: tuple[ReadingPair, ...]
    general_fund_sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferingRow:
    """One row of a table of money under both readings, with the programs that make most of the difference."""

    table: str
    code: str
    first: Figure
    second: Figure
    programs: tuple[ProgramDifference, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberDifference:
    """What one pair of readings (``ReadingPair.id``) does to the shares, largest difference first."""

    pair: str
    rows: tuple[DifferingRow, ...]


def reading_pairs() -> ReadingPairs:
    """Return the pairs as reviewed."""
    pairs: ReadingPairs = load_data("investments/comparisons", ReadingPairs)
    return pairs


def number_differences(
    cube: LedgerCube, coding: Sequence[CodedShare], funds: Sequence[Fund], headline: tuple[int, str]
) -> tuple[NumberDifference, ...]:
    """Return the pairs that this budget can be read by, for the year and phase of ``headline``.

    A pair is left out where the budget lacks what it needs, where nothing is left to take shares of, or where both
    readings say the same. Shares are those of the coding as it stands, without the ranges of uncertain programs.

    Source: method.md 3.1.
    """
    known = {fund.fund_code: fund for fund in funds}
    reader, kept = BudgetReader(cube, known), tuple(coding)
    found = (_difference(pair, reader, kept, headline) for pair in reading_pairs().pairs if _has(pair, cube, known))
    return tuple(each for each in found if each is not None)


def _has(pair: ReadingPair, cube: LedgerCube, funds: Mapping[str, Fund]) -> bool:
    if pair.needs == "revenue":
        flows = set(cube.table["flow"].to_pylist())
        return bool(flows & set(money_settings().revenue_flows))
    if pair.needs == "funds":
        loaded = set(cube.table["fund_code"].to_pylist())
        general = _general(funds) & loaded
        return bool(general) and general != loaded
    return True


def _general(funds: Mapping[str, Fund]) -> frozenset[str]:
    sources = reading_pairs().general_fund_sources
    return frozenset(code for code, fund in funds.items() if fund.source_code in sources)


def _difference(
    pair: ReadingPair, reader: BudgetReader, coding: tuple[CodedShare, ...], headline: tuple[int, str]
) -> NumberDifference | None:
    year, phase = headline
    first, second = (
        Reading(fiscal_year=year, phase=phase, coding=coding, **_fields(side, reader.funds))
        for side in (pair.first, pair.second)
    )
    try:
        rows = compared(reader, first, second)
    except BadInput:  # nothing is left to take shares of: this budget can't be read so
        return None
    told = tuple(_row(row, (first, second), f"FY{year} {phase}") for row in rows if row.first != row.second)
    return NumberDifference(pair=pair.id, rows=told) if told else None


def _fields(side: Mapping[str, Any], funds: Mapping[str, Fund]) -> dict[str, Any]:
    named = dict(side)
    if "funds" in named:
        named["funds"] = _general(funds) if named["funds"] == "general" else None
    return named


def _row(row: Comparison, readings: tuple[Reading, Reading], basis: str) -> DifferingRow:
    keys = tuple(program.program_key for program in row.programs[:_PROGRAMS])
    first, second = (
        Figure(value=float(share), unit="share", basis=basis, denominator=reading.denominator, ids=keys)
        for share, reading in zip((row.first, row.second), readings, strict=True)
    )
    return DifferingRow(table=row.table, code=row.code, first=first, second=second, programs=row.programs[:_PROGRAMS])
