"""Sections about what was asked: the priorities as stated, the money and lamps beside them, their thread."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext

from sharedsafety.folder.assessment import PriorityResult
from sharedsafety.investments.results import Lamp
from sharedsafety.report import names
from sharedsafety.report.change_sentences import VERDICTS, verdict_count
from sharedsafety.report.dates import period
from sharedsafety.report.priority_sentences import added_and_already, amount_with_range, asked_in_short
from sharedsafety_web.core.templatetags.figures import figure, spread
from sharedsafety_web.publishing.reports.blocks import Block, Cell, Column, Heading, Source, Table, cell, own, says
from sharedsafety_web.publishing.reports.draft import Draft
from sharedsafety_web.publishing.site.doubts import lamp_words
from sharedsafety_web.publishing.site.pages.front import FrontRow, front_row, stated_by_words, statement

#: Sections that speak of the priorities as such: the first of them says whether they were adopted.
_YARDSTICK = {"asked_for", "at_a_glance", "background", "heard_to_happened", "slide_summary", "where_we_stand"}


def asked_for(draft: Draft) -> tuple[Block, ...]:
    """Return each priority as it was stated: by whom, when adopted, from which source."""
    columns = (
        Column(title=gettext("Priority"), width=2.1),
        Column(title=gettext("What was asked"), width=4),
        Column(title=gettext("Stated by"), width=1.5),
        Column(title=gettext("Adopted"), width=1.3),
    )
    rows = tuple(_asked(draft, one) for one in draft.edition.assessment.priorities)
    table = Table(caption=gettext("What was asked"), columns=columns, rows=rows)
    return (*not_adopted(draft, "asked_for"), table, _statements(draft)) if rows else ()


def _asked(draft: Draft, result: PriorityResult) -> tuple[Cell, ...]:
    stated, edition = result.stated, draft.edition
    body = edition.text(f"priority/{stated.id}", "body", stated.body)
    by = stated_by_words(edition, stated) if stated.stated_by else edition.place
    kind = asked_in_short(stated, draft.language)
    adopted = period(stated.adopted_on, draft.language) if stated.adopted_on else gettext("no date recorded")
    return (
        cell(draft.title(result), _address(result)),
        cell(body if body.words else kind, note=kind if body.words else ""),
        cell(by),
        cell(adopted),
    )


def at_a_glance(draft: Draft) -> tuple[Block, ...]:
    """Return each priority with its money and its five lamps in words."""
    columns = (
        Column(title=gettext("Priority"), width=2.3),
        Column(title=gettext("Money"), width=1.5, number=True),
        *(Column(title=word, width=1.55) for word in names.names("lamp", draft.language).values()),
    )
    rows = tuple(
        (cell(draft.title(one), _address(one)), _amount(one), *(_state(draft, lamp) for lamp in _lamps(one)))
        for one in draft.priorities
    )
    if not rows:
        return ()
    table = Table(caption=f"{gettext('Priority')}, {draft.edition.year}", columns=columns, rows=rows)
    note = says(draft.say("report.lamps_note"), "note", "glossary.html#shapes")
    return (*not_adopted(draft, "at_a_glance"), table, note, draft.source("lamps.csv"))


def consistency(draft: Draft) -> tuple[Block, ...]:
    """Return for each priority its money in words and each lamp with its reason."""
    return tuple(block for one in draft.priorities for block in lamps_of(draft, one))


def lamps_of(draft: Draft, result: PriorityResult) -> Iterator[Block]:
    """Yield the heading, the sentences and the lamps of one priority."""
    yield Heading(text=draft.title(result), address=_address(result))
    added = added_and_already(result.money, draft.language) if result.stated.adopted_on else ""
    yield says(f"{amount_with_range(result.money, draft.language)} {added}".strip())
    yield lamp_table(draft, result)


def lamp_table(draft: Draft, result: PriorityResult) -> Table:
    """Return the five lamps of a priority, each with its state and its reason."""
    columns = (
        Column(title=draft.say("report.lamp"), width=1),
        Column(title=draft.say("report.state"), width=1.3),
        Column(title=draft.say("report.why"), width=4.4),
    )
    rows = tuple(
        (
            cell(names.name("lamp", lamp.name, draft.language)),
            _state(draft, lamp),
            cell(lamp_words(draft.edition, lamp, result.stated)),
        )
        for lamp in _lamps(result)
    )
    return Table(caption=gettext("Five lamps"), columns=columns, rows=rows)


def stated_by_others(draft: Draft) -> tuple[Block, ...]:
    """Return goals that somebody else wrote down, with the money beside them."""
    columns = (
        Column(title=gettext("What was stated"), width=3),
        Column(title=gettext("Stated by"), width=2),
        Column(title=gettext("Money beside it"), width=1.5, number=True),
        Column(title=gettext("Year"), width=1.6),
    )
    found = [statement(draft.edition, one) for one in draft.stated_elsewhere]
    rows = tuple(
        (
            cell(one.title, one.address),
            cell(one.by),
            cell(figure(one.amount), note=spread(one.amount)) if one.amount else cell(gettext("none counted")),
            cell(one.year if one.amount else ""),
        )
        for one in found
    )
    table = Table(caption=gettext("What others stated"), columns=columns, rows=rows)
    return (says(draft.say("report.others_count")), table, _statements(draft)) if rows else ()


def heard_to_happened(draft: Draft) -> tuple[Block, ...]:
    """Return each priority from what was heard to what changed, as the front page shows it."""
    columns = (
        Column(title=gettext("Priority"), width=2.4),
        Column(title=gettext("Heard"), width=1.4),
        Column(title=gettext("Decided"), width=1.7),
        Column(title=gettext("Money"), width=2, number=True),
        Column(title=gettext("Changed"), width=2.2),
    )
    rows = tuple(_followed(draft, one, front_row(draft.edition, one)) for one in draft.priorities)
    table = Table(caption=gettext("From what was heard to what changed"), columns=columns, rows=rows)
    return (*not_adopted(draft, "heard_to_happened"), table, draft.source("priorities.csv")) if rows else ()


def _followed(draft: Draft, result: PriorityResult, row: FrontRow) -> tuple[Cell, ...]:
    adopted = result.stated.adopted_on
    decided = draft.say("report.adopted_on", date=adopted) if adopted else draft.say("report.no_answer")
    return (
        cell(row.title, row.address),
        cell(draft.say("report.nothing_heard")),
        cell(decided, note=draft.say("report.no_answer") if adopted else ""),
        _amount(result),
        cell(signs_in_words(draft, result)),
    )


def signs_in_words(draft: Draft, result: PriorityResult) -> str:
    """Return how many of a priority's signs have which verdict, in words."""
    states = [draft.edition.results[one].verdict.state for one in result.indicators if one in draft.edition.results]
    return verdicts_in_words(draft, states)


