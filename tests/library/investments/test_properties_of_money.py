"""What must hold for every ledger and coding: totals are kept, the order of rows never matters, edges answer."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.library.investments.cubes import assessed, coded

from sharedsafety.framework.priority import StatedPriority
from sharedsafety.framework.taxonomy import taxonomy
from sharedsafety.investments.coded import Area, AreaShare, Fund, PriorityLink
from sharedsafety.investments.coding import coded_parts
from sharedsafety.investments.function_prior import census_function_shares, county_function_shares
from sharedsafety.investments.least_move import least_move
from sharedsafety.investments.place import kakwani_interval, least_kakwani_by_chance, place_measures
from sharedsafety.investments.ranks import weighted_tau
from sharedsafety.investments.splits import split_cents
from sharedsafety.investments.uncertainty import bounds, share_draws, uncertain_shares

SHARES = st.lists(st.integers(1, 97), min_size=1, max_size=6).map(lambda w: [Fraction(x, sum(w)) for x in w])


def largest_remainder(total, shares):
    """The rule, written out: round down towards 0, then serve the largest remainders, the first of equal ones first."""
    exact = [abs(total) * share for share in shares]
    parts = [int(value) for value in exact]
    order = sorted(range(len(shares)), key=lambda i: parts[i] - exact[i])
    for i in order[: abs(total) - sum(parts)]:
        parts[i] += 1
    return [part if total >= 0 else -part for part in parts]


@given(st.lists(st.integers(-(10**17), 10**17), min_size=1, max_size=5), SHARES)
def test_a_split_keeps_every_cent_and_stays_within_one_of_exact(amounts, shares):
    for total, parts in zip(amounts, split_cents(np.array(amounts, dtype=np.int64), shares).tolist(), strict=True):
        assert sum(parts) == total
        assert all(abs(part - total * share) < 1 for part, share in zip(parts, shares, strict=True))


@given(st.lists(st.integers(-(10**17), 10**17), min_size=1, max_size=5), SHARES)
def test_what_is_left_goes_to_the_largest_remainders_even_where_64_bits_would_overflow(amounts, shares):
    split = split_cents(np.array(amounts, dtype=np.int64), shares)
    assert split.tolist() == [largest_remainder(amount, shares) for amount in amounts]


CODES = st.lists(st.sampled_from(taxonomy().codes), min_size=1, max_size=4, unique=True)
PROGRAM = st.tuples(CODES, st.booleans())
ROW = st.tuples(st.integers(0, 3), st.integers(-(10**9), 10**11), st.sampled_from(["GF", "X"]))


def ranged(name, codes, wide):
    share = Fraction(1, len(codes))
    ends = (share / 2, min(Fraction(1), 2 * share)) if wide else ()
    return coded(name, *((code, share, *ends) for code in codes))


@settings(max_examples=30, deadline=None)
@given(st.lists(PROGRAM, min_size=4, max_size=4), st.lists(ROW, min_size=1, max_size=12), st.randoms())
def test_totals_are_kept_and_the_order_of_rows_never_matters(programs, lines, random):
    coding = [row for i, (codes, wide) in enumerate(programs[:3]) for row in ranged(f"p{i}", codes, wide)]
    rows = [{"program_key": f"p{i}", "cents": cents, "fund_code": fund} for i, cents, fund in lines]
    first = assessed(rows, coding)
    view = first.views[0]
    totals = view.totals
    whole = totals.perimeter.value + totals.outside.value + totals.uncoded.value
    assert whole == pytest.approx(totals.all_operating.value, abs=0.005)
    assert totals.all_operating.value == pytest.approx(sum(cents for _, cents, _ in lines) / 100, abs=0.005)
    names = ("family", "category", "level", "purpose", "holder", "holder_group", "control", "recurrence", "principle")
    for name in (*names, "category_with_overhead"):
        rows_of = view.tables[name]
        dollars = sum(row.amount.value for row in rows_of if row.code != "uncoded")
        if rows_of or name != "category_with_overhead":  # no carrier, no overhead view
            assert dollars == pytest.approx(totals.perimeter.value, abs=0.01), name
    random.shuffle(rows)
    random.shuffle(coding)
    assert assessed(rows, coding) == first


@settings(max_examples=30, deadline=None)
@given(st.lists(PROGRAM, min_size=1, max_size=5), st.integers(0, 1000))
def test_in_every_draw_shares_sum_to_one_inside_their_ranges_and_the_bounds(programs, seed):
    parts = coded_parts(row for i, (codes, wide) in enumerate(programs) for row in ranged(f"p{i}", codes, wide))
    uncertain = uncertain_shares(parts)
    drawn = share_draws(uncertain, 50, np.random.default_rng(seed))
    for row, places in enumerate(uncertain.place):
        used = uncertain.high[row] > 0
        values = drawn[places[used]]
        assert values.sum(axis=0) == pytest.approx(1.0)
        assert (values >= uncertain.low[row, used, None] - 1e-9).all()
        assert (values <= uncertain.high[row, used, None] + 1e-9).all()
    weights = np.random.default_rng(seed).normal(size=(3, uncertain.count))
    low, high = bounds(uncertain, weights)
    assert (weights @ drawn >= low[:, None] - 1e-9).all()
    assert (weights @ drawn <= high[:, None] + 1e-9).all()


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 100), st.integers(1, 50), st.integers(0, 120)), min_size=2, max_size=5),
    st.sampled_from([0.2, 0.5, 1.0]),
)
def test_the_least_move_is_the_optimum_of_the_linear_program(lines, kappa):
    from scipy.optimize import linprog

    x, free, floor = (np.array(column, float) for column in zip(*lines, strict=True))
    n = len(x)
    solved = linprog(
        [*[1.0] * n, *[0.0] * n],
        A_ub=np.hstack([np.eye(n), -np.eye(n)]),
        b_ub=x - floor,
        A_eq=[[*[1.0] * n, *[-1.0] * n]],
        b_eq=[0.0],
        bounds=[*((0, kappa * d) for d in free), *[(0, None)] * n],
    )
    found = least_move(x, free, floor, kappa)
    assert (found.status == "optimal") == (solved.status == 0)
    if solved.status == 0:
        assert found.objective == pytest.approx(solved.fun, abs=1e-6)
        assert sum(found.outflow) == pytest.approx(sum(found.inflow), abs=1e-6)


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 5)), min_size=2, max_size=8))
def test_the_top_weighted_tau_is_that_of_scipy(pairs):
    from scipy.stats import weightedtau

    importance, spending = zip(*pairs, strict=True)
    known = weightedtau(importance, spending).statistic
    assert weighted_tau(importance, spending) == pytest.approx(known, nan_ok=True)


def test_a_zero_total_a_negative_line_and_an_empty_coding_answer_without_a_share():
    view = assessed([{"program_key": "p", "cents": 0}], coded("p", "JS-POL")).views[0]
    assert [row.share.why for row in view.tables["family"]] == ["denominator_not_positive"]
    rows = [{"program_key": "p", "cents": 500}, {"program_key": "q", "cents": -200, "flow": "correction"}]
    view = assessed(rows, [*coded("p", "JS-POL"), *coded("q", "SV-TRC")]).views[0]
    assert view.totals.perimeter.value == 3.0
    view = assessed(rows, ()).views[0]
    assert view.totals.uncoded.value == 3.0
    assert view.totals.perimeter.bound_high >= 3.0
    assert view.quality.uncoded_programs == ("p", "q")


def test_a_year_of_income_alone_is_a_year_without_spending():
    rows = [
        {"program_key": "p", "cents": 500},
        {"program_key": "p", "fiscal_year": 2024, "cents": 70, "flow": "revenue"},
    ]
    empty, full = assessed(rows, coded("p", "JS-POL")).views
    assert (empty.totals.all_operating.value, full.totals.all_operating.value) == (0.0, 5.0)
    assert empty.totals.net_local.value == -0.7
    assert empty.tables["category"] == ()
    assert (empty.durability.why, empty.upstream_per_response.why) == (
        "denominator_not_positive",
        "no_response_dollars",
    )


def test_one_program_in_one_category_is_the_whole():
    view = assessed([{"program_key": "p", "cents": 700}], coded("p", "SV-TRC")).views[0]
    for name in ("family", "category", "level", "control", "holder"):
        assert [row.share.value for row in view.tables[name]] == [1.0]


def test_money_passed_on_is_counted_at_the_receiver_once():
    rows = [
        {"program_key": "p", "cents": 700},
        {"program_key": "p", "cents": 300, "flow": "transfer_out"},
        {"program_key": "p", "cents": 90, "character": "debt_principal"},
        {"program_key": "p", "cents": 10, "character": "reserve"},
    ]
    alone = assessed(rows, coded("p", "JS-POL")).views[0]
    assert "receiver_not_loaded" in alone.flags
    assert alone.totals.all_operating.value == 10.0
    received = [*rows, {"program_key": "q", "cents": 300, "flow": "transfer_in", "fund_code": "X"}]
    view = assessed(received, coded("p", "JS-POL")).views[0]
    left_out = {reason: figure.value for reason, figure in view.totals.excluded.items()}
    assert left_out == {"transfer_out": 3.0, "debt_principal": 0.9, "reserve": 0.1}
    assert view.totals.all_operating.value + sum(left_out.values()) == view.totals.document_total.value


def test_a_program_known_by_its_function_alone_has_wide_unreviewed_ranges():
    coding = county_function_shares("p", "Public Protection", "Judicial")
    view = assessed([{"program_key": "p", "cents": 10_000_000}], coding).views[0]
    shares = [row.share for row in view.tables["category"]]
    assert all((share.bound_low, share.bound_high) == (0.0, 1.0) for share in shares)
    assert all(share.high - share.low > 0.2 for share in shares)
    assert view.quality.unreviewed.value == 1.0


@pytest.mark.parametrize("function", ["05", "52", "62", "79"])
def test_a_program_known_by_its_census_function_is_coded_by_it_alone(function):
    coding = census_function_shares("p", function)
    assert sum(row.share for row in coding) == 1
    assert {(row.basis, row.status) for row in coding} == {("G", "unreviewed")}
    view = assessed([{"program_key": "p", "cents": 1_000}], coding).views[0]
    sure = len(coding) == 1
    assert all((row.amount.bound_low == 0.0) is not sure for row in view.tables["category"] if row.amount.value)
    assert census_function_shares("p", "no such function") == ()


FUNDS = (
    Fund(fund_code="GF", name="General", control="discretionary", recurrence="ongoing"),
    Fund(fund_code="X", name="Grant", control="locked", recurrence="one_time", end_fy=2026),
)


def stated(name, direction, **more):
    plain = {"title": name, "body": "", "principle": None, "statement_kind": "S3", "source": "vote"}
    return StatedPriority(id=name, direction=direction, adopted_on="2024-08-01", **(plain | more))


def two_years(police, help_):
    return [
        {"program_key": key, "fiscal_year": 2024 + i, "cents": cents[i] * 10**6}
        for key, cents in (("police", police), ("help", help_))
        for i in range(2)
    ]


def lamp_states(result, name):
    return {money.priority_id: next(x for x in money.lamps if x.name == name) for money in result.priorities}


def directions(asked, coding):
    links = [PriorityLink(program_key=name, priority_id=name, weight=1.0) for name in asked]
    result = assessed(
        two_years([100, 90], [20, 40]),
        coding,
        funds=FUNDS,
        links=links,
        priorities=[stated(name, direction) for name, direction in asked.items()],
        deflator={2024: 100.0, 2025: 100.0},
        population={2024: 1000, 2025: 1000},
    )
    return {name: lamp.state for name, lamp in lamp_states(result, "direction").items()}


def test_mirror_every_direction_lamp_turns_with_its_statement():
    coding = [*coded("police", "JS-POL"), *coded("help", "SV-TRC")]
    assert directions({"police": "less", "help": "more"}, coding) == {
        "police": "consistent",
        "help": "consistent",
    }
    opposite = directions({"police": "more", "help": "less"}, coding)
    assert opposite == {"police": "not_consistent", "help": "not_consistent"}


def test_keep_is_kept_only_where_neither_dollars_nor_share_move():
    coding = [*coded("police", "JS-POL"), *coded("help", "SV-TRC")]
    assert directions({"police": "keep", "help": "keep"}, coding)["help"] == "not_consistent"
    assert directions({"police": "keep"}, ranged("police", ["JS-POL", "OT-OUT"], True))["police"] == "partly"


def test_mirror_permuted_categories_change_no_lamp():
    asked = {"police": "less", "help": "more"}
    first = directions(asked, [*coded("police", "JS-POL"), *coded("help", "SV-TRC")])
    assert first == directions(asked, [*coded("police", "SV-TRC"), *coded("help", "JS-POL")])


def test_place_can_not_tell_on_five_areas_with_few_cases():
    areas = [Area(area_id=f"a{i}", name="", population=1000, need=2 + i) for i in range(5)]
    shares = [AreaShare(program_key="help", area_id=f"a{i}", share=Fraction(1, 5)) for i in range(5)]
    result = assessed(
        two_years([100, 100], [20, 20]),
        coded("help", "SV-TRC"),
        links=[PriorityLink(program_key="help", priority_id="help", weight=1.0)],
        priorities=[stated("help", "more")],
        areas=areas,
        area_shares=shares,
    )
    lamp = lamp_states(result, "place")["help"]
    assert (lamp.state, lamp.needed) == ("cant_tell", "more_cases")


def test_an_estimate_lights_no_delivery_lamp_and_is_called_one():
    rows = [
        {"program_key": "help", "cents": 1000},
        {"program_key": "help", "cents": 1000, "phase": "estimate"},
    ]
    result = assessed(
        rows,
        coded("help", "SV-TRC"),
        links=[PriorityLink(program_key="help", priority_id="help", weight=1.0)],
        priorities=[stated("help", "more")],
    )
    lamp = lamp_states(result, "delivery")["help"]
    assert (lamp.state, lamp.reason) == ("cant_tell", "only_estimate")
    assert result.outturns[0].flags == ("estimate_not_actual",)


def test_a_statement_of_another_body_is_compared_and_not_counted():
    priorities = [stated("help", "more"), stated("county", "more", stated_by="the county")]
    links = [PriorityLink(program_key="help", priority_id=p.id, weight=1.0) for p in priorities]
    result = assessed(two_years([1, 1], [2, 2]), coded("help", "SV-TRC"), links=links, priorities=priorities)
    assert result.coverage.priorities == 1
    assert result.priorities[1].amount.value == result.priorities[0].amount.value
    assert {lamp.state for lamp in result.priorities[1].lamps} == {"not_set"}


def test_a_label_that_jumps_onto_other_programs_is_found_by_rule():
    def year(fiscal_year, reserve):
        label = {"police": "Safe", "parks": "Livable", "notes": reserve}
        cents = {"police": 400, "parks": 400, "notes": 200}
        return [
            {"program_key": key, "fiscal_year": fiscal_year, "cents": cents[key], "stated_label": label[key]}
            for key in cents
        ]

    found = assessed([*year(2024, "Well Run"), *year(2025, "Safe")], ()).stated_labels.findings
    assert {(entry["label"], entry["gained"]) for entry in found} == {("Safe", True), ("Well Run", False)}
    assert found[0]["programs"] == (("notes", 2.0),)
    assert not assessed([*year(2024, "Well Run"), *year(2025, "Well Run")], ()).stated_labels.findings


def test_chance_alone_seldom_makes_a_place_lamp_say_that_spending_misses_need():
    generator = np.random.default_rng(5)
    wrong = 0
    for _ in range(60):
        need = generator.poisson(6, 8) + 0.0
        _, high = kakwani_interval([1000] * 8, need, [1.0] * 8, generator)
        measured = place_measures([1000] * 8, need, [1.0] * 8).kakwani
        wrong += high < -0.05 and measured < least_kakwani_by_chance([1000] * 8, need, [1.0] * 8, generator)
    assert wrong <= 8
