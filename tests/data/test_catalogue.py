"""The catalogue of indicators: whole, in both languages, with sources, and never naming on survivors' behalf."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from sharedsafety.core.errors import BadData
from sharedsafety.core.reviewed import as_shape, read_catalogue
from sharedsafety.framework.practices import blueprint
from sharedsafety.framework.taxonomy import taxonomy
from sharedsafety.progress.catalogue import Catalogue, CatalogueEntry, catalogue, indicator_of, problems
from sharedsafety.progress.series import Indicator

ENTRIES = catalogue().indicators
BLUEPRINT = {each.id: each for each in blueprint().indicators}
DIRECTIONS = {"up": "up", "down": "down", "context": None, "toward 1": None}
#: OpenJustice was read for SY-04; the framework text marks its youth arrests as general knowledge.
READ_FOR_ANOTHER = {"openjustice"}
UNITS = {"%": "proportion", "days": "days", "ratio": "ratio", "percentile": "ratio", "-1..1": "ratio"}


def test_the_catalogue_has_the_51_indicators_of_the_framework_by_principle():
    assert [each.id for each in ENTRIES] == list(BLUEPRINT)
    counted = Counter(each.principle for each in ENTRIES)
    assert counted == dict(zip(taxonomy().principles, (9, 10, 11, 11, 10), strict=True))


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
def test_an_entry_measures_what_the_framework_says(entry):
    theirs = BLUEPRINT[entry.id]
    scale = theirs.unit.removeprefix("per ").removesuffix("/yr").replace(",", "")
    expected = ("rate", int(scale)) if scale.isdigit() else (UNITS[theirs.unit], entry.per)
    assert (entry.unit, entry.per) == expected
    assert entry.better == DIRECTIONS[theirs.desired_direction]
    assert entry.level == theirs.level
    assert len(entry.disaggregations) == len(theirs.disaggregations)
    read = theirs.provenance["usual_source"] == "sourced" or entry.source in READ_FOR_ANOTHER
    assert read or catalogue().source_of(entry).status != "sourced"


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
def test_an_entry_speaks_both_languages_and_has_a_caution(entry):
    texts = [entry.name, entry.plain_question, entry.numerator, entry.denominator]
    assert all(text.en.strip() and text.es.strip() and text.en != text.es for text in texts[1:])
    assert entry.plain_question.en.endswith("?")
    assert entry.plain_question.es.startswith("¿") or ", ¿" in entry.plain_question.es
    assert entry.cautions


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
def test_an_adopted_entry_is_an_indicator_that_nobody_named_yet(entry, language):
    found = as_shape(indicator_of(entry, language=language, place="Here"), Indicator, file="x.yaml")
    assert (found.catalogue_id, found.unit, found.better, found.per) == (entry.id, entry.unit, entry.better, entry.per)
    assert found.survivor_named is False
    assert found.people is entry.people
    assert (found.type == "performance") == (entry.level == "program")


def test_an_entry_can_not_say_that_survivors_named_it():
    content = read_catalogue("progress/catalogue")
    first = {**content["indicators"][0], "survivor_named": True}
    with pytest.raises(BadData):
        as_shape(first, CatalogueEntry, file="x.yaml")
    with pytest.raises(BadData):
        as_shape({**content, "indicators": [first]}, Catalogue, file="x.yaml")


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"source": "nobody"}, "a source is unknown"),
        ({"cautions": ("none",)}, "a caution is unknown"),
        ({"disaggregations": ("none",)}, "a disaggregation is unknown"),
        ({"unit": "proportion", "per": 100}, "only a rate or a ratio has a scale"),
    ],
)
def test_a_broken_entry_is_found(changes, problem):
    broken = replace(catalogue(), indicators=(replace(ENTRIES[0], **changes), *ENTRIES[1:]))
    assert problems(broken) == (problem,)
    assert problems(catalogue()) == ()


def test_an_entry_twice_is_found():
    assert problems(replace(catalogue(), indicators=(*ENTRIES, ENTRIES[0]))) == (
        "an id stands twice",
        "a slug stands twice",
    )


def test_every_source_says_whether_it_was_read_and_every_list_is_used():
    content = catalogue()
    assert {each.id for each in content.sources_of_data} >= {each.source for each in ENTRIES}
    assert set(content.cautions) == {key for each in ENTRIES for key in each.cautions}
    assert set(content.disaggregations) == {key for each in ENTRIES for key in each.disaggregations}
    assert set(content.provenance) == {"definition", "timing", "cautions"}
    read = {each.id for each in content.sources_of_data if each.status == "sourced" and each.url is None}
    assert read == {"trc", "openjustice"}


def test_outside_indexes_are_context_and_spending_is_never_a_cause():
    by_id = {each.id: each for each in ENTRIES}
    assert {each.id for each in ENTRIES if each.context} == {"WB-10", "SY-07"}
    assert all("not_a_cause" in by_id[each].cautions for each in ("PH-09", "SY-06", "SY-07", "SY-08"))
