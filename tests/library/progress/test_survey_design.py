"""A survey that was not drawn by chance alone is judged with its effective sample (method.md 5.5)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from tests.progress_samples import indicator

from sharedsafety.core.intervals import effective_sample, korn_graubard, newcombe_difference
from sharedsafety.progress.assess_progress import assess_progress
from sharedsafety.progress.checks import check_indicators
from sharedsafety.progress.measured import measured
from sharedsafety.progress.results import IndicatorResult
from sharedsafety.progress.series import Observation
from sharedsafety.report.working_sentences import data_sentences

SURVEY = indicator(id="safe", unit="proportion", per=1.0, better="up")


def row(period: str, **given: Any) -> Observation:
    return Observation(indicator_id="safe", period=period, row=2, **given)


def judged(*rows: Observation) -> IndicatorResult:
    return assess_progress([SURVEY], rows, as_of=date(2026, 1, 1)).results[0]


def test_few_clusters_make_the_effective_sample_smaller_and_none_makes_it_larger_than_the_sample():
    plain = effective_sample(400, design_effect=2.0)
    assert effective_sample(400, design_effect=2.0, degrees_of_freedom=10) < plain == 200
    assert effective_sample(400, design_effect=0.2, degrees_of_freedom=1000) == 400


def test_the_interval_that_is_shown_is_korn_graubard_on_the_effective_sample():
    point = measured(SURVEY, row("2024", numerator=450.0, denominator=600.0, design_effect=2.0))
    assert (point.low, point.high) == korn_graubard(0.75, 600, design_effect=2.0)
    assert point.interval == "95 % Korn-Graubard"
    assert point.denominator == 600


def test_a_weighted_share_needs_only_the_number_of_answers():
    point = measured(SURVEY, row("2024", value=0.62, denominator=600.0, design_effect=1.5))
    assert (point.low, point.high) == korn_graubard(0.62, 600, design_effect=1.5)
    assert point.released.figure is not None
    assert point.released.figure.value == 0.62


def test_two_surveys_are_compared_by_newcombe_with_their_effective_samples():
    first, last = row("2022", numerator=270.0, denominator=600.0), row("2024", numerator=312.0, denominator=600.0)
    apart = judged(first, last)
    assert (apart.verdict.method, apart.verdict.state) == ("newcombe", "improving")
    wide = judged(replace(first, design_effect=2.5), replace(last, design_effect=2.5))
    found = newcombe_difference(108, 240, 124.8, 240)
    assert wide.verdict.state == "no_clear_change"
    assert wide.verdict.p == pytest.approx(found.p)
    assert wide.verdict.change is not None
    assert (wide.verdict.change.low, wide.verdict.change.high) == pytest.approx((found.low, found.high))


def test_a_share_with_too_few_effective_answers_is_not_shown():
    steady = measured(SURVEY, row("2024", numerator=60.0, denominator=80.0))
    unsteady = measured(SURVEY, row("2024", numerator=60.0, denominator=80.0, design_effect=3.0))
    assert steady.shown
    assert not unsteady.shown
    assert unsteady.released.code == "U"


def test_a_trend_of_many_surveys_is_wider_with_a_design_effect():
    shares = [0.50, 0.51, 0.53, 0.52, 0.55, 0.54, 0.56, 0.57]
    rows = [row(str(2015 + at), numerator=share * 800, denominator=800.0) for at, share in enumerate(shares)]
    plain, wide = judged(*rows), judged(*(replace(each, design_effect=2.0) for each in rows))
    assert plain.verdict.method == wide.verdict.method == "poisson_trend"
    assert plain.verdict.p is not None
    assert wide.verdict.p is not None
    assert plain.verdict.p < wide.verdict.p


def test_a_group_of_a_weighted_survey_is_not_taken_for_a_part_of_the_answers():
    everybody = row("2024", value=0.6, denominator=900.0, design_effect=1.5)
    group = row("2024", value=0.5, denominator=300.0, design_effect=1.5, group_type="age", group="18-34")
    found = judged(everybody, group).disparity
    assert found is not None
    assert found.rows[0].ratio is not None
    assert found.rows[0].ratio.interval == "95 % from the two intervals"


@pytest.mark.parametrize(("language", "words"), [("en", "worth 400 answers"), ("es", "valen lo mismo que 400")])
def test_the_working_says_what_the_answers_are_worth(language, words):
    rows = [row(str(year), numerator=300.0, denominator=600.0, design_effect=1.5) for year in (2022, 2024)]
    working = judged(*rows).working
    assert working is not None
    assert words in " ".join(data_sentences(working, language))


def test_nothing_is_said_of_a_survey_whose_latest_share_is_not_shown():
    rows = [row(str(year), numerator=20.0, denominator=40.0, design_effect=3.0) for year in (2022, 2024)]
    working = judged(*rows).working
    assert working is not None
    assert working.sample is None


@pytest.mark.parametrize("effect", [0.0, -1.0, 1000.0])
def test_a_design_effect_that_no_survey_has_is_a_finding(effect):
    found = check_indicators([SURVEY], [row("2024", numerator=300.0, denominator=600.0, design_effect=effect)])
    assert ("out-of-range", "design_effect") in {(each.code, each.column) for each in found}


def test_a_design_effect_without_a_number_of_answers_is_told():
    found = check_indicators([SURVEY], [row("2024", value=0.5, design_effect=1.5)])
    assert "observation-design-effect-unused" in {each.code for each in found}


def test_few_clusters_widen_the_interval_that_is_shown():
    given = {"value": 0.503, "denominator": 8250.0, "design_effect": 22.3}
    many, few = measured(SURVEY, row("2024", **given)), measured(SURVEY, row("2024", **given, degrees_of_freedom=10.0))
    assert (few.low, few.high) == korn_graubard(0.503, 8250, design_effect=22.3, degrees_of_freedom=10)
    assert few.low < many.low < many.high < few.high


def test_a_row_with_its_degrees_of_freedom_gives_the_limits_that_the_source_prints():
    # National Ambulatory Medical Care Survey 2019, primary care: 50.3 % (error 2.6) of 8,250 visits in 398 clusters;
    # printed limits 45.1 and 55.5 (tests/parity/test_published_survey_intervals.py).
    effect = 8250 * 0.026**2 / (0.503 * 0.497)
    point = measured(
        SURVEY, row("2019", value=0.503, denominator=8250.0, design_effect=effect, degrees_of_freedom=397.0)
    )
    assert (point.low, point.high) == pytest.approx((0.451, 0.555), abs=0.0015)


@pytest.mark.parametrize("freedom", [0.0, -3.0, 601.0])
def test_degrees_of_freedom_that_no_survey_of_so_many_answers_has_are_a_finding(freedom):
    given = row("2024", numerator=300.0, denominator=600.0, design_effect=1.5, degrees_of_freedom=freedom)
    found = check_indicators([SURVEY], [given])
    assert ("out-of-range", "degrees_of_freedom") in {(each.code, each.column) for each in found}


def test_degrees_of_freedom_without_a_design_effect_are_told():
    found = check_indicators([SURVEY], [row("2024", numerator=300.0, denominator=600.0, degrees_of_freedom=20.0)])
    assert "observation-degrees-of-freedom-unused" in {each.code for each in found}
