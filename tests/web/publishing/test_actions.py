"""What happens next: every action has a page on its priority's thread, and its date stands in a calendar."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.web.publishing.example_assessment import example_assessment

from sharedsafety.folder.community import RoadMapAction
from sharedsafety.report.action_sentences import action_lead
from sharedsafety_web.publishing.site.edition import Edition
from sharedsafety_web.publishing.site.editions import edition_files
from sharedsafety_web.publishing.site.page import ReleaseLabel

RELEASE = ReleaseLabel(number=1, date="2026-11-26")


def action(name: str, title: str, status: str, due: str, owner: str = "Health") -> RoadMapAction:
    return RoadMapAction(id=name, title=title, priority_id="", owner=owner, status=status, due=due)


ACTIONS = (
    action("late", "Refill; the fund", "stalled", "2025-12-31", "Housing"),
    action("open", "Open a place", "under_way", "2027-03-31"),
    action("done", "Start a team", "done", "2026-06-30"),
)


@pytest.fixture
def pages() -> dict[str, str]:
    assessment = example_assessment()
    first = assessment.priorities[0]
    actions = tuple(replace(one, priority_id=first.stated.id) for one in ACTIONS)
    shown = replace(assessment, as_of="2026-11-26", priorities=(replace(first, actions=actions),))
    return {path: text.decode("utf-8") for path, text in edition_files(Edition(shown, RELEASE, "en", ("en",)))}


def test_every_action_has_a_page_that_leads_back_to_its_priority(pages: dict[str, str]) -> None:
    own = pages["en/actions/late.html"]
    assert "Housing is responsible. It has stalled. It was due on 31 December 2025 and is 330 days overdue." in own
    assert 'href="../priorities/' in own
    assert 'href="actions/late.html"' in pages["en/next.html"]


def test_a_priority_names_every_action_and_not_the_first_alone(pages: dict[str, str]) -> None:
    page = next(text for path, text in pages.items() if path.startswith("en/priorities/"))
    assert all(f'href="../actions/{one.id}.html"' in page for one in ACTIONS)


def test_the_money_on_an_actions_page_is_said_to_be_the_whole_prioritys(pages: dict[str, str]) -> None:
    assert "for the whole priority" in pages["en/actions/open.html"]


def test_the_calendar_holds_what_is_still_due(pages: dict[str, str]) -> None:
    calendar = pages["en/next.ics"]
    assert calendar.startswith("BEGIN:VCALENDAR\r\n")
    assert calendar.count("BEGIN:VEVENT") == 2
    assert "Refill\\; the fund" in calendar
    assert "Start a team" not in calendar
    assert calendar.count("(example data)") == 4  # both names of the calendar, and each event


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("status", ["not_started", "under_way", "done", "stalled", "stopped"])
def test_every_status_has_its_words(status: str, language: str) -> None:
    said = {action_lead("Health", status, due, "2026-11-26", language) for due in (None, "2026-11-25", "2026-12-01")}
    assert len(said) == (1 if status in {"done", "stopped"} else 3)
