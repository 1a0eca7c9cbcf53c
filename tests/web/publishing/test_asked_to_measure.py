"""The page of what people asked to measure: totals to the nearest 5, and nothing of a vote of few."""

from __future__ import annotations

import re
from html import unescape

from django.utils.translation import override
from tests.web.publishing.example_assessment import RELEASE

from sharedsafety.folder.assessment import Assessment
from sharedsafety_web.publishing.site.edition import Edition
from sharedsafety_web.publishing.site.pages import asked_to_measure, changing, know
from sharedsafety_web.publishing.site.rendering import ready, rendered

PAGE = "asked-to-measure.html"


def shown(assessment: Assessment, address: str, language: str = "en") -> str:
    ready()
    edition = Edition(assessment, RELEASE, language, ("en", "es"))
    with override(language):
        pages = {page.address: page for kind in (asked_to_measure, changing, know) for page in kind.pages(edition)}
        return unescape(rendered(pages[address], edition).decode())


def text_of(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def test_it_is_reached_from_is_it_changing(example_county: Assessment) -> None:
    assert f'href="{PAGE}"' in shown(example_county, "changing.html")
    assert f'href="{PAGE}"' in shown(example_county, "cant-tell.html")


def test_totals_are_rounded_and_a_vote_of_few_has_no_number(example_county: Assessment) -> None:
    said = text_of(shown(example_county, PAGE))
    assert "Of about 65 people, about 50 find it useful (20 January 2025)." in said
    assert said.count("is not shown, because few people are behind it") == 2
    for exact in ("64", "52", "58", "41"):
        assert f" {exact} people" not in said
        assert f"about {exact} " not in said


def test_what_is_missing_and_who_has_it_stand_beside_what_was_asked(example_county: Assessment) -> None:
    said = text_of(shown(example_county, PAGE))
    assert "What is missing : nobody counts it yet" in said or "What is missing: nobody counts it yet" in said
    assert "Public Health (example), 7 April 2025 (no answer yet)" in said


def test_it_is_told_in_spanish_too(example_county: Assessment) -> None:
    said = text_of(shown(example_county, PAGE, "es"))
    assert "Lo que la gente nos pidió medir" in said
    assert "De unas 65 personas, unas 50 lo consideran útil" in said
    assert "Luz en la parada del autobús por la noche" in said


def test_a_place_where_nobody_asked_has_no_such_page(example_county: Assessment) -> None:
    from dataclasses import replace

    assert PAGE not in shown(replace(example_county, candidates=()), "changing.html")
