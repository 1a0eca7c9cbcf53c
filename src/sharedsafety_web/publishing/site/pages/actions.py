"""What happens next: the road map with the overdue first, a page for each action, and its dates as a calendar."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext

from sharedsafety.folder.community import RoadMapAction
from sharedsafety.report.action_sentences import OVER, action_lead, is_late
from sharedsafety.report.icalendar import WholeDays, calendar_text
from sharedsafety.report.sentences import sentence
from sharedsafety_web.publishing.site.edition import Edition, Text
from sharedsafety_web.publishing.site.page import Crumb, Page
from sharedsafety_web.publishing.site.pages.priorities import Station, stations

CALENDAR = "next.ics"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionRow:
    """One action of the road map, beside the priority it serves; ``late`` when its date has passed."""

    title: Text
    action: RoadMapAction
    owner: Text
    priority: Text
    address: str
    own_address: str
    late: bool


def action_rows(edition: Edition) -> list[ActionRow]:
    """Return every action, the overdue first, then by date; those without a date come last."""
    rows = [
        ActionRow(
            title=title,
            action=action,
            owner=edition.department_name(action.owner),
            priority=priority_title,
            address=priority_address,
            own_address=address,
            late=is_late(action.status, action.due, edition.assessment.as_of),
        )
        for priority in edition.assessment.priorities
        for priority_title, priority_address in edition.priority_links([priority.stated.id])
        for action, (title, address) in zip(priority.actions, edition.action_links(priority.actions), strict=True)
    ]
    return sorted(rows, key=lambda row: (not row.late, row.action.due or "9999"))


def action_calendar(edition: Edition) -> str:
    """Return the days by which actions are due as one calendar; those that are over have none."""
    place, own_id = edition.place.words, edition.assessment.profile.id
    if edition.is_example:
        place = sentence("plan.example_place", edition.language, place=place)
    days = [
        WholeDays(
            uid=f"{row.action.id}.{own_id}@shared-safety",
            first=date.fromisoformat(row.action.due),
            last=date.fromisoformat(row.action.due),
            summary=row.title.words,
            description=f"{place}. {row.owner}: {row.priority}",
        )
        for row in action_rows(edition)
        if row.action.due and row.action.status not in OVER
    ]
    stamped = date.fromisoformat(edition.release.date)
    name = f"{place}: {gettext('What happens next')}"
    return calendar_text(days, name=name, stamped_on=stamped, language=edition.language)


def pages(edition: Edition) -> Iterator[Page]:
    """Return the road map, then a page for each action."""
    rows = action_rows(edition)
    yield Page(
        address="next.html",
        template="next.html",
        title=gettext("What happens next"),
        description=gettext("The road map: who does what by when."),
        section="next",
        station="action",
        context={"actions": rows, "calendar": CALENDAR},
    )
    for row in rows:
        yield _page(edition, row)


def _page(edition: Edition, row: ActionRow) -> Page:
    action, owner = row.action, row.owner
    lead = action_lead(owner.words, action.status, action.due, edition.assessment.as_of, edition.language)
    trace = [_seen_from(row, station) for station in stations(edition, edition.priorities[action.priority_id])]
    return Page(
        address=row.own_address,
        template="action.html",
        title=row.title.words,
        title_language=row.title.language or None,
        description=lead,
        section="next",
        station="action",
        crumbs=(Crumb(title=gettext("What happens next"), address="next.html"),),
        context={
            "row": row,
            "lead": lead,
            "note": edition.text(f"action/{action.id}", "note", action.note),
            "trace": trace,
            "gaps": [station.code for station in trace if station.broken],
        },
    )


def _seen_from(row: ActionRow, station: Station) -> Station:
    """Return a station of the priority's thread as the action's page shows it: one stands at the action."""
    if station.code == "action":
        return replace(station, title=row.title, note=row.owner, links=(), is_here=True)
    if station.code == "priority":
        return replace(station, title=None, links=((row.priority, row.address),), is_here=False)
    if station.code == "money" and not station.broken:
        return replace(station, note=Text(words=gettext("for the whole priority")))
    return station
