"""A document's own total against the ledger: half a percent is the line, and it is exact."""

import pytest

from sharedsafety.investments.document_totals import DocumentTotal
from sharedsafety.investments.reconcile import Control, reconciliations


def total(cents: int, flow: str = "expenditure", fund: str = "100", doc_id: str = "d") -> DocumentTotal:
    return DocumentTotal(doc_id=doc_id, fiscal_year=2024, phase="adopted", fund_code=fund, fund=f"Fund {fund}",
                         flow=flow, cents=cents, lines=1)  # fmt: skip


def control(cents: int | None, fund: str | None = None) -> Control:
    return Control(doc_id="d", fiscal_year=2024, phase="adopted", control_total_cents=cents, fund=fund)


@pytest.mark.parametrize(
    ("ledger", "reconciled", "code"),
    [
        (100_000_00, True, None),
        (100_500_00, True, "ledger-small-difference"),
        (99_500_00, True, "ledger-small-difference"),
        (100_500_01, False, "ledger-unreconciled"),
        (99_499_99, False, "ledger-unreconciled"),
    ],
)
def test_exactly_half_a_percent_is_reconciled_and_a_cent_more_is_not(ledger, reconciled, code):
    (checked,), findings = reconciliations([total(ledger)], [control(100_000_00)])
    assert checked.reconciled is reconciled
    assert checked.difference_cents == ledger - 100_000_00
    assert [finding.code for finding in findings] == ([code] if code else [])


def test_without_a_printed_total_nothing_is_claimed():
    (checked,), findings = reconciliations([total(5)], [control(None)])
    assert (checked.reconciled, checked.difference_cents, checked.share) == (None, None, None)
    assert [finding.code for finding in findings] == ["ledger-no-control-total"]


def test_income_and_money_handed_on_are_not_spending_but_transfers_out_are():
    totals = [total(100), total(7, "revenue"), total(7, "transfer_in"), total(7, "internal_recovery"),
              total(20, "transfer_out"), total(-5, "correction")]  # fmt: skip
    (checked,), _ = reconciliations(totals, [control(115)])
    assert (checked.ledger_cents, checked.reconciled) == (115, True)


@pytest.mark.parametrize("fund", ["100", "Fund 100"])
def test_a_total_of_one_fund_is_compared_with_that_fund(fund):
    (checked,), _ = reconciliations([total(100), total(50, fund="200")], [control(100, fund)])
    assert checked.difference_cents == 0


def test_against_a_printed_zero_any_difference_is_the_whole():
    (checked,), _ = reconciliations([total(1)], [control(0)])
    assert (checked.share, checked.reconciled) == (1, False)


def test_lines_of_a_document_that_is_not_listed_are_said():
    _, findings = reconciliations([total(1), total(1, doc_id="other")], [control(1)])
    assert [(finding.code, finding.params["doc_id"]) for finding in findings] == [("ledger-unknown-document", "other")]
