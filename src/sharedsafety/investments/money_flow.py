"""How safety money flows: from where it comes, to what it buys, to the principle it serves (pages.md)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from sharedsafety.core.figure import Figure
from sharedsafety.investments.coded import CodedShare, Fund
from sharedsafety.investments.coding import CodedPart, coded_parts
from sharedsafety.investments.ledger_schema import LedgerCube
from sharedsafety.investments.marked import fractional_weights
from sharedsafety.investments.scope import Pieces, split_cube, year_money
from sharedsafety.investments.uncertainty import Ints
from sharedsafety.investments.year_amounts import OUTSIDE

UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowLink:
    """Dollars that go from one node to another.

    ``step`` is ``origin`` (level of the fund -> family) or ``purpose`` (family -> principle, each dollar counted once).
    """

    step: str
    source: str
    target: str
    amount: Figure


def money_flow(
    cube: LedgerCube, coding: Sequence[CodedShare], funds: Sequence[Fund], headline: tuple[int, str]
) -> tuple[FlowLink, ...]:
    """Return the flow of the safety money of one year and phase; both steps add up to the same dollars.

    A fund that nobody described comes from ``unknown``. What lies outside safety, or is not coded, does not flow.

    Source: method.md 2.6 (fractional weights under the default markers), 3.1 (P).
    """
    parts = coded_parts(coding)
    if not parts:
        return ()
    known = {fund.fund_code: fund for fund in funds}
    year, phase = headline
    spending = year_money(split_cube(cube, parts), year, phase, known).spending
    totals: dict[tuple[str, str, str], Fraction] = {}
    for level, cents in _by_level(spending, known, len(parts)):
        for at in np.flatnonzero(cents[:-1]).tolist():
            for key, share in _links(level, parts[at]):
                totals[key] = totals.get(key, Fraction(0)) + share * int(cents[at])
    links = (_link(key, total, f"FY{year} {phase}") for key, total in totals.items() if total)
    return tuple(sorted(links, key=lambda link: (link.step, link.source, link.target)))


def _by_level(spending: Pieces, funds: Mapping[str, Fund], count: int) -> Iterator[tuple[str, Ints]]:
    codes: dict[str, list[str]] = {}
    for code in spending.names["fund_code"]:
        codes.setdefault(funds[code].level if code in funds else UNKNOWN, []).append(code)
    for level, own in codes.items():
        yield level, spending.by_part(spending.where("fund_code", own), count)


def _links(level: str, part: CodedPart) -> list[tuple[tuple[str, str, str], Fraction]]:
    if part.category == OUTSIDE:
        return []
    served = fractional_weights(part.markers)
    purposes = [(("purpose", part.family, name), weight) for name, weight in served.items() if weight]
    return [(("origin", level, part.family), Fraction(1)), *purposes]


def _link(key: tuple[str, str, str], cents: Fraction, basis: str) -> FlowLink:
    step, source, target = key
    return FlowLink(
        step=step, source=source, target=target, amount=Figure(value=float(cents / 100), unit="usd", basis=basis)
    )
