"""Safety money per resident over the years: what is missing is said, never guessed."""

from tests.library.investments.cubes import assessed, coded

ROWS = tuple(
    {"program_key": key, "cents": cents * 100, "fiscal_year": year}
    for year, amounts in {2023: (100, 50, 7), 2024: (110, 50, 7), 2025: (121, 60, 7)}.items()
    for key, cents in zip(("patrol", "healing", "roads"), amounts, strict=True)
)
CODING = coded("patrol", "JS-POL") + coded("healing", ("SV-TRC", "0.5", "0.4", "0.6"), ("WB-YOU", "0.5", "0.4", "0.6"))
CODING += coded("roads", "OT-OUT")
PEOPLE = {2023: 10, 2024: 10, 2025: 20}
PRICES = {2023: 100.0, 2024: 110.0, 2025: 121.0}


def found(**more):
    return assessed(ROWS, CODING, **({"population": PEOPLE, "deflator": PRICES} | more)).over_time


def values(year):
    return {code: round(figure.value, 6) for code, figure in year.rows}


def test_every_year_is_divided_by_its_own_people_and_brought_to_the_prices_of_the_latest():
    over_time = found()
    assert over_time.price_year == 2025
    assert [values(year)["JS"] for year in over_time.years] == [12.1, 12.1, 6.05]


def test_families_sum_to_the_safety_money_and_what_lies_outside_is_not_in_it():
    for year in found().years:
        own = values(year)
        assert abs(own["P"] - sum(value for code, value in own.items() if code != "P")) < 1e-5
        assert "OT" not in own


def test_a_family_that_is_hard_to_code_has_a_range_and_a_sure_one_has_none():
    rows = dict(found().years[-1].rows)
    assert rows["SV"].low < rows["SV"].value < rows["SV"].high
    assert rows["JS"].low is None
    assert (rows["SV"].denominator, rows["SV"].denominator_value) == ("residents", 20)


def test_a_year_without_people_or_index_is_left_out_with_its_reason_and_prices_are_those_of_the_latest_shown():
    over_time = found(population={2023: 10, 2024: 10}, deflator={2024: 110.0, 2025: 121.0})
    assert {year.fiscal_year: year.why for year in over_time.years} == {
        2023: "not_deflated",
        2024: None,
        2025: "no_population",
    }
    assert over_time.price_year == 2024
    assert [year.rows == () for year in over_time.years] == [True, False, True]


def test_with_nothing_to_divide_by_no_year_has_a_figure():
    over_time = found(population={})
    assert over_time.price_year is None
    assert {year.why for year in over_time.years} == {"no_population"}
