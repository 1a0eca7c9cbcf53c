"""What in a text could name a person is held back, and ordinary words pass."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharedsafety.core.personal_text import held, held_rows, personal_spans
from sharedsafety.core.strict_yaml import parse_yaml

CORPUS = parse_yaml((Path(__file__).parents[2] / "cases/personal_text.yaml").read_text(encoding="utf-8"))
SETS = sorted(CORPUS)
KINDS = ["name", "address", "phone", "email", "case_number", "ssn", "birth_date"]


def kinds_in(text: str) -> set[str]:
    return {span.kind for span in personal_spans(text)}


def planted(sets: list[str]) -> list[tuple[str, str]]:
    return [(case["text"], kind) for each in sets for case in CORPUS[each]["planted"] for kind in case["kinds"]]


@pytest.mark.parametrize("name", SETS)
def test_at_least_95_of_100_planted_pieces_are_caught_and_at_most_5_of_100_clean_texts_stopped(name: str) -> None:
    pieces, clean = planted([name]), CORPUS[name]["clean"]
    missed = [(text, kind) for text, kind in pieces if kind not in kinds_in(text)]
    stopped = [text for text in clean if personal_spans(text)]
    assert len(missed) <= 0.05 * len(pieces), missed
    assert len(stopped) <= 0.05 * len(clean), stopped


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_caught(kind: str) -> None:
    pieces = [text for text, each in planted(SETS) if each == kind]
    missed = [text for text in pieces if kind not in kinds_in(text)]
    assert len(pieces) >= 18
    assert len(missed) <= 0.05 * len(pieces), missed


def test_the_corpus_is_in_both_languages_and_large_enough() -> None:
    assert len(planted(SETS)) >= 300
    assert sum(len(CORPUS[name]["clean"]) for name in SETS) >= 300


def test_a_warning_says_where_and_never_repeats_what_was_written() -> None:
    [finding] = held("Please tell Mrs. Okafor", file="answers.csv", row=12, column="comment")
    assert (finding.code, finding.severity) == ("personal-name", "warning")
    assert (finding.file, finding.row, finding.column) == ("answers.csv", 12, "comment")
    for language in ("en", "es"):
        assert "Okafor" not in finding.sentence(language)
    assert finding.params == {"first": 18, "last": 23}


def test_a_text_with_several_pieces_gives_a_warning_for_each_in_order() -> None:
    codes = [finding.code for finding in held("Maria Lopez, 40 Palm Ave, 831-555-0101, m@example.org")]
    assert codes == ["personal-name", "personal-address", "personal-phone", "personal-email"]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "12", "...", "ñ", "\ud83d\ude00", "A", "0" * 5_000, "' ' '"])
def test_texts_that_say_nothing_pass(text: str) -> None:
    assert personal_spans(text) == ()


@given(st.text())
def test_every_span_lies_in_the_text_and_none_overlaps_another_of_its_kind(text: str) -> None:
    ends: dict[str, int] = {}
    for span in personal_spans(text):
        assert 0 <= span.start < span.end <= len(text)
        assert span.start >= ends.get(span.kind, 0)
        ends[span.kind] = span.end


@given(st.sampled_from(planted(SETS)), st.sampled_from(["We need help. ", "Necesitamos ayuda. "]))
def test_what_is_caught_alone_is_caught_in_a_longer_text(piece: tuple[str, str], around: str) -> None:
    text, kind = piece
    if kind in kinds_in(text):
        assert kind in kinds_in(f"{around}{text}")


@pytest.mark.parametrize(("text", "kinds"), [
    ("San Jose", set()), ("Jose", {"name"}), ("Cesar Chavez Park", set()), ("Cesar Ortiz", {"name"}),
    ("Escuela Benito Juarez", set()), ("1-800-799-7233", set()), ("831-555-0101", {"phone"}),
    ("In 2021 Main Street was dark", set()), ("at 2021 Main Street", {"address"}), ("Father's Day", set()),
    ("Father Damien", {"name"}), ("the 2023 report", set()), ("report 2023", set()), ("report 20231", {"case_number"}),
])  # fmt: skip
def test_places_hotlines_and_years_are_told_from_persons_numbers_and_houses(text: str, kinds: set[str]) -> None:
    assert kinds_in(text) == kinds


def test_accents_and_capitals_may_be_missing() -> None:
    assert kinds_in("me llamo josé peña") == kinds_in("me llamo jose pena") == {"name"}
    assert kinds_in("MARIA LOPEZ") == {"name"}


def test_the_name_of_a_column_is_a_cue_for_its_cells() -> None:
    rows = [{"first_name": "Odessa", "dob": "7/2/91", "case": "23-0041", "city": "Aptos", "n": "41"}]
    found = held_rows(rows, file="clients.csv")
    assert [(finding.row, finding.column, finding.code) for finding in found] == [
        (2, "first_name", "personal-name"), (2, "dob", "personal-birth-date"), (2, "case", "personal-case-number"),
    ]  # fmt: skip


def test_a_table_of_counts_passes() -> None:
    rows = [{"group": "women", "count": "41"}, {"group": "men", "count": "1,204"}, {"group": "total", "count": ""}]
    assert held_rows(rows) == ()
