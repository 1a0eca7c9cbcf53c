"""Sections about where a place stands: its vision, counts, the thread and its gaps, the road map, promises."""

from __future__ import annotations

from django.utils.translation import gettext

from sharedsafety.report import names
from sharedsafety.report.change_sentences import scorecard_sentence
from sharedsafety.report.dates import period
from sharedsafety.report.money_sentences import prevention_share
from sharedsafety.report.priority_sentences import coverage_money, coverage_rows, serves
from sharedsafety_web.core.templatetags.figures import figure, of_100, spread, spread_of_100
from sharedsafety_web.publishing.reports.blocks import (
    Block,
    Cell,
    Column,
    Listing,
    Paragraph,
    Source,
    Stat,
    Stats,
    Table,
    cell,
    own,
    says,
)
from sharedsafety_web.publishing.reports.draft import Draft
from sharedsafety_web.publishing.reports.sections.cells import told_with_range
from sharedsafety_web.publishing.reports.sections.priorities import not_adopted, verdicts_in_words
from sharedsafety_web.publishing.site.pages.about_release import news_sentences
from sharedsafety_web.publishing.site.pages.actions import ActionRow, action_rows
from sharedsafety_web.publishing.site.pages.priorities import stations
from sharedsafety_web.publishing.site.scorecard import by_principle

#: Changes since the last release that a report tells; the page about the release tells all.
_MOST_NEWS = 20


def vision(draft: Draft) -> tuple[Block, ...]:
    """Return the shared vision of the community."""
    found = draft.edition.vision
    source = draft.edition.assessment.profile.vision_source
    quoted = Paragraph(text=found, style="quote", refs=("framework.html",)) if found else None
    return (quoted, *((Source(text=draft.edition.line(source)),) if source else ())) if quoted else ()


def where_we_stand(draft: Draft) -> tuple[Block, ...]:
    """Return the counts over priorities, signs and open questions: counts only, never a total."""
    assessment = draft.edition.assessment
    coverage = assessment.money.coverage
    counts = coverage_rows(coverage, draft.language) if coverage.priorities else ()
    together = (coverage_money if draft.adopted else serves)(coverage, draft.language)
    lines = [f"{row}. {row.why}".strip() for row in (*counts, *((together,) if together else ()))]
    items = (
        *(says(f"{line[:1].upper()}{line[1:]}", "plain", "index.html") for line in lines),
        says(scorecard_sentence(assessment.scorecard, draft.language), "plain", "changing.html"),
    )
    return (Stats(items=stats(draft)), *not_adopted(draft, "where_we_stand"), Listing(items=items))


def stats(draft: Draft) -> tuple[Stat, ...]:
    """Return the large figures of a release: safety money, what prevents, signs, open questions."""
    view, assessment = draft.edition.view, draft.edition.assessment
    perimeter, share = view.totals.perimeter, prevention_share(view)
    safety = draft.say("slides.safety_money", year=draft.edition.year)
    found = [Stat(figure=figure(perimeter), words=safety, address="money.html", note=spread(perimeter))]
    if share.can_tell and not view.coarse_coding:
        words = draft.say("slides.prevents")
        found.append(Stat(figure=of_100(share), words=words, address="money.html", note=spread_of_100(share)))
    counts = (
        (assessment.scorecard.indicators, "slides.signs", "changing.html"),
        (len(assessment.cant_tell), "slides.open", "cant-tell.html"),
    )
    found += [Stat(figure=str(count), words=draft.say(key), address=address) for count, key, address in counts]
    return tuple(found)


def thread_gaps(draft: Draft) -> tuple[Block, ...]:
    """Return for each priority at which stations of its thread something is recorded and at which nothing is."""
    columns = (
        Column(title=gettext("Priority"), width=2),
        Column(title=draft.say("report.recorded"), width=1.8),
        Column(title=draft.say("report.gaps"), width=2.6),
    )
    words = names.names("station", draft.language)
    rows = []
    for result in draft.priorities:
        trace = stations(draft.edition, result)
        there, gone = ([words[one.code] for one in trace if bool(one.broken) is gap] for gap in (False, True))
        count = draft.say("report.gap_count", count=len(there), of=len(trace))
        first = cell(draft.title(result), f"priorities/{result.stated.id}.html")
        rows.append((first, cell(", ".join(there), note=count), cell(", ".join(gone))))
    title = gettext("From voice to answer")
    return (Table(caption=title, columns=columns, rows=tuple(rows)),) if rows else ()


