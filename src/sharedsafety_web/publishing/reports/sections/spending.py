"""Sections about years, programs and labels: new dollars, planned and spent, the largest programs, other places."""

from __future__ import annotations

from django.utils.translation import gettext

from sharedsafety.folder.assessment import Program
from sharedsafety.folder.charts_out import charted_change
from sharedsafety.investments.results import Change
from sharedsafety.report import money_sentences as said
from sharedsafety.report import names
from sharedsafety_web.core.templatetags.figures import dollars, figure, money, percent
from sharedsafety_web.publishing.reports.blocks import Block, Cell, Column, Heading, Source, Table, cell, own, says
from sharedsafety_web.publishing.reports.draft import Draft
from sharedsafety_web.publishing.reports.sections.cells import told, told_in_cents
from sharedsafety_web.publishing.site.edition import Text
from sharedsafety_web.publishing.site.labels import labels
from sharedsafety_web.publishing.site.new_dollars import main_changes
from sharedsafety_web.publishing.site.pages.know import neighbour_table
from sharedsafety_web.publishing.site.rows import purpose

#: Programs that a report names; the pages have all of them.
_LARGEST = 25


def new_dollars(draft: Draft) -> tuple[Block, ...]:
    """Return where the new dollars went: over the longest span of years, then in the latest."""
    found: list[Block] = []
    for change in main_changes(draft.edition):
        found += _change(draft, change)
    return (*found, draft.source("changes.csv")) if found else ()


def _change(draft: Draft, change: Change) -> tuple[Block, ...]:
    start, language = draft.edition.fiscal_year_start, draft.language
    words = names.names("flag", language)
    flags = " ".join(f"{words[flag].capitalize()}." for flag in change.flags if flag in words)
    assessment = draft.edition.assessment
    sentences = said.growth(change, start, language), said.mix(change, language)
    drawn = draft.chart("money_change", titled=False) if change == charted_change(assessment.money) else ()
    return (
        Heading(text=own(said.new_dollars_title(change, start, language).rstrip("."))),
        says(" ".join(filter(None, (*sentences, flags))), "plain", "money.html"),
        *drawn,
        _change_table(draft, change),
    )


def _change_table(draft: Draft, change: Change) -> Table:
    rows = said.families(change.rows or (*change.additions, *change.cuts))
    per_dollar = any(row.marginal_share.can_tell for row in rows)
    start, end = (draft.edition.fiscal_year(year) for year in (change.start_year, change.end_year))
    titles = (start, end, gettext("Change"), *((draft.say("report.of_new_dollar"),) if per_dollar else ()))
    columns = (Column(title=gettext("Family"), width=3), *(Column(title=one, width=1.3, number=True) for one in titles))
    cells = []
    for row in rows:
        kind = "family" if row.code in names.names("family") else "category"
        amounts = [told(draft, one) for one in (row.before, row.after, row.change)]
        marginal = told_in_cents(draft, row.marginal_share)
        name = cell(names.name(kind, row.code, draft.language), draft.page(kind, row.code))
        cells.append((name, *amounts, *((marginal,) if per_dollar else ())))
    return Table(caption=f"{start} – {end}", columns=columns, rows=tuple(cells))


def planned_and_spent(draft: Draft) -> tuple[Block, ...]:
    """Return how much of each adopted budget was spent; an estimate is said to be one."""
    start = draft.edition.fiscal_year_start
    found = draft.edition.assessment.money.outturns
    lines = [says(said.shifted_out(found, start, draft.language), "plain", "money.html")] if found else []
    for one in found:
        words = said.outturn(one, start, draft.language)
        if one.comparison == "estimate" and one.ratio.can_tell:
            more = gettext("The estimate is %(part)s of the adopted budget: an estimate, not what was spent.")
            words = f"{words} {more % {'part': percent(one.ratio)}}"
        lines.append(says(words, "plain", "money.html"))
    return (*lines, draft.source("outturns.csv")) if lines else ()


def largest_programs(draft: Draft) -> tuple[Block, ...]:
    """Return the programs with most safety money, each with its page, its main purpose and how it is coded."""
    edition = draft.edition
    safety = [one for one in edition.assessment.programs if any(c.category != "OT-OUT" for c in one.coding)]
    ranked = sorted(safety, key=lambda one: (-edition.program_amount(one), one.name))[:_LARGEST]
    columns = (
        Column(title=gettext("Program"), width=3.4),
        Column(title=gettext("Main purpose"), width=2.6),
        Column(title=edition.year, width=1.6, number=True),
        Column(title=gettext("Coding"), width=1.3),
    )
    rows = tuple(_program(draft, one) for one in ranked)
    caption = gettext("The largest programs")
    return (Table(caption=caption, columns=columns, rows=rows), draft.source("programs.csv")) if rows else ()


def _program(draft: Draft, program: Program) -> tuple[Cell, ...]:
    edition = draft.edition
    return (
        cell(
            edition.program_name(program),
            edition.program_address(program.program_key),
            note=edition.department_name(program.department),
        ),
        cell(purpose(program, draft.language)),
        cell(dollars(edition.program_amount(program))),
        cell(names.name("coding_status", program.coding[0].status, draft.language)),
    )


def publisher_labels(draft: Draft) -> tuple[Block, ...]:
    """Return the publisher's own labels year by year, with what looks wrong in them; compared, never adopted."""
    known = labels(draft.edition)
    if known is None:
        return ()
    columns = (
        Column(title=draft.say("report.label"), width=1.9),
        *(Column(title=year, width=1.2, number=True) for year in known["years"]),
    )
    rows = tuple(
        (cell(name), *(cell(figure(row.amount), note=figure(row.share)) if row else cell("") for row in found))
        for name, found in known["rows"]
    )
    jumps = tuple(
        says(f"{jump['label']}: {jump['sentence']} {_named(jump['programs'])}", "plain", "money.html#labels")
        for jump in known["jumps"]
    )
    source = Source(text=own(gettext("The publisher’s own labels in its budgets")), csv="money_stated_label.csv")
    table = Table(caption=names.name("table", "stated_label", draft.language), columns=columns, rows=rows)
    return (says(f"{known['title'].rstrip('.')}."), table, *jumps, source)


def _named(programs: list[tuple[Text, str, float]]) -> str:
    return "; ".join(f"{name}, {money(usd)}" for name, _, usd in programs) + "."


def neighbours(draft: Draft) -> tuple[Block, ...]:
    """Return the same figures of other places, in alphabetical order, without a ranking."""
    if not draft.edition.assessment.neighbours:
        return ()
    titles, rows, sources = neighbour_table(draft.edition)
    columns = tuple(Column(title=title, width=1.4, number=at > 0) for at, title in enumerate(titles))
    note = gettext("Figures of other places from the same source, in alphabetical order, without a ranking.")
    cells = tuple(tuple(map(cell, row)) for row in rows)
    table = Table(caption=gettext("Other places, side by side"), columns=columns, rows=cells)
    found = tuple(Source(text=source, csv="neighbours.csv") for source in sources)
    return (says(note, "plain", "neighbours.html"), table, *found)


SECTIONS = {
    "new_dollars": new_dollars,
    "planned_and_spent": planned_and_spent,
    "largest_programs": largest_programs,
    "publisher_labels": publisher_labels,
    "neighbours": neighbours,
}
