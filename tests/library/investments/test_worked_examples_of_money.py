"""WX-1 to WX-13 and WX-40 of the method, read from the file that holds them."""

from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import product
from math import prod

import numpy as np
import pytest
from tests.library.investments.cubes import assessed, coded, worked_example

from sharedsafety.core.agreement import alpha_verdict, krippendorff_alpha, percent_agreement
from sharedsafety.core.figure import Figure
from sharedsafety.framework.priority import StatedPriority
from sharedsafety.framework.taxonomy import taxonomy
from sharedsafety.investments.audit_sample import sample_size, sample_size_raw, stringer_bound
from sharedsafety.investments.coded import Fund, PriorityLink
from sharedsafety.investments.least_move import least_move
from sharedsafety.investments.new_dollars import new_dollars
from sharedsafety.investments.outturn import in_fractions, outturn_measures
from sharedsafety.investments.place import place_measures
from sharedsafety.investments.ranks import discordant_pairs, tau_b, weighted_tau
from sharedsafety.investments.reinvestment import reinvestment
from sharedsafety.investments.settings import money_settings
from sharedsafety.investments.shares import overlap, rank_order_centroid, share_agreement

ASKED = StatedPriority(id="all", title="All", body="", principle=None, statement_kind="S3", source="vote")
ENDS = {True: (1, 1), False: (0, 1)}


def cases(name):
    tolerance, found = worked_example(name)
    return [pytest.param(inputs, expected, tolerance, id=f"{name}-{i}") for i, (inputs, expected) in enumerate(found)]


def near(value, expected, tolerance):
    assert np.asarray(value, float) == pytest.approx(np.asarray(expected, float), abs=tolerance)


@pytest.mark.parametrize(("inputs", "expected", "tolerance"), cases("WX-1"))
def test_marked_dollars_are_gross_or_fractional(inputs, expected, tolerance):
    unmarked = dict.fromkeys(taxonomy().principles, 0.0)
    rows = [{"program_key": f"p{i}", "cents": round(value * 100)} for i, value in enumerate(inputs["amounts"])]
    lines = [
        coded(f"p{i}", "SV-TRC", markers=unmarked | {"PHF": first, "WBS": second})
        for i, (first, second) in enumerate(inputs["markers"])
    ]
    found = marked(rows, [row for line in lines for row in line])
    near([found["principle_gross"][code] for code in ("PHF", "WBS")], expected["gross"], tolerance)
    near([found["principle"][code] for code in ("PHF", "WBS")], expected["fractional"], tolerance)
    near(found["principle"]["none"], expected["unmarked"], tolerance)
    assert sum(found["principle"].values()) == pytest.approx(expected["total"])
    alone = [marked([row], line)["principle"] for row, line in zip(rows, lines, strict=True)]
    near([[line.get(code, 0) for code in ("PHF", "WBS")] for line in alone], expected["fractional_by_line"], tolerance)
    near([line.get("none", 0) for line in alone], expected["line_rest"], tolerance)


def marked(rows, coding):
    """Return principle -> dollars of both tables of marked dollars."""
    tables = assessed(rows, coding).views[0].tables
    return {name: {row.code: row.amount.value for row in tables[name]} for name in ("principle", "principle_gross")}


@pytest.mark.parametrize(("inputs", "expected", "tolerance"), cases("WX-2"))
def test_two_coders_agree_as_krippendorff_says(inputs, expected, tolerance):
    alpha = krippendorff_alpha([inputs["coder_a"], inputs["coder_b"]])
    near(alpha, expected["alpha"], tolerance)
    near(percent_agreement([inputs["coder_a"], inputs["coder_b"]]), expected["agreement"], tolerance)
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
    real, nominal = years_of_money(inputs, inputs["index"]), years_of_money(inputs, {})
    assert real.headline[0] == inputs["base_year"]
    for view in real.views:
        near(view.real_perimeter_per_person.value, expected["real_per_person"][view.fiscal_year], tolerance)
    row = next(row for row in real.changes[0].rows if row.code == "SV-TRC")
    near([row.before.value, row.after.value], [expected["real"][year] for year in sorted(expected["real"])], tolerance)
    near(moved(real), expected["real_change"], tolerance)
    near(moved(nominal), expected["nominal_change"], tolerance)


def years_of_money(inputs, index):
    """Return the assessment of one program over the years of an example, in prices of ``index``."""
    rows = [{"program_key": "p", "fiscal_year": year, "cents": round(a * 100)} for year, a in inputs["amounts"].items()]
    more = {
        "links": [PriorityLink(program_key="p", priority_id="all", weight=1.0)],
        "priorities": [replace(ASKED, direction="more")],
        "population": inputs["population"],
        "deflator": index,
    }
    return assessed(rows, coded("p", "SV-TRC"), (inputs["base_year"], "adopted"), **more)


