"""The workspace's framework: a plan, ratings, commitments and answers go into the folder, whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from sharedsafety.folder.check import checked_community
from sharedsafety.folder.framework_file import read_pack
from sharedsafety.folder.plan_file import read_plan
from sharedsafety.folder.write import write_community
from sharedsafety_web.core.alone import alone_in
from sharedsafety_web.core.models import AuditEntry

pytestmark = pytest.mark.django_db

HERE = "/workspace/communities/small-example"
TODAY = datetime.now(UTC).date()
BOARD = TODAY + timedelta(days=420)
PLAN = {
    "board_date": BOARD.isoformat(),
    "begun_on": (TODAY - timedelta(days=3)).isoformat(),
    "hours_per_week": "10",
    "budget_hearings": (BOARD + timedelta(days=30)).isoformat(),
    "closed": "2027-01-01\n2027-07-05",
    "leave_out": ["told_before"],
}
RATING = {
    "practice": "1.2",
    "round": "2026-05-01",
    "rater_kind": "agency",
    "rating_1": "4",
    "rating_3": "9",
    "evidence": "Minutes of the data team",
    "source": "Round of 1 May",
}
COMMITMENT = {
    "about": "practice/1.2",
    "body": "Public Health",
    "sector": "agency",
    "role": "lead",
    "asked_on": "2026-05-01",
    "source": "Letter of 1 May",
}
READY = {"answered_on": "2026-05-01", "source": "Minutes", "survivor_network": "yes", "shared_vision": "partly"}


@pytest.fixture
def browser(signed_in: Callable[..., Client]) -> Client:
    return signed_in("director")


def words(client: Client, address: str) -> str:
    return client.get(f"{HERE}{address}").content.decode()


def post(client: Client, address: str, values: dict[str, Any]) -> str:
    return client.post(f"{HERE}{address}", values, follow=True).content.decode()


def actions() -> list[str]:
    return [entry.content["action"] for entry in AuditEntry.objects.all()]


def test_a_plan_is_kept_in_the_folder_and_the_home_says_what_is_next(browser: Client, folder: Path) -> None:
    assert "No plan yet." in words(browser, "/")
    assert "Saved." in post(browser, "/plan/set/", PLAN)
    plan, findings = read_plan(folder)
    assert plan is not None
    assert (plan.board_date, plan.hours_per_week, plan.leave_out, findings) == (
        PLAN["board_date"],
        10,
        ("told_before",),
        [],
    )
    home = words(browser, "/")
    assert "What is next" not in home
    assert "steps are done." in home
    assert "plan-set" in actions()


def test_the_plan_travels_from_folder_to_folder_unchanged(browser: Client, folder: Path, tmp_path: Path) -> None:
    post(browser, "/plan/set/", PLAN)
    community = checked_community(folder).community
    assert community is not None
    write_community(community, tmp_path / "again")
    assert (tmp_path / "again/plan.yaml").read_bytes() == (folder / "plan.yaml").read_bytes()


def test_a_step_is_done_and_not_done_after_all(browser: Client, folder: Path) -> None:
    post(browser, "/plan/set/", PLAN)
    post(browser, "/plan/done/", {"step": "mandate", "is_done": "1"})
    plan, _ = read_plan(folder)
    assert plan is not None
    assert list(plan.done) == ["mandate"]
    post(browser, "/plan/set/", {**PLAN, "hours_per_week": "12"})
    again, _ = read_plan(folder)
    assert again is not None
    assert (again.hours_per_week, list(again.done)) == (12, ["mandate"])
    post(browser, "/plan/done/", {"step": "mandate"})
    undone, _ = read_plan(folder)
    assert undone is not None
    assert dict(undone.done) == {}


def test_what_skipping_forbids_to_say_stands_on_the_page(browser: Client) -> None:
    page = post(browser, "/plan/set/", PLAN)
    assert "that members were chosen by lot or that everybody had a known chance of a seat" in page
    assert "that those who spoke knew of the vote beforehand" in page


def test_a_late_step_is_told(browser: Client) -> None:
    begun = TODAY - timedelta(days=500)
    soon = {**PLAN, "begun_on": begun.isoformat(), "board_date": (TODAY + timedelta(days=20)).isoformat()}
    post(browser, "/plan/set/", soon)
    assert "Late steps:" in words(browser, "/")


def test_a_vote_too_soon_names_the_earliest_day(browser: Client) -> None:
    page = post(browser, "/plan/set/", {**PLAN, "board_date": (TODAY + timedelta(days=20)).isoformat()})
    assert "It does not fit. The earliest possible vote is" in page


@pytest.mark.parametrize(
    "wrong",
    [{"hours_per_week": "900"}, {"closed": "New Year"}, {"board_date": "soon"}, {"board_date": "9026-01-01"}],
)
def test_a_senseless_plan_changes_nothing_and_says_why(browser: Client, folder: Path, wrong: dict[str, str]) -> None:
    page = post(browser, "/plan/set/", {**PLAN, **wrong})
    assert "Saved." not in page
    assert not (folder / "plan.yaml").exists()
    assert "plan-set" not in actions()


def test_the_calendar_is_a_calendar_file(browser: Client) -> None:
    post(browser, "/plan/set/", PLAN)
    answer = browser.get(f"{HERE}/plan/calendar/")
    assert answer["Content-Type"].startswith("text/calendar")
    assert answer.content.startswith(b"BEGIN:VCALENDAR")
    assert b"example" in answer.content.lower()


@pytest.mark.parametrize(
    ("address", "values", "file"),
    [
        ("/framework/ratings/", RATING, "ratings.csv"),
        ("/framework/commitments/", COMMITMENT, "commitments.csv"),
        ("/framework/readiness/", READY, "readiness.csv"),
        ("/plan/set/", PLAN, "plan.yaml"),
    ],
)
def test_while_somebody_else_writes_into_the_folder_nothing_is_written(
    browser: Client, folder: Path, address: str, values: dict[str, Any], file: str
) -> None:
    with alone_in(folder, else_code="folder-busy"):
        said = post(browser, address, values)
    assert "somebody else is writing into this folder just now" in said
    assert not (folder / file).exists()
    assert "Saved." in post(browser, address, values)


def test_ratings_go_into_the_table_and_a_round_entered_again_is_replaced(browser: Client, folder: Path) -> None:
    page = post(browser, "/framework/ratings/", RATING)
    assert "Saved." in page
    assert "In place (3 of 4)" in page
    assert "about 15 raters" in page
    post(browser, "/framework/ratings/", {**RATING, "rating_1": "", "rating_3": "", "rating_2": "20"})
    lines = (folder / "ratings.csv").read_text(encoding="utf-8").splitlines()
    assert lines[1:] == ["2026-05-01,1.2,agency,2,20,Minutes of the data team,Round of 1 May"]
    assert checked_community(folder).community is not None


def test_the_record_says_that_ratings_were_entered_and_not_what_was_said(browser: Client) -> None:
    post(browser, "/framework/ratings/", RATING)
    entry = next(each for each in AuditEntry.objects.all() if each.content["action"] == "ratings-entered")
    assert entry.content["detail"] == {"practice": "1.2", "round": "2026-05-01", "rater_kind": "agency"}


@pytest.mark.parametrize(
    "wrong", [{"practice": "9.9"}, {"rating_1": "-3"}, {"rating_1": "", "rating_3": ""}, {"round": "May"}]
)
def test_ratings_with_a_fault_leave_folder_and_record_as_they_were(
    browser: Client, folder: Path, wrong: dict[str, str]
) -> None:
    page = post(browser, "/framework/ratings/", {**RATING, **wrong})
    assert "Saved." not in page
    assert not (folder / "ratings.csv").exists()
    assert "ratings-entered" not in actions()


def test_words_that_could_name_a_person_are_asked_about_before_they_are_written(browser: Client, folder: Path) -> None:
    named = {**RATING, "evidence": "Maria Lopez, 831-555-0142"}
    page = post(browser, "/framework/ratings/", named)
    assert "Some words could name a person." in page
    assert "831-555-0142" in page
    assert not (folder / "ratings.csv").exists()
    post(browser, "/framework/ratings/", {**named, "looked": "1"})
    assert (folder / "ratings.csv").exists()


def test_a_commitment_waits_until_the_same_body_answers(browser: Client, folder: Path) -> None:
    page = post(browser, "/framework/commitments/", COMMITMENT)
    assert "no answer; days since it was asked:" in page
    answer = {"answer": "committed", "answered_on": "2026-05-20", "commitment": "Maps injuries by area"}
    page = post(browser, "/framework/commitments/", {**COMMITMENT, **answer})
    assert "Maps injuries by area" in page
    assert len((folder / "commitments.csv").read_text(encoding="utf-8").splitlines()) == 2


def test_a_commitment_that_does_not_say_to_what_is_refused(browser: Client, folder: Path) -> None:
    post(browser, "/framework/commitments/", {**COMMITMENT, "answer": "committed", "answered_on": "2026-05-20"})
    assert not (folder / "commitments.csv").exists()


def test_a_body_and_what_it_said_stand_in_the_language_of_the_reader_where_the_folder_translates_them(
    browser: Client, folder: Path
) -> None:
    post(browser, "/framework/commitments/", COMMITMENT)
    rows = "es,words,Public Health,Salud Pública\nes,words,Letter of 1 May,Carta del 1 de mayo\n"
    (folder / "translations.csv").write_text(f"language,object_id,field,text\n{rows}", encoding="utf-8")
    assert "<strong>Public Health</strong>" in words(browser, "/framework/practices/1.2/")
    browser.cookies["django_language"] = "es"
    page = words(browser, "/framework/practices/1.2/")
    assert "<strong>Salud Pública</strong>" in page
    assert "Carta del 1 de mayo" in page
    assert "<strong>Public Health</strong>" not in page


def test_a_priority_stands_in_the_language_of_the_reader_where_the_folder_translates_it(
    browser: Client, folder: Path
) -> None:
    row = "es,priority/heal,title,Sanar después del daño\n"
    (folder / "translations.csv").write_text(f"language,object_id,field,text\n{row}", encoding="utf-8")
    assert "Sanar después del daño" not in words(browser, "/framework/priorities/")
    browser.cookies["django_language"] = "es"
    assert "Sanar después del daño" in words(browser, "/framework/priorities/")


def test_a_priority_says_who_leads_who_helps_and_who_has_not_answered(browser: Client, folder: Path) -> None:
    assert "Nobody has been asked." in words(browser, "/framework/priorities/")
    lead = {**COMMITMENT, "about": "priority/heal"}
    partner = {**lead, "body": "Healing Circle", "sector": "community", "role": "partner"}
    answer = {"answer": "committed", "answered_on": "2026-05-20", "commitment": "Opens one evening a week"}
    post(browser, "/framework/commitments/", lead)
    page = post(browser, "/framework/commitments/", {**partner, **answer})
    assert "<h1>Priorities: who leads, who helps, who has not answered</h1>" in page
    assert "no answer; days since it was asked:" in page
    assert "Opens one evening a week" in page
    assert "priority,heal,Healing Circle,community,partner" in (folder / "commitments.csv").read_text(encoding="utf-8")


def test_a_commitment_to_a_priority_that_is_not_there_is_refused(browser: Client, folder: Path) -> None:
    page = post(browser, "/framework/commitments/", {**COMMITMENT, "about": "priority/gone"})
    assert "Saved." not in page
    assert not (folder / "commitments.csv").exists()


def test_a_member_who_may_not_enter_can_not_commit_a_body(signed_in: Callable[..., Client], folder: Path) -> None:
    client = signed_in("member")
    assert "<form" not in words(client, "/framework/priorities/").partition("<main")[2]
    assert client.post(f"{HERE}/framework/commitments/", COMMITMENT).status_code in (403, 404)
    assert not (folder / "commitments.csv").exists()


def test_answers_about_where_to_begin_stay_when_asked_again(browser: Client, folder: Path) -> None:
    page = post(browser, "/framework/readiness/", READY)
    assert "Begin with: Listen to the community." in page
    post(browser, "/framework/readiness/", {**READY, "answered_on": "2026-09-01", "shared_vision": "yes"})
    assert len((folder / "readiness.csv").read_text(encoding="utf-8").splitlines()) == 5


def test_the_grid_tells_the_next_step_of_each_practice(browser: Client) -> None:
    post(browser, "/framework/ratings/", RATING)
    post(browser, "/framework/commitments/", COMMITMENT)
    page = words(browser, "/framework/")
    assert page.count("Next: have it rated by at least 11 people of each kind.") == 24
    assert "Next: remind Public Health; days without an answer:" in page


def test_one_goes_down_a_principle_and_across_a_stage(browser: Client) -> None:
    assert words(browser, "/framework/principle/survivors/").count('class="stage-name"') == 5
    assert words(browser, "/framework/stage/plan/").count('class="stage-name"') == 5
    assert browser.get(f"{HERE}/framework/stage/nothing/").status_code == 404
    assert browser.get(f"{HERE}/framework/practices/9.9/").status_code == 404


def test_the_guidance_of_each_step_is_read_in_the_workspace(browser: Client) -> None:
    assert "/framework/guidance/listen_survivors/" in words(browser, "/framework/")
    assert "Find a host that survivors already trust" in words(browser, "/framework/guidance/listen_survivors/")
    assert browser.get(f"{HERE}/framework/guidance/nothing/").status_code == 404


def test_the_pack_is_a_file_that_another_community_can_read(browser: Client, tmp_path: Path) -> None:
    answer = browser.get(f"{HERE}/framework/pack/")
    place = tmp_path / "pack.yaml"
    place.write_bytes(answer.content)
    assert len(read_pack(place).practices) == 25


def test_a_folder_that_can_not_be_read_says_why_on_every_page(browser: Client, folder: Path) -> None:
    (folder / "community.yaml").write_text("id: [", encoding="utf-8")
    for address in ("/", "/framework/", "/framework/practices/1.2/", "/plan/", "/plan/calendar/", "/framework/pack/"):
        assert "read:" in words(browser, address), address


def test_a_fault_in_a_table_is_told_and_the_rest_is_shown(browser: Client, folder: Path) -> None:
    (folder / "ratings.csv").write_text("round,practice\n", encoding="utf-8")
    page = words(browser, "/framework/")
    assert "ratings.csv" in page
    assert "Next: have it rated" in page
    post(browser, "/framework/ratings/", RATING)
    assert (folder / "ratings.csv").read_text(encoding="utf-8") == "round,practice\n"


@pytest.mark.parametrize(
    "page", ["", "framework/", "framework/priorities/", "framework/practices/1.2/", "framework/stage/plan/", "plan/"]
)
def test_every_page_speaks_spanish(browser: Client, page: str) -> None:
    post(browser, "/plan/set/", PLAN)
    post(browser, "/framework/ratings/", RATING)
    browser.cookies["django_language"] = "es"
    html = words(browser, f"/{page}")
    assert '<html lang="es">' in html
    for english in ("Next:", "Agencies", "steps are done", "Path to the vote", "Save<", "Nobody", "How far it is"):
        assert english not in html, english


def test_a_member_reads_and_finds_no_form(signed_in: Callable[..., Client]) -> None:
    client = signed_in("member")
    for address in ("/framework/", "/framework/practices/1.2/", "/plan/"):
        page = words(client, address)
        assert "csrfmiddlewaretoken" not in page.partition("<main")[2], address
