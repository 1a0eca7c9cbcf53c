"""The patterns and word lists that look for persons: bounded, comparable, without doubles."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from re import _parser
from typing import Any

import pytest

from sharedsafety.core.personal_patterns import whole_pattern
from sharedsafety.core.personal_words import plain_word
from sharedsafety.core.reviewed import read_catalogue

RULES = read_catalogue("core/personal_text")
NAMES = read_catalogue("core/personal_names")
PATTERNS = [each["pattern"] for each in RULES["patterns"]]
LISTS = [name for name in NAMES if name not in {"cues", "not_people"}]


def repeats(parsed: Any, depth: int = 0) -> Iterator[tuple[int, Any]]:
    """Every repeat of a parsed pattern: how deep it stands in others, and its upper end."""
    for operation, argument in parsed:
        if operation in {_parser.MAX_REPEAT, _parser.MIN_REPEAT}:
            yield depth, argument[1]
            yield from repeats(argument[2], depth + (argument[1] != 1))
        elif operation is _parser.SUBPATTERN:
            yield from repeats(argument[-1], depth)
        elif operation is _parser.BRANCH:
            for branch in argument[1]:
                yield from repeats(branch, depth)
        elif operation in {_parser.ASSERT, _parser.ASSERT_NOT}:
            yield from repeats(argument[1], depth)


@pytest.mark.parametrize("pattern", PATTERNS)
def test_no_pattern_repeats_without_end_so_that_a_long_text_takes_time_in_proportion(pattern: str) -> None:
    parsed = _parser.parse(whole_pattern(pattern))
    assert all(most is not _parser.MAXREPEAT and most <= 64 for _, most in repeats(parsed))
    assert all(depth <= 1 for depth, _ in repeats(parsed))
    assert parsed.getwidth()[1] <= 400


@pytest.mark.parametrize("pattern", [r"a+", r"(?:a*)*", r"(?:(?:a{1,9}){1,9}b){1,9}", r"(?:a{1,64}){1,64}"])
def test_a_pattern_that_could_run_away_is_found(pattern: str) -> None:
    parsed = _parser.parse(pattern)
    unbounded = any(most is _parser.MAXREPEAT for _, most in repeats(parsed))
    assert unbounded or any(depth > 1 for depth, _ in repeats(parsed)) or parsed.getwidth()[1] > 400


def test_every_pattern_but_those_for_mail_asks_for_a_digit() -> None:
    """The reader skips them where a text has none."""
    for each in RULES["patterns"]:
        if each["kind"] != "email":
            assert re.search(r"\\d|\{(area|identifier|date)\}", each["pattern"])


@pytest.mark.parametrize("name", LISTS)
def test_a_list_holds_each_word_once_as_words_are_compared(name: str) -> None:
    words = NAMES[name]
    assert [word for word in words if plain_word(word) != word] == []
    assert sorted({word for word in words if words.count(word) > 1}) == []


def test_a_name_is_clear_or_a_word_and_never_both() -> None:
    assert set(NAMES["first_names"]) & set(NAMES["word_names"]) == set()
    assert set(NAMES["first_names"]) & set(NAMES["not_names"]) == set()
    assert set(NAMES["surnames"]) & set(NAMES["not_names"]) == set()


def test_all_words_are_letters_of_latin_script() -> None:
    for name in LISTS:
        for word in NAMES[name]:
            assert all(unicodedata.name(letter).startswith("LATIN") for letter in word if letter not in "'-.")
