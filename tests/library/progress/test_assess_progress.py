"""The whole chapter: gate, groups, targets, multiple looks, staleness, scorecard."""

from __future__ import annotations

import json
import random
from dataclasses import asdict, replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.progress_samples import counts, indicator, months, values

from sharedsafety.progress.assess_progress import assess_progress
from sharedsafety.progress.series import Break, Observation, Target

TODAY = date(2026, 1, 15)
GROUPS = {"A": 312, "B": 7, "C": 88}


def grouped(groups=None, year=2016, people=30_000):
    return [
        Observation(
            indicator_id="harm", period=str(year), numerator=n, denominator=people, group_type="race", group=name
        )
        for name, n in (groups or GROUPS).items()
    ]


def one(rows, about=None, **changes):
    return assess_progress([about or indicator()], rows, as_of=TODAY, **changes).results[0]


def text_of(result):
    return json.dumps(asdict(result), allow_nan=False)


def test_a_hidden_group_takes_another_with_it_and_leaves_no_number():
    result = one([*counts([407], start=2016), *grouped()])
    shown = {row.group: row.code for row in result.disparity.rows}
    assert shown == {"A": "", "B": "S", "C": "S"}
    hidden = [row for row in result.disparity.rows if row.code == "S"]
    assert all((row.figure, row.difference, row.ratio) == (None, None, None) for row in hidden)
    assert result.disparity.summaries == {}


@pytest.mark.parametrize("secret", [7, 3, 10])
def test_no_result_holds_a_digit_of_a_hidden_count(secret):
    groups = {"A": 312, "B": secret, "C": 88}
    people = 29_989
    text = text_of(one([*counts([312 + secret + 88], people * 3, start=2016), *grouped(groups, people=people)]))
    rate = secret / people * 100_000
    assert f"{rate:.3f}"[:5] not in text
    assert f"{88 / people * 100_000:.3f}"[:5] not in text
    assert f'"value": {float(secret)}' not in text


def test_a_group_is_hidden_when_the_others_are_too_few():
    result = one([*counts([320], 60_000, start=2016), *grouped({"A": 312}, people=30_000)])
    assert result.disparity.rows[0].code == "S"


def test_groups_stand_beside_everybody_with_intervals_and_summaries():
    groups = {"A": 300, "B": 150, "C": 60}
    result = one([*counts([510], 90_000, start=2016), *grouped(groups)])
    row = result.disparity.rows[0]
    assert row.ratio.low < row.ratio.value < row.ratio.high
    assert row.difference.low < row.difference.value < row.difference.high
    assert row.ratio.value == pytest.approx(300 / 30_000 / (510 / 90_000))
    assert row.difference.value == pytest.approx((300 / 30_000 - 510 / 90_000) * 100_000)
    assert {name.split(":")[1] for name in result.disparity.summaries} >= {
        "index_of_disparity_percent",
        "mean_absolute_difference",
        "theil",
    }


def test_a_gap_closes_only_by_levelling_up():
    early = [*counts([600], 90_000, start=2010), *grouped({"A": 400, "B": 100, "C": 100}, year=2010)]
    late = [*counts([400], 90_000, start=2016), *grouped({"A": 200, "B": 100, "C": 100}, year=2016)]
    gaps = one([*early, *late], indicator(baseline_period="2010")).disparity.gaps
    assert {gap.group: gap.reading for gap in gaps}["A"] == "levelling_up"


def test_a_target_is_compared_with_the_interval_of_the_latest_value():
    about = indicator(baseline_period="2010", target=Target(kind="percent_change", value=-50, by="2020"))
    assert one(counts([500, 480, 450, 400, 300]), about).target.state == "ahead"
    assert one(counts([500, 500, 510, 505, 600]), about).target.state == "behind"


@pytest.mark.parametrize(
    ("target", "better", "answer"),
    [
        (40, "down", "consistently_pass"), (5, "down", "consistently_fail"), (20, "down", "hit_and_miss"),
        (40, "up", "consistently_fail"), (5, "up", "consistently_pass"), (40, None, None),
    ],
)  # fmt: skip
def test_a_target_outside_the_limits_is_met_or_missed_by_the_process_itself(target, better, answer):
    about = indicator(
        unit="days", better=better, frequency="monthly", baseline_period="2015-01",
        target=Target(kind="absolute", value=target, by="2020-12"),
    )  # fmt: skip
    rows = values([20, 22, 19, 21, 20, 18, 21, 20, 19, 21, 20, 22], months(12))
    assert one(rows, about).target.assurance == answer


def test_without_a_chart_no_assurance_is_given():
    about = indicator(baseline_period="2010", target=Target(kind="absolute", value=250, by="2020"))
    assert one(counts([500, 480, 450, 400, 300]), about).target.assurance is None


