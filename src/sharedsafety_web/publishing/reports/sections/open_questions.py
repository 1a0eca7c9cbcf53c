"""What can't be told yet, grouped by what would settle it."""

from __future__ import annotations

from django.utils.translation import gettext

from sharedsafety_web.core.templatetags.figures import money
from sharedsafety_web.publishing.reports.blocks import Block, Cell, Column, Source, Table, cell, own, says
from sharedsafety_web.publishing.reports.draft import Draft
from sharedsafety_web.publishing.reports.sections.requests import recorded_requests, waiting
from sharedsafety_web.publishing.site.doubts import Missing, missing

#: Things about which a question is asked that a row names; the rest are counted.
_MOST_NAMED = 3


def cant_tell(draft: Draft) -> tuple[Block, ...]:
    """Return every open question: what is missing and who has it, how many questions wait for it, who was asked."""
    found = slide_open(draft)
    return (*found, *recorded_requests(draft)) if found else ()


def slide_open(draft: Draft) -> tuple[Block, ...]:
    """Return what is missing and who has it, how many questions wait for it, about what; nothing when none does."""
    groups = missing(draft.edition)
    if not groups:
        return ()
    columns = (
        Column(title=draft.say("report.needed"), width=4.2),
        Column(title=draft.say("report.open_questions"), width=1.1, number=True),
        Column(title=draft.say("report.about_what"), width=2.7),
        Column(title=draft.say("report.money_beside"), width=1.3, number=True),
    )
    return (
        says(f"{counts(draft)} {waiting(draft)}", "plain", "cant-tell.html"),
        Table(
            caption=gettext("What we can’t tell yet, and who could"),
            columns=columns,
            rows=tuple(_row(draft, one) for one in groups),
            names=False,
        ),
        Source(text=own(draft.say("report.assessment_source")), csv="cant_tell.csv"),
    )


def counts(draft: Draft) -> str:
    """Return how many questions are open, and how many things would settle them."""
    questions = len(draft.edition.assessment.cant_tell)
    return draft.say("report.open_counts", questions=questions, things=len(missing(draft.edition)))


def _row(draft: Draft, group: Missing) -> tuple[Cell, ...]:
    named = list(dict.fromkeys(doubt.about.words for doubt in group.doubts))
    words = "; ".join(named[:_MOST_NAMED])
    more = len(named) - _MOST_NAMED
    return (
        cell(group.needed or draft.say("report.no_need"), note=group.reason),
        cell(str(len(group.doubts))),
        cell(f"{words}; {draft.say('report.and_more', number=more)}" if more > 0 else words),
        cell(money(group.usd) if group.usd else ""),
    )


SECTIONS = {"cant_tell": cant_tell, "slide_open": slide_open}
