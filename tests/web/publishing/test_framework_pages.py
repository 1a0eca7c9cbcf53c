"""The framework's pages: both views of each practice, who answers, where to begin; honest where nothing is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest
from django.utils import translation
from tests.web.publishing.example_assessment import RELEASE

from sharedsafety.folder.assessment import Assessment
from sharedsafety.folder.held_tables import without_held
from sharedsafety.framework.blueprint_pack import blueprint_pack
from sharedsafety.framework.standing import FrameworkRecords, framework_standing
from sharedsafety.framework.translation import spanish
from sharedsafety_web.publishing.site.edition import Edition
from sharedsafety_web.publishing.site.pages import framework
from sharedsafety_web.publishing.site.rendering import rendered


def made(assessment: Assessment, language: str) -> dict[str, str]:
    """Every page of the framework as plain words, by its address."""
    with translation.override(language):
        edition = Edition(assessment, RELEASE, language, ("en", "es"))
        html = {page.address: rendered(page, edition).decode() for page in framework.pages(edition)}
    return {address: " ".join(re.sub(r"<[^>]+>", " ", page).split()) for address, page in html.items()}


@pytest.fixture(scope="module")
def pages(example_county: Assessment) -> Mapping[str, str]:
    return made(example_county, "en")


@pytest.fixture(scope="module")
def paginas(example_county: Assessment) -> Mapping[str, str]:
    return made(example_county, "es")


def test_there_is_a_page_for_the_grid_each_principle_each_stage_and_each_practice(pages: Mapping[str, str]) -> None:
    assert len(pages) == 1 + 5 + 5 + 25 + 5
    assert {"framework/stage-plan.html", "framework/survivors.html", "framework/survivors-plan.html"} <= set(pages)


def test_a_cell_tells_both_views_and_their_difference(pages: Mapping[str, str]) -> None:
    cell = pages["framework.html"].partition("Design services and policy with survivors")[2][:260]
    assert "Agencies Lasting (4 of 4) Community Talked about (1 of 4)" in cell
    assert "Agencies rate it higher than the community does, by 3 on a scale of 0 to 4." in cell


def test_a_practice_nobody_rated_says_so_and_how_one_does_it(pages: Mapping[str, str]) -> None:
    page = pages["framework/system-strengthen.html"]
    assert "Nobody has rated this practice yet." in page
    assert "The people who keep the community’s folder enter the counts" in page


def test_no_page_names_a_file_of_the_folder(pages: Mapping[str, str], paginas: Mapping[str, str]) -> None:
    named = {found for page in (*pages.values(), *paginas.values()) for found in re.findall(r"\w+\.(?:csv|yaml)", page)}
    assert named == set()


def test_a_page_in_spanish_tells_once_whose_translation_it_is_and_an_english_one_nothing(
    pages: Mapping[str, str], paginas: Mapping[str, str]
) -> None:
    note = spanish().note["es"]
    steps = {address for address in paginas if address.startswith("framework/step-")}
    assert {address: page.count(note) for address, page in paginas.items()} == {
        address: 0 if address in steps else 1 for address in paginas
    }
    assert not any(spanish().note["en"] in page for page in pages.values())


def test_what_the_publisher_says_of_the_texts_is_in_the_language_of_the_page(
    pages: Mapping[str, str], paginas: Mapping[str, str]
) -> None:
    assert "Proposals are this project&#x27;s own" in pages["framework.html"]
    assert "Las propuestas son de este proyecto y no son palabras del Blueprint" in paginas["framework.html"]


def test_too_few_raters_are_told_without_a_number(pages: Mapping[str, str]) -> None:
    page = pages["framework/cycle-evaluate.html"]
    assert "Agencies too few raters to show" in page
    assert "The two can’t be compared" in page


def test_a_round_that_differs_by_few_says_from_when_its_numbers_are(pages: Mapping[str, str]) -> None:
    page = pages["framework/cycle-strengthen.html"]
    assert "as on 30 June 2025: fewer than 11 ratings differ since, so no change is told" in page
    assert "Agencies: no change is told since 30 June 2025" in page


def test_who_leads_who_committed_and_who_has_not_answered_is_there(pages: Mapping[str, str]) -> None:
    leads = pages["framework/public-health-plan.html"]
    assert "Has a lead that committed." in leads
    assert "An agency and a community group have both committed." in leads
    waits = pages["framework/cycle-plan.html"]
    assert "District Attorney (example) (Agencies, asked to lead) No answer; days since it was asked: 148" in waits


def test_vision_and_well_being_say_who_agreed_and_when(pages: Mapping[str, str], paginas: Mapping[str, str]) -> None:
    assert "eleven community groups (example) on 14 May 2024." in pages["framework.html"]
    assert "El bienestar es tener un hogar que se puede conservar" in paginas["framework.html"]
    assert "el 23 de abril de 2024" in paginas["framework.html"]


def test_where_to_begin_has_its_reasons_and_its_history(pages: Mapping[str, str]) -> None:
    page = pages["framework.html"]
    assert "Begin with: Take stock." in page
    assert "15 January 2024: Listen to the community" in page


def test_what_the_community_changed_stands_in_its_place_with_who_decided(pages: Mapping[str, str]) -> None:
    assert "Look where it hurts, and why" in pages["framework.html"]
    page = pages["framework/survivors-plan.html"]
    assert "Which decision did survivors change this year?" in page
    assert "this community’s own Source: Example, request of the survivors’ network of 6 May 2025" in page


def test_one_goes_down_a_principle_and_across_a_stage(pages: Mapping[str, str], example_county: Assessment) -> None:
    down, across = pages["framework/survivors.html"], pages["framework/stage-plan.html"]
    for title in ("Recognize Who is Most Vulnerable to Crime", "Design services and policy with survivors"):
        assert title in down
    assert "Set up shared leadership with a clear mandate" in across
    practice = pages["framework/survivors-plan.html"]
    assert practice.index("Down this principle") < practice.index("Across this stage")


def test_the_spanish_pages_name_practices_in_spanish_and_who_translated(paginas: Mapping[str, str]) -> None:
    assert "Diseñar servicios y políticas con sobrevivientes" in paginas["framework.html"]
    assert "traducido por Proyecto Shared Safety" in paginas["framework/survivors-plan.html"]


def test_each_step_has_guidance_that_says_it_is_ours(pages: Mapping[str, str], paginas: Mapping[str, str]) -> None:
    page = pages["framework/step-listen-survivors.html"]
    assert "our proposal The guidance below is ours, times and numbers included." in page
    assert "Find a host that survivors already trust" in page
    spanish = paginas["framework/step-listen-survivors.html"]
    assert "Busque un lugar en el que las personas sobrevivientes ya confíen" in spanish
    assert "Take stock of challenges and opportunities" in pages["framework.html"]


def test_a_practice_that_a_reviewer_holds_back_shows_no_rating(example_county: Assessment) -> None:
    page = made(without_held(example_county, {"ratings/3.2"}), "en")["framework/survivors-plan.html"]
    assert "of 4)" not in page


def test_a_community_without_anything_says_what_is_missing_and_who_brings_it(example_county: Assessment) -> None:
    bare = framework_standing(blueprint_pack(), (), FrameworkRecords(), as_of=date(2026, 7, 1))
    profile = replace(example_county.profile, vision=None, well_being=None)
    pages = made(replace(example_county, framework=bare, profile=profile, translations={}), "en")
    page = pages["framework.html"]
    for words in (
        "Nobody has rated them here yet.",
        "No shared vision has been recorded here yet.",
        "No definition of well-being has been recorded yet.",
        "Nobody has answered the seven questions",
        "This community uses the framework as it came.",
    ):
        assert words in page
    assert "Nobody has been asked to lead this or to help with it." in pages["framework/survivors-plan.html"]


def test_a_pack_with_ids_of_its_own_gets_safe_addresses(example_county: Assessment) -> None:
    pack = blueprint_pack()
    odd = replace(pack.principles[0], id="../Härte & Recht")
    practices = tuple(
        replace(each, principle=odd.id) if each.principle == "public-health" else each for each in pack.practices
    )
    own = replace(pack, principles=(odd, *pack.principles[1:]), practices=practices)
    standing = framework_standing(own, (), FrameworkRecords(), as_of=date(2026, 7, 1))
    pages = made(replace(example_county, framework=standing), "en")
    assert len(pages) == 41
    assert all(re.fullmatch(r"framework(/[a-z0-9-]+)?\.html", address) for address in pages)


def test_a_stage_says_in_plain_words_of_which_version_of_which_website_it_is_read(
    pages: Mapping[str, str], paginas: Mapping[str, str]
) -> None:
    for html, words in (
        (pages, "the earliest program code of the Blueprint&#x27;s website"),
        (paginas, "el código más antiguo del sitio web del Blueprint"),
    ):
        page = html["framework/stage-envision.html"]
        assert words in page
        assert "version 1.1" in page or "versión 1.1" in page
