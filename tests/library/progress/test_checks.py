"""Every fault of indicators and observations is found at once, with its row."""

from __future__ import annotations

from datetime import date

import pytest
from tests.progress_samples import indicator

from sharedsafety.progress.checks import check_indicators
from sharedsafety.progress.later import later_periods
from sharedsafety.progress.series import Break, Observation, Target


def codes(row=None, about=None):
    rows = [Observation(**{"indicator_id": "harm", "period": "2020", "row": 2} | row)] if row is not None else []
    found = check_indicators([about or indicator()], rows)
    assert all(finding.sentence("en") and finding.sentence("es") for finding in found)
    return {finding.code for finding in found} - {"principle-without-survivor-named"}


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ({"indicator_id": "other", "value": 1.0}, "observation-of-unknown-indicator"),
        ({"period": "20-21", "value": 1.0}, "period-unreadable"),
        ({"period": "2021-13", "value": 1.0}, "period-unreadable"),
        ({"numerator": 5.0, "denominator": 0.0}, "observation-denominator-zero"),
        ({"numerator": -5.0, "denominator": 90_000.0}, "observation-negative-count"),
        ({"value": -5.0}, "observation-negative-count"),
        ({"numerator": 5.0}, "observation-denominator-missing"),
        ({"value": 50.0, "numerator": 5.0, "denominator": 90_000.0}, "observation-value-disagrees"),
        ({"value": 5.0, "low": 6.0, "high": 7.0}, "observation-limits-reversed"),
        ({"value": 5.0, "low": 7.0, "high": 3.0}, "observation-limits-reversed"),
        ({"value": 5.0, "quality": 4}, "observation-quality-unknown"),
        ({"value": 5.0, "code": "X"}, "observation-code-unknown"),
        ({"value": 5.0, "code": "S"}, "observation-code-with-numbers"),
        ({}, "observation-empty"),
        ({"period": "2020-05", "value": 5.0}, "observation-frequency-differs"),
        ({"numerator": 50.0, "denominator": 900.0}, "observation-needs-review"),
    ],
)
def test_a_fault_of_a_row_is_found(row, code):
    assert code in codes(row)


def test_a_good_row_has_no_fault():
    assert codes({"numerator": 50.0, "denominator": 90_000.0, "quality": 1}) == set()


def test_one_period_twice_names_the_first_row():
    rows = [Observation(indicator_id="harm", period="2020", value=1.0, row=number) for number in (2, 3)]
    found = next(f for f in check_indicators([indicator()], rows) if f.code == "observation-repeated")
    assert (found.row, found.params["first"]) == (3, 2)


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ({"numerator": 50.0, "denominator": 40.0}, "observation-numerator-too-large"),
        ({"value": 25.0}, "observation-proportion-out-of-range"),
        ({"value": 0.5, "low": 0.4, "high": 60.0}, "observation-proportion-out-of-range"),
        ({"value": 250.0}, "observation-over-100-percent"),
    ],
)
def test_a_proportion_is_between_zero_and_one(row, code):
    assert code in codes(row, indicator(unit="proportion"))


@pytest.mark.parametrize("given", [{"value": 4.0}, {"denominator": 90_000.0, "value": 4.0}, {"code": "N"}])
def test_a_value_needs_no_denominator_to_be_read(given):
    assert "observation-denominator-missing" not in codes(given)


def test_a_count_needs_no_denominator():
    assert codes({"numerator": 50.0}, indicator(unit="count", per=1)) == set()


def steps(numbers, about=None, column="value"):
    """Return (code, row) of what is said about a series of yearly numbers from 2015 on."""
    rows = [
        Observation(**{"indicator_id": "harm", "period": str(2015 + at), "row": at + 2, "value": 4.0, column: number})
        for at, number in enumerate(numbers)
    ]
    return [(f.code, f.row) for f in check_indicators([about or indicator()], rows) if f.code.startswith("series-")]


def test_a_percent_among_rates_per_100_000_is_asked_about():
    assert steps([410.0, 402.0, 4.1]) == [("series-value-steps", 4)]


def test_a_step_that_life_explains_is_not():
    assert steps([8.4, 202.7, 1058.6]) == []


def test_another_denominator_is_asked_about():
    assert steps([90_000.0, 91_000.0, 15_000.0], column="denominator") == [("series-denominator-steps", 4)]


@pytest.mark.parametrize("until", [None, "2018"])
def test_a_break_explains_a_step(until):
    known = Break(period="2017", until=until, note="per 100,000 from here on", source="notes")
    assert steps([4.1, 4.2, 410.0], indicator(breaks=(known,))) == []


def test_a_break_elsewhere_explains_nothing():
    known = Break(period="2016", note="another one", source="notes")
    assert steps([4.1, 4.2, 410.0], indicator(breaks=(known,))) == [("series-value-steps", 4)]


def test_one_group_is_not_compared_with_another():
    rows = [
        Observation(indicator_id="harm", period=str(2015 + at), row=at + 2, value=value, group_type="sex", group=group)
        for at, (value, group) in enumerate([(4.0, "women"), (410.0, "men")])
    ]
    assert not [f for f in check_indicators([indicator()], rows) if f.code.startswith("series-")]


@pytest.mark.parametrize(
    ("period", "code"),
    [
        ("2203", "observation-period-later"),
        ("2026-12", "observation-period-later"),
        ("2026", "observation-period-not-over"),
        ("2026-11", "observation-period-not-over"),
        ("2026-10", None),
        ("2025", None),
        ("soon", None),
    ],
)
def test_a_period_is_held_against_the_day_on_which_one_looks(period, code):
    found = list(later_periods([Observation(indicator_id="harm", period=period, value=1.0, row=7)], date(2026, 11, 26)))
    assert [(each.code, each.row, each.column) for each in found] == ([(code, 7, "period")] if code else [])
    assert all(each.sentence("en") and each.sentence("es") for each in found)


def test_a_year_for_which_nothing_will_be_collected_may_be_said_ahead():
    assert not list(later_periods([Observation(indicator_id="harm", period="2203", code="N")], date(2026, 1, 1)))


def test_an_indicator_says_what_it_lacks():
    about = indicator(target=Target(kind="absolute", value=1, by="soon"))
    assert codes(about=about) == {"period-unreadable", "indicator-without-observations"}


def test_a_repeated_id_is_found():
    assert "indicator-repeated" in {finding.code for finding in check_indicators([indicator(), indicator()], [])}


def test_each_principle_without_a_survivor_named_indicator_is_said():
    found = check_indicators([indicator(survivor_named=True)], [])
    lacking = [f.params["principle"] for f in found if f.code == "principle-without-survivor-named"]
    assert lacking == ["WBS", "CSC", "BCH", "MSW"]
