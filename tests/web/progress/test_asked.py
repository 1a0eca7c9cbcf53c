"""What people asked to measure is recorded in the workspace, with totals of votes and never a person."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

PAGE = "/workspace/communities/small-example/indicators/asked"
GIVEN = {"id": "sleep", "statement": "Children sleep through the night", "asked_on": "2025-01-10",
         "heard_from": "survivors in two circles", "survivor_named": "yes", "source": "minutes"}  # fmt: skip
FIRST = {"candidate": "children who slept well", "first_vote_on": "2025-02-01", "first_vote_people": "64",
         "useful_people": "52", "understood_people": "40"}  # fmt: skip


@pytest.fixture
def table(community: Any) -> Path:
    return Path(community.folder) / "indicators/candidates.csv"


@pytest.fixture
def analyst(signed_in: Callable[..., Client], table: Path) -> Client:
    return signed_in("data_analyst")


def before(client: Client) -> str:
    found = re.search(r'name="before" value="(\w*)"', client.get(PAGE).content.decode())
    assert found
    return found[1]


def own(client: Client, candidate: str) -> str:
    """The id that the form of a candidate is about; empty where the form adds one."""
    found = re.search(r'name="own" value="([\w-]*)"', client.get(f"{PAGE}/{candidate}").content.decode())
    return found[1] if found else ""


def save(client: Client, **given: str) -> str:
    texts = {**GIVEN, **given}
    texts = {"before": before(client), "own": own(client, texts["id"]), **texts}
    answer = client.post(f"{PAGE}/save", texts, follow=True)
    return str(answer.content.decode())


def test_a_statement_is_recorded_with_who_asked_as_a_group(analyst: Client, table: Path) -> None:
    assert "Saved." in save(analyst)
    lines = table.read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("id,statement,asked_on,heard_from")
    assert lines[1].startswith("sleep,Children sleep through the night,2025-01-10,survivors in two circles,yes")


def test_the_next_step_is_written_into_the_same_row_and_others_stay(analyst: Client, table: Path) -> None:
    save(analyst, id="other", statement="Light at the stop")
    save(analyst)
    kept = table.read_text(encoding="utf-8").splitlines()[1]
    page = save(analyst, **FIRST)
    assert "voted on once" in page
    lines = table.read_text(encoding="utf-8").splitlines()
    assert len(lines) == 3
    assert kept in lines
    assert "2025-02-01,64,52,40" in lines[2]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({**FIRST, "useful_people": "65"}, "that can&#x27;t be"),
        ({**FIRST, "first_vote_people": ""}, "of - people"),
        ({"id": "Two words"}, "Two words"),
        ({"asked_on": "soon"}, "soon"),
        ({"statement": ""}, "is empty"),
        ({"indicator_id": "no-such"}, "no-such"),
        ({"principle": "XYZ"}, "XYZ"),
    ],
)
def test_a_fault_is_shown_and_nothing_is_written(
    analyst: Client, table: Path, given: dict[str, str], said: str
) -> None:
    page = save(analyst, **given)
    assert "What to mend, row by row" in page
    assert said in page
    assert not table.exists()


def test_words_that_could_name_a_person_are_asked_about_first(analyst: Client, table: Path) -> None:
    statement = "Call me at 831-555-0142 when it is safe"
    page = save(analyst, statement=statement)
    assert "could tell who a person is" in page
    assert statement in page
    assert not table.exists()
    assert "Saved." in save(analyst, statement=statement, looked="on")


def test_two_people_at_once_lose_nothing(analyst: Client, table: Path, signed_in: Callable[..., Client]) -> None:
    seen = before(analyst)
    save(signed_in("director"), id="first", statement="Light at the stop")
    page = analyst.post(f"{PAGE}/save", {"before": seen, **GIVEN}).content.decode()
    assert "somebody else changed" in page
    assert "Light at the stop" in page
    assert "Children sleep through the night" in page
    assert "sleep," not in table.read_text(encoding="utf-8")
    assert "Saved." in save(analyst)


def test_the_same_words_are_not_recorded_twice(analyst: Client, table: Path) -> None:
    save(analyst)
    assert "the same words stand under" in save(analyst, id="again")


def test_a_new_one_never_takes_the_place_of_another(analyst: Client, table: Path) -> None:
    save(analyst, **FIRST)
    kept = table.read_bytes()
    page = save(analyst, own="", statement="Light at the stop")
    assert "there is something else under &#x27;sleep&#x27; already" in page
    assert "Light at the stop" in page
    assert table.read_bytes() == kept


def test_the_record_says_who_saved(analyst: Client, table: Path, signed_in: Callable[..., Client]) -> None:
    save(analyst)
    page = signed_in("director").get("/workspace/communities/small-example/record/").content.decode()
    assert "Saved what people asked to measure sleep" in page


def test_a_member_sees_the_list_and_no_form(analyst: Client, table: Path, signed_in: Callable[..., Client]) -> None:
    save(analyst)
    page = signed_in("member").get(PAGE).content.decode()
    assert "Children sleep through the night" in page
    assert 'name="statement"' not in page
    assert analyst.get(f"{PAGE}/no-such").status_code == 404
    assert "Change it" in analyst.get(f"{PAGE}/sleep").content.decode()
