"""Moves of money tried on paper: nothing is lost, nothing locked moves, and what a program loses is told."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.library.investments.cubes import cube_of

from sharedsafety.investments.coded import Fund
from sharedsafety.investments.move import Move
from sharedsafety.investments.moves import moved
from sharedsafety.investments.program_freedom import program_lines_left

FUNDS = (
    Fund(fund_code="GF", name="General", control="discretionary"),
    Fund(fund_code="STEER", name="Steerable", control="steerable", restriction="for healing"),
    Fund(fund_code="LOCK", name="Locked", control="locked", mandate="state_law"),
)
ROWS = (
    {"program_key": "patrol", "cents": 100_00, "character": "personnel"},
    {"program_key": "patrol", "cents": 50_00, "fund_code": "STEER"},
    {"program_key": "patrol", "cents": 25_00, "fund_code": "LOCK"},
    {"program_key": "patrol", "cents": 10_00, "fund_code": "NOBODY-SAID"},
    {"program_key": "patrol", "cents": 99_00, "character": "reserve"},
    {"program_key": "clinic", "cents": 5_00},
)


def made(*moves: Move):
    return moved(cube_of(ROWS), moves, FUNDS, phase="adopted", file="moves.csv")


def move(amount: float, to: str = "clinic", giver: str = "patrol", year: int = 2025, row: int = 2) -> Move:
    return Move(from_program=giver, to=to, amount_cents=round(amount * 100), fiscal_year=year, row=row)


def held(found, program: str) -> dict[str, int]:
    rows = [row for row in found.cube.table.to_pylist() if row["program_key"] == program]
    funds = {row["fund_code"] for row in rows}
    return {fund: sum(row["amount_cents"] for row in rows if row["fund_code"] == fund) for fund in funds}


def test_free_money_moves_first_and_stays_in_its_fund():
    found = made(move(60))
    assert held(found, "patrol")["GF"] == 40_00 + 99_00
    assert held(found, "clinic") == {"GF": 65_00}
    assert found.findings == ()


def test_money_bound_to_a_purpose_moves_with_a_warning_that_says_the_purpose():
    found = made(move(120))
    assert [(each.fund_code, each.cents) for each in found.taken] == [("GF", 100_00), ("STEER", 20_00)]
    (warning,) = found.findings
    assert (warning.code, warning.severity, warning.row) == ("move-steerable", "warning", 2)
    assert "20.00" in warning.message()
    assert "for healing" in warning.message()


def test_locked_money_never_moves_and_the_whole_move_is_refused():
    found = made(move(160.01))
    assert [finding.code for finding in found.findings] == ["move-locked"]
    assert "160.00" in found.findings[0].message()
    assert found.taken == ()
    assert len(found.refused) == 1
    assert found.cube.table.equals(cube_of(ROWS).table)


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (move(1, giver="nobody"), "move-program-unknown"),
        (move(1, to="nowhere"), "move-target-unknown"),
        (move(1, to="patrol"), "move-nowhere"),
        (move(0), "move-amount"),
        (move(-5), "move-amount"),
        (move(1, year=1999), "move-no-money"),
        (move(999), "move-too-much"),
    ],
)
def test_a_move_that_makes_no_sense_is_refused_with_its_row_and_the_others_are_made(wrong, code):
    found = made(wrong, move(1, row=3))
    assert [(finding.code, finding.row) for finding in found.findings] == [(code, 2)]
    assert sum(each.cents for each in found.taken) == 1_00


def test_later_moves_see_what_earlier_ones_left():
    found = made(move(100), move(80, row=3))
    assert [finding.code for finding in found.findings][-1] == "move-locked"
    assert "60.00" in found.findings[-1].message()


def test_money_can_move_into_a_category_that_no_program_holds():
    found = made(move(10, to="SV-TRC"), move(10, to="SV-TRC", row=3))
    (coded,) = found.coding
    assert (coded.category, coded.share) == ("SV-TRC", Fraction(1))
    assert held(found, coded.program_key) == {"GF": 20_00}
    assert coded.program_key in found.cube.programs["program_key"].to_pylist()


def test_what_a_program_loses_is_told_with_people_and_mandates():
    (loss,) = made(move(60)).losses
    assert (loss.before_cents, loss.after_cents) == (185_00, 125_00)
    assert loss.personnel_cents == 100_00
    assert loss.mandates == ("LOCK",)


@given(st.lists(st.tuples(st.sampled_from(["patrol", "clinic"]), st.integers(1, 200_00)), max_size=8))
def test_no_cent_is_made_or_lost_and_nothing_falls_under_zero(steps):
    moves = [move(cents / 100, to="JS-JAL", giver=giver, row=i) for i, (giver, cents) in enumerate(steps, start=2)]
    rows = made(*moves).cube.table.to_pylist()
    assert sum(row["amount_cents"] for row in rows) == sum(row["cents"] for row in ROWS)
    assert min(row["amount_cents"] for row in rows) >= 0


def test_a_move_can_name_the_one_fund_it_comes_out_of():
    named = Move(from_program="patrol", to="clinic", amount_cents=20_00, fiscal_year=2025, row=2, fund_code="STEER")
    found = made(named)
    assert [(each.fund_code, each.cents) for each in found.taken] == [("STEER", 20_00)]
    assert [finding.code for finding in found.findings] == ["move-steerable"]


@pytest.mark.parametrize(
    ("fund", "amount", "code"),
    [("LOCK", 5_00, "move-locked"), ("STEER", 60_00, "move-too-much"), ("NONE", 5_00, "move-no-such-fund")],
)
def test_a_fund_that_is_locked_too_small_or_not_there_gives_nothing(fund, amount, code):
    found = made(Move(from_program="patrol", to="clinic", amount_cents=amount, fiscal_year=2025, fund_code=fund))
    assert [finding.code for finding in found.findings] == [code]
    assert found.taken == ()


def test_what_is_left_is_told_program_by_program_with_the_freest_fund_first():
    lines = program_lines_left(made(move(60)).cube, FUNDS, year=2025, phase="adopted")
    patrol = next(each for each in lines if each.program_key == "patrol")
    assert [(line.fund_code, line.control) for line in patrol.lines] == [
        ("GF", "discretionary"), ("STEER", "steerable"), ("NOBODY-SAID", "unknown"), ("LOCK", "locked")
    ]  # fmt: skip
    assert patrol.cents("discretionary") == 40_00
