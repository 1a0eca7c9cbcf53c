"""WX-1 to WX-13 and WX-40 of the method, read from the file that holds them."""

from fractions import Fraction

import numpy as np
import pytest
from tests.library.investments.cubes import worked_example

from sharedsafety.core.agreement import alpha_verdict, krippendorff_alpha, percent_agreement
from sharedsafety.investments.audit_sample import sample_size, sample_size_raw, stringer_bound
from sharedsafety.investments.durability import lasting
from sharedsafety.investments.least_move import least_move
from sharedsafety.investments.marked import fractional_dollars, fractional_weights, gross_dollars
from sharedsafety.investments.new_dollars import new_dollars
from sharedsafety.investments.outturn import outturn_measures
from sharedsafety.investments.place import place_measures
from sharedsafety.investments.ranks import discordant_pairs, tau_b, weighted_tau
from sharedsafety.investments.real_terms import RealTerms, real_change
from sharedsafety.investments.reinvestment import reinvestment
from sharedsafety.investments.settings import money_settings
from sharedsafety.investments.shares import overlap, rank_order_centroid, share_agreement
from sharedsafety.investments.uncertainty import exact_law


def cases(name):
    tolerance, found = worked_example(name)
    return [pytest.param(inputs, expected, tolerance, id=f"{name}-{i}") for i, (inputs, expected) in enumerate(found)]


def near(value, expected, tolerance):
    assert np.asarray(value, float) == pytest.approx(np.asarray(expected, float), abs=tolerance)


@pytest.mark.parametrize(("inputs", "expected", "tolerance"), cases("WX-1"))
def test_marked_dollars_are_gross_or_fractional(inputs, expected, tolerance):
    amounts = [Fraction(str(value)) for value in inputs["amounts"]]
    markers = [{"first": a, "second": b} for a, b in inputs["markers"]]
    near(list(gross_dollars(amounts, markers).values()), expected["gross"], tolerance)
    fractional = fractional_dollars(amounts, markers)
    near([fractional["first"], fractional["second"]], expected["fractional"], tolerance)
    near(fractional["none"], expected["unmarked"], tolerance)
    assert sum(fractional.values()) == sum(amounts) == Fraction(str(expected["total"]))
    lines = [fractional_weights(line) for line in markers]
    by_line = [[a * w["first"], a * w["second"]] for a, w in zip(amounts, lines, strict=True)]
    near(by_line, expected["fractional_by_line"], tolerance)
    near([a * w["none"] for a, w in zip(amounts, lines, strict=True)], expected["line_rest"], tolerance)


@pytest.mark.parametrize(("inputs", "expected", "tolerance"), cases("WX-2"))
def test_two_coders_agree_as_krippendorff_says(inputs, expected, tolerance):
    alpha = krippendorff_alpha([inputs["coder_a"], inputs["coder_b"]])
    near(alpha, expected["alpha"], tolerance)
    near(percent_agreement(inputs["coder_a"], inputs["coder_b"]), expected["agreement"], tolerance)
    settings = money_settings()
    verdict = alpha_verdict(alpha, rely=settings.alpha_rely, tentative=settings.alpha_tentative)
    assert verdict == expected["verdict"]


@pytest.mark.parametrize(("inputs", "expected", "tolerance"), cases("WX-3"))
def test_an_audit_of_dollars_bounds_what_is_miscoded(inputs, expected, tolerance):
    if "n" in expected:
        assert sample_size(inputs["risk"], inputs["tolerable_share"]) == expected["n"]
        near(sample_size_raw(inputs["risk"], inputs["tolerable_share"]), expected["n_raw"], tolerance)
    else:
        near(stringer_bound(inputs["risk"], inputs["n"], inputs["taints"]), expected["upper_bound"], tolerance)


@pytest.mark.parametrize(("inputs", "expected", "tolerance"), cases("WX-4"))
def test_real_change_per_person(inputs, expected, tolerance):
    terms = RealTerms(index=inputs["index"], population=inputs["population"], base_year=inputs["base_year"])
    real = {year: amount * terms.factor(year) for year, amount in inputs["amounts"].items()}
    first, last = sorted(real)
    for year, amount in real.items():
        near(amount, expected["real"][year], tolerance)
        near(amount / terms.people(year)[0], expected["real_per_person"][year], tolerance)
    near(real_change(inputs["amounts"][first], inputs["amounts"][last]), expected["nominal_change"], tolerance)
    near(real_change(real[first], real[last]), expected["real_change"], tolerance)


@pytest.mark.parametrize(("inputs", "expected", "tolerance"), cases("WX-5"))
def test_rank_order_centroid(inputs, expected, tolerance):
    near(rank_order_centroid(inputs["n"]), expected["weights"], tolerance)


