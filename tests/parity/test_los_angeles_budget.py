"""The City's own totals, recomputed from its published files: to the cent, and nothing twice."""

import csv
import gzip
from collections import defaultdict
from functools import cache
from pathlib import Path

import pyarrow.compute as pc
import pytest

from sharedsafety.investments.controls_file import read_controls
from sharedsafety.investments.cube import ledger_cube
from sharedsafety.investments.ledger import LedgerImport, import_ledger
from sharedsafety.investments.mapping_file import checked, read_mapping
from sharedsafety.investments.reconcile import reconciliations

FOLDER = Path(__file__).parents[2] / "examples" / "los-angeles" / "budget"

# SOURCE.md of the City's files, "Known right answers" (the shares of 2014-2018 recomputed to the dollar).
BY_LABEL = {
    2014: {"A Livable and Sustainable City": 2.091220e9, "A Prosperous City": 464510673, "A Safe City": 1.865865e9,
           "A Well Run City": 2.648124e9},
    2015: {"A Livable and Sustainable City": 2.186961e9, "A Prosperous City": 399906888, "A Safe City": 1.988596e9,
           "A Well Run City": 2.845467e9},
    2016: {"A Livable and Sustainable City": 2.954907e9, "A Prosperous City": 540485243, "A Safe City": 2.114294e9,
           "A Well Run City": 2.972877e9},
    2017: {"A Livable and Sustainable City": 3.076605e9, "A Prosperous City": 572959032, "A Safe City": 2.367290e9,
           "A Well Run City": 2.760107e9},
    2018: {"A Livable and Sustainable City": 3.945801e9, "A Prosperous City": 747995393, "A Safe City": 3.265692e9,
           "A Well Run City": 1.332646e9},
}  # fmt: skip
TEN_LARGEST = {
    "Police": 1_760_908_714,
    "Other Special Purpose Funds": 1_335_499_061,
    "Tax and Revenue Anticipation Notes": 1_333_686_071,
    "Human Resources Benefits": 774_377_710,
    "Fire": 746_268_351,
    "Wastewater Special Purpose Fund": 615_263_626,
    "Unappropriated Balance": 531_532_846,
    "Capital and Technology Improvement Expenditure Program": 416_178_078,
    "Bureau of Sanitation": 344_662_093,
    "General City Purposes": 333_589_539,
}
PRINTED = {
    "la-2020-actual-section-2": 9_781_469_334,
    "la-2021-adopted-section-2": 10_531_278_041,
    "la-2021-estimate-section-2": 9_869_252_831,
    "la-2022-adopted-section-2": 11_480_288_113,
    "la-2022-adopted-section-4": 515_868_292,
}


@cache
def imported() -> LedgerImport:
    mapping = checked(read_mapping(FOLDER / "mapping.yaml"))
    return import_ledger(mapping, FOLDER, jurisdiction_id="los-angeles")


def rows() -> list[dict[str, object]]:
    names = ["doc_id", "fiscal_year", "department", "stated_label", "flow", "amount_cents"]
    found: list[dict[str, object]] = imported().lines.select(names).to_pylist()
    return found


def document_cents() -> dict[str, int]:
    sums: dict[str, int] = defaultdict(int)
    for total in imported().totals:
        sums[total.doc_id] += total.cents
    return sums


@pytest.mark.parametrize("year", BY_LABEL)
def test_the_citys_own_labels_add_up_to_the_published_table(year):
    sums = defaultdict(int)
    for row in rows():
        if row["fiscal_year"] == year and row["stated_label"]:
            sums[row["stated_label"]] += row["amount_cents"]
    published = BY_LABEL[year]
    assert sums.keys() == published.keys()
    for label, dollars in published.items():
        # The table prints seven digits of a sum in exponent form, and every digit of the others.
        assert sums[label] / 100 == pytest.approx(dollars, rel=5e-7)


