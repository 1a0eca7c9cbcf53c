"""The guidance of each step: whole in both languages, marked as ours, and carried by a pack."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from sharedsafety.folder.framework_file import pack_text, read_pack
from sharedsafety.framework.blueprint_pack import blueprint_pack
from sharedsafety.framework.guidance import GuidanceStep, guidance, lines_in, words_in
from sharedsafety.framework.pack import pack_findings
from sharedsafety.framework.readiness import readiness_check

STEPS = guidance()


def test_every_step_of_the_introduction_has_guidance_in_its_order() -> None:
    assert [step.id for step in STEPS] == [step.id for step in readiness_check().steps]


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.id)
def test_the_guidance_is_whole_in_both_languages_and_says_that_it_is_ours(step: GuidanceStep) -> None:
    assert step.provenance == "proposed"
    assert set(step.title) == set(step.asks) == {"en", "es"}
    for part in step.parts:
        assert set(part.title) == set(part.lines) == {"en", "es"}
        assert len(part.lines["en"]) == len(part.lines["es"]) >= 3


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.id)
def test_the_guidance_is_read_at_grade_8(step: GuidanceStep) -> None:
    """Flesch-Kincaid grade over the whole step, with syllables counted as groups of vowels."""
    text = " ".join(line for part in step.parts for line in part.lines["en"])
    sentences = len(re.findall(r"[.?!:](?:\s|$)", text))
    words = re.findall(r"[A-Za-z’]+", text)
    syllables = sum(max(1, len(re.findall(r"[aeiouy]+", re.sub(r"e$", "", word.lower())))) for word in words)
    assert 0.39 * len(words) / sentences + 11.8 * syllables / len(words) - 15.59 <= 8


def test_a_pack_carries_its_guidance(tmp_path: Path) -> None:
    place = tmp_path / "pack.yaml"
    place.write_text(pack_text(blueprint_pack()), encoding="utf-8")
    assert read_pack(place).guidance == STEPS


def test_guidance_told_twice_without_words_or_of_unknown_origin_is_told() -> None:
    empty = replace(STEPS[1], parts=())
    pack = replace(blueprint_pack(), guidance=(STEPS[0], replace(STEPS[0], provenance="surely"), empty))
    assert sorted(finding.code for finding in pack_findings(pack, "pack.yaml")) == [
        "pack-part-twice", "pack-provenance-unknown", "pack-text-missing"
    ]  # fmt: skip


def test_words_that_are_not_translated_come_in_the_language_they_have() -> None:
    assert words_in({"en": "Heal"}, "es", "en") == ("en", "Heal")
    assert lines_in(STEPS[0].parts[0], "es")[0] == "es"
