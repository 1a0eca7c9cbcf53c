"""Rules of the mapping that mend labels, leave lines out, split programs and find receivers."""

from pathlib import Path

import pytest

from sharedsafety.investments.cube import ledger_cube
from sharedsafety.investments.ledger import LedgerImport, import_ledger
from sharedsafety.investments.mapping_file import checked, mapping_of
from sharedsafety.investments.scope import split_cube, year_money

FILES = """
files:
  - file: budget.csv
    columns: {department: Department, program_code: Code, program: Program, fund_code: Fund, object: Account}
    amounts: [{column: Amount, fiscal_year: 2022, phase: adopted, document: adopted-2022}]
"""
HEADER = "Department,Code,Program,Fund,Account,Amount"


def imported(folder: Path, rules: str, *rows: str) -> LedgerImport:
    (folder / "budget.csv").write_text("\n".join((HEADER, *rows)) + "\n", encoding="utf-8")
    return import_ledger(checked(mapping_of(rules + FILES)), folder, jurisdiction_id="here")


def codes(done: LedgerImport) -> list[str]:
    return [finding.code for finding in done.findings]


SPLIT = "program_from: [{where: {department: [City], program: [Grants]}, field: object}]"


def test_each_item_of_a_bag_is_a_program_whose_key_follows_the_old_one(tmp_path):
    rows = ("City,56,Grants,100,Meals (6),10", "City,56,Grants,100,Meals,5", "City,57,Other,100,Meals,1")
    done = imported(tmp_path, SPLIT, *rows)
    lines = [(line["program_key"], line["program"], line["object"]) for line in done.lines.to_pylist()]
    assert lines == [
        ("city.56.grants.meals", "Meals", "Meals (6)"),
        ("city.56.grants.meals", "Meals", "Meals"),
        ("city.57.other", "Other", "Meals"),
    ]
    assert sum(done.lines["amount_cents"].to_pylist()) == 1600
    [said] = done.findings
    assert (said.code, said.params["count"], said.params["amount"]) == ("ledger-program-split", 2, "15.00")


def test_a_line_of_a_bag_without_an_item_stays_in_the_bag_and_is_said(tmp_path):
    done = imported(tmp_path, SPLIT, "City,56,Grants,100,,10", "City,56,Grants,100,Meals,5")
    assert done.lines["program_key"].to_pylist() == ["city.56.grants", "city.56.grants.meals"]
    assert codes(done) == ["ledger-program-split", "ledger-item-without-name"]


def test_a_damaged_code_is_mended_before_the_key_is_made(tmp_path):
    where = "{program_code: ['6.20E+02'], program: [Hotel]}"
    rules = f"relabel: [{{where: {where}, set: {{program_code: 62E1}}, reason: read as a number}}]"
    done = imported(
        tmp_path, rules, "City,6.20E+02,Hotel,100,,10", "City,62E1,Hotel,100,,5", "City,6.20E+02,Zoo,100,,1"
    )
    assert done.lines["program_key"].to_pylist() == ["city.62e1.hotel", "city.62e1.hotel", "city.6.20e+02.zoo"]
    assert "read as a number" in done.findings[0].sentence()


def test_what_the_mapping_leaves_out_is_not_in_the_ledger_and_is_said_with_its_sum(tmp_path):
    rules = "leave_out: [{where: {program: [Again]}, reason: printed twice}]"
    done = imported(tmp_path, rules, "City,1,Once,100,,10", "City,2,Again,100,,10")
    assert done.lines["program"].to_pylist() == ["Once"]
    [said] = done.findings
    assert (said.code, said.params["amount"], said.params["years"]) == ("ledger-left-out", "10.00", "2022")


def test_a_total_row_is_still_known_when_one_of_its_rows_is_left_out(tmp_path):
    rules = "leave_out: [{where: {program: [Again]}, reason: printed twice}]"
    done = imported(tmp_path, rules, "City,1,Once,100,,10", "City,2,Again,100,,10", ",,,,,20")
    assert codes(done) == ["ledger-total-row", "ledger-left-out"]


