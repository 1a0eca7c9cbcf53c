"""Chapters in which nothing has been recorded yet: each page says what it will show and who usually brings it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext

from sharedsafety.folder.community import RoadMapAction
from sharedsafety.report.priority_sentences import agreement_sentences
from sharedsafety_web.publishing.site.edition import Edition, Text
from sharedsafety_web.publishing.site.page import Page
from sharedsafety_web.publishing.site.pages.front import front_row

#: Statuses of an action that is over: its date can't be missed any more.
_OVER = {"done", "stopped"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionRow:
    """One action of the road map, beside the priority it serves; ``late`` when its date has passed."""

    title: Text
    action: RoadMapAction
    owner: Text
    priority: Text
    address: str
    late: bool


def action_rows(edition: Edition) -> list[ActionRow]:
    """Return every action, the overdue first, then by date; those without a date come last."""
    as_of = edition.assessment.as_of
    rows = [
        ActionRow(
            title=edition.text(f"action/{action.id}", "title", action.title),
            action=action,
            owner=edition.department_name(action.owner),
            priority=title,
            address=address,
            late=bool(action.due and action.due < as_of and action.status not in _OVER),
        )
        for priority in edition.assessment.priorities
        for action in priority.actions
        for title, address in edition.priority_links([priority.stated.id])
    ]
    return sorted(rows, key=lambda row: (not row.late, row.action.due or "9999"))


def pages(edition: Edition) -> Iterator[Page]:
    """Return the pages of what was heard, decided, will happen, and of help."""
    yield Page(
        address="heard.html",
        template="heard.html",
        title=gettext("What we heard"),
        description=gettext("What people said, and who said it. Nothing has been recorded here yet."),
        section="heard",
        station="voice",
    )
    yield Page(
        address="decided.html",
        template="decided.html",
        title=gettext("What we decided"),
        description=gettext("The priorities as they were stated, and what is known of the decision."),
        section="decided",
        station="priority",
        context={
            "rows": [front_row(edition, result) for result in edition.assessment.priorities],
            "agreements": _agreements(edition),
        },
    )
    yield Page(
        address="next.html",
        template="next.html",
        title=gettext("What happens next"),
        description=gettext("The road map: who does what by when."),
        section="next",
        station="action",
        context={"actions": action_rows(edition)},
    )
    yield Page(
        address="help.html",
        template="help.html",
        title=gettext("Help and gaps"),
        description=gettext("Help lines now; services and gaps when an inventory is loaded."),
        section="help",
    )


def _agreements(edition: Edition) -> tuple[str, ...]:
    titles = {
        each.stated.id: edition.text(f"priority/{each.stated.id}", "title", each.stated.title).words
        for each in edition.assessment.priorities
    }
    return agreement_sentences(edition.assessment.money.agreements, titles, edition.language) if titles else ()
