"""What a community agreed on goes into its folder in every language, with who agreed and when, or not at all."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from sharedsafety.folder.check import checked_community
from sharedsafety_web.core.models import AuditEntry

pytestmark = pytest.mark.django_db

PAGE = "/workspace/communities/small-example/framework/agreed/"
VISION = {
    "text_en": "Everyone is well: nobody is afraid.",
    "text_es": "Todas las personas están bien: nadie tiene miedo.",
    "agreed_by": "Planning table",
    "agreed_on": "2026-05-14",
    "source": "Minutes of 14 May",
}


@pytest.fixture
def browser(signed_in: Callable[..., Client], folder: Path) -> Client:
    place = folder / "community.yaml"
    text = re.sub(r"languages: .*", "languages: [en, es]", place.read_text(encoding="utf-8"))
    place.write_text(f"# kept as it is\n{text}", encoding="utf-8")
    return signed_in("director")


def state(client: Client) -> str:
    found = re.search(r'name="before" value="([^"]*)"', client.get(PAGE).content.decode())
    assert found
    return unescape(found[1])


def put(client: Client, values: dict[str, Any], key: str = "vision") -> str:
    return str(client.post(f"{PAGE}{key}/", values, follow=True).content.decode())


def test_the_words_stand_in_the_folder_in_both_languages_and_nothing_else_moves(browser: Client, folder: Path) -> None:
    before = (folder / "community.yaml").read_text(encoding="utf-8")
    page = put(browser, {**VISION, "before": state(browser)})
    assert "Saved." in page
    assert "Todas las personas están bien: nadie tiene miedo." in page
    assert "Agreed on: 14 May 2026." in page
    assert "<summary>Write or change these words</summary>" in page
    after = (folder / "community.yaml").read_text(encoding="utf-8")
    assert after.startswith(before)
    community = checked_community(folder).community
    assert community is not None
    profile = community.profile
    assert (profile.vision, profile.vision_agreed_by, profile.vision_agreed_on, profile.vision_source) == (
        VISION["text_en"],
        "Planning table",
        "2026-05-14",
        "Minutes of 14 May",
    )
    assert community.translations["es", "community/vision", "text"] == VISION["text_es"]
    assert "agreed-words" in [entry.content["action"] for entry in AuditEntry.objects.all()]


def test_words_agreed_again_take_the_place_of_the_first(browser: Client, folder: Path) -> None:
    put(browser, {**VISION, "before": state(browser)})
    put(browser, {**VISION, "text_en": "Other:\nwords", "text_es": "Otras", "before": state(browser)})
    community = checked_community(folder).community
    assert community is not None
    assert community.profile.vision is not None
    assert community.profile.vision.split() == ["Other:", "words"]
    assert (folder / "translations.csv").read_text(encoding="utf-8").count("community/vision") == 1
    assert (folder / "community.yaml").read_text(encoding="utf-8").startswith("# kept as it is\n")


def test_of_two_people_who_write_the_second_is_told(browser: Client, folder: Path) -> None:
    seen = state(browser)
    put(browser, {**VISION, "before": seen})
    page = put(browser, {**VISION, "text_en": "Mine", "before": seen})
    assert "somebody else changed these words or their translations meanwhile" in page
    assert "Mine" not in (folder / "community.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("lacking", ["text_es", "text_en", "agreed_by", "agreed_on", "source", "before"])
def test_what_lacks_a_language_or_who_agreed_is_refused(browser: Client, folder: Path, lacking: str) -> None:
    before = (folder / "community.yaml").read_bytes()
    values = {**VISION, "before": state(browser)}
    del values[lacking]
    assert "Saved." not in put(browser, values)
    assert (folder / "community.yaml").read_bytes() == before
    assert not (folder / "translations.csv").exists() or b"vision" not in (folder / "translations.csv").read_bytes()


def test_words_that_could_name_a_person_are_asked_about_first(browser: Client, folder: Path) -> None:
    named = {**VISION, "agreed_by": "Maria Lopez, 831-555-0142", "before": state(browser)}
    assert "Some words could name a person." in put(browser, named)
    assert b"Lopez" not in (folder / "community.yaml").read_bytes()


def test_only_the_two_texts_can_be_written_and_only_by_a_post(browser: Client) -> None:
    assert browser.post(f"{PAGE}about/", VISION).status_code == 404
    assert browser.get(f"{PAGE}vision/").status_code == 405


def test_a_folder_that_can_not_be_read_is_told(browser: Client, folder: Path) -> None:
    (folder / "community.yaml").write_text("id: [", encoding="utf-8")
    assert "read:" in browser.get(PAGE).content.decode()
    assert "Saved." not in put(browser, VISION)


def test_a_member_reads_the_words_and_finds_no_form(signed_in: Callable[..., Client]) -> None:
    client = signed_in("member")
    assert "<form" not in client.get(PAGE).content.decode().partition("<main")[2]
    assert client.post(f"{PAGE}vision/", VISION).status_code in (403, 404)


@pytest.mark.parametrize("field", ["text_en", "text_es", "agreed_by", "source"])
def test_a_character_that_came_with_copied_text_is_told_and_nothing_is_written(
    browser: Client, folder: Path, field: str
) -> None:
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    page = put(browser, {**VISION, field: "Healing\x0bfor all", "before": state(browser)})
    assert "U+000B" in page
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
