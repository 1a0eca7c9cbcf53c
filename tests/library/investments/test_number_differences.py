"""Why others get another number: the pairs a budget can be read by, and only those."""

from fractions import Fraction

import pytest
from tests.library.investments.cubes import cube_of

from sharedsafety.investments.coded import CodedShare, Fund
from sharedsafety.investments.number_differences import number_differences, reading_pairs

CODING = (
    CodedShare(program_key="patrol", category="JS-POL", share=Fraction(1), basis="A"),
    CodedShare(program_key="healing", category="SV-TRC", share=Fraction(1), basis="A"),
    CodedShare(program_key="roads", category="OT-OUT", share=Fraction(1), basis="A"),
)
FUNDS = (Fund(fund_code="GF", name="General", source_code="GF"), Fund(fund_code="X", name="Grant", source_code="VOCA"))
ROWS = (
    {"program_key": "patrol", "cents": 600_00},
    {"program_key": "healing", "cents": 400_00, "fund_code": "X"},
    {"program_key": "roads", "cents": 1_000_00},
)


def found(rows=ROWS, funds=FUNDS):
    return {each.pair: each.rows for each in number_differences(cube_of(rows), CODING, funds, (2025, "adopted"))}


def share(rows, table, code):
    row = next(row for row in rows if (row.table, row.code) == (table, code))
    return row.first.value, row.second.value


def test_of_everything_a_share_is_smaller_and_no_program_differs():
    rows = found()["whole"]
    assert share(rows, "family", "JS") == (0.6, 0.3)
    assert not any(row.programs for row in rows)
    assert {(row.first.denominator, row.second.denominator) for row in rows} == {("P", "T")}


def test_the_general_fund_alone_leaves_the_grant_out_and_names_its_program():
    rows = found()["general_fund"]
    assert share(rows, "family", "SV") == (0.4, 0.0)
    survivors = next(row for row in rows if (row.table, row.code) == ("family", "SV"))
    assert [(each.program_key, each.difference_usd) for each in survivors.programs] == [("healing", -400.0)]


def test_a_budget_of_one_fund_is_not_read_by_funds_and_one_without_revenue_not_net():
    one_fund = tuple(row | {"fund_code": "GF"} for row in ROWS)
    assert not {"general_fund", "net"} & set(found(one_fund))


def test_net_of_its_own_revenue_a_program_counts_less():
    rows = found((*ROWS, {"program_key": "patrol", "cents": 500_00, "flow": "revenue"}))["net"]
    assert share(rows, "family", "JS") == pytest.approx((0.6, 0.2))


def test_a_budget_in_which_nothing_counts_has_no_pair():
    assert number_differences(cube_of(ROWS), (), FUNDS, (2025, "adopted")) == ()


@pytest.mark.parametrize("pair", reading_pairs().pairs, ids=lambda pair: pair.id)
def test_each_pair_differs_in_one_thing_and_says_so_in_both_languages(pair):
    assert set(pair.first) == set(pair.second)
    assert len(pair.first) == 1
    assert pair.first != pair.second
    assert all(set(words) == {"en", "es"} for words in (pair.title, *pair.words.values()))
