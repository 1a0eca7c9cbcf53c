"""Money that left the priorities during the year: each dollar once, as asked, with its range (method.md 4.6)."""

from dataclasses import replace

import pytest
from tests.library.investments.cubes import assessed, coded

from sharedsafety.framework.priority import StatedPriority
from sharedsafety.investments.coded import PriorityLink

HELP = StatedPriority(id="help", title="Help", body="", principle="CSC", statement_kind="S3", source="vote")
CODING = (*coded("police", "JS-POL"), *coded("heal", "SV-TRC"), *coded("advise", "SV-NAV"))


def both_phases(adopted, actual, phase="actual"):
    sides = (("adopted", adopted), (phase, actual))
    return [
        {"program_key": key, "phase": name, "cents": dollars * 100}
        for name, side in sides
        for key, dollars in side.items()
    ]


def outturn(rows, priorities=(HELP,), coding=CODING, linked=("heal", "advise")):
    links = [PriorityLink(program_key=key, priority_id=p.id, weight=1.0) for key in linked for p in priorities]
    return assessed(rows, coding, links=links, priorities=priorities).outturns[0]


PLANNED = {"police": 600, "heal": 300, "advise": 100}


def test_only_what_fell_short_of_the_scaled_budget_was_shifted_out():
    found = outturn(both_phases(PLANNED, {"police": 630, "heal": 210, "advise": 60}))
    assert found.ratio.value == pytest.approx(0.9)
    assert {row.code: row.amount.value for row in found.shifted_by_category} == {"SV-NAV": 30.0, "SV-TRC": 60.0}
    assert found.shifted_out.value == 90.0
    assert [row.programs for row in found.shifted_by_category] == [("advise",), ("heal",)]
    assert found.shifted_by_category[1].share.value == pytest.approx(60 / 270)


def test_money_that_gained_sets_off_nothing_that_was_lost():
    found = outturn(both_phases(PLANNED, {"police": 600, "heal": 250, "advise": 150}))
    assert found.shifted_out.value == 50.0


def test_a_dollar_of_two_priorities_is_shifted_out_once():
    rows = both_phases(PLANNED, {"police": 690, "heal": 210, "advise": 100})
    assert outturn(rows, (HELP, replace(HELP, id="again"))).shifted_out == outturn(rows).shifted_out


def test_what_a_priority_asks_to_shrink_is_not_shifted_out_of_it():
    rows = both_phases(PLANNED, {"police": 500, "heal": 380, "advise": 120})
    less = replace(HELP, direction="less")
    assert outturn(rows, (replace(HELP, direction="keep"),), linked=("police",)).shifted_out.value == 100.0
    assert outturn(rows, (less,), linked=("police",)).shifted_out.why == "only_less_asked"


def test_without_links_nobody_can_tell():
    found = outturn(both_phases(PLANNED, PLANNED), linked=())
    assert (found.shifted_out.value, found.shifted_out.why) == (None, "no_links")
    assert found.shifted_by_category == ()


def test_where_nothing_was_spent_nobody_can_tell():
    found = outturn(both_phases(PLANNED, {"police": 0}))
    assert (found.ratio.why, found.shifted_out.why) == ("denominator_not_positive", "denominator_not_positive")


def test_uncertain_coding_gives_what_left_a_range():
    uncertain = (
        *coded("police", "JS-POL"),
        *coded("heal", ("SV-TRC", "0.5", "0.2", "0.8"), ("JS-JAL", "0.5", "0.2", "0.8")),
    )
    rows = both_phases({"police": 600, "heal": 400}, {"police": 800, "heal": 200})
    links = [PriorityLink(program_key="heal", priority_id="help", weight=1.0, category="SV-TRC")]
    found = assessed(rows, uncertain, links=links, priorities=[HELP]).outturns[0].shifted_out
    assert found.value == 100.0
    assert 40 <= found.low < 100 < found.high <= 160