@pytest.mark.parametrize(("inputs", "expected", "tolerance"), cases("WX-6"))
def test_share_gap_overlap_and_distances(inputs, expected, tolerance):
    found = share_agreement(inputs["spending_shares"], inputs["target_shares"], inputs["total"])
    for name, value in expected.items():
        near(getattr(found, name), value, tolerance)


@pytest.mark.parametrize(("inputs", "expected", "tolerance"), cases("WX-7"))
def test_rank_agreement_names_the_discordant_pairs(inputs, expected, tolerance):
    importance, spending = inputs["importance"], inputs["spending"]
    near(tau_b(importance, np.array(spending, float)), expected["tau_b"], tolerance)
    if "weighted_tau" in expected:
        near(weighted_tau(importance, spending), expected["weighted_tau"], tolerance)
    pairs = [[i + 1, j + 1] for i, j in discordant_pairs(importance, spending)]
    assert pairs == expected["discordant_pairs"]


@pytest.mark.parametrize(("inputs", "expected", "tolerance"), cases("WX-8"))
def test_new_dollars_split_into_growth_and_mix(inputs, expected, tolerance):
    before, after, target = inputs["year0"], inputs["year1"], np.array(inputs["target_shares"])
    found = new_dollars(before, after)
    for name in ("change", "marginal_shares", "growth_effect", "mix_effect"):
        near(getattr(found, name), expected[name], tolerance)
    near(overlap(np.array(before) / sum(before), target), expected["overlap_year0"], tolerance)
    near(overlap(np.array(after) / sum(after), target), expected["overlap_year1"], tolerance)
    near(overlap(found.marginal_shares, target), expected["overlap_new_dollars"], tolerance)


@pytest.mark.parametrize(("inputs", "expected", "tolerance"), cases("WX-9"))
def test_budget_against_actual(inputs, expected, tolerance):
    found = outturn_measures(inputs["budget"], inputs["actual"])
    near(found.ratio, expected["outturn_ratio"], tolerance)
    near(found.variance, expected["composition_variance"], tolerance)
    near(found.deviations, expected["deviation_from_scaled_budget"], tolerance)
    assert (found.ratio_band, found.variance_band) == (expected["outturn_band"], expected["composition_band"])


@pytest.mark.parametrize(("inputs", "expected", "tolerance"), cases("WX-10"))
def test_durability_and_cliff(inputs, expected, tolerance):
    parts = [(part["amount"], part["recurrence"], part["end_fy"]) for part in inputs["parts"]]
    found = lasting(parts, inputs["view_fy"])
    near(found.durability, expected["durability"], tolerance)
    near(found.cliff_within_24_months, expected["cliff_24_months"], tolerance)
    assert found.cliff_calendar == expected["cliff_calendar"]


@pytest.mark.parametrize(("inputs", "expected", "tolerance"), cases("WX-11"))
def test_spending_beside_need(inputs, expected, tolerance):
    found = place_measures(inputs["population"], inputs["need"], inputs["spend"])
    for name, value in expected.items():
        near(getattr(found, name), value, tolerance)


@pytest.mark.parametrize(("inputs", "expected", "tolerance"), cases("WX-12"))
def test_exact_law_of_uncertain_coding(inputs, expected, tolerance):
    law = exact_law(inputs["amounts"], inputs["pi"])
    target, total = np.array(inputs["target_shares"]), inputs["total"]
    for (value, probability), state in zip(law, expected["law"], strict=True):
        assert value == state["value"]
        near(probability, state["probability"], tolerance)
        near(overlap(np.array([value / total, 1 - value / total]), target), state["overlap"], tolerance)
    mean = sum(value * probability for value, probability in law)
    near(mean, expected["expected"], tolerance)
    near(sum((value - mean) ** 2 * p for value, p in law), expected["variance"], tolerance)
    assert (law[0][0], law[-1][0]) == (expected["lower_bound"], expected["upper_bound"])


@pytest.mark.parametrize(("inputs", "expected", "tolerance"), cases("WX-13"))
def test_least_move_plan(inputs, expected, tolerance):
    found = least_move(inputs["current"], inputs["discretionary"], inputs["floors"], inputs["kappa"])
    assert found.status == expected["status"]
    if found.status == "optimal":
        near(found.objective, expected["objective"], tolerance)
        near(found.inflow, expected["inflow"], tolerance)
        near(found.outflow, expected["outflow_tie_break"], tolerance)
    else:
        near(found.reachable_maximum, expected["reachable_maximum"], tolerance)


@pytest.mark.parametrize(("inputs", "expected", "tolerance"), cases("WX-40"))
def test_freed_and_reinvested_are_two_ledgers(inputs, expected, tolerance):
    found = reinvestment(inputs["real_change"], family="JS")
    for name, value in expected.items():
        near(getattr(found, name), value, tolerance)