def test_the_ten_largest_departments_of_2022_are_right_to_the_cent():
    sums = defaultdict(int)
    for row in rows():
        if row["doc_id"] == "la-2022-adopted-section-2":
            sums[row["department"]] += row["amount_cents"]
    largest = sorted(sums.items(), key=lambda item: -item[1])[:10]
    assert dict(largest) == {name: dollars * 100 for name, dollars in TEN_LARGEST.items()}
    assert list(dict(largest)) == list(TEN_LARGEST)


def test_every_printed_total_is_met_to_the_cent():
    sums = document_cents()
    assert {name: sums[name] for name in PRINTED} == {name: dollars * 100 for name, dollars in PRINTED.items()}


def test_the_total_rows_are_left_out_and_said():
    left_out = {(each.file, each.row, each.reason) for each in imported().left_out}
    assert left_out == {
        ("ledger/expenditures_sec2_2021-22_adopted.csv.gz", 6057, "ledger-total-row"),
        ("ledger/expenditures_sec4_2021-22_adopted.csv", 217, "ledger-total-row"),
    }
    assert all("the total of other rows" in finding.sentence() for finding in imported().findings
               if finding.code == "ledger-total-row")  # fmt: skip


def test_every_document_with_a_total_reconciles_and_the_others_say_that_they_print_none():
    checked_documents, findings = reconciliations(imported().totals, read_controls(FOLDER / "documents.csv"))
    assert len(checked_documents) == 19
    assert {each.reconciled for each in checked_documents if each.control_cents is not None} == {True}
    assert all(each.difference_cents == 0 for each in checked_documents if each.control_cents is not None)
    assert {finding.code for finding in findings} == {"ledger-no-control-total"}


def test_money_for_library_and_parks_counts_once_where_section_4_is_loaded():
    transfers = defaultdict(int)
    for row in rows():
        if row["flow"] == "transfer_out":
            transfers[(row["fiscal_year"], row["department"])] += row["amount_cents"]
    assert transfers[2022, "Appropriations to Library Fund"] == 2 * 217_990_021_00  # adopted and proposed
    # Section 4 of 2018 is not here: spending stays spending.
    assert not any(year == 2018 and name.startswith("Appropriations to") for year, name in transfers)
    codes = {finding.code for finding in imported().findings}
    assert {"ledger-receiver-loaded", "ledger-receiver-not-loaded"} <= codes


def test_exponent_amounts_are_exact_and_marked_as_rounded():
    assert sum(1 for value in imported().lines["rounded"].to_pylist() if value) == 391
    said = [finding for finding in imported().findings if finding.code == "ledger-rounded"]
    assert [finding.params["count"] for finding in said] == [391]


def test_codes_with_and_without_leading_zeros_are_one_program():
    lines = imported().lines
    senior = lines.filter(pc.equal(lines["program_key"], "aging.201.senior-services"))
    assert set(senior["program_code"].to_pylist()) == {"201", "0201"}
    assert {2014, 2018, 2020, 2021, 2022} <= set(senior["fiscal_year"].to_pylist())


def test_2010_to_2013_hold_department_totals_only():
    early = [line for line in imported().lines.to_pylist() if line["fiscal_year"] <= 2013]
    assert len(early) == 52 + 50 + 49 + 49
    assert {(line["program_code"], line["program"]) for line in early} == {("", "")}


def test_the_notes_of_2010_to_2013_count_once_and_that_is_said():
    notes = defaultdict(list)
    for row in rows():
        if row["department"] == "Tax and Revenue Anticipation Notes" and row["fiscal_year"] <= 2013:
            notes[row["fiscal_year"]].append(row["amount_cents"])
    assert notes == {2010: [665_527_709_00], 2011: [742_900_328_00], 2012: [895_475_151_00], 2013: [860_620_300_00]}
    said = [finding.params for finding in imported().findings if finding.code == "ledger-left-out"]
    assert [(each["count"], each["years"]) for each in said] == [(4, "2010, 2011, 2012, 2013")]


