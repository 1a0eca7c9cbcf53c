"""The guidance of each step: what it asks for, and how it is done."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext

from sharedsafety.framework.guidance import GuidancePart, GuidanceStep, lines_in, words_in
from sharedsafety_web.publishing.site.edition import Edition, Text
from sharedsafety_web.publishing.site.framework_shown import ShownFramework
from sharedsafety_web.publishing.site.page import Crumb, Page


def step_page(shown: ShownFramework, step: GuidanceStep) -> Page:
    """Return the page with the guidance of one step."""
    edition = shown.edition
    title, asks = _text(edition, *_words(edition, step.title)), _text(edition, *_words(edition, step.asks))
    return Page(
        address=shown.addresses["step", step.id],
        template="framework_step.html",
        title=title.words,
        title_language=title.language or None,
        description=asks.words,
        section="framework",
        crumbs=(Crumb(title=gettext("The framework"), address="framework.html"),),
        context={
            "asks": asks,
            "provenance": step.provenance,
            "parts": [_part(edition, part) for part in step.parts],
            "others": [link for link in step_links(shown) if link[2] != step.id],
        },
    )


def step_links(shown: ShownFramework) -> list[tuple[Text, str, str]]:
    """Return the title, the address and the id of the page of each step."""
    edition = shown.edition
    return [
        (_text(edition, *_words(edition, step.title)), shown.addresses["step", step.id], step.id)
        for step in edition.assessment.framework.pack.guidance
    ]


def _part(edition: Edition, part: GuidancePart) -> tuple[Text, list[Text]]:
    language, lines = lines_in(part, edition.language, edition.first_language)
    return _text(edition, *_words(edition, part.title)), [_text(edition, language, line) for line in lines]


def _words(edition: Edition, text: Mapping[str, str]) -> tuple[str, str]:
    return words_in(text, edition.language, edition.first_language)


def _text(edition: Edition, language: str, words: str) -> Text:
    return Text(words=words, language="" if language == edition.language else language)
