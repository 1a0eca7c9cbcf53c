"""Both languages are whole: no text of a template stays in English on a Spanish page."""

from __future__ import annotations

import re

from babel.messages.pofile import read_po

from sharedsafety_web.core.catalogs import HERE, texts_to_translate


def _spanish() -> dict[str, object]:
    found: dict[str, object] = {}
    for path in HERE.rglob("es/LC_MESSAGES/*.po"):
        with path.open("rb") as text:
            catalog = read_po(text, locale="es")
        for message in catalog:
            key = message.id[0] if isinstance(message.id, tuple) else message.id
            if key and not message.fuzzy:
                found[key] = message.string
    return found


def test_every_text_has_a_spanish_translation() -> None:
    spanish = _spanish()
    whole = {key for key, text in spanish.items() if (all(text) if isinstance(text, tuple) else text)}
    assert sorted(texts_to_translate() - whole) == []


def test_a_translation_keeps_the_places_of_its_values() -> None:
    for key, text in _spanish().items():
        for one in text if isinstance(text, tuple) else (text,):
            assert set(re.findall(r"%\(\w+\)s", str(one))) <= set(re.findall(r"%\(\w+\)s", key)), key


def test_no_english_text_of_a_template_stands_on_a_spanish_page(html_pages: dict[str, str]) -> None:
    spanish = _spanish()
    long_texts = [text for text in texts_to_translate() if len(text) > 24 and "%" not in text and spanish[text] != text]
    for page, html in html_pages.items():
        if page.startswith("es/"):
            assert not [text for text in long_texts if f">{text}<" in html], page


def test_words_of_the_community_that_are_not_translated_say_their_language(html_pages: dict[str, str]) -> None:
    assert '<a href="priorities/calm.html" lang="en">Calm streets</a>' in html_pages["es/index.html"]
    assert '<a href="priorities/heal.html">Más ayuda para sanar</a>' in html_pages["es/index.html"]
