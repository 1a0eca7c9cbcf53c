"""Every shared budget and the Oxford payments, read by a mapping nobody wrote: the known right answers come back."""

from __future__ import annotations

import os
from collections import defaultdict
from pathlib import Path

import pytest

from sharedsafety.core.errors import BadInput
from sharedsafety.investments.ledger import LedgerImport, import_ledger
from sharedsafety.investments.mapping_file import checked, mapping_of
from sharedsafety.investments.mapping_text import mapping_text
from sharedsafety.investments.proposed_mapping import Proposal, proposed_mapping

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif("SHAREDSAFETY_DATA" not in os.environ, reason="needs the folder named by SHAREDSAFETY_DATA"),
]

Totals = dict[tuple[int, str], int]


def read(place: str, **answers: str) -> tuple[Proposal, LedgerImport]:
    """The proposal for a file, and what its mapping imports once it was written and read again."""
    path = Path(os.environ["SHAREDSAFETY_DATA"]) / place
    found = proposed_mapping(path, answers=answers)
    assert found.mapping is not None
    mapping = checked(mapping_of(mapping_text(found.mapping)))
    done = import_ledger(mapping, path.parent, jurisdiction_id="x")
    assert [finding for finding in done.findings if finding.severity == "error"] == []
    assert done.totals == found.totals
    return found, done


