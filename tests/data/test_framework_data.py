"""The reviewed taxonomy, framework text and thresholds keep their own rules."""

from dataclasses import replace

import pytest

from sharedsafety.core.reviewed import read_catalogue
from sharedsafety.framework import practices
from sharedsafety.framework import taxonomy as taxonomy_module
from sharedsafety.framework.blueprint_pack import blueprint_pack
from sharedsafety.framework.practices import blueprint
from sharedsafety.framework.taxonomy import taxonomy
from sharedsafety.investments.lamps import lamp_settings
from sharedsafety.investments.settings import money_settings

COUNTS = {"families": 8, "substantive": 35, "residual": 2}


def test_the_spanish_translation_names_parts_and_fields_that_exist() -> None:
    pack = blueprint_pack()
    spanish = read_catalogue("framework/practices_es")
    for kind in ("principle", "stage", "practice"):
        parts = {part.id: part for each, part in pack.parts() if each == kind}
        assert set(spanish[f"{kind}s"]) == set(parts)
        for part, texts in spanish[f"{kind}s"].items():
            fields = [parts[part].field(name) for name in texts]
            assert all(field is not None and set(field.text) == {"en", "es"} for field in fields)
            assert all(field is not None and set(field.translated_by or {}) == {"es"} for field in fields)


def test_the_taxonomy_is_complete():
    assert len(taxonomy().categories) == 37
    assert {category.family for category in taxonomy().categories} == set(taxonomy().families)
    assert set(taxonomy().law_enforcement_family) <= set(taxonomy().delivery_agents)
    assert {source.control for source in taxonomy().funding_sources} <= set(taxonomy().control_classes)
    assert all("," not in key for source in taxonomy().funding_sources for key in (source.code,))


def test_a_broken_taxonomy_is_refused():
    first, *rest = taxonomy().categories
    bad_level = replace(first, level=replace(first.level, default="response"))
    found = taxonomy_module.problems(replace(taxonomy(), categories=(bad_level, *rest)), COUNTS)
    assert any("default level is not allowed" in problem for problem in found)
    assert taxonomy_module.problems(replace(taxonomy(), categories=tuple(rest)), COUNTS)
    assert taxonomy_module.problems(replace(taxonomy(), function_prior={"62": {"JS-POL": 0.5}}), COUNTS)


def test_the_grid_of_practices_is_filled_once_and_says_what_is_sourced():
    assert len(blueprint().practices) == 25
    assert len(blueprint().indicators) == 51
    for practice in blueprint().practices:
        assert practice.unknown == (practice.provenance["title"] != "sourced")
        assert not practice.unknown or practice.proposed.title
    broken = replace(blueprint(), practices=blueprint().practices[1:])
    assert practices.problems(broken, {"practices": 25, "indicators": 51, "unknown": 20})


@pytest.mark.parametrize("kind", ["S1", "S2", "S3", "S4", "S5"])
def test_every_kind_of_statement_has_its_measures_and_only_shares_have_a_gap(kind):
    measures = money_settings().admissible[kind]
    assert ("share_gap" in measures) == (kind == "S1")
    assert ("coverage" in measures) == (kind in ("S1", "S2"))


def test_thresholds_of_the_lamps_are_in_order():
    rules = lamp_settings()
    assert rules.durability["partly"] < rules.durability["lasting"] <= 1
    assert rules.delivery["partly_low"] < rules.delivery["full_low"] < 1 < rules.delivery["full_high"]
    assert rules.level["least_of_target"] < 1 < rules.level["above_target"]
