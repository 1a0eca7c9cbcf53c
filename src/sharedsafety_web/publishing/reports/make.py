"""A report from an edition: each of its sections filled, or saying what is missing and who usually brings it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from sharedsafety_web.publishing.reports.blocks import Block, Heading, Paragraph, Report, Section, Table, own
from sharedsafety_web.publishing.reports.draft import Draft
from sharedsafety_web.publishing.reports.outline import SectionOutline, outline
from sharedsafety_web.publishing.reports.sections import (
    change,
    every_report,
    letter,
    money,
    open_questions,
    packet,
    priorities,
    requests,
    resolution,
    slides,
    spending,
    standing,
)

#: What fills each section; a section without a builder waits for its chapter.
BUILDERS: Mapping[str, Callable[[Draft], tuple[Block, ...]]] = {
    **every_report.SECTIONS,
    **open_questions.SECTIONS,
    **money.SECTIONS,
    **spending.SECTIONS,
    **priorities.SECTIONS,
    **standing.SECTIONS,
    **change.SECTIONS,
    **letter.SECTIONS,
    **resolution.SECTIONS,
    **packet.SECTIONS,
    **requests.SECTIONS,
    **slides.SECTIONS,
}
#: Sections that are a page for each of many things.
SPREAD: Mapping[str, Callable[[Draft], Iterator[Section]]] = {"slide_priority": slides.priority_slides}


def report_made(draft: Draft) -> Report:
    """Return the report with all its sections in order; none is ever left out."""
    return Report(
        code=draft.report.code,
        form=draft.report.form,
        title=draft.report.title[draft.language],
        about=draft.report.about[draft.language],
        sections=tuple(section for code in draft.report.sections for section in _sections(draft, code)),
    )


def _sections(draft: Draft, code: str) -> Iterator[Section]:
    spread = tuple(SPREAD[code](draft)) if code in SPREAD else ()
    yield from spread or (_section(draft, code, outline().sections[code]),)


def _section(draft: Draft, code: str, known: SectionOutline) -> Section:
    blocks = BUILDERS[code](draft) if code in BUILDERS else ()
    title = own(known.title[draft.language])
    filled = tuple(_titled(title.words, blocks)) or tuple(_missing(draft, known))
    return Section(code=code, title=title, blocks=filled, new_page=known.new_page)


def _titled(above: str, blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Yield blocks; a caption that repeats the words above or below it is not shown twice."""
    for block in blocks:
        above = block.text.words if isinstance(block, Heading) else above
        repeats = isinstance(block, Table) and block.caption in {above, block.columns[0].title}
        yield replace(block, titled=False) if isinstance(block, Table) and repeats else block


def _missing(draft: Draft, known: SectionOutline) -> Iterator[Paragraph]:
    if known.missing:
        yield Paragraph(text=own(known.missing[draft.language]), style="missing")
    if known.brings:
        yield Paragraph(text=own(known.brings[draft.language]), style="note", lead_in=draft.say("report.who_brings"))