def test_a_target_across_a_break_cannot_be_told():
    about = indicator(
        baseline_period="2010",
        target=Target(kind="absolute", value=250, by="2020"),
        breaks=(Break(period="2012", note="new", source="example"),),
    )
    assert one(counts([500, 480, 450, 400, 300]), about).target.state == "cant_tell"


def test_a_gap_target_is_about_the_group():
    target = Target(kind="gap", value=500, by="2020", group_type="race", group="A")
    rows = [*counts([600], 90_000, start=2010), *grouped({"A": 400, "B": 100, "C": 100}, year=2010)]
    rows += [*counts([400], 90_000, start=2016), *grouped({"A": 150, "B": 130, "C": 120}, year=2016)]
    assert one(rows, indicator(baseline_period="2010", target=target)).target.state == "ahead"


def test_old_data_is_marked_stale():
    assert one(counts([500, 480], start=2010)).stale
    assert "stale" in one(counts([500, 480], start=2010)).verdict.flags
    assert not one(counts([500, 480], start=2023)).stale


def test_a_number_of_a_disturbed_span_is_never_the_latest_value():
    span = Break(period="2021", until="2023", note="agencies change over", source="the publisher")
    before, inside = counts([500, 480], start=2018), counts([3, 5], start=2022)
    result = one([*before, *inside], indicator(breaks=(span,)))
    assert (result.latest.period, result.age_months) == ("2019", one(before).age_months)
    assert [point.disturbed for point in result.points] == [False, False, True, True]
    after = one([*before, *inside, *counts([490], start=2024)], indicator(breaks=(span,)))
    assert after.latest.period == "2024"
    alone = one(inside, indicator(breaks=(span,)))
    assert alone.latest is None
    assert alone.age_months is not None


def test_among_many_looks_a_lone_small_p_does_not_stand():
    noise = [indicator(id=f"noise-{at}") for at in range(30)]
    rows = [replace(row, indicator_id=each.id) for each in noise for row in counts([500, 501])]
    rows += counts([500, 432])
    alone = one(counts([500, 432]))
    assert alone.verdict.state == "improving"
    among = {r.indicator_id: r for r in assess_progress([indicator(), *noise], rows, as_of=TODAY).results}["harm"]
    assert among.verdict.state == "no_clear_change"
    assert "bh_filtered" in among.verdict.flags


def test_the_scorecard_counts_population_indicators_only():
    measure = indicator(id="program", type="performance")
    card = assess_progress([indicator(survivor_named=True), measure], counts([500, 300]), as_of=TODAY).scorecard
    assert (card.indicators, card.improving) == (1, 1)
    assert card.principles_without_survivor_named == ("WBS", "CSC", "BCH", "MSW")


def test_an_indicator_without_rows_cannot_be_told():
    result = one([])
    assert (result.verdict.state, result.verdict.reason, result.latest) == ("cant_tell", "no_data", None)


def test_a_count_of_zero_is_shown_as_zero_and_never_as_a_rate():
    point = one(counts([0])).points[0]
    assert (point.code, point.figure.value, point.figure.unit) == ("Z", 0.0, "people")


def test_dollars_are_never_hidden():
    about = indicator(unit="usd", people=True)
    row = Observation(indicator_id="harm", period="2020", value=5.0)
    assert one([row], about).points[0].display == "shown"


def test_results_come_in_the_order_of_the_principles():
    about = [indicator(id="z", principle=None), indicator(id="m", principle="MSW"), indicator(id="p", principle="PHF")]
    found = assess_progress(about, [], as_of=TODAY).results
    assert [result.indicator_id for result in found] == ["p", "m", "z"]


series_of_counts = st.lists(st.integers(0, 400), min_size=1, max_size=16)


@settings(max_examples=40, deadline=None)
@given(series_of_counts, st.randoms(use_true_random=False))
def test_the_order_of_rows_never_matters(events, shuffled: random.Random):
    rows = counts(events)
    mixed = list(rows)
    shuffled.shuffle(mixed)
    assert one(mixed) == one(rows)


@settings(max_examples=40, deadline=None)
@given(series_of_counts, st.sampled_from(["rate", "proportion", "count", "ratio"]), st.booleans())
def test_any_counts_give_a_verdict_that_json_can_hold(events, unit, people):
    result = one(counts(events), indicator(unit=unit, people=people))
    assert text_of(result)
    assert result.verdict.state != "cant_tell" or result.verdict.needed


@settings(max_examples=30, deadline=None)
@given(st.integers(11, 500), st.integers(2, 20), st.sampled_from(["rate", "count", "ratio"]))
def test_a_series_that_never_moves_shows_no_change(count, length, unit):
    assert one(counts([count] * length), indicator(unit=unit)).verdict.state in {"no_clear_change", "cant_tell"}


@settings(max_examples=40, deadline=None)
@given(series_of_counts)
def test_a_point_with_a_small_count_holds_no_number(events):
    for point, count in zip(one(counts(events)).points, events, strict=True):
        if 0 < count < 11:
            assert (point.figure, point.display, point.code) == (None, "not_shown", "S")
