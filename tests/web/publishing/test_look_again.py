"""Words that become public and could name a person are shown once more, and what was written is kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from sharedsafety_web.publishing.models import Job, PublicEntry

pytestmark = pytest.mark.django_db(transaction=True)

PLACE = "/workspace/communities/small-example/"
STATEMENT = {"by": "Two members", "text": "Call Maria Lopez at 831-555-0142, she knows <b>why</b>."}


def said() -> list[Any]:
    return [entry for entry in PublicEntry.objects.all() if "831-555" in str(entry.content)]


@pytest.fixture
def director(signed_in: Callable[..., Client]) -> Client:
    return signed_in("director")


def test_a_statement_with_a_name_is_asked_about_and_not_stored(director: Client) -> None:
    page = director.post(f"{PLACE}dissent/", STATEMENT).content.decode()
    assert "look like a person" in page.replace("&#x27;", "'")
    assert "&lt;b&gt;why&lt;/b&gt;" in page, "what was written is kept"
    assert said() == []


def test_after_a_look_it_is_stored_unedited(director: Client) -> None:
    director.post(f"{PLACE}dissent/", {**STATEMENT, "looked": "on"})
    assert len(said()) == 1


def test_words_without_a_person_go_through_at_once(director: Client) -> None:
    answer = director.post(f"{PLACE}dissent/", {**STATEMENT, "text": "Parks came first for us."})
    assert answer.status_code == 302


def test_the_page_is_in_spanish_too(director: Client) -> None:
    page = director.post(f"{PLACE}dissent/", STATEMENT, HTTP_ACCEPT_LANGUAGE="es").content.decode()
    assert "Mire otra vez" in page
    assert "parecen" in page


def test_the_note_of_a_correction_is_asked_about_before_any_work(director: Client) -> None:
    page = director.post(f"{PLACE}publish/", {"corrects": "1", "note": "Told by Maria Lopez."}).content.decode()
    assert 'name="corrects" value="1"' in page
    assert Job.objects.filter(kind=Job.Kind.PUBLISH).count() == 0
