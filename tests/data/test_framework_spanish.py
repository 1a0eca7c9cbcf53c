"""The framework's Spanish says what the English says: every field, every line, every number, and what is not known."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from sharedsafety.core.reviewed import read_catalogue
from sharedsafety.framework.blueprint_pack import blueprint_pack, english_pack
from sharedsafety.framework.pack import pack_rules
from sharedsafety.framework.translation import spanish, translation_problems
from sharedsafety.progress.catalogue import catalogue

ENGLISH = {
    "a",
    "and",
    "are",
    "by",
    "for",
    "from",
    "in",
    "is",
    "of",
    "on",
    "or",
    "that",
    "the",
    "to",
    "what",
    "who",
    "with",
}
SPANISH_TOO = {"a"}
#: One speaks with "usted" or without a person.
FAMILIAR = {"tú", "tu", "tus", "te", "ti", "vos", "vosotros", "contigo"}


def pairs() -> Iterator[tuple[str, str, str]]:
    """Yield (place, English line, Spanish line) of everything that is translated."""
    for _, part in blueprint_pack().parts():
        for field in part.fields:
            lines = zip(field.text["en"], field.text["es"], strict=True) if "es" in field.text else ()
            yield from ((f"{part.id} {field.name}", english, other) for english, other in lines)


def words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower()))


def left_in_english(english: str, other: str) -> bool:
    return english == other or bool(words(other) & (ENGLISH - SPANISH_TOO))


def test_every_shown_field_is_translated_line_by_line_and_nothing_else() -> None:
    assert list(translation_problems(english_pack(), spanish())) == []
    assert len(list(pairs())) > 300


@pytest.mark.parametrize(
    ("texts", "problem"),
    [
        ({}, "stage evaluate label has no translation"),
        ({"label": "Evaluar", "meaning": "Ver", "colour": "rojo"}, "stage evaluate colour translates nothing"),
        ({"label": ("Evaluar", "Medir"), "meaning": "Ver"}, "stage evaluate label has 2 lines, its original 1"),
        ({"label": " ", "meaning": "Ver"}, "stage evaluate label has 0 lines, its original 1"),
    ],
)
def test_a_field_missing_left_over_or_of_another_length_is_named(texts: dict[str, str], problem: str) -> None:
    broken = replace(spanish(), stages={**spanish().stages, "evaluate": texts})
    assert problem in list(translation_problems(english_pack(), broken))


def test_no_english_is_left_in_place() -> None:
    assert [place for place, english, other in pairs() if left_in_english(english, other)] == []
    assert left_in_english("Name the owner", "Name the owner")
    assert left_in_english("Name the owner", "Nombrar the owner")
    assert not left_in_english("Go to them", "Ir a donde están")


def test_every_number_of_the_english_stands_in_the_spanish() -> None:
    def numbers(text: str) -> list[str]:
        return sorted(re.findall(r"\d+(?:\.\d+)?", text))

    assert [place for place, english, other in pairs() if numbers(english) != numbers(other)] == []


def test_a_question_stays_a_question() -> None:
    asked = [(place, other) for place, english, other in pairs() if english.endswith("?")]
    assert len(asked) > 70
    assert [place for place, other in asked if "¿" not in other or not other.endswith("?")] == []


def test_what_the_english_does_not_know_the_spanish_does_not_know_either() -> None:
    told = [(place, "not known" in english, "no se conoce" in other) for place, english, other in pairs()]
    assert [place for place, english, other in told if english != other] == []
    assert sum(english for _, english, _ in told) == 4


def test_a_purpose_that_only_joins_why_and_how_does_so_in_both_languages() -> None:
    def joins(part_texts: dict[str, tuple[str, ...]]) -> bool:
        return part_texts["purpose"] == (" ".join((*part_texts["why"], *part_texts["how_it_helps"])),)

    for part in blueprint_pack().practices:
        texts = {
            language: {field.name: field.text[language] for field in part.fields if language in field.text}
            for language in ("en", "es")
        }
        if "why" in texts["en"]:
            assert joins(texts["en"]) == joins(texts["es"])


def test_people_are_named_without_slashes_and_spoken_to_with_respect() -> None:
    assert [place for place, _, other in pairs() if "/" in other or "@" in other] == []
    assert [place for place, _, other in pairs() if words(other) & FAMILIAR] == []


def test_no_text_uses_a_refused_word() -> None:
    rules = read_catalogue("report/refused")["es"]
    assert [place for place, _, other in pairs() if any(re.search(rule, other, re.IGNORECASE) for rule in rules)] == []


def test_ids_stay_what_they_are_and_the_names_behind_them_have_their_spanish() -> None:
    entries = {entry.id: entry for entry in catalogue().indicators}
    for part in blueprint_pack().practices:
        for field in (field for field in part.fields if field.name in pack_rules().codes):
            assert set(field.text) == {"en"}
            assert all(entries[code].name.es for code in field.text["en"])


def test_readers_are_told_that_the_translation_is_not_the_blueprints_own() -> None:
    assert set(spanish().note) == {"en", "es"}
    assert all("Blueprint" in text for text in spanish().note.values())