@pytest.mark.parametrize(
    "rule",
    ["relabel: [{where: {program: [No]}, set: {program_code: A}, reason: r}]",
     "leave_out: [{where: {program: [No]}, reason: r}]",
     "program_from: [{where: {program: [No]}, field: object}]"],
)  # fmt: skip
def test_a_rule_that_fits_nothing_is_said(tmp_path, rule):
    assert codes(imported(tmp_path, rule, "City,1,Once,100,,10")) == ["ledger-rule-fits-nothing"]


@pytest.mark.parametrize(
    ("rules", "problem"),
    [
        ("program_from: [{where: {}, field: object}]", "neither where nor words"),
        ("program_from: [{where: {program: [A]}, field: program}]", "another one than program"),
        ("leave_out: [{where: {program: [A]}, reason: ' '}]", "reason is empty"),
        ("relabel: [{where: {program: [A]}, set: {}, reason: r}]", "set names no field"),
        ("flow: [{flow: transfer_out, where: {program: [A]}, receiver: B, receiver_fund: C}]", "only one of"),
        ("leave_out: [{where: {program: [A]}}]", "required"),
        ("program_from: [{where: {program: [A]}, field: account}]", "Input should be"),
    ],
)
def test_a_faulty_rule_is_refused_with_its_row(rules, problem):
    mapping, faults = mapping_of(rules + FILES)
    assert mapping is None
    assert problem in faults[0].sentence()
    assert faults[0].row == 1


CHARGE = "flow: [{flow: internal_charge, words: [Reimbursement], receiver_fund: '100'}]"


def test_a_charge_counts_at_the_fund_that_gets_it_where_that_fund_is_loaded(tmp_path):
    rows = ("Sewer,1,Pipes,760,Reimbursement,4", "City,2,Offices,100,Salaries,10")
    done = imported(tmp_path, CHARGE, *rows)
    money = year_money(split_cube(ledger_cube(done.lines), ()), 2022, "adopted", {})
    assert (int(money.spending.cents.sum()), dict(money.excluded), money.flags) == (1000, {"internal_charge": 400}, ())
    assert codes(done) == ["ledger-receiver-loaded"]


def test_a_charge_stays_spending_where_the_fund_that_gets_it_is_not_loaded(tmp_path):
    done = imported(tmp_path, CHARGE, "Sewer,1,Pipes,760,Reimbursement,4")
    assert done.lines["flow"].to_pylist() == ["expenditure"]
    assert done.lines["receiver"].to_pylist() == [None]
    assert codes(done) == ["ledger-receiver-not-loaded"]


def test_a_charge_whose_receiver_nobody_names_is_kept_and_flagged(tmp_path):
    done = imported(tmp_path, "flow: [{flow: internal_charge, words: [Various]}]", "Library,1,Books,300,Various,4")
    money = year_money(split_cube(ledger_cube(done.lines), ()), 2022, "adopted", {})
    assert (int(money.spending.cents.sum()), money.flags) == (400, ("receiver_not_loaded",))


def test_a_phase_nobody_explained_is_an_error_with_its_row(tmp_path):
    (tmp_path / "b.csv").write_text("Dept,Stage,Amount\nFire,Final,10\nFire,Draft 2,11\n", encoding="utf-8")
    text = """
files:
  - file: b.csv
    columns: {department: Dept}
    amounts: [{column: Amount, fiscal_year: 2024, phase: {column: Stage, values: {Final: adopted}}, document: d}]
"""
    done = import_ledger(checked(mapping_of(text)), tmp_path, jurisdiction_id="here")
    assert [(finding.code, finding.row) for finding in done.findings] == [("ledger-phase", 3)]
    assert done.lines["phase"].to_pylist() == ["adopted"]
