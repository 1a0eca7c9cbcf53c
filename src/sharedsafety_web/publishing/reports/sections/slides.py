"""One page each: a summary, then a page for each priority, to show on a wall or to hand out."""

from __future__ import annotations

from collections.abc import Iterator

from sharedsafety.folder.assessment import PriorityResult
from sharedsafety.report.change_sentences import scorecard_sentence
from sharedsafety_web.core.templatetags.figures import figure, spread
from sharedsafety_web.publishing.reports.blocks import (
    Block,
    Cell,
    Facts,
    Listing,
    Paragraph,
    Section,
    Stat,
    Stats,
    cell,
    own,
    says,
)
from sharedsafety_web.publishing.reports.draft import Draft
from sharedsafety_web.publishing.reports.sections.priorities import lamp_table, not_adopted, signs_in_words
from sharedsafety_web.publishing.reports.sections.standing import stats


def slide_summary(draft: Draft) -> tuple[Block, ...]:
    """Return the summary page: large figures, then every priority with its money."""
    titles = tuple(
        Paragraph(text=draft.title(one), lead_in=_money(draft, one), refs=(f"priorities/{one.stated.id}.html",))
        for one in draft.priorities
    )
    return (
        Stats(items=stats(draft)),
        says(scorecard_sentence(draft.edition.assessment.scorecard, draft.language), "plain", "changing.html"),
        *not_adopted(draft, "slide_summary"),
        *((Listing(items=titles),) if titles else ()),
        draft.source("priorities.csv"),
    )


def _money(draft: Draft, result: PriorityResult) -> str:
    amount = result.money.amount
    return figure(amount) if amount.value else draft.say("slides.none")


def priority_slides(draft: Draft) -> Iterator[Section]:
    """Yield a page for each priority: its money, its five lamps, what was decided, its signs."""
    for result in draft.priorities:
        yield Section(
            code=f"priority-{result.stated.id}",
            title=draft.title(result),
            blocks=tuple(_slide(draft, result)),
            new_page=True,
        )


def _slide(draft: Draft, result: PriorityResult) -> Iterator[Block]:
    address, stated, amount = f"priorities/{result.stated.id}.html", result.stated, result.money.amount
    body = draft.edition.text(f"priority/{stated.id}", "body", stated.body)
    if body.words:
        yield Paragraph(text=body, style="lead")
    if amount.value:
        beside = draft.say("slides.beside", year=draft.edition.year)
        yield Stats(items=(Stat(figure=figure(amount), words=beside, address=address, note=spread(amount)),))
    else:
        yield Paragraph(text=own(draft.say("priority.no_money")), style="missing", refs=(address,))
    yield lamp_table(draft, result)
    yield Facts(rows=tuple(_facts(draft, result)))
    yield draft.source("priorities.csv")


def _facts(draft: Draft, result: PriorityResult) -> Iterator[tuple[str, Cell]]:
    adopted = result.stated.adopted_on
    decided = draft.say("report.adopted_on", date=adopted) if adopted else draft.say("report.no_answer")
    yield draft.say("slides.heard"), cell(draft.say("report.nothing_heard"), "heard.html")
    yield draft.say("slides.decided"), cell(decided, "decided.html")
    yield draft.say("slides.changed"), cell(signs_in_words(draft, result), f"priorities/{result.stated.id}.html#signs")


SECTIONS = {"slide_summary": slide_summary}
