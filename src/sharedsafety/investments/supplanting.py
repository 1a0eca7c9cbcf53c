"""Did restricted money replace local money in a program? A signal to look, before and after moves (method.md 4.7)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sharedsafety.investments.coded import Fund
from sharedsafety.investments.durability import supplanting_signals
from sharedsafety.investments.ledger_schema import LedgerCube
from sharedsafety.investments.real_terms import RealTerms
from sharedsafety.investments.settings import money_settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Supplanting:
    """The years after whose rise of restricted money a program's local money fell, or why none can be told.

    ``reason`` is no_restricted_money, too_few_years, no_price_index or control_unknown; without it the years are the
    answer, even none. What is restricted, local and unknown is as in ``supplanting_checks``.
    """

    years: tuple[int, ...] = ()
    reason: str | None = None


def supplanting_of(
    cube: LedgerCube, funds: Sequence[Fund], terms: RealTerms, programs: Collection[str], *, phase: str
) -> Mapping[str, Supplanting]:
    """Return the signal of each of ``programs`` in one phase: "look here", never "violation".

    Args:
        cube: the totals of the ledger, before or after moves.
        funds: which money is restricted, and which is discretionary money of the local level.
        terms: price index.

    Source: method.md 4.7, 4.10.
    """
    kinds = {fund.fund_code: _kinds(fund) for fund in funds}
    money: dict[str, dict[str, dict[int, float]]] = defaultdict(
        lambda: {name: defaultdict(float) for name in ("restricted", "local", "unknown", "total")}
    )
    for row in cube.table.to_pylist():
        if row["program_key"] not in programs or (row["phase"], row["flow"]) != (phase, "expenditure"):
            continue
        for kind in kinds.get(row["fund_code"] or "", ("unknown", "total")):
            money[row["program_key"]][kind][row["fiscal_year"]] += row["amount_cents"] / 100
    return {program: _signal(money[program], terms) for program in programs}


def _kinds(fund: Fund) -> tuple[str, ...]:
    """Return what the money of a fund counts as."""
    settings = money_settings()
    if fund.control in settings.restricted_controls:
        return ("restricted", "total")
    if fund.control == "discretionary" and fund.level in settings.local_levels:
        return ("local", "total")
    return ("unknown", "total") if fund.control == "unknown" else ("total",)


def _signal(money: Mapping[str, Mapping[int, float]], terms: RealTerms) -> Supplanting:
    if not any(money["restricted"].values()):
        return Supplanting(reason="no_restricted_money")
    years = sorted(money["total"])
    restricted = {year: money["restricted"].get(year, 0.0) for year in years}
    later = money_settings().supplanting_years
    tried = [year for year in years if year - 1 in years and year + later in years]
    if not tried:
        return Supplanting(reason="too_few_years")
    if not any(terms.deflated(year, year + later) for year in tried):
        return Supplanting(reason="no_price_index")
    unknown, total = (sum(map(abs, money[kind].values())) for kind in ("unknown", "total"))
    if unknown > money_settings().unknown_control_limit * total:
        return Supplanting(reason="control_unknown")
    return Supplanting(years=supplanting_signals(restricted, money["local"], money["total"], terms))
