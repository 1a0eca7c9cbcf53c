"""Coding in a spreadsheet: one's own work out, looked at when it comes back, saved whole, and blind."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.sheet_filling import Filled, rows_of

from sharedsafety_web.core.alone import alone_in
from sharedsafety_web.investments.models import Decision
from sharedsafety_web.investments.services import coding as services

pytestmark = pytest.mark.django_db

HERE = "/workspace/communities/small-example/money/coding"
CLINIC, PATROL = "health.clinic", "sheriff.patrol"
PHC = {"Category": "WB-PHC", "The shares rest on": "A", "Reason": "By its name"}
POLICE = {"Category": "JS-POL", "The shares rest on": "A", "Reason": "Positions"}


@pytest.fixture
def ana(signed_in: Callable[..., Client]) -> Client:
    return signed_in("budget_analyst")


@pytest.fixture
def ben(signed_in: Callable[..., Client]) -> Client:
    return signed_in("member")


def got(client: Client) -> Filled:
    answer = client.get(f"{HERE}/sheet/file/")
    assert answer.status_code == 200
    assert answer["Content-Disposition"].endswith('.xlsx"')
    return Filled(answer.content)


def look(client: Client, content: bytes, name: str = "work.xlsx") -> Any:
    return client.post(f"{HERE}/sheet/look/", {"sheet": SimpleUploadedFile(name, content)}, follow=True)


def bring(client: Client, content: bytes, **more: str) -> tuple[str, str]:
    """Look, then confirm: both pages as text."""
    looked = look(client, content)
    if not looked.context or "taken" not in looked.context or not looked.context["taken"].changes:
        return looked.content.decode(), ""
    codings = looked.context["form"].initial["codings"]
    done = client.post(f"{HERE}/sheet/confirm/", {"codings": codings, **more}, follow=True)
    return looked.content.decode(), done.content.decode()


def save(client: Client, category: str, before: Any = "") -> None:
    client.post(
        f"{HERE}/save/",
        {"program": CLINIC, "before": before, "basis": "A", "delivery_agent": "unknown", "note": "On the page",
         "share-TOTAL_FORMS": 1, "share-INITIAL_FORMS": 0, "share-0-category": category, "share-0-share": "100"},
    )  # fmt: skip


def rows(folder: Path, program: str = CLINIC) -> list[dict[str, str]]:
    with (folder / "budget/coding.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["program_key"] == program]


def test_codings_of_a_spreadsheet_are_saved_after_they_were_looked_at(ana: Client, folder: Path) -> None:
    content = got(ana).fill(CLINIC, {**PHC, "Percent": "60"}, {"Category": "SV-TRC", "Percent": "40"}).save()
    before = (folder / "budget/coding.csv").read_bytes()
    looked = look(ana, content).content.decode()
    assert "1 coding would be saved." in looked
    assert (folder / "budget/coding.csv").read_bytes() == before
    assert not Decision.objects.exists()
    _, done = bring(ana, content)
    assert "Saved from the spreadsheet: 1." in done
    assert [(row["category"], row["share"], row["status"]) for row in rows(folder)] == [
        ("WB-PHC", "0.6", "single"),
        ("SV-TRC", "0.4", "single"),
    ]


def test_the_same_spreadsheet_twice_changes_nothing(ana: Client, folder: Path) -> None:
    content = got(ana).fill(CLINIC, PHC).save()
    bring(ana, content)
    kept = (folder / "budget/coding.csv").read_bytes()
    looked, done = bring(ana, content)
    assert "1 is as you saved it." in looked
    assert done == ""
    assert Decision.objects.count() == 1
    assert (folder / "budget/coding.csv").read_bytes() == kept


def test_nobody_elses_coding_is_in_the_spreadsheet(ana: Client, ben: Client) -> None:
    save(ana, "WB-PHC")
    theirs, own = rows_of(got(ben).content), rows_of(got(ana).content)
    assert "On the page" not in str(theirs)
    assert "WB-PHC" not in str(theirs)
    assert "JS-POL" not in str(theirs)
    assert [row[0] for row in theirs[1:]].count(CLINIC) == 3
    assert "On the page" in str(own)


def test_two_people_in_two_spreadsheets_make_a_double_coding_or_a_dispute(
    ana: Client, ben: Client, folder: Path
) -> None:
    bring(ana, got(ana).fill(CLINIC, PHC).fill(PATROL, {**POLICE, "Category": "CR-CRI"}).save())
    bring(ben, got(ben).fill(CLINIC, PHC).save())
    assert {row["status"] for row in rows(folder)} == {"double"}
    assert [row["coder"] for row in rows(folder, PATROL)] == ["someone"]
    assert "Patrol" in ana.get("/workspace/communities/small-example/money/disputes/").content.decode()


def test_a_spreadsheet_of_somebody_else_is_refused(ana: Client, ben: Client) -> None:
    answer = look(ben, got(ana).fill(CLINIC, PHC).save()).content.decode()
    assert "two people code without seeing each other" in answer
    assert "Nothing of the spreadsheet was taken." in answer


def test_what_was_saved_on_the_page_meanwhile_is_shown_beside_and_left_out(ana: Client, folder: Path) -> None:
    content = got(ana).fill(CLINIC, PHC).fill(PATROL, POLICE).save()
    save(ana, "SV-TRC")
    looked, done = bring(ana, content)
    for said in ("Saved otherwise since", "On the page", "By its name"):
        assert said in looked
    assert "Saved from the spreadsheet: 1." in done
    assert [row["category"] for row in rows(folder)] == ["SV-TRC"]


def test_what_was_saved_between_looking_and_confirming_is_left_out(ana: Client, folder: Path) -> None:
    codings = look(ana, got(ana).fill(CLINIC, PHC).save()).context["form"].initial["codings"]
    save(ana, "SV-TRC")
    done = ana.post(f"{HERE}/sheet/confirm/", {"codings": codings}, follow=True).content.decode()
    assert "Left out:" in done
    assert [row["category"] for row in rows(folder)] == ["SV-TRC"]


def test_a_fault_is_told_by_row_and_column_and_the_others_are_saved(ana: Client, folder: Path) -> None:
    looked, done = bring(ana, got(ana).fill(CLINIC, {**PHC, "Percent": "sixty"}).fill(PATROL, POLICE).save())
    assert "&#x27;sixty&#x27; is not a percent" in looked
    assert "Saved from the spreadsheet: 1." in done
    assert rows(folder) == []


def test_a_reason_that_may_name_a_person_is_saved_only_after_a_look(ana: Client, folder: Path) -> None:
    content = got(ana).fill(CLINIC, {**PHC, "Reason": "Maria Lopez told us, 831-555-0142"}).save()
    looked, done = bring(ana, content)
    assert "looks as if it named a person" in looked
    assert "nobody looked: 1." in done
    assert rows(folder) == []
    bring(ana, content, looked="on")
    assert len(rows(folder)) == 1


def test_a_folder_in_use_keeps_all_decisions(ana: Client, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "PATIENCE", 0.0)
    content = got(ana).fill(CLINIC, PHC).save()
    with alone_in(folder, else_code="folder-busy"):
        assert "Kept, but not in the folder yet" in bring(ana, content)[1]
    assert rows(folder) == []
    assert Decision.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"no workbook", "can&#x27;t be opened"),
        (b"PK\x03\x04", "can&#x27;t be opened"),
        (b"x" * 5_000_001, "5 megabytes"),
    ],
)
def test_what_is_no_spreadsheet_is_refused_with_what_to_do(ana: Client, content: bytes, said: str) -> None:
    answer = look(ana, content, "<b>.xlsx")
    assert answer.status_code == 200
    assert said in answer.content.decode()
    assert "Nothing of the spreadsheet was taken." in answer.content.decode()


@pytest.mark.parametrize("codings", ["", "no", "[1]", '[["p", [1], null]]', '[["p", [{"a": 1}], "x"]]', "{}", "1"])
def test_a_confirmation_nobody_looked_at_saves_nothing(ana: Client, folder: Path, codings: str) -> None:
    before = (folder / "budget/coding.csv").read_bytes()
    assert ana.post(f"{HERE}/sheet/confirm/", {"codings": codings}, follow=True).status_code == 200
    assert ana.post(f"{HERE}/sheet/look/", {}, follow=True).status_code == 200
    assert (folder / "budget/coding.csv").read_bytes() == before
    assert not Decision.objects.exists()


def test_a_confirmation_can_not_code_in_anothers_name_or_a_program_that_is_not_there(ana: Client, folder: Path) -> None:
    import json

    row = {"category": "WB-PHC", "share": "1", "basis": "A", "note": "x", "taxonomy_version": "0.1.0", "coder": "eve"}
    codings = json.dumps([[CLINIC, [row], None], ["no.such", [row], None]])
    done = ana.post(f"{HERE}/sheet/confirm/", {"codings": codings}, follow=True).content.decode()
    assert "Saved from the spreadsheet: 1." in done
    assert [entry["coder"] for entry in rows(folder)] == [f"person {ana.session['_auth_user_id']}"]
    assert rows(folder, "no.such") == []


def test_the_pages_and_the_spreadsheet_are_in_spanish_too(ana: Client) -> None:
    ana.post("/workspace/language/", {"language": "es", "next": "/workspace/"})
    assert "Llene las columnas amarillas" in ana.get(f"{HERE}/sheet/").content.decode()
    content = ana.get(f"{HERE}/sheet/file/").content
    assert rows_of(content, "Trabajo")[0][0] == "Clave del programa"
    assert "Se guardarían 0 clasificaciones." in look(ana, content).content.decode()
