"""Chapters in which nothing has been recorded yet: each page says what it will show and who usually brings it."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext

from sharedsafety.folder.community import RoadMapAction
from sharedsafety_web.publishing.site.edition import Edition, Text
from sharedsafety_web.publishing.site.page import Page
from sharedsafety_web.publishing.site.pages.front import front_row


def _owner(edition: Edition, action: RoadMapAction) -> Text:
    return edition.department_name(action.owner)


def pages(edition: Edition) -> Iterator[Page]:
    """Return the pages of what was heard, decided, will happen, and of help."""
    actions = [
        (edition.text(f"action/{action.id}", "title", action.title), action, _owner(edition, action), title, address)
        for priority in edition.assessment.priorities
        for action in priority.actions
        for title, address in edition.priority_links([priority.stated.id])
    ]
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
        context={"rows": [front_row(edition, result) for result in edition.assessment.priorities]},
    )
    yield Page(
        address="next.html",
        template="next.html",
        title=gettext("What happens next"),
        description=gettext("The road map: who does what by when."),
        section="next",
        station="action",
        context={"actions": sorted(actions, key=lambda row: row[1].due or "9999")},
    )
    yield Page(
        address="help.html",
        template="help.html",
        title=gettext("Help and gaps"),
        description=gettext("Help lines now; services and gaps when an inventory is loaded."),
        section="help",
    )
