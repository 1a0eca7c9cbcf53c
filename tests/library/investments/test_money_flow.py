"""How the money flows: both steps carry the same dollars, and nothing outside safety flows."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.library.investments.cubes import cube_of

from sharedsafety.investments.coded import CodedShare, Fund
from sharedsafety.investments.money_flow import money_flow

FUNDS = (Fund(fund_code="GF", name="General", level="local"), Fund(fund_code="X", name="Grant", level="federal"))
CODING = (
    CodedShare(program_key="patrol", category="JS-POL", share=Fraction(1), basis="A"),
    CodedShare(program_key="healing", category="SV-TRC", share=Fraction(1), basis="A"),
    CodedShare(program_key="roads", category="OT-OUT", share=Fraction(1), basis="A"),
)


def flow(rows):
    return money_flow(cube_of(rows), CODING, FUNDS, (2025, "adopted"))


def total(links, step):
    return sum(link.amount.value for link in links if link.step == step)


def test_a_fund_nobody_described_comes_from_unknown_and_roads_do_not_flow():
    links = flow([
        {"program_key": "patrol", "cents": 600_00},
        {"program_key": "healing", "cents": 400_00, "fund_code": "Y"},
        {"program_key": "roads", "cents": 900_00},
    ])  # fmt: skip
    origins = {(link.source, link.target): link.amount.value for link in links if link.step == "origin"}
    assert origins == {("local", "JS"): 600.0, ("unknown", "SV"): 400.0}


def test_a_budget_that_nobody_coded_has_no_flow():
    assert money_flow(cube_of([{"program_key": "patrol", "cents": 100}]), (), FUNDS, (2025, "adopted")) == ()


ROWS = st.lists(
    st.fixed_dictionaries({
        "program_key": st.sampled_from(["patrol", "healing"]),
        "fund_code": st.sampled_from(["GF", "X", "Y"]),
        "cents": st.integers(100_00, 10**9),
    }),
    min_size=1,
    max_size=8,
)  # fmt: skip


@given(ROWS)
def test_both_steps_carry_the_same_dollars(rows):
    links = flow(rows)
    spent = sum(row["cents"] for row in rows) / 100
    assert total(links, "origin") == pytest.approx(spent)
    assert total(links, "purpose") == pytest.approx(spent)
