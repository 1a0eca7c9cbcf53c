"""Departments get their programs to check; what anybody says is kept as said; silence is told."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from sharedsafety_web.core.models import AuditEntry

pytestmark = pytest.mark.django_db

HERE = "/workspace/communities/small-example/money"
PATROL = "sheriff.patrol"
REPLY = {"program_key": PATROL, "from_kind": "department", "from_name": "Sheriff", "received_on": "2026-03-04",
         "kind": "disagreement", "text": "We disagree.\nIt is more than patrol.", "source": "letter"}  # fmt: skip


@pytest.fixture
def browser(signed_in: Callable[..., Client]) -> Client:
    return signed_in("budget_analyst")


def page(client: Client, where: str) -> str:
    return str(client.get(f"{HERE}/{where}", follow=True).content.decode())


def post(client: Client, where: str, **form: Any) -> str:
    return str(client.post(f"{HERE}/{where}", form, follow=True).content.decode())


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    place = folder / "budget" / name
    if not place.is_file():
        return []
    with place.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_page_of_a_department_has_amounts_coding_and_reason(
    browser: Client, signed_in: Callable[..., Client]
) -> None:
    assert "not asked yet" in page(browser, "departments/")
    shown = page(signed_in("facilitator"), "departments/sheriff/")
    for said in ("$1,000", "Police and sheriff patrol", "Patrol", "ten working days"):
        assert said in shown
    assert "Clinic" not in shown
    assert browser.get(f"{HERE}/departments/no-such/").status_code == 404


def test_the_page_of_a_department_keeps_a_coding_from_who_still_has_to_code_it_blind(browser: Client) -> None:
    shown = page(browser, "departments/sheriff/")
    assert "$1,000" in shown
    assert "Police and sheriff patrol" not in shown
    assert "You see how after you have saved your own" in shown
    parts = {"share-TOTAL_FORMS": 1, "share-INITIAL_FORMS": 0, "share-0-category": "CR-CRI"}
    post(browser, "coding/save/", program=PATROL, basis="A", delivery_agent="unknown", note="By its name", **parts)
    assert "Police and sheriff patrol" in page(browser, "departments/sheriff/")


def test_a_department_is_asked_and_its_silence_is_told_after_ten_working_days(browser: Client, folder: Path) -> None:
    today = timezone.localdate()
    post(browser, "departments/asked/", department="Sheriff", asked_on=today.isoformat(), source="letter")
    assert "asked; there is still time" in page(browser, "departments/")
    long_ago = (today - timedelta(days=30)).isoformat()
    post(browser, "departments/asked/", department="Health", asked_on=long_ago, source="letter")
    assert "no answer" in page(browser, "departments/")
    post(
        browser, "departments/asked/", department="Health", asked_on=long_ago, answered_on=today.isoformat(), source="x"
    )
    assert [row["answered_on"] for row in rows(folder, "department_checks.csv")] == ["", today.isoformat()]


def test_a_reply_is_kept_word_for_word_and_decided_once(browser: Client, folder: Path) -> None:
    assert "Written into the folder." in post(browser, "replies/enter/", **REPLY)
    (row,) = rows(folder, "replies.csv")
    assert (row["id"], row["outcome"]) == ("reply-1", "open")
    assert row["text"].replace("\r\n", "\n") == REPLY["text"]
    assert "We disagree." in page(browser, "departments/sheriff/")
    post(browser, "replies/decide/", reply="reply-1", outcome="kept", note="Both coders read it so")
    (row,) = rows(folder, "replies.csv")
    assert (row["outcome"], row["outcome_on"]) == ("kept", timezone.localdate().isoformat())
    assert row["text"].replace("\r\n", "\n") == REPLY["text"]
    again = post(browser, "replies/decide/", reply="reply-1", outcome="corrected", note="No")
    assert "there is no open reply" in again
    assert rows(folder, "replies.csv") == [row]


def test_the_pages_offer_the_programs_to_choose_from(browser: Client) -> None:
    for where in ("replies/", "mandates/", "departments/sheriff/"):
        assert f'<option value="{PATROL}">' in page(browser, where)


def test_two_replies_have_two_ids(browser: Client, folder: Path) -> None:
    post(browser, "replies/enter/", **REPLY)
    post(browser, "replies/enter/", **{**REPLY, "from_kind": "resident", "from_name": ""})
    assert [row["id"] for row in rows(folder, "replies.csv")] == ["reply-1", "reply-2"]


def test_a_reply_that_seems_to_name_a_person_is_asked_about(browser: Client, folder: Path) -> None:
    named = {**REPLY, "text": "Maria Lopez told me, 831-555-0142"}
    shown = post(browser, "replies/enter/", **named)
    assert "looks as if it named a person" in shown
    assert "Maria Lopez told me" in shown
    assert rows(folder, "replies.csv") == []
    post(browser, "replies/enter/", **named, looked="1")
    assert len(rows(folder, "replies.csv")) == 1


@pytest.mark.parametrize(
    ("where", "form", "said"),
    [
        ("replies/enter/", {**REPLY, "from_name": ""}, "does not say from which"),
        ("replies/enter/", {**REPLY, "received_on": "yesterday"}, "Not written yet."),
        ("departments/asked/", {"department": "Sheriff", "asked_on": "2026-03-02", "answered_on": "2026-03-01",
                                "source": "x"}, "comes before"),
        ("mandates/enter/", {"id": "m", "kind": "court_order", "title": "Decree", "source": "x"}, "binds nothing"),
        ("replies/enter/", {**REPLY, "program_key": "no-such"}, "has a program &#x27;no-such&#x27;"),
        ("mandates/enter/", {"id": "m", "kind": "court_order", "title": "Decree", "program_key": "no-such",
                             "source": "x"}, "has a program &#x27;no-such&#x27;"),
    ],
)  # fmt: skip
def test_a_fault_writes_nothing_and_keeps_what_was_typed(
    browser: Client, folder: Path, where: str, form: dict[str, str], said: str
) -> None:
    shown = post(browser, where, **form)
    assert said in shown
    assert 'name="source"' in shown
    assert not [name for name in ("replies.csv", "department_checks.csv", "mandates.csv") if rows(folder, name)]


def test_a_mandate_stands_beside_the_program_it_binds(browser: Client, folder: Path) -> None:
    form = {"id": "decree", "kind": "court_order", "title": "Consent decree", "program_key": PATROL, "source": "file"}
    post(browser, "mandates/enter/", **form)
    assert "Consent decree" in page(browser, "mandates/")
    assert "Consent decree" in page(browser, "departments/sheriff/")
    assert "Consent decree" not in page(browser, "departments/health/")
    actions = [entry.content["action"] for entry in AuditEntry.objects.all()]
    assert "mandate-entered" in actions


def test_the_pages_are_in_spanish_too(browser: Client) -> None:
    browser.post("/workspace/language/", {"language": "es", "next": "/workspace/"})
    assert "aún sin preguntar" in page(browser, "departments/")
    assert "diez días hábiles" in page(browser, "departments/sheriff/")
    assert "Anotar una respuesta" in page(browser, "replies/")
