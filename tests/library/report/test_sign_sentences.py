"""Each state that a sign can be in has its sentence, in both languages, and no sentence says more than the rule."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import get_args, get_type_hints

import pytest
from tests.library.report.samples import INDICATOR, RATE, result, yearly
from tests.progress_samples import counts, indicator, months, values

from sharedsafety.progress.assess_progress import assess_progress
from sharedsafety.progress.results import TargetStatus, Verdict, VerdictState
from sharedsafety.progress.series import DatedChange, Observation, Target
from sharedsafety.report.change_sentences import caution_sentences, dated_change_sentence, verdict_sentence
from sharedsafety.report.charts.line import series_line
from sharedsafety.report.charts.spec import chart_svg
from sharedsafety.report.charts.waits import waits_as_series
from sharedsafety.report.target_sentences import path_sentence, target_sentence, target_set_sentence

LANGUAGES = ("en", "es")
TARGET_STATES = get_args(get_type_hints(TargetStatus)["state"])
KINDS = get_args(get_type_hints(Target)["kind"])
AS_OF = date(2026, 11, 23)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("state", get_args(VerdictState))
@pytest.mark.parametrize("method", ["xmr", "days_between", "poisson_trend"])
def test_every_verdict_has_a_sentence_whether_its_ends_may_be_shown_or_not(
    state: VerdictState, method: str, language: str
) -> None:
    for one, sign in ((result(), INDICATOR), (yearly(), RATE)):
        first, last = one.points[3].period, one.points[-1].period
        verdict = Verdict(state=state, method=method, reason="clear_change", first=first, last=last)
        said = verdict_sentence(replace(one, verdict=verdict), sign, sign.name, language)
        assert sign.name in said
        told = {"en": "We can't tell", "es": "Todavía no se puede saber"}[language]
        assert said.startswith(told) == (state == "cant_tell")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("state", TARGET_STATES)
def test_every_kind_of_target_says_what_was_set_and_how_it_stands(kind: str, state: str, language: str) -> None:
    sign = replace(RATE, target=Target(kind=kind, value=-20.0, by="2030", group="East"))  # type: ignore[arg-type]
    status = TargetStatus(
        kind=kind, value=16.0, by="2030", expected=18.0, state=state, start_period="2015", start_value=21.4,  # type: ignore[arg-type]
        latest_period="2022",
    )  # fmt: skip
    one = replace(yearly(), target=status)
    assert "2030" in target_set_sentence(one, sign, "East", language)
    assert target_sentence(one, sign, language)
    assert bool(path_sentence(one, sign, language)) == (kind != "floor")


def test_a_target_inside_the_noise_says_so() -> None:
    status = TargetStatus(kind="absolute", value=16.0, by="2030", expected=18.0, state="on_course_within_noise")
    assert "within noise" in target_sentence(replace(yearly(), target=status), RATE)


def test_limits_from_before_a_change_do_not_promise_that_a_target_is_missed_for_ever() -> None:
    status = TargetStatus(
        kind="absolute", value=0.4, by="2027-12", expected=0.3, state="ahead", assurance="consistently_fail"
    )
    moved = target_sentence(replace(result("improving"), target=status), INDICATOR)
    still = target_sentence(replace(result("no_clear_change"), target=status), INDICATOR)
    assert "again and again: it lies" in still
    assert "can't say" in moved


def test_trial_limits_weak_sources_and_age_adjustment_are_told() -> None:
    sign = indicator(unit="days", frequency="monthly", people=False, age_adjusted="US 2000")
    found = assess_progress([sign], values([20, 22, 19, 21, 20, 18, 21, 20, 19], months(9), quality=3), as_of=AS_OF)
    said = caution_sentences(found.results[0], sign)
    assert [words.split(":")[0].split(" ")[0] for words in said] == ["The", "Provisional", "The"]
    assert "US 2000" in said[-1]


def test_a_dated_change_is_called_an_association_and_never_a_cause() -> None:
    sign = indicator(
        unit="days", frequency="monthly", people=False,
        dated_change=DatedChange(period="2015-09", what="a lawyer in court", source="minutes"),
    )  # fmt: skip
    found = assess_progress([sign], values([5, 6] * 4 + [15, 16] * 4, months(16)), as_of=AS_OF).results[0]
    assert found.verdict.method == "segmented"
    assert len(found.fitted) == 16
    assert "association" in dated_change_sentence(found, sign, "a lawyer in court")
    spec = series_line(found, sign, "title")
    assert "Association" in spec.more["change"][0]["text"]
    assert chart_svg(spec).count("Association") == 1
    short = assess_progress([sign], values([5, 6] * 5, months(10)), as_of=AS_OF).results[0]
    assert "can't be compared yet" in dated_change_sentence(short, sign, "a lawyer in court")


def test_the_path_to_a_target_is_drawn_from_its_start_and_not_for_a_gap() -> None:
    sign = indicator(target=Target(kind="absolute", value=90, by="2030"), baseline_period="2012")
    found = assess_progress([sign], counts([200, 190, 180, 170, 160, 150, 140, 130]), as_of=AS_OF).results[0]
    path = series_line(found, sign, "title").more["path"]
    assert [row["index"] for row in path] == [2, 3, 4, 5, 6, 7]
    assert path[0]["value"] == 180
    assert path[-1]["text"] == "- - path to 90 by 2030"
    gap = replace(found, target=replace(found.target, kind="gap"))  # type: ignore[type-var]
    assert series_line(gap, sign, "title").more["path"] == ()


def test_locked_and_trial_limits_are_named_on_the_chart() -> None:
    sign = indicator(unit="days", frequency="monthly", people=False)
    series = [20, 22, 19, 21, 20, 18, 21, 20, 19, 21, 20, 22]
    for count, words in ((12, "limits, locked"), (9, "trial limits")):
        found = assess_progress([sign], values(series[:count], months(count)), as_of=AS_OF).results[0]
        assert words in chart_svg(series_line(found, sign, "title"))


def events() -> list[Observation]:
    days = [date.fromordinal(736_000 + 30 * at).isoformat() for at in range(15)]
    return [Observation(indicator_id="harm", period=day, numerator=1, denominator=100_000) for day in days]


def test_days_between_are_drawn_for_things_and_never_for_people() -> None:
    thing, person = indicator(people=False), indicator()
    of_things, of_people = (assess_progress([one], events(), as_of=AS_OF).results[0] for one in (thing, person))
    assert of_things.verdict.method == of_people.verdict.method == "days_between"
    assert of_people.waits is None
    waits, days = waits_as_series(of_things, thing)
    assert [point.figure.value for point in waits.points if point.figure] == [30.0] * 14
    assert days.better == "up"
    assert "30 days" in series_line(waits, days, "title").description


@pytest.mark.parametrize(
    ("path", "language", "told"),
    [
        ("linear", "en", "The path asks for -3"),
        ("constant_rate", "en", "The path asks for -2.84 % each year."),
        ("constant_rate", "es", "El camino pide -2.84 % cada año."),
    ],
)
def test_a_path_says_what_it_asks_for_each_year(path: str, language: str, told: str) -> None:
    status = TargetStatus(
        kind="absolute", value=90.0, by="2030", expected=108.0, state="behind", path=path,  # type: ignore[arg-type]
        start_period="2020", start_value=120.0, latest_period="2024",
    )  # fmt: skip
    said = path_sentence(replace(yearly(), target=status), RATE, language)
    assert told in said.replace("\u2212", "-")