def by_principle_there(draft: Draft) -> tuple[Block, ...]:
    """Return for each principle the money, the programs and the signs that stand under it."""
    columns = (
        Column(title=gettext("Principle"), width=2.6),
        Column(title=gettext("Money"), width=2, number=True),
        Column(title=draft.say("report.programs"), width=1.2, number=True),
        Column(title=draft.say("report.signs"), width=3),
    )
    money = {row.code: row for row in draft.edition.view.tables["principle"]}
    rows = []
    for group in by_principle(draft.edition):
        code, row = group.get("code"), money.get(group.get("code", ""))
        if not code:
            continue
        states = [one["state"] for one in group["rows"]]
        amount = told_with_range(draft, row.amount) if row else cell(gettext("none counted"))
        name = cell(names.name("principle", code, draft.language), draft.page("principle", code))
        programs = cell(str(len(row.programs)) if row else "")
        rows.append((name, amount, programs, cell(verdicts_in_words(draft, states))))
    caption = names.name("table", "principle", draft.language)
    return (Table(caption=caption, columns=columns, rows=tuple(rows)), draft.source("money_principle.csv"))


def road_map(draft: Draft) -> tuple[Block, ...]:
    """Return the actions of the road map, the overdue ones first, then by date."""
    columns = (
        Column(title=gettext("Action"), width=3),
        Column(title=gettext("Priority"), width=2.2),
        Column(title=gettext("Owner"), width=1.7),
        Column(title=gettext("Status"), width=1.3),
        Column(title=gettext("Due"), width=1.5),
    )
    rows = tuple(_action(draft, one) for one in action_rows(draft.edition))
    table = Table(caption=gettext("What happens next"), columns=columns, rows=rows)
    return (table, Source(text=own(draft.say("report.road_map_source")))) if rows else ()


def _action(draft: Draft, row: ActionRow) -> tuple[Cell, ...]:
    action = row.action
    return (
        cell(row.title, row.own_address),
        cell(row.priority, row.address),
        cell(row.owner),
        cell(
            names.name("action_status", action.status, draft.language),
            note=draft.say("report.overdue") if row.late else "",
        ),
        cell(period(action.due, draft.language) if action.due else gettext("no date")),
    )


def promises(draft: Draft) -> tuple[Block, ...]:
    """Return the last promised days and whether each was kept, then the next one."""
    release = draft.edition.release
    words = {None: gettext("still open"), True: gettext("kept"), False: gettext("not kept")}
    kept = tuple(says(f"{period(one.by, draft.language)}: {words[one.kept]}") for one in release.promises)
    found: list[Block] = [Listing(items=kept)] if kept else []
    if release.next_promised:
        found.append(says(draft.say("report.next_promised", date=release.next_promised), "plain", "release.html"))
    return tuple(found)


def since_last_release(draft: Draft) -> tuple[Block, ...]:
    """Return what is new since the last release, one sentence for each change."""
    if draft.edition.news is None:
        return ()
    found = news_sentences(draft.edition)
    more = len(found) - _MOST_NEWS
    rest = (says(draft.say("report.and_more", number=more), "note", "release.html"),) if more > 0 else ()
    return (Listing(items=tuple(says(one) for one in found[:_MOST_NEWS])), *rest)


def dissent(draft: Draft) -> tuple[Block, ...]:
    """Return the minority statements, unedited, each with who said it and when."""
    found: list[Block] = []
    for one in draft.edition.release.dissents:
        parts = [part for part in one.text.split("\n\n") if part.strip()]
        found += [Paragraph(text=draft.edition.line(" ".join(part.split())), style="quote") for part in parts]
        found.append(says(f"{one.by}, {period(one.on, draft.language)}", "note", "release.html"))
    return tuple(found)


SECTIONS = {
    "vision": vision,
    "where_we_stand": where_we_stand,
    "thread_gaps": thread_gaps,
    "by_principle": by_principle_there,
    "road_map": road_map,
    "promises": promises,
    "since_last_release": since_last_release,
    "dissent": dissent,
}
