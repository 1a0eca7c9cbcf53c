"""The least-move plan of one priority: it reaches its target exactly, and opposite statements are planned alike."""

from __future__ import annotations

from pathlib import Path

import pytest

from sharedsafety.core.errors import BadInput
from sharedsafety.folder.check import checked_community
from sharedsafety.folder.community import Community
from sharedsafety.folder.least_moves import planned_moves
from sharedsafety.folder.priority_plan import PlanAsked, PriorityPlan, priority_plan
from sharedsafety.folder.what_if import what_if
from sharedsafety.investments.results import PriorityMoney

EXAMPLE = Path(__file__).parents[3] / "examples" / "example-county"


@pytest.fixture(scope="module")
def keep_in(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("kept")


@pytest.fixture(scope="module")
def county() -> Community:
    community = checked_community(EXAMPLE).community
    assert community is not None
    return community


@pytest.fixture(scope="module")
def known(county, keep_in):
    return what_if(county, (), keep_in=keep_in, seed=7).before


@pytest.fixture
def planned(county, keep_in, known):
    def made(**asked) -> PriorityPlan:
        return priority_plan(county, PlanAsked(**asked), keep_in=keep_in, seed=7, before=known)

    return made


def after(county, keep_in, known, plan: PriorityPlan) -> PriorityMoney:
    found = what_if(county, [row.move for row in plan.rows], keep_in=keep_in, seed=7, before=known)
    assert found.moved.refused == ()
    return next(each for each in found.after.priorities if each.priority_id == plan.priority.id)


@pytest.mark.parametrize(
    ("asked", "figure"),
    [
        ({"priority_id": "heal", "target": 60.0, "unit": "usd_per_person"}, "per_person"),
        ({"priority_id": "crisis", "target": 0.04, "unit": "share"}, "share"),
        ({"priority_id": "violence", "target": 5_000_000.0, "unit": "usd"}, "amount"),
        ({"priority_id": "violence", "target": 3_900_000.0, "unit": "usd", "asked": "at_most"}, "amount"),
    ],
)
def test_the_moves_of_a_plan_reach_its_target_exactly(county, keep_in, known, planned, asked, figure):
    plan = planned(**asked)
    assert plan.status == "optimal"
    reached = getattr(after(county, keep_in, known, plan), figure).value
    assert reached == pytest.approx(asked["target"], rel=1e-7)


def test_a_plan_takes_evenly_and_never_more_than_it_may(planned):
    plan = planned(priority_id="heal", target=60.0, unit="usd_per_person")
    shares = [row.move.amount_cents / row.movable_cents for row in plan.rows if row.movable_cents > 1_000_000]
    assert max(shares) <= plan.most_moved
    assert max(shares) - min(shares) < 1e-4
    assert not any(row.warnings for row in plan.rows)


def test_money_bound_to_a_purpose_moves_only_when_asked_and_each_such_move_is_marked(planned):
    asked = {"priority_id": "heal", "target": 100.0, "unit": "usd_per_person"}
    free, both = planned(**asked), planned(**asked, steerable=True)
    assert not any(row.warnings for row in free.rows)
    marked = [row for row in both.rows if row.warnings]
    assert marked
    assert {finding.code for row in marked for finding in row.warnings} == {"move-steerable"}
    assert {row.move.from_program for row in both.rows} > {row.move.from_program for row in free.rows}


def test_out_of_reach_says_how_far_and_plans_nothing(planned):
    plan = planned(priority_id="violence", target=1e9)
    assert plan.status == "infeasible"
    assert plan.rows == ()
    assert plan.now.value < plan.reachable < 1e9
    most = planned(priority_id="violence", target=1.0, asked="at_most")
    assert most.status == "infeasible"
    assert 1.0 < most.reachable < most.now.value


def test_a_target_that_is_reached_moves_nothing(planned):
    plan = planned(priority_id="violence")
    assert (plan.status, plan.rows, plan.reachable) == ("reached", (), None)


def test_what_is_asked_at_least_and_at_most_is_planned_over_the_same_border(planned):
    """Mirror rule: who gives under "at least" is who may take under "at most", and the other way round."""
    more = planned(priority_id="violence", target=5_000_000.0)
    less = planned(priority_id="violence", target=3_900_000.0, asked="at_most")
    serving = {key for key, _ in more.receivers}
    assert {row.move.from_program for row in less.rows} <= serving
    assert {row.move.from_program for row in more.rows} <= {key for key, _ in less.receivers}
    assert serving & {key for key, _ in less.receivers} == set()


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"priority_id": "nobody"}, "plan-priority-unknown"),
        ({"priority_id": "homes"}, "plan-no-target"),
        ({"priority_id": "heal", "target": 0.0}, "plan-target-outside"),
        ({"priority_id": "heal", "target": -1.0}, "plan-target-outside"),
        ({"priority_id": "heal", "target": float("nan")}, "plan-target-outside"),
        ({"priority_id": "heal", "target": float("inf")}, "plan-target-outside"),
        ({"priority_id": "heal", "target": 1.5, "unit": "share"}, "plan-target-outside"),
        ({"priority_id": "heal", "target": 60.0, "receiver": "sheriff.1001.sheriff-patrol"}, "plan-no-receiver"),
    ],
)
def test_a_plan_that_makes_no_sense_is_refused(planned, asked, code):
    with pytest.raises(BadInput) as refused:
        planned(**asked)
    assert refused.value.code == code


def test_a_plan_over_categories_marks_what_would_leave_bound_money(county, keep_in):
    floors = {"SV-TRC": 60_000_000.0}
    free = planned_moves(county, floors, most_moved=1.0, keep_in=keep_in)
    both = planned_moves(county, floors, most_moved=1.0, keep_in=keep_in, steerable=True)
    assert free.warnings == ()
    assert both.warnings
    told = {finding.params["value"] for finding in both.warnings}
    assert told == {row.category for row in both.rows if row.steerable_out_usd >= 0.01}
    assert all(row.steerable_out_usd <= row.steerable_usd + 1e-6 for row in both.rows)
