"""Sections about where a place stands: its vision, counts, the thread and its gaps, the road map, promises."""

from __future__ import annotations

from django.utils.translation import gettext

from sharedsafety.folder.community import RoadMapAction
from sharedsafety.report import names
from sharedsafety.report.change_sentences import scorecard_sentence
from sharedsafety.report.dates import period
from sharedsafety.report.money_sentences import prevention_share
from sharedsafety.report.priority_sentences import coverage_money, coverage_parts, serves
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
from sharedsafety_web.publishing.reports.sections.priorities import not_adopted
from sharedsafety_web.publishing.site.pages.changing import by_principle
from sharedsafety_web.publishing.site.pages.priorities import stations

_ENDED = {"done", "stopped"}


def vision(draft: Draft) -> tuple[Block, ...]:
    """Return the shared vision of the community."""
    found = draft.edition.vision
    source = draft.edition.assessment.profile.vision_source
    quoted = Paragraph(text=found, style="quote", refs=("framework.html",)) if found else None
    return (quoted, *((Source(text=own(source)),) if source else ())) if quoted else ()


def where_we_stand(draft: Draft) -> tuple[Block, ...]:
    """Return the counts over priorities, signs and open questions: counts only, never a total."""
    assessment = draft.edition.assessment
    coverage = assessment.money.coverage
    parts = coverage_parts(coverage, draft.language) if coverage.priorities else ()
    together = coverage_money(coverage, draft.language) if draft.adopted else serves(coverage, draft.language)
    lines = [f"{part[:1].upper()}{part[1:]}." for part in (*parts, *((together,) if together else ()))]
    items = (
        *(says(line, "plain", "index.html") for line in lines),
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
    words = names.names("verdict", draft.language)
    rows = []
    for group in by_principle(draft.edition):
        code, row = group.get("code"), money.get(group.get("code", ""))
        if not code:
            continue
        states = [one["state"] for one in group["rows"]]
        counts = ", ".join(f"{states.count(state)} {words[state]}" for state in words if state in states)
        amount = cell(figure(row.amount), note=spread(row.amount)) if row else cell(gettext("none counted"))
        name = cell(names.name("principle", code, draft.language), draft.page("principle", code))
        programs = cell(str(len(row.programs)) if row else "")
        rows.append((name, amount, programs, cell(counts or draft.say("report.no_signs"))))
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
    actions = [action for result in draft.edition.assessment.priorities for action in result.actions]
    ranked = sorted(actions, key=lambda one: (not _overdue(draft, one), one.due or "9999", one.id))
    rows = tuple(_action(draft, one) for one in ranked)
    table = Table(caption=gettext("What happens next"), columns=columns, rows=rows)
    return (table, Source(text=own(draft.say("report.road_map_source")))) if rows else ()


def _action(draft: Draft, action: RoadMapAction) -> tuple[Cell, ...]:
    edition = draft.edition
    title, address = edition.priority_links([action.priority_id])[0]
    late = draft.say("report.overdue") if _overdue(draft, action) else ""
    return (
        cell(edition.text(f"action/{action.id}", "title", action.title), "next.html"),
        cell(title, address),
        cell(edition.text(f"action/{action.id}", "owner", action.owner)),
        cell(names.name("action_status", action.status, draft.language), note=late),
        cell(period(action.due, draft.language) if action.due else gettext("no date")),
    )


def _overdue(draft: Draft, action: RoadMapAction) -> bool:
    return bool(action.due) and (action.due or "") < draft.edition.release.date and action.status not in _ENDED


def promises(draft: Draft) -> tuple[Block, ...]:
    """Return when the next release is promised."""
    promised = draft.edition.release.next_promised
    return (says(draft.say("report.next_promised", date=promised)),) if promised else ()


SECTIONS = {
    "vision": vision,
    "where_we_stand": where_we_stand,
    "thread_gaps": thread_gaps,
    "by_principle": by_principle_there,
    "road_map": road_map,
    "promises": promises,
}
