"""A pack of another community: looked at first, taken whole or not at all, and taken back while nobody wrote since."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from sharedsafety.folder.framework_file import pack_text
from sharedsafety.framework.blueprint_pack import blueprint_pack
from sharedsafety_web.core.alone import alone_in
from sharedsafety_web.core.models import AuditEntry
from sharedsafety_web.framework.models import PackTaken

pytestmark = pytest.mark.django_db

HERE = "/workspace/communities/small-example/framework"
OTHERS = "/workspace/communities/neighbour/framework"
TITLE = "Look where it hurts most"


def other_pack() -> str:
    """The pack of this software with one title another community gave, and a guide that it rewrote."""
    text = pack_text(blueprint_pack())
    title = blueprint_pack().practices[0].field("title")
    asked = blueprint_pack().guidance[0].asks["en"]
    assert title is not None
    changed = text.replace(title.text["en"][0], TITLE).replace(f"version: {blueprint_pack().version}", "version: 9.9.9")
    assert TITLE in changed
    return re.sub(re.escape(asked), "Begin with one kitchen table.", changed)


def file_of(content: str | bytes) -> dict[str, Any]:
    body = content.encode("utf-8") if isinstance(content, str) else content
    return {"pack": SimpleUploadedFile("pack.yaml", body, content_type="application/yaml")}


def looked(client: Client, content: str | bytes | None = None, here: str = HERE) -> str:
    answer = client.post(f"{here}/pack/look/", file_of(content if content is not None else other_pack()), follow=True)
    return str(answer.content.decode())


def hidden(page: str) -> dict[str, str]:
    """The hidden fields of the page to confirm, as a browser sends them: every line ends with CR LF."""
    fields = re.findall(r'<input type="hidden" name="(text|before)" value="([^"]*)"', page)
    return {name: unescape(value).replace("\n", "\r\n") for name, value in fields}


def confirmed(client: Client, fields: dict[str, str]) -> str:
    return str(client.post(f"{HERE}/pack/confirm/", fields, follow=True).content.decode())


def undone(client: Client, pk: int) -> str:
    return str(client.post(f"{HERE}/pack/undo/{pk}/", follow=True).content.decode())


@pytest.fixture
def browser(signed_in: Callable[..., Client]) -> Client:
    return signed_in("director")


def test_looking_shows_every_text_now_and_then_and_writes_nothing(browser: Client, folder: Path) -> None:
    page = looked(browser)
    assert "Texts that would be other than now: 2." in page
    assert TITLE in page
    assert "Begin with one kitchen table." in page
    assert not (folder / "framework.yaml").exists()
    assert not PackTaken.objects.exists()


def test_a_pack_with_its_guidance_is_taken_and_taken_back(browser: Client, folder: Path) -> None:
    assert "Saved." in confirmed(browser, hidden(looked(browser)))
    assert TITLE in browser.get(f"{HERE}/").content.decode()
    step = blueprint_pack().guidance[0].id
    assert "Begin with one kitchen table." in browser.get(f"{HERE}/guidance/{step}/").content.decode()
    assert "Begin with one kitchen table." in browser.get(f"{HERE}/pack/").content.decode()
    assert "Saved." in undone(browser, PackTaken.objects.get().pk)
    assert not (folder / "framework.yaml").exists()
    actions = [entry.content["action"] for entry in AuditEntry.objects.all()]
    assert {"pack-taken", "pack-taken-back"} <= set(actions)


def test_a_confirm_sent_twice_is_taken_once(browser: Client) -> None:
    fields = hidden(looked(browser))
    confirmed(browser, fields)
    assert "somebody else changed the framework meanwhile" in confirmed(browser, fields)
    assert PackTaken.objects.count() == 1


def test_a_framework_changed_since_it_was_looked_at_is_left_alone(browser: Client, folder: Path) -> None:
    fields = hidden(looked(browser))
    (folder / "framework.yaml").write_text(
        f"pack: {{id: blueprint, version: {blueprint_pack().version}}}\n", encoding="utf-8"
    )
    before = (folder / "framework.yaml").read_bytes()
    assert "somebody else changed the framework meanwhile" in confirmed(browser, fields)
    assert (folder / "framework.yaml").read_bytes() == before


def test_of_two_people_who_take_it_back_the_second_is_told(browser: Client, signed_in: Callable[..., Client]) -> None:
    confirmed(browser, hidden(looked(browser)))
    pk, other = PackTaken.objects.get().pk, signed_in("facilitator")
    assert "Saved." in undone(browser, pk)
    assert "there is nothing to take back" in undone(other, pk)


def test_what_was_changed_since_is_never_taken_back(browser: Client, folder: Path) -> None:
    confirmed(browser, hidden(looked(browser)))
    place = folder / "framework.yaml"
    place.write_text(place.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert "Take it back" not in browser.get(f"{HERE}/").content.decode()
    assert "there is nothing to take back" in undone(browser, PackTaken.objects.get().pk)
    assert place.exists()


def test_a_pack_taken_by_one_community_can_not_be_taken_back_from_another(
    browser: Client, signed_in: Callable[..., Client], other_community: Any, folder: Path
) -> None:
    confirmed(browser, hidden(looked(browser)))
    pk, stranger = PackTaken.objects.get().pk, signed_in("director", place=other_community)
    assert stranger.post(f"{HERE}/pack/undo/{pk}/").status_code == 404
    answer = stranger.post(f"{OTHERS}/pack/undo/{pk}/", follow=True).content.decode()
    assert "there is nothing to take back" in answer
    assert (folder / "framework.yaml").exists()


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("schema: [", "pack.yaml"),
        ("- a list\n", "pack.yaml"),
        ("schema: sharedsafety/other/1\n", "schema"),
        (b"\xff\xfe\x00schema", "pack.yaml"),
        ("title: caf\u00e9\n".encode("latin-1"), "schema"),
        (b"", "empty"),
        (b"x" * 10_000_000, "larger than a pack can be"),
    ],
)
def test_a_file_that_is_no_pack_is_told_and_nothing_is_written(
    browser: Client, folder: Path, content: str | bytes, told: str
) -> None:
    page = looked(browser, content)
    assert told in page
    assert "Traceback" not in page
    assert not (folder / "framework.yaml").exists()


def test_a_pack_without_a_practice_that_was_rated_is_refused(browser: Client, folder: Path) -> None:
    (folder / "ratings.csv").write_text(
        "round,practice,rater_kind,rating,raters,evidence,source\n2026-05-01,9.9,agency,2,20,,Minutes\n",
        encoding="utf-8",
    )
    assert "Take this pack" not in looked(browser)
    assert not (folder / "framework.yaml").exists()


def test_a_forged_confirm_goes_through_the_same_checks(browser: Client, folder: Path) -> None:
    fields = hidden(looked(browser))
    assert "Saved." not in confirmed(browser, {**fields, "text": "schema: x"})
    assert "Saved." not in confirmed(browser, {"before": fields["before"]})
    assert "Saved." not in confirmed(browser, {**fields, "text": "x" * 2_000_000})
    assert not (folder / "framework.yaml").exists()


def test_while_somebody_else_writes_into_the_folder_no_pack_is_taken(browser: Client, folder: Path) -> None:
    fields = hidden(looked(browser))
    with alone_in(folder, else_code="folder-busy"):
        assert "somebody else is writing into this folder just now" in confirmed(browser, fields)
    assert not PackTaken.objects.exists()


@pytest.mark.parametrize("address", ["pack/look/", "pack/confirm/", "pack/undo/1/"])
def test_nothing_is_written_by_opening_an_address(browser: Client, address: str) -> None:
    assert browser.get(f"{HERE}/{address}").status_code == 405


def test_a_post_without_the_token_is_refused(browser: Client, folder: Path) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = browser.cookies
    assert strict.post(f"{HERE}/pack/look/", file_of(other_pack())).status_code == 403


def test_the_pages_of_a_pack_speak_spanish(browser: Client) -> None:
    browser.cookies["django_language"] = "es"
    page = looked(browser)
    assert "Textos que serían distintos de los de ahora: 2." in page
    assert "Take this pack" not in page
