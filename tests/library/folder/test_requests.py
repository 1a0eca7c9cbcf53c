"""Requests for data: each fault is named with its cell, and days are counted up to the day of the assessment."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from sharedsafety.cli.main import status_of
from sharedsafety.core.findings import Finding
from sharedsafety.folder.asked import requests_on, with_requests
from sharedsafety.folder.assess import assess
from sharedsafety.folder.assessment import Assessment, CantTell
from sharedsafety.folder.books import books_findings
from sharedsafety.folder.check import checked_community
from sharedsafety.folder.community import DataRequest
from sharedsafety.folder.held_tables import without_held
from sharedsafety.folder.requests import later_requests
from sharedsafety.folder.tables_out import assessment_tables
from sharedsafety.folder.write import write_community
from sharedsafety.investments.results import MoneyRow, PriorityMoney
from sharedsafety.report.request_sentences import outcome_sentence, waiting_sentence

EXAMPLES = Path(__file__).parents[3] / "examples"
HEADER = "id,needed,about_kind,about_id,holder,asked_on,answered_on,answer,note,source\n"
SOUND = "a,areas,priority,heal,Health,2026-01-05,,,,minutes\n"
ASKED = DataRequest(
    id="a", needed="areas", about_kind="whole", holder="Health", asked_on="2026-01-05", source="minutes"
)
QUESTION = CantTell(
    about_kind="priority", about_id="heal", what="place", reason="few_areas", needed="areas", file="areas.csv"
)


def faults(folder: Path, *rows: str) -> list[Finding]:
    """Return what is wrong with the requests of the small folder."""
    (folder / "requests.csv").write_text(HEADER + "".join(rows), encoding="utf-8")
    findings = checked_community(folder).findings
    return [finding for finding in findings if finding.file == "requests.csv"]


def test_a_sound_request_has_no_finding_and_is_written_as_it_was_read(folder: Path, tmp_path: Path) -> None:
    assert faults(folder, SOUND) == []
    community = checked_community(folder).community
    assert community is not None
    write_community(community, tmp_path / "again")
    again = checked_community(tmp_path / "again").community
    assert again is not None
    assert again.requests == community.requests
    assert (tmp_path / "again/requests.csv").read_text(encoding="utf-8") == HEADER + SOUND


@pytest.mark.parametrize(
    ("row", "code", "column"),
    [
        ("a,wishes,whole,,Health,2026-01-05,,,,minutes\n", "not-on-list", "needed"),
        ("a,areas,country,,Health,2026-01-05,,,,minutes\n", "not-on-list", "about_kind"),
        ("a,areas,priority,unheard,Health,2026-01-05,,,,minutes\n", "reference-unknown", "about_id"),
        ("a,areas,indicator,unheard,Health,2026-01-05,,,,minutes\n", "reference-unknown", "about_id"),
        ("a,areas,priority,,Health,2026-01-05,,,,minutes\n", "request-about-missing", "about_id"),
        ("a,areas,whole,heal,Health,2026-01-05,,,,minutes\n", "request-about-whole", "about_id"),
        ("a,areas,whole,, ,2026-01-05,,,,minutes\n", "cell-missing", "holder"),
        ("a,areas,whole,,Health,,,,,minutes\n", "cell-missing", "asked_on"),
        ("a,areas,whole,,Health,5 January,,,,minutes\n", "not-a-date", "asked_on"),
        (
            "a,areas,whole,,Health,2026-01-05,2026-01-04,given,,minutes\n",
            "request-answered-before-asked",
            "answered_on",
        ),
        ("a,areas,whole,,Health,2026-01-05,,refused,,minutes\n", "request-answer-undated", "answered_on"),
        ("a,areas,whole,,Health,2026-01-05,2026-01-09,,,minutes\n", "request-answer-unsaid", "answer"),
        ("a,areas,whole,,Health,2026-01-05,2026-01-09,none,,minutes\n", "not-on-list", "answer"),
        ("a,areas,whole,,Health,2026-01-05,,,,\n", "cell-missing", "source"),
    ],
)
def test_a_faulty_request_is_named_with_row_column_and_what_to_do(
    folder: Path, row: str, code: str, column: str
) -> None:
    found = faults(folder, SOUND.replace("a,", "sound,", 1), row)
    assert [(one.code, one.row, one.column, one.severity) for one in found] == [(code, 3, column, "error")]
    assert found[0].fix("en") != found[0].fix("es")


def test_the_same_request_told_twice_is_refused_however_the_holder_is_spelled(folder: Path) -> None:
    assert [one.code for one in faults(folder, SOUND, SOUND)] == ["key-repeated"]
    (again,) = faults(folder, SOUND, SOUND.replace("a,", "b,", 1).replace("Health", " HEALTH "))
    assert (again.code, again.row, again.params["first"]) == ("request-twice", 3, "2")
    assert faults(folder, SOUND, SOUND.replace("a,", "b,", 1).replace("2026-01-05", "2026-02-05")) == []


def test_a_request_that_seems_to_name_a_person_is_asked_about(folder: Path) -> None:
    found = faults(
        folder, SOUND.replace("Health", "Maria Lopez"), SOUND.replace("a,", "b,", 1).replace(",,,,", ",,,Maria Lopez,")
    )
    assert [(one.code, one.row, one.column) for one in found] == [
        ("personal-name", 2, "holder"),
        ("personal-name", 3, "note"),
    ]


def test_check_asks_about_a_date_in_the_future(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = shutil.copytree(EXAMPLES / "example-county", tmp_path / "example-county")
    (folder / "requests.csv").write_text(HEADER + SOUND.replace("2026-01-05", "9999-01-05"), encoding="utf-8")
    assert status_of(["check", str(folder), "--json"]) == 0
    problems = json.loads(capsys.readouterr().out)["problems"]
    assert ("request-later", 2, "asked_on") in [(one["code"], one["row"], one["column"]) for one in problems]


def test_a_program_without_a_line_in_the_ledger_is_a_warning() -> None:
    community = checked_community(EXAMPLES / "example-county").community
    assert community is not None
    known = next(one for one in community.requests if one.about_kind == "program")
    spoiled = replace(community, requests=(known, replace(known, about_id="sheriff.unheard", row=9)))
    (found,) = [one for one in books_findings(spoiled) if one.file == "requests.csv"]
    assert (found.code, found.row, found.column, found.severity) == ("program-not-in-ledger", 9, "about_id", "warning")


def test_what_happened_after_the_day_of_the_assessment_is_told_and_not_counted() -> None:
    answered = replace(ASKED, id="b", answered_on="2026-03-01", answer="refused", row=3)
    later = replace(ASKED, id="c", asked_on="2026-03-01", row=4)
    day = date(2026, 2, 4)
    found = requests_on([ASKED, answered, later], day)
    assert [(one.request.id, one.state, one.days) for one in found] == [("a", "waiting", 30), ("b", "waiting", 30)]
    assert found[1].request.answer is None
    told = [(one.code, one.row, one.column, one.severity) for one in later_requests([ASKED, answered, later], day)]
    assert told == [("request-later", 3, "answered_on", "warning"), ("request-later", 4, "asked_on", "warning")]


def test_the_assessment_carries_what_lies_after_its_day_as_a_finding(example: Assessment, tmp_path: Path) -> None:
    assert [one for one in example.findings if one.code == "request-later"] == []
    early = assessed(EXAMPLES / "example-county", tmp_path, date(2026, 5, 1))
    later = [one for one in early.findings if (one.code, one.file) == ("request-later", "requests.csv")]
    assert [(one.row, one.column) for one in later] == [
        (7, "answered_on"),
        (8, "answered_on"),
        (9, "asked_on"),
    ]
    assert "trust-waves" not in {one.request.id for one in early.requests}


def assessed(folder: Path, kept: Path, as_of: date) -> Assessment:
    community = checked_community(folder).community
    assert community is not None
    return assess(community, as_of=as_of, keep_in=kept, seed=5, draws=20)


def test_days_are_calendar_days_and_the_longest_wait_comes_first() -> None:
    requests = [
        replace(ASKED, id="new", asked_on="2026-02-27"),
        replace(ASKED, id="refused", answered_on="2026-01-20", answer="refused"),
        replace(ASKED, id="given", answered_on="2026-01-30", answer="given"),
        replace(ASKED, id="old"),
    ]
    found = [(one.request.id, one.state, one.days) for one in requests_on(requests, date(2026, 3, 1))]
    assert found == [("old", "waiting", 55), ("new", "waiting", 2), ("given", "given", 25), ("refused", "refused", 15)]
    assert requests_on(requests[::-1], date(2026, 3, 1)) == requests_on(requests, date(2026, 3, 1))


def question_with(*requests: DataRequest, question: CantTell = QUESTION, programs: tuple[str, ...] = ()) -> CantTell:
    money = _money(programs)
    return next(iter(with_requests(iter([question]), requests_on(requests, date(2026, 3, 1)), [money])))


def _money(programs: tuple[str, ...]) -> PriorityMoney:
    from tests.web.publishing.example_assessment import example_assessment

    money = example_assessment().priorities[0].money
    row = money.programs[0]
    assert isinstance(row, MoneyRow)
    return replace(money, programs=tuple(replace(row, code=key) for key in programs))


def test_a_question_nobody_was_asked_about_says_so() -> None:
    for other in (replace(ASKED, needed="links"), replace(ASKED, about_kind="priority", about_id="crisis")):
        asked = question_with(other)
        assert (asked.asked, asked.holder, asked.days_waiting, asked.requests) == ("not_asked", None, None, ())


def test_a_waiting_request_comes_before_an_answer_and_every_request_is_listed() -> None:
    refused = replace(ASKED, id="r", about_kind="priority", about_id="heal", answered_on="2026-02-20", answer="refused")
    asked = question_with(refused, ASKED)
    assert (asked.asked, asked.holder, asked.asked_on, asked.days_waiting) == ("waiting", "Health", "2026-01-05", 55)
    assert asked.requests == ("a", "r")


@pytest.mark.parametrize("answer", ["given", "part", "refused", "no_data"])
def test_an_answer_that_left_the_question_open_is_told_as_it_was(answer: str) -> None:
    asked = question_with(replace(ASKED, answered_on="2026-02-20", answer=answer))
    assert (asked.asked, asked.answered_on, asked.days_waiting) == (answer, "2026-02-20", None)


def test_a_request_about_a_program_concerns_the_priorities_it_serves() -> None:
    request = replace(ASKED, about_kind="program", about_id="health.clinic")
    assert question_with(request, programs=("health.clinic",)).asked == "waiting"
    assert question_with(request, programs=("sheriff.patrol",)).asked == "not_asked"
    sign = replace(QUESTION, about_kind="indicator")
    assert question_with(request, programs=("health.clinic",), question=sign).asked == "not_asked"


def test_the_example_has_every_answer_and_its_tables_count_the_questions(example: Assessment) -> None:
    states = {one.state for one in example.requests}
    assert states == {"waiting", "given", "part", "refused", "no_data"}
    assert {one.asked for one in example.cant_tell} == {"not_asked", "waiting", "given", "refused", "no_data"}
    rows = {row["id"]: row["questions"] for row in assessment_tables(example)["requests"]}
    assert rows["areas-of-programs"] == 5
    assert rows["people-by-year"] == 0


def test_a_held_table_leaves_every_request_where_it_was(example: Assessment) -> None:
    held = without_held(example, ["sign/homicides"])
    assert held.requests == example.requests
    assert {one.asked for one in held.cant_tell} == {one.asked for one in example.cant_tell}


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Assessment:
    return assessed(EXAMPLES / "example-county", tmp_path_factory.mktemp("example"), date(2026, 7, 1))


@pytest.mark.parametrize("folder", ["los-angeles", "san-joaquin"])
def test_no_request_is_made_up_for_a_real_place(folder: str) -> None:
    assert not (EXAMPLES / folder / "requests.csv").exists()


def test_days_are_told_in_both_languages() -> None:
    assert outcome_sentence("waiting", None, 1) == "No answer for 1 day."
    assert outcome_sentence("waiting", None, 1, "es") == "Sin respuesta desde hace 1 día."
    assert outcome_sentence("no_data", "2026-01-05", 0) == (
        "The answer of 5 January 2026, the same day, was that there is no such data."
    )
    assert waiting_sentence(0, 0) == "No request waits for an answer."
    assert waiting_sentence(2, 1, "es").endswith("desde hace 1 día.")
