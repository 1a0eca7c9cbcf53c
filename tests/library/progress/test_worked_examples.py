"""WX-14 to WX-26 and WX-39 of method.md."""

from __future__ import annotations

import pytest
from tests.worked_progress import cases

from sharedsafety.core.intervals import exact_poisson, fay_feuer, rate_ratio
from sharedsafety.core.multiple_looks import benjamini_hochberg
from sharedsafety.core.reliability import proportion_reliability, rate_reliability
from sharedsafety.core.row_suppression import row_suppression
from sharedsafety.progress.disparity import disparity_summaries
from sharedsafety.progress.gap_closure import gap_closure
from sharedsafety.progress.mann_kendall import mann_kendall
from sharedsafety.progress.small_areas import empirical_bayes
from sharedsafety.progress.targets import annual_percent, expected_on_path, state_beside
from sharedsafety.progress.xmr import xmr_chart


@pytest.mark.parametrize(("given", "expected", "tolerance"), cases("WX-14"))
def test_wx_14_the_path_to_a_target(given, expected, tolerance):
    share = (given["year"] - given["baseline_year"]) / (given["target_year"] - given["baseline_year"])
    ends = given["baseline"], given["target"]
    assert expected_on_path(*ends, share) == pytest.approx(expected["linear"], abs=tolerance)
    constant = expected_on_path(*ends, share, path="constant_rate")
    assert constant == pytest.approx(expected["constant_rate"], abs=tolerance)
    yearly = annual_percent(*ends, given["target_year"] - given["baseline_year"])
    assert yearly == pytest.approx(expected["annual_percent"], abs=tolerance)


@pytest.mark.parametrize(("given", "expected", "tolerance"), cases("WX-15"))
def test_wx_15_a_count_beside_its_path(given, expected, tolerance):
    low, high = exact_poisson(given["observed"])
    assert [low, high] == pytest.approx(expected["interval"], abs=tolerance)
    assert state_beside(given["expected_value"], low, high, given["better"]) == expected["status"]


@pytest.mark.parametrize(("given", "expected", "tolerance"), cases("WX-16"))
def test_wx_16_mann_kendall_and_sen(given, expected, tolerance):
    found = mann_kendall(range(len(given["series"])), given["series"])
    assert found.s == expected["S"]
    assert (found.p, found.slope) == pytest.approx((expected["p"], expected["sen_slope"]), abs=tolerance)


@pytest.mark.parametrize(("given", "expected", "tolerance"), cases("WX-17"))
def test_wx_17_benjamini_hochberg(given, expected, tolerance):
    found = benjamini_hochberg(given["p"], q=given["q"])
    assert found.limits == pytest.approx(expected["limits"], abs=tolerance)
    assert list(found.stands) == expected["rejected"]


@pytest.mark.parametrize(("given", "expected", "tolerance"), [*cases("WX-18"), *cases("WX-19")])
def test_wx_18_and_19_xmr(given, expected, tolerance):
    chart = xmr_chart(given["series"], baseline_points=given["baseline_points"], screen=given["screen"])
    assert chart.mean == pytest.approx(expected["mean"], abs=tolerance)
    assert chart.average_moving_range == pytest.approx(expected["average_moving_range"], abs=tolerance)
    for name in ("unscreened_limits", "limits", "near_limits"):
        assert getattr(chart, name) == pytest.approx(expected[name], abs=tolerance)
    assert list(chart.labels) == expected["labels"]


@pytest.mark.parametrize(("given", "expected", "tolerance"), cases("WX-20"))
def test_wx_20_reliability_of_a_rate(given, expected, tolerance):
    found = rate_reliability(given["events"], given["population"], per=given["per"])
    assert (found.rate, found.low, found.high) == pytest.approx(
        (expected["rate"], *expected["interval"]), abs=tolerance
    )
    assert found.reliable is expected["reliable"]
    if "relative_width_percent" in expected:
        assert found.relative_width_percent == pytest.approx(expected["relative_width_percent"], abs=tolerance)
    else:
        assert exact_poisson(given["events"])[1] == pytest.approx(expected["upper_events"], abs=tolerance)


@pytest.mark.parametrize(("given", "expected", "tolerance"), cases("WX-21"))
def test_wx_21_display_of_a_proportion(given, expected, tolerance):
    found = proportion_reliability(given["k"], given["n_effective"])
    assert [found.low, found.high] == pytest.approx(expected["interval"], abs=tolerance)
    for name in ("absolute_width", "relative_width", "relative_width_complement"):
        assert getattr(found, name) == pytest.approx(expected[name], abs=tolerance)
    assert found.verdict == expected["verdict"]


@pytest.mark.parametrize(("given", "expected", "tolerance"), cases("WX-22"))
def test_wx_22_fay_feuer(given, expected, tolerance):
    found = fay_feuer(given["events"], given["population"], given["weights"], per=given["per"])
    assert (found.value, found.low, found.high) == pytest.approx(
        (expected["rate"], *expected["interval"]), abs=tolerance
    )


@pytest.mark.parametrize(("given", "expected", "tolerance"), cases("WX-23"))
def test_wx_23_ratio_of_two_rates(given, expected, tolerance):
    found = rate_ratio(given["x1"], given["n1"], given["x2"], given["n2"])
    wanted = (expected["rate_ratio"], *expected["interval"], expected["p"])
    assert (found.value, found.low, found.high, found.p) == pytest.approx(wanted, abs=tolerance)


@pytest.mark.parametrize(("given", "expected", "tolerance"), cases("WX-24"))
def test_wx_24_empirical_bayes(given, expected, tolerance):
    found = empirical_bayes(given["events"], given["population"], per=given["per"])
    assert found.mean == pytest.approx(expected["m"], abs=tolerance)
    assert found.between_area_variance == pytest.approx(expected["between_area_variance"], abs=tolerance)
    assert list(found.smoothed) == pytest.approx(expected["theta"], abs=tolerance)


@pytest.mark.parametrize(("given", "expected", "tolerance"), cases("WX-25"))
def test_wx_25_disparity_summaries(given, expected, tolerance):
    found = disparity_summaries(given["rates"], given["reference"], given["group_shares"])
    assert {name: found[name] for name in expected} == pytest.approx(expected, abs=tolerance)


@pytest.mark.parametrize(("given", "expected", "tolerance"), cases("WX-26"))
def test_wx_26_gap_closure(given, expected, tolerance):
    found = gap_closure(**given)
    assert {name: getattr(found, name) for name in expected} == pytest.approx(expected, abs=tolerance)


@pytest.mark.parametrize(("given", "expected", "tolerance"), cases("WX-39"))
def test_wx_39_a_second_cell_is_hidden(given, expected, tolerance):
    found = row_suppression(given["cells"], given["total"], given["minimum_cell"])
    assert sorted(place + 1 for place in found.hidden) == expected["suppressed_positions"]
    assert {str(place + 1): count for place, count in enumerate(found.cells) if count is not None} == {
        name: count for name, count in expected["shown"].items() if name != "total"
    }
    assert found.total == expected["shown"]["total"]
    assert found.feasible == pytest.approx(expected["feasible_range"], abs=tolerance)
