"""Sections that most reports share: opening words, method, limits, documents, and how to check a report."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from django.utils.translation import gettext

from sharedsafety.folder.assessment import DocumentResult
from sharedsafety.folder.community import OpeningWords
from sharedsafety.report import names
from sharedsafety.report.dates import period
from sharedsafety_web.core.templatetags.figures import count, dollars
from sharedsafety_web.publishing.reports.blocks import (
    Block,
    Cell,
    Column,
    Facts,
    Listing,
    Paragraph,
    Table,
    cell,
    own,
    says,
)
from sharedsafety_web.publishing.reports.draft import Draft
from sharedsafety_web.publishing.reports.outline import outline
from sharedsafety_web.publishing.reports.sections.cells import told
from sharedsafety_web.publishing.site.edition import Text


def opening(draft: Draft) -> tuple[Block, ...]:
    """Return the community's own words for this report; in another of its languages where this one has none."""
    known = {one.language: one for one in draft.edition.assessment.opening_words if one.report == draft.report.code}
    order = (draft.language, *draft.edition.assessment.profile.languages)
    found = next((known[language] for language in order if language in known), None)
    return _spoken(draft, found) if found else ()


def _spoken(draft: Draft, words: OpeningWords) -> tuple[Block, ...]:
    language = "" if words.language == draft.language else words.language
    parts = [part.strip() for part in words.text.split("\n\n") if part.strip()]
    quoted = [Paragraph(text=Text(words=" ".join(part.split()), language=language), style="quote") for part in parts]
    return (*quoted, says(draft.say("report.words_of", who=words.said_by), "note"))


def methodology(draft: Draft) -> tuple[Block, ...]:
    """Return the method in six steps."""
    steps = (
        gettext("We load budgets as they were published. Each line keeps its document, row and column."),
        gettext("We add the lines up and compare with the total printed in the document."),
        gettext("People read each program and say what it buys: prevention, healing, response. They write down why."),
        gettext(
            "A program can be split, with a lowest and a highest share. %(draws)s ways to code the budget give each"
            " figure its range."
        )
        % {"draws": count(draft.edition.assessment.draws)},
        gettext("We put the money beside each priority, by rules that are the same whatever was asked."),
        gettext("For each sign of safety we ask one question: is the change more than chance alone produces?"),
    )
    items = tuple(says(step) for step in steps)
    return (Listing(items=items, ordered=True), says(_conventions(), "note", "method.html"))


def _conventions() -> str:
    return gettext("Some weights and thresholds are conventions. They stand in the method and can be argued with.")


def limits(draft: Draft) -> tuple[Block, ...]:
    """Return what no figure of the report can say."""
    lines = (
        gettext("A budget is a plan. What was spent can differ."),
        gettext("A budget by department hides programs inside it."),
        gettext("State, federal and private money is seen only where it is loaded."),
        _conventions(),
        gettext("Counts of harm leave out harm that nobody reported."),
        gettext("Nothing here says that money caused a change."),
    )
    return (Listing(items=tuple(says(line) for line in lines)),)


def refuse(draft: Draft) -> tuple[Block, ...]:
    """Return what the report refuses to do."""
    lines = (
        gettext("No total score and no rank of places."),
        gettext("No claim that spending caused an outcome."),
        gettext("No dollar without the page it stands on."),
        gettext("No percent of residents from listening sessions."),
    )
    return (Listing(items=tuple(says(line) for line in lines)),)


def documents(draft: Draft) -> tuple[Block, ...]:
    """Return every budget document with its printed total beside what was loaded."""
    rows = tuple(_document(draft, one) for one in draft.edition.assessment.documents)
    columns = (
        Column(title=gettext("Document"), width=4),
        Column(title=draft.say("report.printed_total"), width=1.7, number=True),
        Column(title=draft.say("report.loaded_total"), width=1.7, number=True),
        Column(title=draft.say("report.check"), width=1.8),
    )
    caption = gettext("Documents and their totals")
    return (Table(caption=caption, columns=columns, rows=rows),) if rows else ()


def _document(draft: Draft, result: DocumentResult) -> tuple[Cell, ...]:
    document, line = result.document, draft.edition.line
    loaded = result.loaded
    return (
        cell(line(document.title), f"know.html#{document.doc_id}", note=line(document.publisher)),
        cell(_dollars(document.control_total_cents)),
        told(draft, loaded) if loaded.value is None else cell(dollars(loaded.value)),
        cell(names.name("document_status", result.status, draft.language)),
    )


def _dollars(cents: int | None) -> str:
    return "" if cents is None else dollars(float(Decimal(cents) / 100))


def attachments(draft: Draft) -> tuple[Block, ...]:
    """Return the other reports of the release, each with its page."""
    items = tuple(
        Paragraph(
            text=own(one.about[draft.language]),
            lead_in=f"{one.title[draft.language]}.",
            refs=(f"reports/{one.code}.html",),
        )
        for one in outline().reports
        if one.code != draft.report.code
    )
    return (Listing(items=items),)


def how_to_check(draft: Draft) -> tuple[Block, ...]:
    """Return what one needs to find each figure again and to make the report anew."""
    assessment, release = draft.edition.assessment, draft.edition.release
    release_line = draft.say("report.release_line", number=release.number, date=release.date)
    facts: Mapping[str, str] = {
        draft.say("report.release"): release_line,
        draft.say("report.next_release"): _next(draft),
        gettext("Fingerprint of the input"): f"SHA-256 {assessment.folder_hash}",
        gettext("Software"): f"sharedsafety {assessment.version}",
        draft.say("report.taxonomy"): assessment.taxonomy_version,
        gettext("Seed and draws"): f"{assessment.seed} · {assessment.draws}",
        gettext("As of"): period(assessment.as_of, draft.language),
    }
    rows = [(name, cell(value)) for name, value in facts.items()]
    if draft.site:
        rows.insert(1, (draft.say("report.address"), cell(f"{draft.site}/{draft.language}/")))
    return (
        says(draft.say("report.ids", sample=_sample(draft))),
        Facts(rows=tuple(rows)),
        says(gettext("The same input, software and seed give the same files, byte for byte."), "note", "data.html"),
    )


def _next(draft: Draft) -> str:
    promised = draft.edition.release.next_promised
    return period(promised, draft.language) if promised else gettext("not promised")


def _sample(draft: Draft) -> str:
    known = draft.edition.assessment.priorities
    return f"priorities/{known[0].stated.id}" if known else "money"


SECTIONS = {
    "opening": opening,
    "methodology": methodology,
    "limits": limits,
    "refuse": refuse,
    "documents": documents,
    "attachments": attachments,
    "how_to_check": how_to_check,
}
