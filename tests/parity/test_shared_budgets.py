"""Budgets of Oakland and Sacramento: drifting columns and labels, known totals, and one that disagrees."""

import json
import os
from collections import defaultdict
from pathlib import Path

import pytest

from sharedsafety.investments.ledger import LedgerImport, import_ledger
from sharedsafety.investments.mapping_file import checked, mapping_of
from sharedsafety.investments.reconcile import Control, reconciliations

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif("SHAREDSAFETY_DATA" not in os.environ, reason="needs the folder named by SHAREDSAFETY_DATA"),
]

OAKLAND = """
files:
  - file: FY13-14__adopted.csv.gz
    columns: {department: department, fund_code: fund_code, object: account_category}
    account_type: {column: account_type, values: {Expense: expenditure, Revenue: revenue}}
    amounts: [{column: amount, fiscal_year: {column: budget_year}, phase: adopted, document: "oakland-{fiscal_year}"}]
  - file: FY17-18__proposed.csv.gz
    columns: {department: department, fund_code: fund_code, object: account_category}
    account_type: {column: account_type, values: {Expense: expenditure, Revenue: revenue}}
    amounts: [{column: amount, fiscal_year: {column: budget_year}, phase: proposed, document: "oakland-{fiscal_year}"}]
  - file: FY19-20__adopted.csv.gz
    columns: {department: department, fund_code: fund_code, object: account_category}
    account_type: {column: account_type, values: {Expense: expenditure, Revenue: revenue}}
    amounts: [{column: amount, fiscal_year: {column: budget_year}, phase: adopted, document: "oakland-{fiscal_year}"}]
  - file: FY22-23__adopted.csv.gz
    columns: {department: department, fund_code: fund_code, object: account_category}
    account_type: {column: account_type, values: {Expense: expenditure, Revenue: revenue}}
    amounts: [{column: amount, fiscal_year: {column: budget_year}, phase: adopted, document: "oakland-{fiscal_year}"}]
"""
SACRAMENTO = """
files:
  - file: City_of_Sacramento_Approved_Budgets.csv
    columns: {department: Department, fund: Fund, object: CATEGORY, division: Fund_Category}
    account_type:
      column: ExpenseRevenue
      values: {E: expenditure, Expenses: expenditure, R: revenue, Revenues: revenue}
    amounts: [{column: Amount, fiscal_year: {column: Fiscal_Year}, phase: adopted, document: "sac-{fiscal_year}"}]
"""
# SOURCE.md of each file: rows, spending, revenue, police.
OAKLAND_KNOWN = {
    2014: (8953, 1_094_533_634, 1_094_522_416, 204_178_776),
    2018: (17099, 1_331_563_727, 1_331_563_727, 276_598_948),
    2020: (19456, 1_656_222_651, 1_656_222_651, 322_809_835),
    2023: (22236, 1_920_271_118, 1_920_079_118, 348_203_912),
}
SACRAMENTO_KNOWN = {
    2013: (1_342_149_366, 124_556_913), 2014: (851_109_452, 122_304_855), 2015: (886_864_591, 124_607_302),
    2016: (858_718_871, 125_278_517), 2017: (906_980_646, 132_238_944), 2018: (953_973_785, 131_666_351),
    2019: (1_002_190_752, 147_251_730), 2020: (1_087_942_740, 150_318_120), 2021: (1_162_061_128, 157_502_833),
    2022: (1_196_607_155, 211_306_621), 2023: (1_317_432_474, 224_651_243), 2024: (1_361_914_429, 227_331_845),
    2025: (1_463_120_733, 250_856_650),
}  # fmt: skip


def folder(city: str) -> Path:
    return Path(os.environ["SHAREDSAFETY_DATA"]) / "budgets" / city


def imported(mapping: str, city: str) -> LedgerImport:
    return import_ledger(checked(mapping_of(mapping)), folder(city), jurisdiction_id=city)


def sums(done: LedgerImport) -> dict[tuple[int, str], int]:
    found: dict[tuple[int, str], int] = defaultdict(int)
    for row in done.lines.select(["fiscal_year", "flow", "department", "amount_cents"]).to_pylist():
        kind = "revenue" if row["flow"] == "revenue" else "spending"
        found[row["fiscal_year"], kind] += row["amount_cents"]
        if kind == "spending" and row["department"].startswith("Police"):
            found[row["fiscal_year"], "police"] += row["amount_cents"]
    return found


def test_oaklands_drifting_columns_give_its_known_totals():
    done = imported(OAKLAND, "oakland_ca")
    assert done.usable
    found = sums(done)
    for year, (_, spending, revenue, police) in OAKLAND_KNOWN.items():
        assert (found[year, "spending"], found[year, "revenue"], found[year, "police"]) == (
            spending * 100, revenue * 100, police * 100,
        ), year  # fmt: skip


def test_sacramentos_drifting_labels_give_its_known_totals():
    done = imported(SACRAMENTO, "sacramento_ca")
    found = sums(done)
    for year, (spending, police) in SACRAMENTO_KNOWN.items():
        assert (found[year, "spending"], found[year, "police"]) == (spending * 100, police * 100), year


def test_sacramentos_label_fund_total_is_no_total_row():
    done = imported(SACRAMENTO, "sacramento_ca")
    assert [each for each in done.left_out if each.label == "Fund Total"] == []


def test_sacramentos_own_total_of_2015_disagrees_and_it_is_shown():
    done = imported(SACRAMENTO, "sacramento_ca")
    published = json.loads((folder("sacramento_ca") / "published_totals_expenses.json").read_text())
    years = {2000 + int(row["fiscal_year_range"][2:]): int(row["total"]) for row in published}
    controls = [
        Control(doc_id=f"sac-{year}", fiscal_year=year, phase="adopted", control_total_cents=total * 100)
        for year, total in years.items()
    ]
    found, findings = reconciliations(done.totals, controls)
    assert {each.fiscal_year for each in found if not each.reconciled} == {2015}
    shown = next(finding for finding in findings if finding.code == "ledger-unreconciled")
    assert "886,864,591.00" in shown.sentence()
    assert "828,593,876.00" in shown.sentence()
    small = {finding.params["doc_id"]: finding.params["difference"] for finding in findings
             if finding.code == "ledger-small-difference"}  # fmt: skip
    assert small == {"sac-2017": "1,514.00", "sac-2018": "763.00"}
