"""Restricted money beside local money: a place to look, or why nobody can tell."""

import pytest
from tests.library.investments.cubes import assessed, coded, cube_of

from sharedsafety.investments.coded import Fund
from sharedsafety.investments.real_terms import RealTerms
from sharedsafety.investments.supplanting import supplanting_of

CODING = coded("healing", "SV-TRC") + coded("patrol", "JS-POL")
FUNDS = (
    Fund(fund_code="GF", name="General", level="local", control="discretionary"),
    Fund(fund_code="X", name="Grant", level="federal", control="locked"),
    Fund(fund_code="Y", name="Nobody said"),
)
PRICES = dict.fromkeys(range(2022, 2026), 100.0)


def rows(program="healing", grant=(0, 50, 50, 50), local=(100, 100, 90, 60), fund="X"):
    for at, year in enumerate(range(2022, 2026)):
        yield {"program_key": program, "fiscal_year": year, "cents": grant[at] * 100, "fund_code": fund}
        yield {"program_key": program, "fiscal_year": year, "cents": local[at] * 100, "fund_code": "GF"}


def checks(*programs, deflator=PRICES, funds=FUNDS):
    ledger = [row for each in programs for row in each]
    found = assessed(ledger, CODING, deflator=deflator, funds=funds).supplanting
    return {each.program_key: each for each in found}


LOOK = {"grant": (0, 50, 60, 100), "local": (100, 100, 90, 60)}


def test_local_money_that_fell_after_a_grant_rose_is_a_place_to_look_with_all_its_amounts():
    (check,) = checks(rows(**LOOK)).values()
    assert (check.state, check.why) == ("look_here", None)
    (sign,) = check.signs
    assert (sign.year, sign.later_year) == (2023, 2025)
    assert [[figure.value for figure in pair] for pair in (sign.restricted, sign.local, sign.total)] == [
        [0.0, 50.0],
        [100.0, 60.0],
        [150.0, 160.0],
    ]
    assert sign.local[0].ids == ("healing",)


def test_a_program_that_fell_as_a_whole_shows_no_sign():
    assert checks(rows())["healing"].state == "no_sign"


def test_a_program_without_restricted_money_is_not_asked_about():
    assert set(checks(rows(**LOOK), rows("patrol", grant=(0, 0, 0, 0)))) == {"healing"}


def test_another_program_with_the_same_money_is_told_the_same_whatever_it_buys():
    found = checks(rows(**LOOK), rows("patrol", **LOOK))
    assert found["healing"].signs[0].local[1].value == found["patrol"].signs[0].local[1].value
    assert {check.state for check in found.values()} == {"look_here"}


@pytest.mark.parametrize(
    ("ledger", "more", "why"),
    [
        (rows(**LOOK), {"deflator": {}}, "not_deflated"),
        ([row for row in rows(**LOOK) if row["fiscal_year"] > 2023], {}, "too_few_years"),
        ([*rows(**LOOK), *rows(grant=(90, 90, 90, 90), local=(0, 0, 0, 0), fund="Y")], {}, "control_unknown"),
    ],
)
def test_without_index_years_or_word_on_the_funds_it_cant_be_told_and_says_why(ledger, more, why):
    check = checks(ledger, **more)["healing"]
    assert (check.state, check.why, check.signs) == ("cant_tell", why, ())


def test_falling_prices_of_local_money_are_taken_into_account():
    still = {"grant": (0, 50, 50, 60), "local": (100, 100, 100, 100)}
    assert checks(rows(**still))["healing"].state == "no_sign"
    dearer = {2022: 100.0, 2023: 100.0, 2024: 103.0, 2025: 106.0}
    assert checks(rows(**still), deflator=dearer)["healing"].state == "look_here"


@pytest.mark.parametrize("deflator", [PRICES, {2022: 100.0, 2023: 100.0, 2024: 103.0, 2025: 106.0}, {}])
@pytest.mark.parametrize(
    "ledger",
    [
        [*rows(**LOOK)],
        [*rows()],
        [*rows(grant=(0, 50, 50, 60), local=(100, 100, 100, 100))],
        [row for row in rows(**LOOK) if row["fiscal_year"] > 2023],
        [*rows(**LOOK), *rows(grant=(90, 90, 90, 90), local=(0, 0, 0, 0), fund="Y")],
        [*rows(grant=(0, 50, 60, 100), local=(100, 100, 90, 60), fund="Z")],
    ],
)
def test_a_what_if_says_the_same_of_money_as_it_is(ledger, deflator):
    funds = (*FUNDS, Fund(fund_code="Z", name="State general", level="state", control="discretionary"))
    told = supplanting_of(
        cube_of(ledger), funds, RealTerms(index=deflator, population={}, base_year=2025), ["healing"], phase="adopted"
    )["healing"]
    check = checks(ledger, deflator=deflator, funds=funds).get("healing")
    same = {"no_price_index": "not_deflated"}
    if told.reason == "no_restricted_money":
        assert check is None
    else:
        assert check is not None
        assert same.get(told.reason, told.reason) == check.why
        assert told.years == tuple(sign.year for sign in check.signs)