def dollars(done: LedgerImport, department: str = "") -> Totals:
    """Cents of spending and revenue by year and phase, of one department or all."""
    found: Totals = defaultdict(int)
    for row in done.lines.select(["fiscal_year", "phase", "flow", "department", "amount_cents"]).to_pylist():
        if row["department"].startswith(department):
            phase = "revenue" if row["flow"] == "revenue" else row["phase"]
            found[row["fiscal_year"], phase] += row["amount_cents"]
    return {key: cents // 100 for key, cents in found.items()}


def asked(found: Proposal) -> dict[str, str]:
    return {doubt.id: doubt.assumed for doubt in found.doubts}


@pytest.mark.parametrize(
    ("name", "rows", "known", "police"),
    [
        ("FY13-14__adopted", 8953, {(2014, "adopted"): 1_094_533_634, (2014, "revenue"): 1_094_522_416}, 204_178_776),
        (
            "FY17-18__proposed",
            17099,
            {(2018, "proposed"): 1_331_563_727, (2018, "revenue"): 1_331_563_727},
            276_598_948,
        ),
        ("FY19-20__adopted", 19456, {(2020, "adopted"): 1_656_222_651, (2020, "revenue"): 1_656_222_651}, 322_809_835),
        ("FY22-23__adopted", 22236, {(2023, "adopted"): 1_920_271_118, (2023, "revenue"): 1_920_079_118}, 348_203_912),
    ],
)
def test_oakland_is_read_without_any_answer(name: str, rows: int, known: Totals, police: int) -> None:
    found, done = read(f"budgets/oakland_ca/{name}.csv.gz")
    assert set(asked(found)) <= {"transfers"}  # which changes no total
    assert dollars(done) == known
    assert sum(cents for (_, phase), cents in dollars(done, "Police").items() if phase != "revenue") == police
    assert done.lines.num_rows <= rows


SACRAMENTO = {
    2013: 1_342_149_366, 2014: 851_109_452, 2015: 886_864_591, 2016: 858_718_871, 2017: 906_980_646,
    2018: 953_973_785, 2019: 1_002_190_752, 2020: 1_087_942_740, 2021: 1_162_061_128, 2022: 1_196_607_155,
    2023: 1_317_432_474, 2024: 1_361_914_429, 2025: 1_463_120_733,
}  # fmt: skip


def test_sacramento_is_read_without_any_answer() -> None:
    found, done = read("budgets/sacramento_ca/City_of_Sacramento_Approved_Budgets.csv")
    assert asked(found) == {"transfers": "mark"}
    assert {year: cents for (year, phase), cents in dollars(done).items() if phase == "adopted"} == SACRAMENTO
    assert dollars(done, "Police")[2013, "adopted"] == 124_556_913


def test_sacramentos_line_items_only_leave_the_phase_to_be_said() -> None:
    found, done = read("budgets/sacramento_ca/FY17_line_items.csv.gz")
    assert asked(found) == {"phase": "adopted", "transfers": "mark"}
    assert dollars(done)[2017, "adopted"] == SACRAMENTO[2017] - 1_514  # as SOURCE.md says of the site's own sum


SECTION_2 = {(2020, "actual"): 9_781_469_334, (2021, "adopted"): 10_531_278_041, (2021, "estimate"): 9_869_252_831,
             (2022, "adopted"): 11_480_288_113}  # fmt: skip


def test_los_angeles_is_read_without_its_total_row() -> None:
    found, done = read("budgets/los_angeles_ca/expenditures_sec2_2021-22_adopted.csv.gz")
    assert asked(found) == {"column:fund": "Source Fund Name"}  # which changes no total
    sums = dollars(done)
    assert {key: sums[key] for key in SECTION_2} == SECTION_2
    assert dollars(done, "Police")[2022, "adopted"] == 1_760_908_714
    other = read("budgets/los_angeles_ca/expenditures_sec4_2021-22_adopted.csv")[1]
    assert dollars(other)[2022, "adopted"] == 515_868_292


def test_los_angeles_older_years_give_the_labels_of_their_priorities() -> None:
    found, done = read("budgets/los_angeles_ca/appropriations_2010-2018_with_priority.csv.gz")
    assert asked(found) == {"phase": "adopted"}
    rows = done.lines.select(["fiscal_year", "stated_label", "amount_cents"]).to_pylist()
    prosperous = [row for row in rows if row["stated_label"] == "A Prosperous City"]
    sums = {year: sum(row["amount_cents"] for row in prosperous if row["fiscal_year"] == year) // 100
            for year in range(2014, 2019)}  # fmt: skip
    assert sums == {2014: 464_510_673, 2015: 399_906_888, 2016: 540_485_243, 2017: 572_959_032, 2018: 747_995_393}


COUNTIES = {"Alameda": 697_431_480, "Los Angeles": 5_684_355_050, "Sacramento": 817_939_000,
            "San Joaquin": 309_093_695, "Santa Cruz": 145_113_871}  # fmt: skip


def test_the_counties_sheets_need_the_sheet_the_phase_and_the_county() -> None:
    place = "budgets/california_counties_sco/CountiesRawData_2017.xlsx"
    path = Path(os.environ["SHAREDSAFETY_DATA"]) / place
    found = proposed_mapping(path, sheet="CO_EXP_PUBLIC_PROTECTION", answers={"phase": "actual"})
    assert asked(found) == {"phase": "actual", "rows": "all"}
    assert found.mapping is not None
    done = import_ledger(found.mapping, path.parent, jurisdiction_id="x")
    assert {county: dollars(done, county)[2017, "actual"] for county in COUNTIES} == COUNTIES
    one = proposed_mapping(path, sheet="CO_EXP_PUBLIC_PROTECTION", answers={"phase": "actual", "rows": "San Joaquin"})
    assert sum(each.cents for each in one.totals) == 30_909_369_500


def test_three_functions_of_all_counties_need_the_phase_and_what_the_columns_are() -> None:
    found, done = read("budgets/california_counties_sco/police_mental_health_substance_2003-2018.csv", phase="actual")
    assert asked(found) == {"phase": "actual", "wide": "program", "rows": "all"}
    assert sum(dollars(done).values()) == 129_529_473_689


LISTS = (
    "los_angeles_ca/program_priorities.csv",
    "los_angeles_ca/department_descriptions_2021-22.csv",
    "california_counties_sco/population_by_county_1970_to_2018.csv",
)


@pytest.mark.parametrize("name", LISTS)
def test_a_list_without_money_is_refused(name: str) -> None:
    with pytest.raises(BadInput, match=r"no column below this row holds amounts|no row near the top"):
        proposed_mapping(Path(os.environ["SHAREDSAFETY_DATA"]) / "budgets" / name)


def test_measures_that_look_like_money_are_a_warning() -> None:
    found = read("budgets/los_angeles_ca/performance_measures_2021-22.csv")[0]
    assert "map-not-money" in [finding.code for finding in found.findings]


def test_oxfords_payments_give_their_sum_and_need_only_the_fiscal_year() -> None:
    """The fiscal year of the city begins in April: of its files only those from January to March name their year."""
    folder = Path(os.environ["SHAREDSAFETY_DATA"]) / "payments/oxford_expenditure_over_500"
    files = sorted(folder.glob("*.csv.gz"))
    cents = rows = 0
    for file in files:
        found = proposed_mapping(file)
        assert set(asked(found)) - {"transfers"} == {"year", "phase"}, file.name
        assert asked(found)["phase"] == "actual"
        assert not any(finding.severity == "error" for finding in found.findings), file.name
        cents += sum(each.cents for each in found.totals)
        rows += sum(each.lines for each in found.totals)
    assert (len(files), cents) == (17, 22_821_015_540)
    assert rows <= 61_529