def test_violence_intervention_has_items_of_its_own_that_did_not_rise():
    bag = "general-city-purposes.5602.governmental-services."
    items = {bag + "gang-reduction-and-youth-development-office", bag + "summer-night-lights"}
    dollars = defaultdict(int)
    for line in imported().lines.to_pylist():
        if line["program_key"] in items and line["phase"] == "adopted":
            dollars[line["fiscal_year"]] += line["amount_cents"] // 100
    assert {2016, 2017, 2018, 2021, 2022} <= set(dollars)
    assert 0.95 < dollars[2022] / dollars[2016] < 1.05


def test_a_split_conserves_the_money_of_its_program():
    lines = imported().lines
    bag = "general-city-purposes.5602.governmental-services"
    ours = [line for line in lines.to_pylist() if line["program_key"].startswith(bag)]
    assert all(line["program_key"].count(".") == 3 for line in ours)
    with gzip.open(FOLDER / "ledger" / "expenditures_sec2_2021-22_adopted.csv.gz", "rt", encoding="utf-8-sig") as file:
        published = [row for row in csv.DictReader(file) if row["Prog Name"].strip() == "Governmental Services"]
    dollars = sum(int(row["2021-22 Adopted"] or 0) for row in published)
    assert dollars > 300_000_000
    kept = sum(line["amount_cents"] for line in ours if line["fiscal_year"] == 2022 and line["phase"] == "adopted")
    assert kept == dollars * 100


def test_payments_to_the_general_fund_count_where_it_spends_them():
    lines = imported().lines.to_pylist()
    charges = [line for line in lines if line["flow"] == "internal_charge" and line["fiscal_year"] == 2022]
    paid = sum(
        line["amount_cents"] for line in charges if line["phase"] == "adopted" and line["receiver"] == "General Fund"
    )
    assert paid == 543_851_343_00
    assert not any(line["fund_code"] == "100" for line in charges)
    # Nobody says who gets this one: it stays, without a receiver.
    assert {line["object"] for line in charges if line["receiver"] is None} == {"Various Special - Library"}


def test_a_code_that_a_spreadsheet_damaged_is_one_program_over_the_years():
    lines = imported().lines.to_pylist()
    years = {
        line["fiscal_year"]
        for line in lines
        if line["program_key"].endswith(".62e1.901-olympic-north-hotel-trust-fund")
    }
    assert {2016, 2017, 2018, 2020, 2021, 2022} <= years
    assert not any("+" in line["program_code"] for line in lines)


def test_no_department_spends_in_two_documents_of_one_year_and_phase():
    assert "ledger-document-twice" not in {finding.code for finding in imported().findings}
    assert imported().usable


def test_the_cube_conserves_every_cent():
    cube = ledger_cube(imported().lines)
    assert sum(cube.table["amount_cents"].to_pylist()) == sum(imported().lines["amount_cents"].to_pylist())
    assert sum(cube.table["lines"].to_pylist()) == imported().lines.num_rows
    assert sum(cube.table["rounded_lines"].to_pylist()) == 391


def test_every_line_leads_back_to_its_cell():
    published = FOLDER / "ledger" / "expenditures_sec2_2021-22_adopted.csv.gz"
    with gzip.open(published, "rt", encoding="utf-8-sig", newline="") as stream:
        cells = list(csv.reader(stream))
    header = cells[0]
    names = checked(read_mapping(FOLDER / "mapping.yaml")).department_names
    lines = [line for line in imported().lines.to_pylist() if line["doc_id"].endswith("section-2")]
    assert len(lines) > 15_000
    for line in lines:
        row = cells[line["source_row"] - 1]
        assert int(row[header.index(line["source_column"])]) * 100 == line["amount_cents"]
        published_name = row[header.index("Dept Name")].strip()
        assert names.get(published_name, published_name) == line["department"]
