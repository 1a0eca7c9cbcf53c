"""An audit of coded dollars: the lines somebody codes again, and what that says of the rest (method.md 2.8)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from sharedsafety.core.findings import Finding
from sharedsafety.investments.audit_sample import monetary_unit_sample, stringer_bound
from sharedsafety.investments.settings import money_settings

_SHOWN = ("line_id", "program_key", "fund_code", "object", "doc_id", "source_row", "source_column")


@dataclass(frozen=True, slots=True, kw_only=True)
class SampledLine:
    """A published amount that was drawn, ``draws`` times; the other fields say where it stands."""

    line_id: str
    program_key: str
    fund_code: str | None
    object: str | None
    doc_id: str
    source_row: int
    source_column: str
    cents: int
    draws: int

    @property
    def dollars(self) -> float:
        """Return the amount in dollars."""
        return self.cents / 100


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditSample:
    """The lines of a sample, ``size`` draws out of ``cents`` (all amounts without their signs)."""

    lines: tuple[SampledLine, ...]
    size: int
    cents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditResult:
    """One row of results: how much of a line was coded wrong (0 to 1), by the second person."""

    line_id: str
    taint: Any
    note: str = ""
    row: int | None = None


def audit_sample(lines: Any, *, fiscal_year: int, phase: str, size: int, seed: int) -> AuditSample:
    """Return a sample of the spending lines of one year and phase; the same ledger and seed give the same sample.

    Args:
        lines: the lines of a ledger (Arrow, ``program_lines``).
        size: how many dollars are drawn; a large line can be drawn more than once.

    Source: method.md 2.8: systematic, with probability in proportion to the size of the amount.
    """
    flows = money_settings().spending_flows
    rows = [
        row
        for row in lines.to_pylist()
        if (row["fiscal_year"], row["phase"]) == (fiscal_year, phase) and row["flow"] in flows
    ]
    rows.sort(key=lambda row: row["line_id"])
    cents = [row["amount_cents"] for row in rows]
    draws = Counter(monetary_unit_sample(cents, size, np.random.default_rng(seed)))
    return AuditSample(
        lines=tuple(_line(rows[place], count) for place, count in sorted(draws.items())),
        size=draws.total(),
        cents=sum(map(abs, cents)),
    )


def audit_bound(sample: AuditSample, results: Sequence[AuditResult], *, risk: float) -> float:
    """Return the upper bound on the share of dollars coded wrong, with the given risk of being wrong oneself.

    Every line of the sample has its result (``result_findings``); a line drawn twice counts twice. No bound is above 1:
    a sample too small to tell anything leaves every dollar in doubt, and no more.

    Source: method.md 2.8, WX-3.
    """
    taints = {each.line_id: float(each.taint) for each in results}
    found = [taints[line.line_id] for line in sample.lines for _ in range(line.draws)]
    return min(1.0, stringer_bound(risk, sample.size, [taint for taint in found if taint > 0]))


def coding_taint(coded: Mapping[str, Fraction], again: Mapping[str, Fraction]) -> Fraction:
    """Return the share of the money that a coding puts elsewhere than a second one does: 0 the same, 1 all of it.

    Args:
        coded, again: category -> share, each summing to 1.

    Source: method.md 2.8 (taints) and 4.2 (what must change place: 1 less the overlap).

    >>> coding_taint({"JS-POL": Fraction(1)}, {"JS-POL": Fraction(3, 5), "CR-CRI": Fraction(2, 5)})
    Fraction(2, 5)
    """
    return 1 - sum((min(share, again.get(code, Fraction(0))) for code, share in coded.items()), Fraction(0))


def result_findings(sample: AuditSample, results: Sequence[AuditResult], *, file: str) -> tuple[Finding, ...]:
    """Return a finding for each drawn line without a result, and for each result of a line that was not drawn."""
    drawn: Mapping[str, SampledLine] = {line.line_id: line for line in sample.lines}
    given = {each.line_id for each in results}
    strange = [each for each in results if each.line_id not in drawn]
    missing = [line_id for line_id in drawn if line_id not in given]
    return (
        *(
            Finding(code="audit-not-drawn", file=file, row=each.row, column="line_id", params={"value": each.line_id})
            for each in strange
        ),
        *(Finding(code="audit-no-result", file=file, column="line_id", params={"value": each}) for each in missing),
    )


def _line(row: Mapping[str, Any], draws: int) -> SampledLine:
    return SampledLine(**{name: row[name] for name in _SHOWN}, cents=row["amount_cents"], draws=draws)
