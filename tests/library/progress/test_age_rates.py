"""A folder's own counts by age give a rate adjusted for age, beside the plain one (method.md 5.5)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from tests.progress_samples import indicator

from sharedsafety.core.age_adjustment import AgeCount, age_adjusted, standard_names
from sharedsafety.progress.assess_progress import assess_progress
from sharedsafety.progress.checks import check_indicators
from sharedsafety.progress.results import IndicatorResult
from sharedsafety.progress.series import Observation
from sharedsafety.report.age_tables import age_table
from sharedsafety.report.change_sentences import caution_sentences
from sharedsafety.report.names import name
from sharedsafety.report.tables import FIGURE_COLUMNS

RATE = indicator(standard_population="us-2000")
AGES = ("0-44", "45-64", "65+")


def year(period: int, events: tuple[float, ...], people: tuple[float, ...]) -> list[Observation]:
    rows = [("", "", sum(events), sum(people))]
    rows += [("age", *row) for row in zip(AGES, events, people, strict=True)]
    return [
        Observation(indicator_id="harm", period=str(period), numerator=count, denominator=all_, group_type=kind,
                    group=group, row=2)
        for kind, group, count, all_ in rows
    ]  # fmt: skip


#: The same rates at every age, while the county grows older: the plain rate rises, the adjusted one does not.
YOUNG, OLD = (60_000.0, 25_000.0, 15_000.0), (45_000.0, 30_000.0, 25_000.0)
OLDER = [
    row
    for at in range(5)
    for people in [tuple(young + (old - young) * at / 4 for young, old in zip(YOUNG, OLD, strict=True))]
    for row in year(2020 + at, tuple(n * rate for n, rate in zip(people, (0.001, 0.004, 0.02), strict=True)), people)
]


def judged(rows: list[Observation], **changes: Any) -> IndicatorResult:
    given = indicator(**{"standard_population": "us-2000", **changes})
    return assess_progress([given], rows, as_of=date(2026, 1, 1)).results[0]


def test_the_adjusted_rate_stands_beside_the_plain_one_with_fay_feuer_limits_and_its_steps():
    rate = judged(OLDER).age_rates[0]
    counts = [AgeCount(ages=ages, events=n, people=p) for ages, n, p in zip(AGES, (60, 100, 300), YOUNG, strict=True)]
    found = age_adjusted(counts, per=100_000)
    assert rate.adjusted is not None
    assert rate.crude is not None
    assert (rate.adjusted.value, rate.adjusted.low, rate.adjusted.high) == pytest.approx(
        (found.adjusted.value, found.adjusted.low, found.adjusted.high)
    )
    assert rate.adjusted.interval == "95 % Fay-Feuer"
    assert rate.crude.value == pytest.approx(460.0)
    assert [step.ages for step in rate.steps] == list(AGES)
    together = sum(step.events / step.people * step.weight for step in rate.steps) * 100_000
    assert together == pytest.approx(rate.adjusted.value)


def test_a_county_that_only_grows_older_is_worsening_by_the_plain_rate_and_not_by_the_adjusted_one():
    plain, adjusted = judged(OLDER), judged(OLDER, judged_on="age_adjusted")
    assert plain.verdict.state == "worsening"
    assert adjusted.verdict.state == "no_clear_change"
    assert adjusted.points[0].figure == adjusted.age_rates[0].adjusted
    assert plain.points[0].figure != plain.age_rates[0].adjusted


@pytest.mark.parametrize(("language", "words"), [("en", "United States in 2000"), ("es", "Estados Unidos en 2000")])
def test_a_verdict_on_adjusted_rates_says_so_with_the_standard(language, words):
    given = indicator(standard_population="us-2000", judged_on="age_adjusted")
    assert words in " ".join(caution_sentences(judged(OLDER, judged_on="age_adjusted"), given, language))


def test_a_year_with_a_private_count_of_an_age_has_no_adjusted_rate_and_no_steps():
    rows = [*year(2020, (4.0, 100.0, 300.0), YOUNG), *year(2021, (60.0, 100.0, 300.0), YOUNG)]
    hidden, shown = judged(rows).age_rates
    assert (hidden.adjusted, hidden.crude, hidden.steps, hidden.code) == (None, None, (), "S")
    assert shown.adjusted is not None


def test_the_table_of_adjusted_rates_has_both_rates_of_a_period_and_none_of_a_private_one():
    rows = [*year(2020, (4.0, 100.0, 300.0), YOUNG), *year(2021, (60.0, 100.0, 300.0), YOUNG)]
    result = judged(rows)
    table = {(row["period"], row["measure"]): row for row in age_table(result, "us-2000")}
    adjusted, plain = (table["2021", measure] for measure in ("adjusted", "plain"))
    assert adjusted["value"] == result.age_rates[1].adjusted.value
    assert plain["value"] == pytest.approx(460.0)
    assert (adjusted["standard_population"], adjusted["interval"]) == ("us-2000", "95 % Fay-Feuer")
    for measure in ("adjusted", "plain"):
        private = table["2020", measure]
        assert private["code"] == "S"
        assert all(private[column] is None for column in ("value", *FIGURE_COLUMNS))


def test_an_adjusted_rate_of_few_events_is_called_unreliable():
    rows = year(2020, (0.0, 0.0, 0.0), YOUNG)
    rate = judged(rows).age_rates[0]
    assert (rate.adjusted, rate.crude, rate.code) == (None, None, "U")


def test_without_a_standard_population_nothing_is_adjusted():
    assert judged(OLDER, standard_population="").age_rates == ()


@pytest.mark.parametrize(
    ("changes", "rows", "code"),
    [
        ({"standard_population": "mars-1990"}, OLDER, "standard-population-unknown"),
        ({"standard_population": "", "judged_on": "age_adjusted"}, OLDER, "standard-population-unknown"),
        ({"unit": "proportion", "per": 1.0}, OLDER, "standard-population-not-rate"),
        ({}, [row for row in OLDER if not row.group], "standard-population-without-ages"),
        ({}, [row for row in OLDER if row.group != "45-64"], "age-groups-do-not-fit"),
    ],
)
def test_what_keeps_a_rate_from_being_adjusted_is_a_finding(changes, rows, code):
    given = indicator(**{"standard_population": "us-2000", **changes})
    assert code in {found.code for found in check_indicators([given], rows)}


def test_two_kinds_of_age_groups_in_one_period_are_told_as_such_at_the_second():
    other = [
        replace(row, group_type="age-group", group=group, numerator=count, denominator=all_, row=9)
        for row in OLDER[:1]
        for group, count, all_ in (("0-64", 160.0, 85_000.0), ("65+", 300.0, 15_000.0))
    ]
    found = [each for each in check_indicators([RATE], [*OLDER, *other]) if each.code.startswith("age-")]
    assert [(each.code, each.row, each.column) for each in found] == [("age-kinds-two", 9, "group_type")]
    assert all("age, age-group" in found[0].sentence(language) for language in ("en", "es"))


def test_counts_by_age_that_fit_are_no_finding():
    codes = {found.code for found in check_indicators([RATE], OLDER)}
    assert not {code for code in codes if "age" in code or "standard" in code}


def test_every_standard_population_has_a_name_in_both_languages():
    for each in standard_names():
        assert name("standard_population", each, "en") != name("standard_population", each, "es")
