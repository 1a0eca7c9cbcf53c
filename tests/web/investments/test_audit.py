"""An audit of coded dollars: drawn by a seed, coded again by somebody else and blind, and bounded as WX-3 says."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from sharedsafety_web.core.models import AuditEntry
from sharedsafety_web.investments.models import Audit, AuditAnswer

pytestmark = pytest.mark.django_db

MONEY = "/workspace/communities/small-example/money"
HERE = f"{MONEY}/audit"
PATROL = "sheriff.patrol"


@pytest.fixture
def ana(signed_in: Callable[..., Client]) -> Client:
    return signed_in("budget_analyst")


@pytest.fixture
def ben(signed_in: Callable[..., Client]) -> Client:
    return signed_in("member")


def page(client: Client, where: str = "") -> str:
    return str(client.get(f"{HERE}/{where}", follow=True).content.decode())


def draw(client: Client, seed: object = 7) -> str:
    return str(client.post(f"{HERE}/draw/", {"seed": seed}, follow=True).content.decode())


def answer(client: Client, *parts: tuple[str, str], program: str = PATROL, note: str = "By its lines") -> str:
    form: dict[str, Any] = {"program": program, "note": note, "share-TOTAL_FORMS": len(parts), "share-INITIAL_FORMS": 0}
    for at, (category, share) in enumerate(parts):
        form |= {f"share-{at}-category": category, f"share-{at}-share": share}
    pk = Audit.objects.latest("pk").pk
    return str(client.post(f"{HERE}/{pk}/answer/", form, follow=True).content.decode())


def code_clinic(client: Client) -> None:
    client.post(
        f"{MONEY}/coding/save/",
        {"program": "health.clinic", "before": "", "basis": "A", "delivery_agent": "unknown", "note": "A clinic",
         "share-TOTAL_FORMS": 1, "share-INITIAL_FORMS": 0, "share-0-category": "WB-PHC", "share-0-share": "100"},
    )  # fmt: skip


def bring(client: Client, text: str) -> str:
    pk = Audit.objects.latest("pk").pk
    file = SimpleUploadedFile("answers.csv", text.encode())
    return str(client.post(f"{HERE}/{pk}/results/", {"results": file}, follow=True).content.decode())


def test_only_coded_dollars_are_drawn_as_many_as_the_rule_says(ana: Client) -> None:
    assert "60 dollars are drawn" in page(ana)
    shown = draw(ana)
    made = Audit.objects.get()
    assert (made.size, made.cents, made.seed, made.fiscal_year, made.phase) == (60, 100_000, 7, 2024, "adopted")
    assert {line["program_key"] for line in made.lines} == {PATROL}
    assert "Seed 7." in shown
    entry = AuditEntry.objects.order_by("number").last()
    assert entry is not None
    assert entry.content["detail"] == {"seed": "7"}


def test_the_same_seed_draws_the_same_lines(ana: Client) -> None:
    code_clinic(ana)
    for seed in (7, 7, 8):
        draw(ana, seed)
    first, second, other = (each.lines for each in Audit.objects.order_by("pk"))
    assert first == second
    assert sum(line["draws"] for line in other) == 60


def test_the_coding_is_hidden_until_it_is_answered(ben: Client) -> None:
    shown = draw(ben)
    assert "hidden until it is coded again" in shown
    assert "Police" not in shown
    inside = page(ben, f"{Audit.objects.get().pk}/code/{PATROL}/")
    assert "Lines that were drawn" in inside
    assert "Patrol" in inside
    assert 'value="JS-POL" id' not in inside
    assert "someone" not in inside
    after = answer(ben, ("JS-POL", ""))
    assert "It was coded the same way." in after
    assert "100 % Police" in after.replace("\N{NO-BREAK SPACE}", " ")


def test_no_error_gives_the_bound_of_the_worked_example(ben: Client) -> None:
    draw(ben)
    answer(ben, ("JS-POL", "100"))
    shown = page(ben, f"{Audit.objects.get().pk}/").replace("\N{NO-BREAK SPACE}", " ")
    assert "At most 5 % of the coded dollars are coded wrong." in shown
    assert "0 of 1 lines were coded wrong" in shown
    coding = ben.get(f"{MONEY}/coding/").content.decode().replace("\N{NO-BREAK SPACE}", " ")
    assert "at most 5 % of the coded dollars are coded wrong" in coding


def test_the_taint_is_the_share_that_must_change_place_and_counts_as_often_as_it_was_drawn(ben: Client) -> None:
    from sharedsafety.investments.audit_sample import stringer_bound
    from sharedsafety_web.investments.selectors.audit import bound_of

    draw(ben)
    assert "coded otherwise" in answer(ben, ("JS-POL", "60"), ("CR-CRI", "40"))
    assert AuditAnswer.objects.get().taint == "0.4"
    assert bound_of(Audit.objects.get()) == pytest.approx(min(1.0, stringer_bound(0.05, 60, [0.4] * 60)))


def test_who_coded_a_program_does_not_audit_it(ana: Client, ben: Client) -> None:
    code_clinic(ana)
    draw(ana)
    assert "you coded it: for somebody else" in page(ana, f"{Audit.objects.get().pk}/")
    refused = answer(ana, ("WB-PHC", "100"), program="health.clinic")
    assert not AuditAnswer.objects.exists()
    assert "coded again" not in refused.split("<h1>")[0]
    answer(ben, ("WB-PHC", "100"), program="health.clinic")
    assert AuditAnswer.objects.count() == 1


def test_an_answer_is_given_once_and_the_audited_coding_is_that_of_the_draw(ana: Client, ben: Client) -> None:
    code_clinic(ana)
    draw(ben)
    answer(ben, ("WB-PHC", "100"), program="health.clinic")
    answer(ana, ("SV-TRC", "100"), program="health.clinic")
    assert [each.taint for each in AuditAnswer.objects.all()] == ["0"]


@pytest.mark.parametrize(
    ("parts", "said"),
    [((("JS-POL", "60"),), "add up to 0.6"), ((("Nothing", "100"),), "Nothing"), ((("", ""),), "nothing was chosen")],
)
def test_a_fault_keeps_what_was_typed(ben: Client, parts: tuple[tuple[str, str], ...], said: str) -> None:
    draw(ben)
    shown = answer(ben, *parts, note="My reason stays")
    assert said in shown
    assert "My reason stays" in shown
    assert not AuditAnswer.objects.exists()


def test_the_lines_go_out_as_a_table_and_answers_come_back_as_the_verb_has_them(ana: Client) -> None:
    code_clinic(ana)
    draw(ana)
    pk = Audit.objects.get().pk
    text = ana.get(f"{HERE}/{pk}/lines.csv").content.decode()
    rows = list(csv.DictReader(io.StringIO(text)))
    assert "JS-POL" not in text
    assert {row["program_key"] for row in rows} == {PATROL, "health.clinic"}
    given = "line_id,taint,note\n" + "".join(f"{row['line_id']},{at / 2},seen\n" for at, row in enumerate(rows))
    filled = [{**row, "taint": str(at / 2), "note": "seen"} for at, row in enumerate(rows)]
    whole = "\n".join(";".join(cells) for cells in ([*rows[0]], *([*row.values()] for row in filled)))
    assert "Taken: answers to 2 lines." in bring(ana, f"{whole}\n")
    AuditAnswer.objects.all().delete()
    assert "Taken: answers to 2 lines." in bring(ana, given)
    assert "1 of 2 lines were coded wrong" in page(ana, f"{pk}/")
    assert "Taken: answers to 0 lines." in bring(ana, given)
    strange = bring(ana, "line_id,taint\nnowhere,0\n")
    assert "Nothing was saved." in strange
    assert "nowhere" in strange
    assert "Nothing was saved." in bring(ana, "line_id,taint\nnowhere,7\n")
    assert AuditAnswer.objects.count() == 2


def test_nothing_coded_means_nothing_to_audit(ana: Client, folder: Path) -> None:
    place = folder / "budget/coding.csv"
    place.write_text(place.read_text().splitlines()[0] + "\n")
    assert "there is nothing to audit" in draw(ana)
    assert "whole number" in draw(ana, "seven")
    assert not Audit.objects.exists()


def test_audits_are_kept_and_those_of_another_community_are_not_shown(ana: Client, other_community: Any) -> None:
    draw(ana, 1)
    draw(ana, 2)
    shown = page(ana)
    assert shown.index("Seed 2.") < shown.index("Earlier audits") < shown.index("Seed 1.")
    Audit.objects.update(community=other_community)
    assert "Nothing has been audited yet." in page(ana)
    pk = Audit.objects.latest("pk").pk
    assert "Nothing has been audited yet." in page(ana, f"{pk}/")
    assert "Nothing has been audited yet." in page(ana, f"{pk}/code/{PATROL}/")
    assert "Nothing has been audited yet." in answer(ana, ("JS-POL", "100"))


def test_the_coding_page_says_what_the_coding_rests_on(ana: Client) -> None:
    shown = ana.get(f"{MONEY}/coding/").content.decode().replace("\N{NO-BREAK SPACE}", " ")
    assert "What the coding rests on" in shown
    assert "67 %" in shown
    assert "No audit is finished" in shown


def test_the_figures_go_into_the_folder_once(ana: Client, ben: Client, folder: Path) -> None:
    from sharedsafety.folder.check import checked_community

    def put() -> str:
        return str(ana.post(f"{MONEY}/coding/checks/", follow=True).content.decode())

    assert "can be told yet" in put()
    assert not (folder / "budget/coding_checks.csv").exists()
    draw(ben)
    answer(ben, ("JS-POL", "100"))
    assert "Put into the folder: 1." in put()
    put()
    reading = checked_community(folder)
    assert reading.community is not None
    (check,) = reading.community.coding_checks
    assert (check.kind, check.value, check.items, check.differ, check.seed) == ("audit", 0.049929, 1, 0, 7)


def test_the_pages_are_in_spanish_too(ben: Client) -> None:
    ben.post("/workspace/language/", {"language": "es", "next": "/workspace/"})
    assert "oculto hasta que se clasifique otra vez" in draw(ben)
    assert "Guardado. Estaba clasificado igual." in answer(ben, ("JS-POL", "100"))
    assert "Auditoría de la clasificación" in page(ben)
