"""Which test when (method.md 5.3), and what the verdict says."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.progress_samples import counts, indicator, months, values

from sharedsafety.progress.breaks import split_at_breaks
from sharedsafety.progress.measured import in_order
from sharedsafety.progress.periods import parse_period
from sharedsafety.progress.series import Break, Observation
from sharedsafety.progress.verdicts import NEEDED, verdict_of

FALLING = [500, 470, 450, 420, 400, 370, 350, 330, 310, 300, 280, 260]


def verdict(about, rows, breaks=(), **changes):
    return verdict_of(about, split_at_breaks(in_order(about, rows), breaks)[-1], **changes)


@pytest.mark.parametrize(
    ("about", "rows", "method", "reason"),
    [
        (indicator(), counts(FALLING[:1]), "none", "too_few_points"),
        (indicator(), counts(FALLING[:3]), "none", "too_few_points"),
        (indicator(), counts([500, 300]), "rate_ratio", "clear_change"),
        (indicator(unit="proportion"), counts([50_000, 60_000]), "newcombe", "clear_change"),
        (indicator(), counts(FALLING[:6]), "mann_kendall", "clear_change"),
        (indicator(), counts(FALLING[:7]), "poisson_trend", "clear_change"),
        (indicator(people=False), counts([3, 4, 2, 5, 3, 4, 2]), "none", "rare_events"),
        (indicator(), counts([15, 14, 9, 12, 15]), "none", "hidden_small_counts"),
        (indicator(unit="days"), values([9, 8], ["2020", "2021"]), "none", "two_values_alone"),
        (indicator(unit="days"), values([9, 8, 7, 6, 5], months(5)), "none", "too_few_points"),
        (indicator(unit="days"), values([9, 8, 9, 8, 9, 8, 9, 8], months(8)), "xmr", "xmr_none"),
        (indicator(unit="days"), values([9, 8] * 5, [str(2000 + y) for y in range(10)]), "xmr", "xmr_none"),
        (indicator(unit="days"), values([9, 8, 7, 6], ["2020", "2021", "2021-01", "2022"]), "none", "mixed_periods"),
        (indicator(unit="days", seasonal=True), values([9, 8] * 6, months(12)), "none", "seasonal_too_short"),
        (indicator(unit="days", seasonal=True), values([9, 8] * 18, months(36)), "mann_kendall", "within_chance"),
    ],
)
def test_the_data_decides_the_test(about, rows, method, reason):
    found = verdict(about, rows)
    assert (found.method, found.reason) == (method, reason)


def test_source_limits_without_counts_go_to_the_log_difference_and_to_mann_kendall():
    rows = [
        Observation(indicator_id="harm", period=str(2015 + y), value=v, low=v - 3, high=v + 3)
        for y, v in enumerate([50.0, 52.0, 55.0, 57.0, 60.0, 64.0])
    ]
    assert verdict(indicator(), rows[::5]).method == "log_difference"
    found = verdict(indicator(), rows)
    assert (found.method, found.state, found.statistics["exact"]) == ("mann_kendall", "worsening", 1.0)


def test_every_cant_tell_says_what_would_settle_it():
    assert verdict(indicator(), counts([500])).needed == NEEDED["too_few_points"]
    assert all(NEEDED.values())


def test_nothing_is_compared_across_a_break():
    broken = [Break(period="2018", note="new definition", source="example")]
    rows = counts([500] * 8 + [900, 910, 905])
    assert verdict(indicator(), rows).state == "worsening"
    found = verdict(indicator(), rows, broken)
    assert (found.state, found.reason) == ("cant_tell", "series_breaks")


def test_a_proposed_break_splits_nothing_until_a_person_confirms_it():
    proposed = [Break(period="2018", note="jump", source="software", status="proposed")]
    rows = counts([500] * 8 + [900, 910, 905])
    assert verdict(indicator(), rows, proposed).method == "poisson_trend"


def test_weak_source_quality_after_a_break_is_no_ground_for_a_verdict():
    broken = [Break(period="2014", note="new source", source="example")]
    rows = counts([500] * 4 + [400, 380, 350, 330, 300], quality=3)
    assert verdict(indicator(), rows, broken).reason == "weak_after_break"


@pytest.mark.parametrize(("better", "state"), [("down", "improving"), ("up", "worsening"), (None, "changed")])
def test_the_direction_that_is_better_names_the_change(better, state):
    assert verdict(indicator(better=better), counts(FALLING)).state == state


def test_a_shift_of_a_monthly_series_is_seen_by_the_chart():
    rows = values([20, 22, 19, 21, 20, 18, 21, 20, 19, 21, 20, 22, 19, 16, 15, 16, 14, 15, 16, 15], months(20))
    found = verdict(indicator(unit="days"), rows)
    assert (found.method, found.state, found.reason) == ("xmr", "improving", "xmr_outside")


def test_eight_to_eleven_points_have_trial_limits():
    found = verdict(indicator(unit="days"), values([9, 8, 9, 8, 9, 8, 9, 8, 9], months(9)))
    assert "provisional" in found.flags
    assert "mann_kendall_p" in found.supporting


def test_a_trend_that_turned_is_judged_by_its_last_part():
    up_then_down = [200, 240, 290, 350, 420, 500, 600, 520, 450, 390, 340, 290, 250, 220]
    found = verdict(indicator(), counts(up_then_down))
    assert found.state == "improving"
    assert "joinpoint" in found.flags
    assert found.first == "2016"


def test_counts_that_vary_more_than_chance_widen_the_interval():
    found = verdict(indicator(), counts([300, 500, 280, 520, 310, 490, 300, 510]))
    assert "quasi_poisson" in found.flags
    assert found.state == "no_clear_change"


def test_rare_events_with_dates_are_judged_by_the_days_between():
    first = date(2020, 1, 1)
    days = [first + timedelta(days=30 * at) for at in range(14)] + [
        first + timedelta(days=390 + at) for at in (1, 2, 3)
    ]
    rows = [Observation(indicator_id="harm", period=day.isoformat(), value=1) for day in days]
    found = verdict(indicator(unit="count"), rows)
    assert (found.method, found.state) == ("days_between", "worsening")


def test_a_dated_change_is_called_an_association():
    rows = values([9.0, 8.0] * 6 + [5.0, 4.0] * 6, months(24))
    found = verdict(indicator(unit="days"), rows, change=parse_period("2016-01"))
    assert found.method == "segmented"
    assert "association" in found.flags
    assert found.state == "improving"
