"""Groups whose answers are so alike that the numbers would tell what each person said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharedsafety.core.homogeneity import homogeneity, homogeneity_findings, percent_is_hidden, zero_is_hidden

answers = st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 300), min_size=1)


@pytest.mark.parametrize(("same", "others", "says"), [(36, 4, "most"), (40, 0, "most"), (35, 5, "numbers")])
def test_from_nine_in_ten_equal_answers_on_only_most_is_said(same: int, others: int, says: str) -> None:
    found = homogeneity({"yes": same, "no": others}, sensitive=True)
    assert found.says == says
    assert found.answer == ("yes" if says == "most" else None)


def test_a_group_of_few_is_never_spoken_of_even_when_all_agree() -> None:
    assert homogeneity({"yes": 10, "no": 0}, sensitive=True).says == "nothing"


def test_two_kinds_of_answers_where_the_question_has_more_are_too_few() -> None:
    assert homogeneity({"home": 60, "street": 50, "work": 0}, sensitive=True).says == "nothing"
    assert homogeneity({"home": 60, "street": 50, "work": 1}, sensitive=True).says == "numbers"


def test_a_question_with_two_answers_needs_both() -> None:
    assert homogeneity({"yes": 60, "no": 50}, sensitive=True).says == "numbers"


@given(answers)
def test_the_numbers_of_a_question_that_is_not_sensitive_are_said(given_answers: dict[str, int]) -> None:
    assert homogeneity(given_answers, sensitive=False).says == "numbers"


@given(answers)
def test_wherever_numbers_are_said_no_answer_stands_for_nearly_everybody(given_answers: dict[str, int]) -> None:
    if homogeneity(given_answers, sensitive=True).says == "numbers":
        total = sum(given_answers.values())
        assert total >= 11
        assert max(given_answers.values()) / total < 0.9


@given(answers)
def test_a_group_that_all_agree_can_not_be_told_from_one_where_nearly_all_do(given_answers: dict[str, int]) -> None:
    """Both say "most" and nothing else: no number, share or rest is in the result."""
    found = homogeneity(given_answers, sensitive=True)
    assert not any(isinstance(part, (int, float)) for part in (found.says, found.answer, found.why))


@pytest.mark.parametrize(("given_answers", "code"), [
    ({"yes": 39, "no": 1}, "answers-nearly-all-alike"),
    ({"a": 20, "b": 20, "c": 0}, "answers-of-few-kinds"),
    ({"yes": 3, "no": 3}, "answers-of-few"),
])  # fmt: skip
def test_the_warning_names_the_group_in_both_languages_and_holds_no_number(given_answers, code) -> None:
    [finding] = homogeneity_findings("people who speak Mixteco", given_answers, sensitive=True)
    assert (finding.code, finding.severity) == (code, "warning")
    for language in ("en", "es"):
        sentence = finding.sentence(language)
        assert "people who speak Mixteco" in sentence
        assert not any(character.isdigit() for character in sentence)


def test_answers_that_differ_enough_give_no_warning() -> None:
    assert homogeneity_findings("women", {"a": 20, "b": 20, "c": 9}, sensitive=True) == ()


@pytest.mark.parametrize(("total", "hidden"), [(1, True), (10, True), (11, False), (300, False)])
def test_a_zero_in_a_row_of_few_is_hidden(total: int, hidden: bool) -> None:
    assert zero_is_hidden(total) is hidden


@pytest.mark.parametrize(("number", "opt_in", "hidden"), [
    (29, True, True), (30, True, False), (19, False, True), (20, False, False), (0, False, True),
])  # fmt: skip
def test_no_percent_of_few_opt_in_answers_and_no_rate_over_few_people(number, opt_in, hidden) -> None:
    assert percent_is_hidden(number, opt_in=opt_in) is hidden
