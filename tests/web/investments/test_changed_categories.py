"""Programs whose categories changed after they were coded: listed apart, proposed, read again, nothing lost."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from tests.sheet_filling import rows_of

from sharedsafety.framework.taxonomy import taxonomy
from sharedsafety.framework.taxonomy_changes import TaxonomyChanges, changes_of
from sharedsafety_web.investments.models import Decision
from sharedsafety_web.investments.selectors import codings as selectors

pytestmark = pytest.mark.django_db

HERE = "/workspace/communities/small-example/money"
PATROL, CLINIC = "sheriff.patrol", "health.clinic"
SPLIT = {"code": "JS-POL", "change": "split", "into": ["JS-POL", "JS-JAL"], "shares": {"JS-POL": 0.6, "JS-JAL": 0.4}}


@pytest.fixture(autouse=True)
def changed(monkeypatch: pytest.MonkeyPatch) -> TaxonomyChanges:
    step = {"from_version": "0.0.9", "to_version": taxonomy().version, "decided_on": "2026-05-12", "source": "minutes"}
    listed = {"versions": {"0.0.9": [*taxonomy().codes]}, "changes": [{**step, "categories": [SPLIT]}]}
    found = changes_of(listed, "changes.yaml", taxonomy())
    monkeypatch.setattr(selectors, "taxonomy_changes", lambda: found)
    return found


@pytest.fixture
def ana(signed_in: Callable[..., Client]) -> Client:
    return signed_in("budget_analyst")


@pytest.fixture
def ben(signed_in: Callable[..., Client]) -> Client:
    return signed_in("member")


@pytest.fixture
def older(folder: Path) -> Path:
    path = folder / "budget/coding.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("0.1.0", "0.0.9"), encoding="utf-8")
    return folder


def page(client: Client, where: str, language: str = "en") -> str:
    answer = client.get(f"{HERE}/{where}", follow=True, headers={"accept-language": language})
    return str(answer.content.decode())


def save(client: Client, program: str, *parts: tuple[str, str], before: Any = "") -> str:
    form: dict[str, Any] = {
        "program": program, "before": before, "basis": "A", "delivery_agent": "unknown", "note": "Positions",
        "share-TOTAL_FORMS": len(parts), "share-INITIAL_FORMS": 0,
    }  # fmt: skip
    for at, (category, share) in enumerate(parts):
        form |= {f"share-{at}-category": category, f"share-{at}-share": share}
    return str(client.post(f"{HERE}/coding/save/", form, follow=True).content.decode())


def rows(folder: Path, program: str) -> list[tuple[str, ...]]:
    with (folder / "budget/coding.csv").open(encoding="utf-8", newline="") as file:
        listed = [row for row in csv.DictReader(file) if row["program_key"] == program]
    return [(row["category"], row["share"], row["status"], row["taxonomy_version"]) for row in listed]


def age(program: str) -> None:
    """Make what was decided a decision of the older version."""
    for decision in Decision.objects.filter(program_key=program):
        told = [{**row, "taxonomy_version": "0.0.9"} for row in decision.rows]
        Decision.objects.filter(pk=decision.pk).update(rows=told)


@pytest.mark.usefixtures("older")
def test_a_program_whose_category_was_split_stands_in_a_part_of_its_own_with_the_old_coding_and_a_proposal(
    ana: Client,
) -> None:
    listed = page(ana, "coding/")
    assert listed.index("The categories changed: read it again") < listed.index("Patrol") < listed.index("Not coded")
    shown = page(ana, f"programs/{PATROL}/")
    assert "nobody has looked at the proposal" in shown
    assert "version 0.0.9 of the taxonomy" in shown
    assert 'value="JS-JAL" maxlength' not in shown
    taken = page(ana, f"programs/{PATROL}/?take=1")
    assert 'value="JS-JAL" maxlength' in taken
    assert "Proposal, read by nobody" not in taken.split("<form")[-1]


def test_once_a_person_has_read_it_the_folder_has_their_coding_and_the_old_one_stays_in_the_history(
    ana: Client, older: Path
) -> None:
    save(ana, PATROL, ("JS-POL", "70"), ("JS-JAL", "30"))
    assert rows(older, PATROL) == [("JS-POL", "0.7", "single", "0.1.0"), ("JS-JAL", "0.3", "single", "0.1.0")]
    assert "The categories changed" not in page(ana, "coding/")
    came = Decision.objects.get(program_key=PATROL, person=None)
    assert (came.coder, came.rows[0]["taxonomy_version"]) == ("someone", "0.0.9")
    assert "In dispute" not in page(ana, "coding/")


def test_a_decision_made_here_before_the_change_is_not_put_back_and_its_coder_is_asked_again(
    ana: Client, ben: Client, folder: Path
) -> None:
    save(ana, PATROL, ("JS-POL", "100"))
    age(PATROL)
    coding = folder / "budget/coding.csv"
    header = coding.read_text(encoding="utf-8").splitlines()[0].removesuffix(",delivery_agent")
    proposed = "".join(
        f"{PATROL},{code},{share},,0,1,G,,migration,unreviewed,was JS-POL,0.1.0\n"
        for code, share in (("JS-POL", "0.6"), ("JS-JAL", "0.4"))
    )
    coding.write_text(f"{header}\n{proposed}", encoding="utf-8")
    save(ben, CLINIC, ("WB-PHC", "100"))
    assert rows(folder, PATROL) == [("JS-POL", "0.6", "unreviewed", "0.1.0"), ("JS-JAL", "0.4", "unreviewed", "0.1.0")]
    assert "The categories changed: read it again" in page(ana, "coding/")
    assert 'value="JS-JAL" maxlength' in page(ana, f"programs/{PATROL}/?take=1")
    save(ana, PATROL, ("JS-POL", "100"))
    assert rows(folder, PATROL) == [("JS-POL", "1", "single", "0.1.0")]


def test_decisions_about_categories_that_were_kept_hold_in_the_newer_version(
    ana: Client, ben: Client, folder: Path
) -> None:
    for client in (ana, ben):
        save(client, CLINIC, ("WB-PHC", "100"))
    age(CLINIC)
    assert "The categories changed" not in page(ana, "coding/")
    save(ana, PATROL, ("JS-POL", "100"))
    assert rows(folder, CLINIC) == [("WB-PHC", "1", "double", "0.1.0")]


@pytest.mark.usefixtures("older")
def test_it_is_told_in_spanish_too(ana: Client) -> None:
    assert "Cambiaron las categorías: léalo otra vez" in page(ana, "coding/", "es")
    shown = page(ana, f"programs/{PATROL}/", "es")
    assert "nadie ha mirado la propuesta" in shown
    assert "versión 0.0.9 de la taxonomía" in shown
    assert "Nadie lo ha clasificado con las categorías de hoy." in shown


@pytest.mark.usefixtures("older")
def test_the_spreadsheet_says_so_too(ana: Client) -> None:
    content = ana.get(f"{HERE}/coding/sheet/file/").content
    (patrol, *_) = [row for row in rows_of(content) if row[0] == PATROL]
    assert "the categories changed: read it again" in patrol
    assert "a proposal that nobody has reviewed" in str(patrol)
