"""Every fault of indicators and observations is found at once, with its row."""

from __future__ import annotations

import pytest
from tests.progress_samples import indicator

from sharedsafety.progress.checks import check_indicators
from sharedsafety.progress.series import Observation, Target


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
    ],
)
def test_a_proportion_is_between_zero_and_one(row, code):
    assert code in codes(row, indicator(unit="proportion"))


def test_an_indicator_says_what_it_lacks():
    about = indicator(target=Target(kind="absolute", value=1, by="soon"))
    assert codes(about=about) == {"period-unreadable", "indicator-without-observations"}


def test_a_repeated_id_is_found():
    assert "indicator-repeated" in {finding.code for finding in check_indicators([indicator(), indicator()], [])}


def test_each_principle_without_a_survivor_named_indicator_is_said():
    found = check_indicators([indicator(survivor_named=True)], [])
    lacking = [f.params["principle"] for f in found if f.code == "principle-without-survivor-named"]
    assert lacking == ["WBS", "CSC", "BCH", "MSW"]
