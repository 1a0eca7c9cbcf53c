"""How much of the money is coded, by how many people and on what basis (method.md 2.8)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from sharedsafety.investments.coded import CodedShare
from sharedsafety.investments.coding import UNCODED


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedDollars:
    """Shares of the dollars, largest first, ``uncoded`` among them; each sums to 1, and both are empty without money.

    ``by_status`` are coding states, ``by_basis`` the letters of what the shares rest on.
    """

    by_status: Mapping[str, float]
    by_basis: Mapping[str, float]


def coded_dollars(cents: Mapping[str, int], coding: Iterable[CodedShare]) -> CodedDollars:
    """Return the shares of the dollars by coding state and by basis.

    Args:
        cents: program -> what it spends; a credit counts by its size.
        coding: rows free of the errors that ``coding_findings`` finds; a program without spending weighs nothing.

    Source: method.md 2.8, point 3.

    >>> row = CodedShare(program_key="jail", category="JS-JAL", share=Fraction(1), status="single", basis="A")
    >>> coded_dollars({"jail": 300, "parks": -100}, [row]).by_status
    {'single': 0.75, 'uncoded': 0.25}
    """
    rows = list(coding)
    coded = {row.program_key for row in rows}
    total = sum(map(abs, cents.values()))
    open_cents = sum(abs(amount) for key, amount in cents.items() if key not in coded)

    def by(field: str) -> Mapping[str, float]:
        sums: dict[str, Fraction] = defaultdict(Fraction)
        for row in rows:
            sums[getattr(row, field)] += row.share * abs(cents.get(row.program_key, 0))
        sums[UNCODED] += open_cents
        ordered = sorted(sums.items(), key=lambda each: (-each[1], each[0]))
        return {code: float(amount / total) for code, amount in ordered if amount} if total else {}

    return CodedDollars(by_status=by("status"), by_basis=by("basis"))
