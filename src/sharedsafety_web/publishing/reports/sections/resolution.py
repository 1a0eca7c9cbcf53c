"""The draft resolution of a board letter: it receives, it answers each priority, it asks for what is missing."""

from __future__ import annotations

from collections.abc import Iterator

from sharedsafety_web.publishing.reports.blocks import (
    Block,
    Cell,
    Column,
    Heading,
    Listing,
    Paragraph,
    Table,
    cell,
    own,
    says,
    to_fill,
)
from sharedsafety_web.publishing.reports.draft import Draft
from sharedsafety_web.publishing.site.doubts import missing

_ANSWERS = ("accept", "change", "study", "decline")


def draft_resolution(draft: Draft) -> tuple[Block, ...]:
    """Return the draft: clauses from the release, the answers to tick, and the lines of the vote."""
    called, place = draft.body.called[draft.language], draft.place
    title = draft.say("resolution.title", number=draft.edition.release.number)
    therefore = draft.say("resolution.therefore", called=called, place=place)
    say = draft.say
    return (
        says(say("report.draft"), "missing"),
        says(f"{say('resolution.heading', name=draft.body.name[draft.language], place=place)} {title}", "lead"),
        to_fill(say("resolution.number")),
        *_clauses(draft),
        Paragraph(text=own(""), lead_in=therefore, style="clause"),
        Listing(items=tuple(says(one) for one in _resolved(draft)), ordered=True),
        *_answers(draft),
        to_fill(say("resolution.data_by"), say("resolution.hear_by")),
        to_fill(*(say(f"resolution.{key}") for key in _VOTE)),
    )


_VOTE = ("passed", "ayes", "noes", "abstain", "absent", "attest", "form")


def _clauses(draft: Draft) -> Iterator[Paragraph]:
    for words, refs in _facts(draft):
        yield Paragraph(text=own(words), lead_in=draft.say("resolution.whereas"), style="clause", refs=refs)


def _facts(draft: Draft) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield what the release says, each with the pages on which it stands."""
    edition, say = draft.edition, draft.say
    assessment, release, totals = edition.assessment, edition.release, edition.view.totals
    if edition.vision:
        yield say("resolution.vision", vision=edition.vision.words.rstrip(".")), ("framework.html",)
    key = "resolution.read_one" if len(assessment.documents) == 1 else "resolution.read"
    counts = {"documents": len(assessment.documents), "count": len(draft.priorities)}
    yield say(key, number=release.number, date=release.date, **counts), ("know.html#documents",)
    amounts = {"total": totals.all_operating, "perimeter": totals.perimeter}
    if all(one.can_tell for one in amounts.values()):
        yield say("resolution.money", year=edition.year, **amounts), ("money.html",)
    if assessment.scorecard.indicators:
        yield say("resolution.signs", count=assessment.scorecard.indicators), ("changing.html",)
    if assessment.cant_tell:
        open_ = {"questions": len(assessment.cant_tell), "things": len(missing(edition))}
        yield say("resolution.open", **open_), ("cant-tell.html",)
    yield say("resolution.no_cause"), ("method.html#refuse",)


def _resolved(draft: Draft) -> Iterator[str]:
    yield draft.say("resolution.receives", number=draft.edition.release.number)
    if draft.priorities:
        yield draft.say("resolution.answers")
    if draft.edition.assessment.cant_tell:
        yield draft.say("resolution.asks")
    yield draft.say("resolution.hears")


def _answers(draft: Draft) -> tuple[Block, ...]:
    title = draft.say("resolution.answers_title")
    columns = (
        Column(title=title, width=3),
        *(Column(title=draft.say(f"resolution.{key}"), width=1) for key in _ANSWERS),
        Column(title=draft.say("resolution.reason"), width=2.4),
    )
    ticks = tuple(Cell(mark="box") for _ in _ANSWERS)
    rows = tuple(
        (cell(draft.title(one), f"priorities/{one.stated.id}.html"), *ticks, Cell()) for one in draft.priorities
    )
    table = Table(caption=title, columns=columns, rows=rows, tall=True)
    return (Heading(text=own(title)), table) if rows else ()


SECTIONS = {"draft_resolution": draft_resolution}
