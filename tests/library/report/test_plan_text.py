"""The plan as text and as a calendar: whole, in both languages, and as RFC 5545 asks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharedsafety.framework.backward import PlanRequest, plan_backward
from sharedsafety.framework.path import nine_month_path
from sharedsafety.report.icalendar import WholeDays, calendar_text, escaped, folded
from sharedsafety.report.plan_text import plan_calendar, plan_lines, plan_rows

PATH = nine_month_path()
REQUEST = PlanRequest(today=date(2026, 11, 26), board_date=date(2027, 8, 24), hours_per_week=8)
PLAN = plan_backward(PATH, REQUEST)


def events(calendar: str) -> list[dict[str, str]]:
    """Return the events of a calendar, read as RFC 5545 says: unfolded, one property a line."""
    found: list[dict[str, str]] = []
    for line in calendar.replace("\r\n ", "").split("\r\n"):
        if line == "BEGIN:VEVENT":
            found.append({})
        elif found and ":" in line and not line.startswith("END:"):
            name, _, value = line.partition(":")
            found[-1][name.partition(";")[0]] = value
    return found


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_calendar_has_every_step_and_the_vote_in_lines_of_75_octets(language: str) -> None:
    text = plan_calendar(PLAN, PATH, owner="example-county", place="Condado de Ejemplo, Niño", language=language)
    assert text.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:")
    assert text.endswith("END:VCALENDAR\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert max(len(line.encode("utf-8")) for line in text.split("\r\n")) <= 75
    assert len(events(text)) == len(PLAN.steps) + 1


def test_each_event_has_its_own_id_the_stamp_of_the_plan_and_ends_the_day_after_its_last() -> None:
    found = events(plan_calendar(PLAN, PATH, owner="example-county"))
    assert len({event["UID"] for event in found}) == len(found)
    assert {event["DTSTAMP"] for event in found} == {"20261126T000000Z"}
    assert (found[-1]["DTSTART"], found[-1]["DTEND"]) == ("20270824", "20270825")


def test_a_plan_made_anew_moves_the_same_events() -> None:
    later = plan_backward(PATH, replace(REQUEST, today=date(2026, 12, 1), board_date=date(2027, 10, 5)))
    first = {event["UID"]: event for event in events(plan_calendar(PLAN, PATH, owner="a"))}
    second = {event["UID"]: event for event in events(plan_calendar(later, PATH, owner="a"))}
    assert set(first) <= set(second)
    assert first["letter@a.plan.shared-safety"]["DTSTART"] < second["letter@a.plan.shared-safety"]["DTSTART"]
    assert not set(first) & {event["UID"] for event in events(plan_calendar(PLAN, PATH, owner="b"))}


@given(st.text(max_size=300))
def test_any_text_comes_back_whole_from_the_folds(text: str) -> None:
    line = f"SUMMARY:{escaped(text)}"
    assert folded(line).replace("\r\n ", "") == line
    assert all(len(part.encode("utf-8")) <= 75 for part in folded(line).split("\r\n"))


@given(st.text(max_size=60))
def test_no_text_breaks_out_of_its_line(text: str) -> None:
    event = WholeDays(uid="a", first=date(2026, 1, 1), last=date(2026, 1, 1), summary=text, description=text)
    found = calendar_text([event], name=text, stamped_on=date(2026, 1, 1))
    assert found.split("\r\n").count("BEGIN:VEVENT") == 1
    assert [line.partition(":")[0].partition(";")[0] for line in found.replace("\r\n ", "").split("\r\n")].count(
        "DTSTART"
    ) == 1


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_text_names_every_step_and_what_each_left_out_forbids(language: str) -> None:
    lines = [*plan_lines(PLAN, PATH, place="Example County", language=language)]
    text = " ".join(" ".join(lines).split())
    assert all(PATH.step(each.id).title[language] in text for each in (*PLAN.steps, *PLAN.left_out))
    assert all(PATH.step(each.id).without[language] in text for each in PLAN.left_out)
    assert max(map(len, lines)) <= 100


def test_a_plan_that_does_not_fit_names_the_earliest_day_and_no_step() -> None:
    plan = plan_backward(PATH, replace(REQUEST, board_date=date(2027, 1, 12)))
    text = " ".join(plan_lines(plan, PATH))
    assert "earliest date for the Board's vote is 4 August 2027" in text
    assert PATH.steps[0].title["en"] not in text


def test_rows_hold_the_same_steps_as_the_plan() -> None:
    rows = plan_rows(PLAN, PATH, "es")
    assert [row["id"] for row in rows["steps"]] == [each.id for each in PLAN.steps]
    assert all(row["may_not_say"] for row in rows["left_out"])
