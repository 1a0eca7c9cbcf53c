"""YAML is read without its traps."""

import pytest

from sharedsafety.core.strict_yaml import RepeatedKey, parse_yaml


def test_a_repeated_key_is_refused_with_its_row() -> None:
    with pytest.raises(RepeatedKey) as caught:
        parse_yaml("a: 1\nb:\n  c: 1\n  c: 2\n")
    assert (caught.value.key, caught.value.row) == ("c", 4)


@pytest.mark.parametrize("word", ["on", "off", "yes", "no", "y", "n", "Yes", "2026-11-23"])
def test_words_that_look_like_booleans_or_dates_stay_text(word: str) -> None:
    assert parse_yaml(f"answer: {word}") == {"answer": word}


def test_true_and_false_are_booleans() -> None:
    assert parse_yaml("[true, false, True]") == [True, False, True]
