"""Where to begin: the first step that is not done, with its reasons, and again as answers change."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharedsafety.core.reviewed import read_catalogue
from sharedsafety.folder.shape import folder_shape
from sharedsafety.framework.readiness import (
    ReadinessAnswer,
    Reason,
    readiness_check,
    starting_point,
    starting_points,
)

STEPS = readiness_check().steps
QUESTIONS = [question.id for step in STEPS for question in step.questions]
NETWORK = ReadinessAnswer(answered_on="2026-05-01", question="survivor_network", answer="yes", source="Minutes")
AS_OF = date(2026, 6, 1)
ALL_YES = [replace(NETWORK, question=question) for question in QUESTIONS]

answers = st.lists(
    st.builds(
        ReadinessAnswer,
        answered_on=st.dates(date(2025, 1, 1), date(2026, 12, 31)).map(date.isoformat),
        question=st.sampled_from(QUESTIONS),
        answer=st.sampled_from(["yes", "partly", "no"]),
        source=st.just("Minutes"),
    ),
    max_size=12,
    unique_by=lambda each: (each.answered_on, each.question),
)


def test_without_a_survivor_network_begin_with_it_and_with_one_go_on() -> None:
    without = replace(NETWORK, answer="no")
    assert starting_point([without, *ALL_YES[1:]], AS_OF).step == "listen_survivors"
    assert starting_point([NETWORK], AS_OF).step == "listen_community"


def test_the_reasons_are_the_questions_of_that_step_that_are_not_yes() -> None:
    found = starting_point([NETWORK, replace(NETWORK, question="shared_vision", answer="partly")], AS_OF)
    assert found.reasons == (
        Reason(question="shared_vision", answer="partly"),
        Reason(question="own_measures", answer=None),
    )
    assert {reason.question for reason in found.open_later} == set(QUESTIONS[3:])


def test_when_every_answer_is_yes_there_is_no_step_left_to_begin_with() -> None:
    found = starting_point(ALL_YES, AS_OF)
    assert (found.step, found.reasons, found.open_later) == (None, (), ())


def test_the_newest_answer_counts_and_one_of_the_future_does_not() -> None:
    lost = replace(NETWORK, answered_on="2026-05-20", answer="no")
    assert starting_point([lost, NETWORK], AS_OF).step == "listen_survivors"
    assert starting_point([lost, NETWORK], date(2026, 5, 10)).step == "listen_community"


def test_asked_again_the_starting_point_moves_and_the_earlier_one_stays() -> None:
    again = [replace(each, answered_on="2027-05-01") for each in ALL_YES[:3]]
    found = starting_points([*again, replace(NETWORK, answer="no")])
    assert [(each.as_of, each.step) for each in found] == [
        ("2026-05-01", "listen_survivors"),
        ("2027-05-01", "integrate_planning"),
    ]


@given(answers, st.sampled_from(QUESTIONS))
def test_one_more_yes_never_moves_the_beginning_back(given_answers: list[ReadinessAnswer], question: str) -> None:
    order = [*(step.id for step in STEPS), None]
    more = replace(NETWORK, question=question, answered_on="2027-01-01")
    before, after = (starting_point(each, date(2027, 1, 1)) for each in (given_answers, [*given_answers, more]))
    assert order.index(after.step) >= order.index(before.step)


@given(answers)
def test_the_order_of_the_rows_does_not_matter(given_answers: list[ReadinessAnswer]) -> None:
    assert starting_points(given_answers) == starting_points(given_answers[::-1])


def test_the_table_takes_exactly_the_questions_of_the_data_file() -> None:
    columns = {column.name: column for column in folder_shape().table("readiness.csv").columns}
    assert list(columns["question"].values) == QUESTIONS
    assert columns["answer"].values == ("yes", "partly", "no")


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_question_speaks_both_languages_and_uses_no_refused_word(language: str) -> None:
    rules = read_catalogue("report/refused")[language]
    texts = [step.title[language] for step in STEPS] + [readiness_check().track[language]]
    texts += [text[language] for step in STEPS for each in step.questions for text in (each.text, each.because)]
    assert all(texts)
    assert not [rule for rule in rules for text in texts if re.search(rule, text, flags=re.IGNORECASE)]
