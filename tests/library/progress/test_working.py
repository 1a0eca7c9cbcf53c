"""The working of a verdict: the points it used, the row of the ladder, and what a next value would make of it."""

from __future__ import annotations

from datetime import date

import pytest
from tests.progress_samples import counts, indicator, months, values

from sharedsafety.progress.assess_progress import assess_progress
from sharedsafety.progress.ladder import LADDER
from sharedsafety.progress.results import IndicatorResult, NextValue
from sharedsafety.progress.series import Break, Indicator, Observation
from sharedsafety.progress.working import _THRESHOLDS, _thresholds

AS_OF = date(2026, 11, 23)
#: WX-19: limits 15.41 and 25.09 locked on the first 12 points, middle 20.25.
WX_19 = (20, 22, 19, 21, 20, 18, 21, 20, 19, 21, 20, 22)


def assessed(one: Indicator, rows: list[Observation]) -> IndicatorResult:
    return assess_progress([one], rows, as_of=AS_OF).results[0]


def monthly(**changes: object) -> Indicator:
    return indicator(unit="days", frequency="monthly", people=False, **changes)


def test_the_working_names_the_row_of_the_ladder_that_decides() -> None:
    found = assessed(indicator(), counts([200, 190, 180, 170, 160, 150, 140, 130])).working
    assert found is not None
    assert LADDER[found.row - 1][0] == found.rule == "poisson_trend"
    assert (found.rows, found.points, found.first, found.last) == (len(LADDER), 8, "2010", "2017")
    assert found.thresholds == {"significance": 0.05, "annual_trend_from": 7}


def test_points_before_a_break_and_points_kept_private_are_counted_as_left_out() -> None:
    broken = indicator(breaks=(Break(period="2014", note="", source=""),))
    found = assessed(broken, counts([200, 190, 180, 170, 160, 7, 140])).working
    assert found is not None
    assert found.left_out == {"before_break": 4, "privacy": 1}
    assert (found.points, found.first) == (2, "2014")


def test_a_control_chart_says_which_next_value_would_stand_out() -> None:
    found = assessed(monthly(), values(WX_19, months(12))).working
    assert found is not None
    low, middle, high = found.next_values
    assert (low.state, middle.state, high.state) == ("improving", "no_clear_change", "worsening")
    assert (low.low, high.high) == (None, None)
    assert low.high == middle.low == pytest.approx(15.413636, abs=1e-4)
    assert middle.high == high.low == pytest.approx(25.086364, abs=1e-4)


def test_what_the_ranges_say_is_what_the_ladder_then_finds() -> None:
    rows = values(WX_19, months(12))
    found = assessed(monthly(), rows).working
    assert found is not None
    for each in found.next_values:
        low, high = each.low if each.low is not None else 0.0, each.high if each.high is not None else 60.0
        later = assessed(monthly(), [*rows, *values([(low + high) / 2], ["2016-01"])])
        assert later.verdict.state == each.state


def test_a_seventh_month_on_one_side_would_be_a_shift_and_the_ranges_know_it() -> None:
    run = (*WX_19, 21, 21, 21, 21, 21)
    found = assessed(monthly(), values(run, months(17))).working
    assert found is not None
    assert any(each.state == "worsening" and (each.low or 0) < 21 < (each.high or 99) for each in found.next_values)


def test_a_short_series_of_years_changes_by_rank_only() -> None:
    found = assessed(indicator(unit="usd", people=False), values([50, 47, 45, 44], map(str, range(2010, 2014)))).working
    assert found is not None
    assert found.next_values == (
        NextValue(low=None, high=44, state="improving"),
        NextValue(low=44, high=None, state="no_clear_change"),
    )


def test_trial_limits_move_so_no_next_value_is_named() -> None:
    found = assessed(monthly(), values(WX_19[:9], months(9))).working
    assert found is not None
    assert (found.next_values, found.next_step) == ((), "limits_move")


def test_of_two_points_it_is_said_that_a_third_is_not_tested() -> None:
    found = assessed(indicator(), counts([200, 150])).working
    assert found is not None
    assert (found.rule, found.next_values, found.next_step) == ("rate_ratio", (), "third_point_untested")


def test_a_searched_range_has_both_its_ends_because_nothing_further_was_tried() -> None:
    found = assessed(indicator(), counts([200, 190, 205, 195, 200, 190, 210, 200])).working
    assert found is not None
    assert (found.next_values[0].low, found.next_values[-1].high) == (pytest.approx(80), pytest.approx(440))


def test_a_proposed_break_says_how_many_points_would_be_left() -> None:
    rows = values([10, 11, 10, 30, 31], map(str, range(2015, 2020)), quality=3)
    found = assessed(indicator(unit="usd", people=False), rows).working
    assert found is not None
    assert found.if_break == {"2018": 2}


def test_the_working_tells_the_outcome_among_all_tests() -> None:
    first, second = indicator(), indicator(id="calm")
    flat = [Observation(indicator_id="calm", period=str(2010 + at), value=5 + at % 2) for at in range(5)]
    rows = [*counts([200, 190, 180, 170, 160, 150, 140, 130]), *flat]
    clear, calm = (one.working for one in assess_progress([first, second], rows, as_of=AS_OF).results)
    assert clear is not None
    assert clear.look is not None
    assert calm is not None
    assert calm.look is not None
    assert (clear.look.tests, clear.look.rank, clear.look.limit, clear.look.stands) == (2, 1, 0.05, True)
    assert (calm.look.rank, calm.look.stands) == (2, False)


def test_every_rule_with_a_threshold_is_a_rule_of_the_ladder() -> None:
    rules = {code for code, _ in LADDER}
    assert set(_THRESHOLDS) <= rules
    assert all(_thresholds(rule) is not None for rule in rules)
