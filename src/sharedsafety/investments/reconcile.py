"""Does the ledger hold what the document says it holds? (method.md 2.4, rule 6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from sharedsafety.core.findings import Finding
from sharedsafety.core.reviewed import load_data
from sharedsafety.investments.document_totals import DocumentTotal

#: Flows that a document's printed total of spending does not count.
NOT_SPENDING = frozenset(("revenue", "transfer_in", "internal_recovery"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """What a document prints as its own total of spending; None where it prints none. ``fund`` narrows it."""

    doc_id: str
    fiscal_year: int
    phase: str
    control_total_cents: int | None
    fund: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciliation:
    """A document's total in the ledger against its own.

    ``difference_cents`` is ledger less control; ``share`` is its size as a share of the control total;
    ``reconciled`` is None where the document prints no total.
    """

    doc_id: str
    fiscal_year: int
    phase: str
    fund: str | None
    ledger_cents: int
    control_cents: int | None
    difference_cents: int | None
    share: Fraction | None
    reconciled: bool | None


@dataclass(frozen=True, kw_only=True)
class _Threshold:
    """The reviewed threshold."""

    unreconciled_above: float


def reconciliations(
    totals: Sequence[DocumentTotal], controls: Sequence[Control]
) -> tuple[tuple[Reconciliation, ...], tuple[Finding, ...]]:
    """Return each document's reconciliation, and a finding for each difference and each document without a control.

    >>> total = DocumentTotal(doc_id="d", fiscal_year=2022, phase="adopted", fund_code="100", fund="General",
    ...                       flow="expenditure", cents=101_00, lines=1)
    >>> control = Control(doc_id="d", fiscal_year=2022, phase="adopted", control_total_cents=100_00)
    >>> checked, findings = reconciliations([total], [control])
    >>> checked[0].reconciled, checked[0].difference_cents, findings[0].code
    (False, 100, 'ledger-unreconciled')
    """
    checked = tuple(_reconciled(control, totals) for control in controls)
    known = {control.doc_id for control in controls}
    strange = sorted({total.doc_id for total in totals} - known)
    findings = [finding for each in checked if (finding := _finding(each)) is not None]
    findings += [Finding(code="ledger-unknown-document", params={"doc_id": doc_id}) for doc_id in strange]
    return checked, tuple(findings)


def _reconciled(control: Control, totals: Sequence[DocumentTotal]) -> Reconciliation:
    ledger = sum(
        total.cents
        for total in totals
        if (total.doc_id, total.fiscal_year, total.phase) == (control.doc_id, control.fiscal_year, control.phase)
        and total.flow not in NOT_SPENDING
        and control.fund in (None, total.fund_code, total.fund)
    )
    printed = control.control_total_cents
    share = None if printed is None else _share(ledger - printed, printed)
    return Reconciliation(
        doc_id=control.doc_id,
        fiscal_year=control.fiscal_year,
        phase=control.phase,
        fund=control.fund,
        ledger_cents=ledger,
        control_cents=printed,
        difference_cents=None if printed is None else ledger - printed,
        share=share,
        reconciled=None if share is None else share <= _threshold(),
    )


def _share(difference: int, printed: int) -> Fraction:
    """Return the size of a difference as a share; against a printed zero any difference is the whole."""
    return Fraction(abs(difference), abs(printed)) if printed else Fraction(int(difference != 0))


def _threshold() -> Fraction:
    return Fraction(str(load_data("investments/reconciliation", _Threshold).unreconciled_above))


def _dollars(cents: int) -> str:
    return f"{Decimal(cents).scaleb(-2):,.2f}"


def _finding(each: Reconciliation) -> Finding | None:
    if each.difference_cents is None or each.control_cents is None or each.share is None:
        code, params = "ledger-no-control-total", {}
    elif each.difference_cents:
        code = "ledger-small-difference" if each.reconciled else "ledger-unreconciled"
        params = {
            "ledger": _dollars(each.ledger_cents),
            "control": _dollars(each.control_cents),
            "difference": _dollars(each.difference_cents),
            "percent": f"{float(each.share) * 100:.2f}",
        }
    else:
        return None
    return Finding(code=code, params={"doc_id": each.doc_id, **params})
