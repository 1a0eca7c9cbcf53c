"""The page of open questions: who was asked for what would settle each, how long ago, and what the answer was."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from html import unescape

import pytest
from django.utils.translation import override
from tests.web.publishing.example_assessment import RELEASE, example_assessment

from sharedsafety.folder.assessment import Assessment
from sharedsafety_web.publishing.site.edition import Edition
from sharedsafety_web.publishing.site.pages import front, know
from sharedsafety_web.publishing.site.rendering import ready, rendered

Shown = Callable[..., str]


def shown(assessment: Assessment, address: str = "cant-tell.html", language: str = "en") -> str:
    """Return a page of an assessment with single blanks between its words."""
    ready()
    edition = Edition(assessment, RELEASE, language, ("en", "es"))
    with override(language):
        pages = {page.address: page for kind in (front, know) for page in kind.pages(edition)}
        return re.sub(r"\s+", " ", unescape(rendered(pages[address], edition).decode()))


def words(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", html))


def about(page: str, needed: str) -> str:
    """Return the part of the page about one thing that is missing."""
    return page.split(f'id="needed-{needed}"')[1].split("</section>", maxsplit=1)[0]


def test_each_open_question_says_who_was_asked_and_how_many_days_ago(example_county: Assessment) -> None:
    page = shown(example_county)
    part = words(about(page, "area_shares"))
    assert "County Administrator’s office (example) : Asked on 10 February 2026. No answer for 141 days." in part
    assert part.count("County Administrator’s office") == 1
    assert "Nobody has been asked yet." in words(about(page, "direction_of_priority"))


def test_refusals_and_empty_answers_are_told_as_plainly_as_waiting(example_county: Assessment) -> None:
    page = words(shown(example_county))
    for said in (
        "Refused on 4 May 2026, 32 days later. The question stays open.",
        "Given in part on 20 April 2026, 46 days later. The rest is still missing.",
        "Given on 2 June 2026, 78 days later. What was given did not settle the question.",
        "The answer of 9 January 2026, 52 days later, was that there is no such data.",
        "Given on 12 December 2025, 11 days later. No open question waits for it now.",
    ):
        assert said in page


def test_whoever_lets_a_question_wait_longest_comes_first(example_county: Assessment) -> None:
    asked = shown(example_county).split('id="asked"')[1]
    assert re.findall(r'<h3 class="holder">([^<]*) \(example\)</h3>', asked) == [
        "Public Health",
        "District Attorney",
        "County Administrator’s office",
        "Example State University",
        "Planning table",
        "Behavioral Health",
        "Probation",
        "State finance department",
    ]
    days = [int(number) for number in re.findall(r"No answer for (\d+) days", asked)]
    assert days == sorted(days, reverse=True)


def test_the_front_page_counts_the_questions_that_wait_and_the_longest(example_county: Assessment) -> None:
    waiting = "For 7 of the questions a request waits for an answer, the longest for 167 days."
    assert waiting in shown(example_county, "index.html")
    assert waiting in shown(example_county)
    spanish = "Para 7 de las preguntas hay un pedido sin respuesta; el que más espera, desde hace 167 días."
    assert spanish in shown(example_county, "index.html", "es")


def test_the_spanish_page_says_it_in_spanish(example_county: Assessment) -> None:
    page = words(shown(example_county, language="es"))
    assert "Administración del condado (ejemplo) : Se pidió el 10 de febrero de 2026. Sin respuesta" in page
    assert "Se negó el 4 de mayo de 2026, 32 días después. La pregunta sigue abierta." in page
    assert "Asked" not in page


def test_where_nobody_recorded_a_request_the_page_says_so_and_how_to_record_one() -> None:
    assessment = example_assessment()
    asked = tuple(
        replace(one, asked="not_asked", holder=None, asked_on=None, answered_on=None, requests=())
        for one in assessment.cant_tell
    )
    bare = replace(assessment, requests=(), cant_tell=asked)
    page = words(shown(bare))
    assert "so we can't say how many days anybody has waited" in page
    assert page.count("No request for data is recorded yet.") == 2
    assert "Nobody has been asked" not in page
    assert "From the next release on, this page counts the days until there is an answer" in page
    assert "No request for data is recorded yet." in shown(bare, "index.html")


def test_words_of_a_request_are_never_read_as_markup() -> None:
    assessment = example_assessment()
    result = assessment.requests[0]
    hostile = replace(result.request, holder="<script>1</script>", note="<b>2", source="<i>3")
    ready()
    edition = Edition(replace(assessment, requests=(replace(result, request=hostile),)), RELEASE, "en", ("en", "es"))
    page = next(page for page in know.pages(edition) if page.address == "cant-tell.html")
    html = rendered(page, edition).decode()
    assert "<script>1" not in html
    assert "&lt;script&gt;1" in html
    assert "<b>2" not in html


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_order_of_holders_follows_days_and_not_what_a_question_is_about(
    example_county: Assessment, language: str
) -> None:
    """The mirror rule: the same requests about other priorities stand in the same order, in the same words."""
    first, second = "oversight", "pretrial"

    def turned(about: str | None) -> str | None:
        return {first: second, second: first}.get(about or "", about)

    other = replace(
        example_county,
        requests=tuple(
            replace(one, request=replace(one.request, about_id=turned(one.request.about_id)))
            for one in example_county.requests
        ),
    )
    sides = [shown(each, language=language).split('id="asked"')[1] for each in (example_county, other)]
    said = [re.findall(r'<h3 class="holder">.*?</h3>|<p class="asked">.*?</p>', side) for side in sides]
    assert said[0] == said[1]