def moved(result):
    """Return by how much the money of the only priority moved, as its Direction lamp has it."""
    return next(lamp for lamp in result.priorities[0].lamps if lamp.name == "direction").figures["moved"].value


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
    categories = ("JS-POL", "SV-TRC", "WB-YOU")
    rows = [
        {"program_key": code, "phase": phase, "cents": amount * 100}
        for phase, side in (("adopted", "budget"), ("actual", "actual"))
        for code, amount in zip(categories, inputs[side], strict=True)
    ]
    coding = [row for code in categories for row in coded(code, code)]
    links = [PriorityLink(program_key=code, priority_id="all", weight=1.0) for code in categories]
    found = assessed(rows, coding, links=links, priorities=[ASKED]).outturns[0]
    near(found.ratio.value, expected["outturn_ratio"], tolerance)
    near(found.variance.value, expected["composition_variance"], tolerance)
    assert (found.ratio_band, found.variance_band) == (expected["outturn_band"], expected["composition_band"])
    lost = {
        code: -gap for code, gap in zip(categories, expected["deviation_from_scaled_budget"], strict=True) if gap < 0
    }
    assert {row.code: row.amount.value for row in found.shifted_by_category} == pytest.approx(lost, abs=tolerance)
    near(found.shifted_out.value, sum(lost.values()), tolerance)
    exact = outturn_measures(in_fractions(inputs["budget"]), in_fractions(inputs["actual"]))
    near(exact.deviations, expected["deviation_from_scaled_budget"], tolerance)


@pytest.mark.parametrize(("inputs", "expected", "tolerance"), cases("WX-10"))
def test_durability_and_cliff(inputs, expected, tolerance):
    rows = [
        {"program_key": "p", "fund_code": f"f{i}", "cents": part["amount"] * 100}
        for i, part in enumerate(inputs["parts"])
    ]
    funds = [
        Fund(fund_code=f"f{i}", name="", recurrence=part["recurrence"], end_fy=part["end_fy"])
        for i, part in enumerate(inputs["parts"])
    ]
    links = [PriorityLink(program_key="p", priority_id="all", weight=1.0)]
    year = (inputs["view_fy"], "adopted")
    found = assessed(rows, coded("p", "SV-TRC"), year, funds=funds, links=links, priorities=[ASKED])
    near(found.views[0].durability.value, expected["durability"], tolerance)
    near(found.views[0].cliff_within_24_months.value, expected["cliff_24_months"], tolerance)
    lamp = next(lamp for lamp in found.priorities[0].lamps if lamp.name == "durability")
    near(lamp.figures["ongoing"].value, expected["durability"], tolerance)
    for cliffs in (found.views[0].cliffs, found.priorities[0].cliffs):
        assert {int(row.code): row.amount.value for row in cliffs} == expected["cliff_calendar"]


@pytest.mark.parametrize(("inputs", "expected", "tolerance"), cases("WX-11"))
def test_spending_beside_need(inputs, expected, tolerance):
    found = place_measures(inputs["population"], inputs["need"], inputs["spend"])
    for name, value in expected.items():
        near(getattr(found, name), value, tolerance)


@pytest.mark.parametrize(("inputs", "expected", "tolerance"), cases("WX-12"))
def test_uncertain_coding_is_bounded_and_every_state_of_its_law_is_measured(inputs, expected, tolerance):
    chances = [Fraction(str(chance)) for chance in inputs["pi"]]
    healing = uncertain_healing(inputs, [(chance, *ENDS[chance == 1]) for chance in chances]).amount
    near(healing.value, expected["expected"], tolerance)
    assert (healing.bound_low, healing.bound_high) == (expected["lower_bound"], expected["upper_bound"])
    assert expected["lower_bound"] <= healing.low < healing.high <= expected["upper_bound"]
    law = {}
    for counts in product(*((1,) if chance == 1 else (0, 1) for chance in chances)):
        found = uncertain_healing(inputs, [(Fraction(each),) for each in counts])
        chance = prod(p if each else 1 - p for each, p in zip(counts, chances, strict=True))
        law[found.amount.value] = (float(chance), found.overlap)
    for state in expected["law"]:
        near(law[state["value"]], (state["probability"], state["overlap"]), tolerance)
    assert len(law) == len(expected["law"])
    near(sum(value * p for value, (p, _) in law.items()), healing.value, tolerance)
    near(sum((value - healing.value) ** 2 * p for value, (p, _) in law.items()), expected["variance"], tolerance)


@dataclass
class Healing:
    """What the assessment says of one category: its dollars, and the overlap with the stated shares."""

    amount: Figure
    overlap: float


def uncertain_healing(inputs, shares):
    """Return what is said where line ``i`` serves healing with (share, low, high) and policing with the rest."""
    rows = [{"program_key": f"p{i}", "cents": amount * 100} for i, amount in enumerate(inputs["amounts"])]
    coding = [
        row
        for i, (share, *ends) in enumerate(shares)
        for row in coded(f"p{i}", ("SV-TRC", share, *ends), ("JS-POL", 1 - share, *(1 - end for end in ends[::-1])))
    ]
    asked = replace(ASKED, statement_kind="S1", target_value=inputs["target_shares"][0], target_unit="share")
    links = [
        PriorityLink(program_key=row["program_key"], priority_id="all", weight=1.0, category="SV-TRC") for row in rows
    ]
    found = assessed(rows, coding, links=links, priorities=[asked])
    assert found.views[0].totals.perimeter.value == inputs["total"]
    return Healing(found.priorities[0].amount, found.agreements[0].overlap.value)


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
