"""The working in words: every rule, reason and step has its sentence in both languages, and none claims a cause."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.progress_samples import counts, indicator, months, values

from sharedsafety.progress.assess_progress import assess_progress
from sharedsafety.progress.ladder import LADDER
from sharedsafety.progress.results import IndicatorResult, Working
from sharedsafety.progress.series import Indicator, Observation
from sharedsafety.progress.working import _LEFT_OUT, _thresholds
from sharedsafety.report.matrix_sentences import BESIDE
from sharedsafety.report.names import names
from sharedsafety.report.sentences import has_sentence
from sharedsafety.report.working_sentences import (
    change_it_sentences,
    data_sentences,
    next_value_lines,
    number_sentences,
    rule_sentence,
)

LANGUAGES = ("en", "es")


def result(one: Indicator, rows: list[Observation]) -> IndicatorResult:
    return assess_progress([one], rows, as_of=date(2026, 11, 23)).results[0]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("place", range(len(LADDER)))
def test_every_row_of_the_ladder_says_why_it_fits(place: int, language: str) -> None:
    rule = LADDER[place][0]
    working = Working(
        rule=rule, row=place + 1, rows=len(LADDER), points=0, first=None, last=None, left_out={}, unsteady=0,
        thresholds=_thresholds(rule),
    )  # fmt: skip
    assert str(place + 1) in rule_sentence(working, language)


def test_every_reason_to_leave_a_point_out_and_every_next_step_has_a_sentence() -> None:
    reasons = {*_LEFT_OUT.values(), "before_break", "disturbed"}
    assert all(has_sentence(f"working.left_{reason}") for reason in reasons)
    assert all(has_sentence(f"working.{step}") for step in ("third_point_untested", "limits_move"))


def test_every_place_of_a_group_beside_everybody_has_words_and_a_count() -> None:
    assert set(BESIDE) == set(names("beside"))
    assert all(has_sentence(f"scorecard.groups_{state}") for state in BESIDE)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_trend_tells_its_size_its_interval_its_p_with_the_threshold_and_the_many_looks(language: str) -> None:
    one = indicator()
    found = result(one, counts([200, 190, 180, 170, 160, 150, 140, 130]))
    said = " ".join(number_sentences(found, one, language))
    assert all(part in said for part in ("5\xa0%", "95", "0.001"))
    assert len(number_sentences(found, one, language)) == 5
    assert data_sentences(found.working, language)[0].startswith("8 ")  # type: ignore[arg-type]


def test_locked_limits_and_trial_limits_are_told_apart() -> None:
    one = indicator(unit="days", frequency="monthly", people=False)
    series = [20, 22, 19, 21, 20, 18, 21, 20, 19, 21, 20, 22]
    locked = number_sentences(result(one, values(series, months(12))), one)
    trial = result(one, values(series[:9], months(9)))
    assert any("locked" in line for line in locked)
    assert any(line.startswith("Trial limits") for line in number_sentences(trial, one))
    assert change_it_sentences(trial, one) == (
        "The trial limits move with the next number, so nobody can say yet which number would stand out.",
    )


def test_the_next_number_is_told_as_ranges_with_their_verdicts() -> None:
    one = indicator(unit="days", frequency="monthly", people=False)
    series = [20, 22, 19, 21, 20, 18, 21, 20, 19, 21, 20, 22]
    assert next_value_lines(result(one, values(series, months(12))), one) == (
        "With the next number, by itself and before it is looked at beside the other signs:",
        "under 15.4 days: better",
        "15.4 to 25.1 days: no clear change",
        "over 25.1 days: worse",
    )


def test_three_years_say_what_a_fourth_would_make_of_them() -> None:
    one = indicator(unit="usd", people=False)
    three = result(one, values([50, 47, 45], ["2010", "2011", "2012"]))
    assert three.verdict.state == "cant_tell"
    assert next_value_lines(three, one) == (
        "With the next number, by itself and whatever it is, the verdict would be: no clear change.",
    )


def test_a_sign_that_is_held_back_has_no_working_to_tell() -> None:
    one = indicator()
    held = replace(result(one, counts([200, 150])), working=None)
    assert next_value_lines(held, one) == () == change_it_sentences(held, one)
