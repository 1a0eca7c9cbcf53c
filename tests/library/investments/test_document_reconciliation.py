"""From a difference to the rows: what equals it is found, with its place, and what is left out is told."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from sharedsafety.investments.difference import Part, explanations
from sharedsafety.investments.document_lines import document_lines, lines_page
from sharedsafety.investments.document_reconciliation import DocumentReconciliation, document_reconciliation
from sharedsafety.investments.ledger import LedgerImport
from sharedsafety.investments.ledger_file import import_to_file
from sharedsafety.investments.mapping_file import checked, mapping_of
from sharedsafety.investments.reconcile import Control

MAPPING = """\
files:
  - file: lines.csv
    columns: {department: Department, program: Program, fund: Fund}
    account_type: {column: Kind, values: {E: expenditure, R: revenue, T: transfer_in}}
    amounts: [{column: Amount, fiscal_year: 2024, phase: adopted, document: a24}]
leave_out:
  - {where: {department: [Memo]}, reason: Counted in another book.}
"""
LINES = """\
Department,Program,Fund,Kind,Amount
Sheriff,Patrol,General,E,1000
Sheriff,Jail,General,E,400
Health,Clinic,Grants,E,500
Total,,,E,1900
Health,Clinic,Grants,R,70
Memo,Other book,General,E,33
"""


def imported(folder: Path, text: str = LINES, mapping: str = MAPPING) -> LedgerImport:
    (folder / "lines.csv").write_text(text, encoding="utf-8")
    return import_to_file(checked(mapping_of(mapping)), folder, folder / "kept", jurisdiction_id="x")


def control(fund: str | None = None) -> Control:
    return Control(doc_id="a24", fiscal_year=2024, phase="adopted", control_total_cents=None, fund=fund)


def led(folder: Path, printed: int | None, fund: str | None = None, text: str = LINES) -> DocumentReconciliation:
    done = imported(folder, text)
    assert done.path is not None
    lines = document_lines(done.path, control(fund))
    left_out = (*done.left_out, *done.ruled_out)
    return document_reconciliation(lines, left_out, printed_cents=printed, tables=["lines.csv"])


def told(found: DocumentReconciliation) -> list[tuple[str, list[str]]]:
    return [(each.how, [f"{part.kind} {part.label}" for part in each.parts]) for each in found.explanations]


def amounts(parts: Sequence[Part]) -> list[tuple[str, int, bool]]:
    return [(part.label, part.cents // 100, part.counted) for part in parts]


def test_a_total_that_agrees_needs_no_explanation(tmp_path):
    found = led(tmp_path, 190_000)
    assert (found.loaded_cents, found.difference_cents, found.explanations) == (190_000, 0, ())


def test_a_document_without_a_printed_total_has_no_difference(tmp_path):
    assert led(tmp_path, None).difference_cents is None


def test_the_sums_of_all_kinds_are_the_total(tmp_path):
    found = led(tmp_path, 190_000)
    for kind in ("table", "flow", "fund", "department"):
        assert sum(part.cents for part in found.sums[kind] if part.counted) == found.loaded_cents, kind
    assert amounts(found.sums["department"]) == [("Sheriff", 1400, True), ("Health", 500, True), ("Health", 70, False)]
    assert amounts(found.sums["flow"]) == [("expenditure", 1900, True), ("revenue", 70, False)]


def test_rows_left_out_stand_with_their_row_amount_and_reason(tmp_path):
    found = led(tmp_path, 190_000)
    assert [(part.label, part.row, part.cents, reason) for part, reason in found.left_out] == [
        ("Total", 5, 190_000, "ledger-total-row"),
        ("Other book", 7, 3_300, "Counted in another book."),
    ]


def test_a_row_left_out_that_equals_what_is_missing_comes_first(tmp_path):
    found = led(tmp_path, 193_300)
    assert told(found)[0] == ("not_counted", ["left_out Other book"])
    assert found.explanations[0].parts[0].row == 7


def test_revenue_that_the_document_counts_is_found(tmp_path):
    assert ("not_counted", ["flow revenue"]) in told(led(tmp_path, 197_000))


def test_a_line_that_is_too_much_is_found_with_its_row_and_column(tmp_path):
    found = led(tmp_path, 150_000)
    lines = [each.parts[0] for each in found.explanations if each.parts[0].kind == "line"]
    assert [(part.label, part.row, part.column, part.cents) for part in lines] == [
        ("Sheriff / Jail", 3, "Amount", 40_000)
    ]


def test_a_line_with_a_turned_sign_is_found(tmp_path):
    text = LINES.replace("Jail,General,E,400", "Jail,General,E,-400").replace("Total,,,E,1900", "Total,,,E,1100")
    found = led(tmp_path, 190_000, text=text)
    assert found.difference_cents == -80_000
    assert ("sign", ["line Sheriff / Jail"]) in told(found)


def test_a_difference_of_two_departments_is_found(tmp_path):
    assert ("apart", ["department Sheriff", "department Health"]) in told(led(tmp_path, 100_000))


def test_a_total_of_one_fund_counts_that_fund_only(tmp_path):
    found = led(tmp_path, 140_000, fund="General")
    assert (found.loaded_cents, found.difference_cents) == (140_000, 0)


def test_lines_are_paged_in_the_order_of_the_file(tmp_path):
    done = imported(tmp_path)
    assert done.path is not None
    lines = document_lines(done.path, control())
    first, last = (lines_page(lines, {"department": "Sheriff"}, page=page, size=1) for page in (1, 99))
    assert (first.lines, first.pages, first.cents) == (2, 2, 140_000)
    assert [(row["source_row"], row["source_column"]) for row in first.rows] == [(2, "Amount")]
    assert (last.page, last.rows[0]["source_row"]) == (2, 3)


@pytest.mark.parametrize("difference", [0, 7])
def test_nothing_is_explained_by_nothing(difference):
    nothing: list[Any] = [Part(kind="fund", label="empty", cents=0), Part(kind="fund", label="x", cents=100)]
    assert explanations(difference, nothing) == ()


def test_more_explanations_than_asked_for_are_cut():
    parts = [Part(kind="line", label=str(number), cents=5) for number in range(40)]
    assert len(explanations(5, parts, most=3)) == 3
