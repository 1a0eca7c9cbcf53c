"""Sections of a meeting packet: the meeting, its agenda, the questions, and the sheets to record what is decided."""

from __future__ import annotations

from collections.abc import Iterator

from sharedsafety.report.change_sentences import survivor_named_sentence
from sharedsafety_web.publishing.reports.blocks import Block, Cell, Column, Listing, Table, cell, says, to_fill
from sharedsafety_web.publishing.reports.draft import Draft
from sharedsafety_web.publishing.site.doubts import missing

_LINES = ("body", "date", "place", "languages", "chair", "note_taker", "posted")
_ITEMS = (
    ("welcome", ""),
    ("comment", ""),
    ("stand", "index.html"),
    ("priorities", "decided.html"),
    ("open", "cant-tell.html"),
    ("actions", "next.html"),
    ("decide", ""),
)
#: Rows to write on in each sheet.
_EMPTY_ROWS = 6


def meeting(draft: Draft) -> tuple[Block, ...]:
    """Return the lines that say when, where and in which languages the table meets."""
    lines = to_fill(*(draft.say(f"packet.{key}") for key in _LINES))
    return (says(draft.say("packet.reading"), "lead"), lines)


def agenda(draft: Draft) -> tuple[Block, ...]:
    """Return a draft agenda: each item with what is asked of the members and the pages behind it."""
    columns = (
        Column(title=draft.say("packet.item"), width=3),
        Column(title=draft.say("packet.asked"), width=3.2),
        Column(title=draft.say("packet.minutes"), width=1),
    )
    rows = tuple(
        (cell(f"{at}. {draft.say(f'packet.{key}')}", address), cell(draft.say(f"packet.{key}_asked")), Cell())
        for at, (key, address) in enumerate(_ITEMS, start=1)
    )
    return (Table(caption=draft.say("packet.item"), columns=columns, rows=rows),)


def questions(draft: Draft) -> tuple[Block, ...]:
    """Return the questions that the table can answer: what was heard, what is missing and who could bring it."""
    return (Listing(items=tuple(says(words, "plain", *refs) for words, refs in _asked(draft)), ordered=True),)


def _asked(draft: Draft) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield draft.say("packet.question_heard"), ("heard.html",)
    for one in draft.priorities:
        if not one.money.amount.value:
            words = draft.say("packet.question_money", title=draft.title(one))
            yield words, (f"priorities/{one.stated.id}.html",)
    yield from (
        (draft.say("packet.question_needed", needed=group.needed), ("cant-tell.html",))
        for group in missing(draft.edition)
        if group.needed
    )
    lacking = survivor_named_sentence(draft.edition.assessment.scorecard, draft.language)
    if lacking:
        yield f"{lacking} {draft.say('packet.question_survivors')}", ("changing.html",)


def decisions_record(draft: Draft) -> tuple[Block, ...]:
    """Return a sheet for each decision with the count of the vote, and one for dissent."""
    votes = ("for", "against", "abstained")
    columns = (
        Column(title=draft.say("packet.decision"), width=4),
        *(Column(title=draft.say(f"packet.{key}"), width=1.2) for key in votes),
    )
    empty = tuple((Cell(),) * len(columns) for _ in range(_EMPTY_ROWS))
    dissent = (Column(title=draft.say("packet.member"), width=1.5), Column(title=draft.say("packet.dissent"), width=5))
    return (
        Table(caption=draft.say("packet.decision"), columns=columns, rows=empty, tall=True),
        Table(caption=draft.say("packet.dissent"), columns=dissent, rows=((Cell(), Cell()),) * _EMPTY_ROWS, tall=True),
    )


SECTIONS = {
    "meeting": meeting,
    "agenda": agenda,
    "questions": questions,
    "decisions_record": decisions_record,
}
