"""Requests for what is missing: who was asked, for what, and what came of it."""

from __future__ import annotations

from sharedsafety_web.publishing.reports.blocks import Block, Cell, Column, Source, Table, cell, own, says
from sharedsafety_web.publishing.reports.draft import Draft
from sharedsafety_web.publishing.site.holders import Asked, holders, waiting_words

_PAGE = "cant-tell.html"


def waiting(draft: Draft) -> str:
    """Return how many questions wait for an answer and how long, or that no request is recorded."""
    return waiting_words(draft.edition.assessment, draft.language)


def recorded_requests(draft: Draft) -> tuple[Block, ...]:
    """Return every request by whom it was made to, the longest wait first; nothing where none is recorded."""
    asked = [one for holder in holders(draft.edition) for one in holder.asked]
    if not asked:
        return ()
    columns = (
        Column(title=draft.say("report.holder"), width=2),
        Column(title=draft.say("report.asked_for"), width=2.6),
        Column(title=draft.say("report.outcome"), width=3.2),
    )
    table = Table(caption=draft.say("report.requests"), columns=columns, rows=tuple(map(_row, asked)))
    return (table, Source(text=own(draft.say("report.assessment_source")), csv="requests.csv"))


def data_requests(draft: Draft) -> tuple[Block, ...]:
    """Return what was asked already, and a sheet for what is asked of whom, by when, and when it was answered."""
    keys = (("what_data", 3.0), ("of_whom", 2.0), ("asked_on", 1.3), ("answered_on", 1.3))
    columns = tuple(Column(title=draft.say(f"packet.{key}"), width=width) for key, width in keys)
    empty = tuple((Cell(),) * len(columns) for _ in range(_EMPTY_ROWS))
    sheet = Table(caption=draft.say("packet.what_data"), columns=columns, rows=empty, tall=True)
    found = recorded_requests(draft)
    first = says(waiting(draft), "plain", _PAGE) if found else says(draft.say("asked.no_request"), "missing", _PAGE)
    return (first, *found, sheet)


#: Rows to write on.
_EMPTY_ROWS = 6


def _row(one: Asked) -> tuple[Cell, ...]:
    outcome = " ".join(part for part in (one.asked_on, one.outcome, one.left) if part)
    return (cell(one.holder), cell(one.what, note=one.about or ""), cell(outcome, note=one.note))


SECTIONS = {"data_requests": data_requests}
