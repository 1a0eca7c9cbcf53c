"""Sections of a board letter: its head, what is asked, the page of summary, the money, the draft resolution."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext

from sharedsafety.report import money_sentences as said
from sharedsafety.report.change_sentences import scorecard_sentence
from sharedsafety.report.dates import period
from sharedsafety.report.names import name
from sharedsafety.report.priority_sentences import coverage_sentence, serves
from sharedsafety_web.core.templatetags.figures import spread
from sharedsafety_web.publishing.reports.blocks import (
    Block,
    Cell,
    Column,
    Facts,
    Listing,
    Paragraph,
    Stats,
    Table,
    cell,
    says,
)
from sharedsafety_web.publishing.reports.draft import Draft
from sharedsafety_web.publishing.reports.sections.cells import told
from sharedsafety_web.publishing.reports.sections.priorities import not_adopted
from sharedsafety_web.publishing.reports.sections.standing import stats
from sharedsafety_web.publishing.site.doubts import missing


def letterhead(draft: Draft) -> tuple[Block, ...]:
    """Return to whom the letter goes, about what, and the lines that staff fill in."""
    release = draft.edition.release
    subject = draft.say("letter.subject_words", place=draft.edition.place, number=release.number)
    blank = Cell(blank=True)
    rows = (
        (draft.say("letter.to"), cell(draft.body.name[draft.language])),
        (draft.say("letter.subject"), cell(subject)),
        (draft.say("letter.date"), cell(period(release.date, draft.language))),
        *((draft.say(f"letter.{key}"), blank) for key in ("meeting_date", "item", "from", "sponsor", "contact")),
    )
    return (Facts(rows=rows), says(draft.say("letter.blanks"), "note"))


def recommended_actions(draft: Draft) -> tuple[Block, ...]:
    """Return what the body is asked to do: to receive, to answer, to ask for what is missing, to set a date."""
    body = draft.body.called[draft.language]
    items = tuple(says(words, "plain", *refs) for words, refs in _actions(draft))
    return (
        says(draft.say("letter.recommended", body=body)),
        Listing(items=items, ordered=True),
        says(draft.say("letter.no_recommendation"), "missing"),
        says(draft.say("letter.drafted"), "note"),
    )


def _actions(draft: Draft) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each action with the pages behind it."""
    release, groups = draft.edition.release, missing(draft.edition)
    yield draft.say("letter.receive", number=release.number, date=release.date), ("data.html",)
    if draft.priorities:
        key = "letter.answer_own" if draft.adopted else "letter.answer_yardstick"
        yield draft.say(key, count=len(draft.priorities)), ("decided.html",)
    if groups:
        questions = len(draft.edition.assessment.cant_tell)
        yield draft.say("letter.ask_holders", things=len(groups), questions=questions), ("cant-tell.html",)
    promised = release.next_promised
    yield draft.say("letter.note_next", date=promised) if promised else draft.say("letter.set_next"), ()


def one_page_summary(draft: Draft) -> tuple[Block, ...]:
    """Return what, why now, what was found, cost, money, risk and options, in one page."""
    assessment, view = draft.edition.assessment, draft.edition.view
    start, place = draft.edition.fiscal_year_start, draft.place
    counts = {"count": len(draft.priorities), "signs": assessment.scorecard.indicators}
    questions = len(assessment.cant_tell)
    risk = draft.say("letter.risk_words", questions=questions) if questions else draft.say("letter.risk_none")
    found = said.prevention(view, place, start, draft.language)
    rows = (
        (draft.say("letter.what"), cell(draft.say("letter.what_words", **counts))),
        (draft.say("letter.why"), cell(draft.say("letter.why_words"), "decided.html")),
        (draft.say("letter.found"), cell(found, "money.html")),
        (draft.say("report.signs"), cell(scorecard_sentence(assessment.scorecard, draft.language), "changing.html")),
        (draft.say("letter.fund"), cell(_beside(draft), "index.html")),
        (draft.say("letter.cost"), cell(draft.say("letter.cost_words"))),
        (draft.say("letter.risk"), cell(risk, "cant-tell.html")),
        (draft.say("letter.options"), cell(draft.say("letter.options_words"))),
    )
    return (Stats(items=stats(draft)), Facts(rows=rows))


def _beside(draft: Draft) -> str:
    coverage = draft.edition.assessment.money.coverage
    if not coverage.priorities:
        return draft.say("letter.fund_none")
    if draft.adopted:
        return coverage_sentence(coverage, draft.language)
    together = serves(coverage, draft.language)
    return f"{together}." if together else draft.say("letter.fund_none")


def background(draft: Draft) -> tuple[Block, ...]:
    """Return what was loaded, what the place says safety means, and what it asked for."""
    about, found = draft.edition.about, draft.edition.vision
    quoted = (Paragraph(text=found, style="quote", refs=("framework.html",)),) if found else ()
    titles = tuple(
        Paragraph(text=draft.title(one), refs=(f"priorities/{one.stated.id}.html",)) for one in draft.priorities
    )
    return (
        *((says(about),) if about.words else ()),
        *quoted,
        *not_adopted(draft, "background"),
        *((says(f"{gettext('What was asked')}:"), Listing(items=titles)) if titles else ()),
    )


def fiscal_impact(draft: Draft) -> tuple[Block, ...]:
    """Return the money that is there, how free it is, what ends soon, and that no cost of an action is recorded."""
    view, coverage = draft.edition.view, draft.edition.assessment.money.coverage
    whole = name("denominator", "P", draft.language)
    rows = (
        (f"{whole[:1].upper()}{whole[1:]} (P)", view.totals.perimeter, "money.html"),
        (draft.say("letter.fund"), coverage.together_once, "index.html"),
        (draft.say("letter.added"), coverage.added_since_adoption, "index.html"),
    )
    columns = (
        Column(title=gettext("What"), width=3),
        Column(title=gettext("Amount"), width=2.2, number=True),
        Column(title=gettext("Range"), width=1.8, number=True),
    )
    cells = tuple((cell(words, address), told(draft, one), cell(spread(one))) for words, one, address in rows)
    return (
        says(draft.say("letter.no_new_cost"), "missing", "next.html"),
        Table(caption=draft.edition.year, columns=columns, rows=cells),
        says(f"{said.freedom_title(view, draft.language).rstrip('.')}.", "plain", "money.html"),
        says(said.cliff(view, draft.language), "plain", "money.html"),
        draft.source("totals.csv"),
    )


SECTIONS = {
    "letterhead": letterhead,
    "recommended_actions": recommended_actions,
    "one_page_summary": one_page_summary,
    "background": background,
    "fiscal_impact": fiscal_impact,
}
