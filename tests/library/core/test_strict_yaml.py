"""YAML is read without its traps."""

import pytest
import yaml

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


BOMB = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 10)}]\n" for before, name in zip("abcdefg", "bcdefgh", strict=True)
)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a: " + "[" * 200_000, "nested too deeply"),
        ("a: " + "{b: " * 3_000 + "}" * 3_000, "nested too deeply"),
        (BOMB, "anchors stand for too much"),
        ("&a [*a]", "an anchor holds itself"),
        ("? [a, b]\n: c", "a key is a list or a mapping"),
        ("a: .nan", "is not a number"),
        ("a: 1.0e+400", "is not a number"),
        ("!!python/object/apply:os.system ['id']", "could not determine a constructor"),
        ("a: " + "9" * 5_000, "not of the kind int"),
        ("a: !!int ''", "not of the kind int"),
        ("a: !!float x", "not of the kind float"),
        ("a: !!bool maybe", "not of the kind bool"),
        ("a: !!timestamp 2001-99-99", "not of the kind timestamp"),
        ("a: !!timestamp x", "not of the kind timestamp"),
        ('a: "x\\e[2Jy"', "the character U.001B"),
        ('a: "x\\0y"', "the character U.0000"),
        ('? "x\\u202ey"\n: c', "the character U.202E"),
    ],
    ids=[
        "deep lists",
        "deep mappings",
        "bomb",
        "recursion",
        "list as key",
        "nan",
        "huge",
        "python object",
        "5,000 digits",
        "no digits",
        "no float",
        "no bool",
        "no day",
        "no date",
        "escape",
        "NUL",
        "override",
    ],
)
def test_yaml_that_would_harm_the_reader_is_refused(text: str, problem: str) -> None:
    with pytest.raises(yaml.YAMLError, match=problem):
        parse_yaml(text)


def test_an_anchor_may_be_used_many_times() -> None:
    assert parse_yaml("a: &a {b: 1}\nc: [*a, *a]") == {"a": {"b": 1}, "c": [{"b": 1}, {"b": 1}]}