def verdicts_in_words(draft: Draft, states: Sequence[str]) -> str:
    """Return how many signs have which verdict, or that there is none."""
    counts = [verdict_count(one, states.count(one), draft.language) for one in VERDICTS if one in states]
    return ", ".join(counts) or draft.say("report.no_signs")


def not_adopted(draft: Draft, code: str) -> tuple[Block, ...]:
    """Return that the statements are a yardstick, where this place adopted none: once, in the first such section."""
    first = next((one for one in draft.report.sections if one in _YARDSTICK), None)
    if draft.adopted or not draft.priorities or code != first:
        return ()
    return (
        says(
            draft.say("report.not_adopted", place=draft.place[:1].upper() + draft.place[1:]), "missing", "decided.html"
        ),
    )


def _statements(draft: Draft) -> Source:
    return Source(text=own(draft.say("report.statements_source")), csv="priorities.csv")


def _amount(result: PriorityResult) -> Cell:
    money = result.money.amount
    return cell(figure(money), note=spread(money)) if money.value else cell(gettext("none counted"))


def _state(draft: Draft, lamp: Lamp) -> Cell:
    return cell(names.name("lamp_state", lamp.state, draft.language), mark=f"lamp-{lamp.state}")


def _lamps(result: PriorityResult) -> list[Lamp]:
    known = {lamp.name: lamp for lamp in result.money.lamps}
    return [known[name] for name in names.names("lamp") if name in known]


def _address(result: PriorityResult) -> str:
    return f"priorities/{result.stated.id}.html"


SECTIONS = {
    "asked_for": asked_for,
    "at_a_glance": at_a_glance,
    "consistency": consistency,
    "stated_by_others": stated_by_others,
    "heard_to_happened": heard_to_happened,
}
