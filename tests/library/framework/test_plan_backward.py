"""The nine-month path planned backward: nothing before today, nothing out of order, and nothing said too much."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharedsafety.core.errors import BadInput
from sharedsafety.core.reviewed import read_catalogue
from sharedsafety.core.working_days import is_working_day, working_days_between
from sharedsafety.framework.backward import BackwardPlan, PlanRequest, plan_backward
from sharedsafety.framework.path import Path, PathStep, nine_month_path, problems
from sharedsafety.framework.path_load import spans_before_vote

PATH = nine_month_path()
TODAY = date(2026, 11, 26)
REQUEST = PlanRequest(today=TODAY, board_date=date(2027, 8, 24), hours_per_week=8)

requests = st.builds(
    PlanRequest,
    today=st.dates(date(2024, 1, 1), date(2030, 12, 31)),
    board_date=st.dates(date(2024, 1, 1), date(2032, 12, 31)),
    hours_per_week=st.integers(1, 60),
    closed=st.frozensets(st.dates(date(2026, 1, 1), date(2027, 12, 31)), max_size=8),
    several_languages=st.booleans(),
    leave_out=st.lists(st.sampled_from(PATH.ids("better")), max_size=3).map(tuple),
    take_in=st.lists(st.sampled_from(PATH.ids("skip")), max_size=2).map(tuple),
)


def codes(plan: BackwardPlan) -> set[str]:
    return {finding.code for finding in plan.findings}


def step(name: str, *, hours: int, days: int, after: tuple[str, ...] = ()) -> PathStep:
    words = {"en": name, "es": name}
    return PathStep(
        id=name, need="needed", origin="proposed", hours=hours, days=days, after=after, title=words, todo=words
    )


def small_path(*steps: PathStep) -> Path:
    return replace(PATH, steps=steps)


def test_a_step_ends_the_working_day_before_those_that_wait_for_it_begin() -> None:
    path = small_path(step("ask", hours=0, days=3), step("answer", hours=0, days=2, after=("ask",)))
    plan = plan_backward(path, replace(REQUEST, board_date=date(2027, 1, 12)))  # a Tuesday
    assert [(each.id, str(each.starts_on), str(each.ends_on)) for each in plan.steps] == [
        ("ask", "2027-01-05", "2027-01-07"),
        ("answer", "2027-01-08", "2027-01-11"),
    ]


def test_two_steps_at_once_share_the_hours_of_one_person() -> None:
    path = small_path(step("one", hours=8, days=1), step("other", hours=8, days=1))
    spans = spans_before_vote(path, ["one", "other"], 40)
    assert (spans["other"].first, spans["one"].first) == (0, 1)
    spans = spans_before_vote(path, ["one", "other"], 20)
    assert ((spans["other"].first, spans["other"].last), (spans["one"].first, spans["one"].last)) == ((1, 0), (3, 2))


def test_waiting_for_others_takes_no_hours_from_what_goes_on_beside_it() -> None:
    path = small_path(step("counsel", hours=1, days=10), step("work", hours=8, days=1))
    spans = spans_before_vote(path, ["counsel", "work"], 40)
    assert (spans["counsel"].last, spans["counsel"].first) == (0, 9)


def test_a_closed_day_moves_the_beginning_forward_in_the_calendar() -> None:
    path = small_path(step("ask", hours=0, days=3))
    request = replace(REQUEST, board_date=date(2027, 1, 12))
    closed = replace(request, closed=frozenset({date(2027, 1, 8)}))
    assert str(plan_backward(path, request).begins_on) == "2027-01-07"
    assert str(plan_backward(path, closed).begins_on) == "2027-01-06"


def test_a_step_left_out_hands_on_what_it_waits_for() -> None:
    taken = [each for each in PATH.ids("needed", "better") if each != "second_reader"]
    assert PATH.before(PATH.step("verified_back"), taken) == ("notes",)


@given(requests)
def test_no_plan_begins_before_today_ends_on_the_day_of_the_vote_or_works_on_a_closed_day(request: PlanRequest) -> None:
    plan = plan_backward(PATH, request)
    for each in plan.steps:
        assert request.today <= each.starts_on <= each.ends_on < request.board_date
        assert is_working_day(each.starts_on, request.closed)
        assert is_working_day(each.ends_on, request.closed)


@given(requests)
def test_every_step_is_planned_or_says_why_not_and_needed_ones_are_never_left_out(request: PlanRequest) -> None:
    plan = plan_backward(PATH, request)
    asked = {each.id for each in PATH.steps if each.only_for is None or request.several_languages}
    left = {each.id for each in plan.left_out}
    assert not left & set(PATH.ids("needed"))
    if plan.steps:
        assert {each.id for each in plan.steps} | left == asked
        assert not set(request.take_in) & left


@given(requests)
def test_steps_keep_their_order_their_least_days_and_the_hours_there_are(request: PlanRequest) -> None:
    plan = plan_backward(PATH, request)
    dates = {each.id: each for each in plan.steps}
    for each in plan.steps:
        for earlier in PATH.before(PATH.step(each.id), dates):
            assert dates[earlier].ends_on < each.starts_on
        lasted = working_days_between(each.starts_on, each.ends_on + timedelta(days=1), request.closed)
        assert lasted >= PATH.step(each.id).days
        assert lasted * request.hours_per_week >= each.hours * 5
    if plan.begins_on:
        whole = working_days_between(plan.begins_on, request.board_date, request.closed)
        assert whole * request.hours_per_week >= 5 * sum(each.hours for each in plan.steps)


@given(requests)
def test_the_earliest_day_fits_and_the_working_day_before_it_does_not(request: PlanRequest) -> None:
    plan = plan_backward(PATH, request)
    earliest = plan.earliest_board_date
    at_last = plan_backward(PATH, replace(request, board_date=earliest))
    assert at_last.steps
    assert "plan-too-soon" not in codes(at_last)
    before = earliest - timedelta(days=1)
    while not is_working_day(before, request.closed):
        before -= timedelta(days=1)
    assert "plan-too-soon" in codes(plan_backward(PATH, replace(request, board_date=before)))
    assert bool(plan.steps) == ("plan-too-soon" not in codes(plan))


@given(requests, st.integers(-60, 60))
def test_a_whole_number_of_weeks_later_every_day_is_that_much_later(request: PlanRequest, weeks: int) -> None:
    shift = timedelta(weeks=weeks)
    request = replace(request, closed=frozenset())
    later = replace(request, today=request.today + shift, board_date=request.board_date + shift)
    one, other = plan_backward(PATH, request), plan_backward(PATH, later)
    assert [(each.id, each.starts_on + shift, each.ends_on + shift) for each in one.steps] == [
        (each.id, each.starts_on, each.ends_on) for each in other.steps
    ]
    assert one.left_out == other.left_out


def test_more_hours_a_week_never_make_the_needed_path_longer() -> None:
    lengths = [
        max(span.first for span in spans_before_vote(PATH, PATH.ids("needed"), hours).values())
        for hours in range(1, 61)
    ]
    assert lengths == sorted(lengths, reverse=True)
    assert lengths[0] > lengths[-1]


def test_with_the_default_hours_the_needed_path_fits_nine_months() -> None:
    begun = date(2026, 1, 5)
    plan = plan_backward(PATH, replace(REQUEST, today=begun, hours_per_week=PATH.hours_per_week.default))
    months = (plan.earliest_board_date.year - begun.year) * 12 + plan.earliest_board_date.month - begun.month
    assert months <= 9


def test_better_steps_come_in_as_time_is_found() -> None:
    soon = plan_backward(PATH, replace(REQUEST, board_date=plan_backward(PATH, REQUEST).earliest_board_date))
    late = plan_backward(PATH, replace(REQUEST, board_date=date(2028, 8, 24)))
    assert {each.id for each in soon.left_out if each.why == "no_time"}
    assert not {each.id for each in late.left_out if each.why == "no_time"}


def test_a_vote_after_the_budget_hearings_is_told_and_one_before_is_not() -> None:
    assert "plan-after-hearings" in codes(plan_backward(PATH, replace(REQUEST, hearings=date(2027, 6, 1))))
    assert codes(plan_backward(PATH, replace(REQUEST, hearings=date(2027, 9, 1)))) == set()
    assert codes(plan_backward(PATH, REQUEST)) == {"plan-hearings-unknown"}


def test_a_vote_on_a_sunday_is_told() -> None:
    assert "plan-board-closed" in codes(plan_backward(PATH, replace(REQUEST, board_date=date(2027, 8, 29))))


def test_where_one_language_is_spoken_nothing_is_translated() -> None:
    plan = plan_backward(PATH, replace(REQUEST, several_languages=False))
    assert "translation" not in {each.id for each in (*plan.steps, *plan.left_out)}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"leave_out": ("letter",)}, "plan-step-needed"),
        ({"leave_out": ("nothing",)}, "plan-step-unknown"),
        ({"take_in": ("nothing",)}, "plan-step-unknown"),
        ({"take_in": ("lottery",), "leave_out": ("lottery",)}, "plan-step-both"),
        ({"hours_per_week": 0}, "plan-hours-outside"),
        ({"hours_per_week": 61}, "plan-hours-outside"),
        ({"board_date": date(2207, 8, 24)}, "plan-date-out-of-range"),
        ({"board_date": date.max, "today": date.max}, "plan-date-out-of-range"),
        ({"board_date": date.min, "today": date.min}, "plan-date-out-of-range"),
    ],
)
def test_a_senseless_request_is_refused_with_its_reason(change: dict, code: str) -> None:
    with pytest.raises(BadInput) as refused:
        plan_backward(PATH, replace(REQUEST, **change))
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("steps", "words"),
    [
        ((step("a", hours=1, days=1), step("a", hours=1, days=1)), "stands twice"),
        ((step("a", hours=1, days=1, after=("b",)), step("b", hours=1, days=1)), "does not stand before"),
        ((step("a", hours=1, days=0),), "takes no time"),
        ((replace(step("a", hours=1, days=1), need="better"),), "nothing says what that forbids"),
    ],
)
def test_a_path_that_breaks_its_own_rules_is_noticed(steps: tuple[PathStep, ...], words: str) -> None:
    assert any(words in problem for problem in problems(small_path(*steps)))


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_step_speaks_both_languages_and_uses_no_refused_word(language: str) -> None:
    rules = read_catalogue("report/refused")[language]
    for each in PATH.steps:
        texts = [each.title[language], each.todo[language], (each.without or {language: "-"})[language]]
        assert all(texts)
        assert not [rule for rule in rules for text in texts if re.search(rule, text, flags=re.IGNORECASE)]
