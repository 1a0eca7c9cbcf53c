"""Sections about signs of safety: counts, verdicts, what changed, targets, groups, breaks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext

from sharedsafety.progress.results import IndicatorResult
from sharedsafety.progress.series import Indicator
from sharedsafety.report import change_sentences as said
from sharedsafety.report import names, numbers
from sharedsafety.report.dates import period
from sharedsafety.report.sentences import sentence
from sharedsafety.report.target_sentences import target_sentence
from sharedsafety_web.publishing.reports.blocks import (
    Block,
    Cell,
    Column,
    Heading,
    Source,
    Stat,
    Stats,
    Table,
    cell,
    own,
    says,
)
from sharedsafety_web.publishing.reports.draft import Draft
from sharedsafety_web.publishing.site.edition import Text
from sharedsafety_web.publishing.site.scorecard import by_principle
from sharedsafety_web.publishing.site.sign_groups import group_rows

_CHANGED = {"improving", "worsening", "changed"}


def sign_counts(draft: Draft) -> tuple[Block, ...]:
    """Return how many signs have which verdict: counts, never a total."""
    scorecard = draft.edition.assessment.scorecard
    words = names.names("verdict", draft.language)
    counts = [(state, getattr(scorecard, state)) for state in said.VERDICTS]
    items = tuple(
        Stat(figure=str(count), words=words[state], address="changing.html") for state, count in counts if count
    )
    missing = said.survivor_named_sentence(scorecard, draft.language)
    return (
        says(said.scorecard_sentence(scorecard, draft.language), "lead", "changing.html"),
        *((Stats(items=items),) if items else ()),
        *((says(missing, "missing"),) if missing else ()),
    )


def signs(draft: Draft) -> tuple[Block, ...]:
    """Return every sign with its verdict and its latest figure, by principle."""
    found: list[Block] = []
    for group in by_principle(draft.edition):
        if group["rows"]:
            title = names.name("principle", group["code"], draft.language) if group.get("code") else group["title"]
            found += [Heading(text=own(title)), _sign_table(draft, title, group["rows"])]
    source = Source(text=own(draft.say("report.verdicts_source")), csv="verdicts.csv")
    return (*found, source) if found else ()


def _sign_table(draft: Draft, caption: str, rows: list[Mapping[str, Any]]) -> Table:
    columns = (
        Column(title=gettext("Sign"), width=3.4),
        Column(title=gettext("Verdict"), width=1.6),
        Column(title=gettext("Latest"), width=2, number=True),
        Column(title=gettext("Period"), width=1.3),
    )
    return Table(caption=caption, columns=columns, rows=tuple(_sign(draft, row) for row in rows))


def _sign(draft: Draft, row: Mapping[str, Any]) -> tuple[Cell, ...]:
    hidden = row["display"] == "not_shown"
    note = names.name("display", row["display"], draft.language) if row["display"] == "caution" else ""
    note = "; ".join(words for words in (note, row["disturbed"]) if words)
    named = gettext("named by survivors") if row["survivor_named"] else ""
    stale = names.name("flag", "stale", draft.language) if row["stale"] else ""
    return (
        cell(row["name"], row["address"], note=named),
        cell(row["word"], mark=f"verdict-{row['state']}", note=row["why"]),
        cell(_not_shown(draft, row["code"]) if hidden else row["latest"], note=note),
        cell(period(row["period"], draft.language) if row["period"] else "", note=stale),
    )


def _not_shown(draft: Draft, code: str) -> str:
    return names.name("code", code, draft.language) if code else names.name("display", "not_shown", draft.language)


def changed_signs(draft: Draft) -> tuple[Block, ...]:
    """Return each sign that changed by more than chance, with its chart; population conditions first."""
    return _all_changed(draft, "report.every_chart", "population", "performance")


def changed_conditions(draft: Draft) -> tuple[Block, ...]:
    """Return each population condition that changed by more than chance, with its chart."""
    return _all_changed(draft, "report.programs_elsewhere", "population")


def _all_changed(draft: Draft, note: str, *types: str) -> tuple[Block, ...]:
    found = [
        block
        for kind in types
        for indicator, result in _known(draft)
        if indicator.type == kind and result.verdict.state in _CHANGED
        for block in _changed(draft, indicator, result)
    ]
    notes = (says(sentence("verdict.not_cause", draft.language), "note"), says(draft.say(note), "note"))
    return (*notes, *found) if found else ()


def _changed(draft: Draft, indicator: Indicator, result: IndicatorResult) -> Iterator[Block]:
    name, address = _name(draft, indicator), f"indicators/{indicator.id}.html"
    yield Heading(text=name, address=address)
    yield says(said.verdict_sentence(result, indicator, name.words, draft.language))
    cautions = " ".join(_cautions(draft, indicator, result))
    if cautions:
        yield says(cautions, "missing")
    yield from draft.chart(f"series_{indicator.id}", titled=False)
    yield Source(text=_source(draft, indicator), csv="series.csv")


def _cautions(draft: Draft, indicator: Indicator, result: IndicatorResult) -> tuple[str, ...]:
    stale = said.stale_sentence(result, draft.language)
    return (*((stale,) if stale else ()), *_breaks(draft, indicator, result))


def _breaks(draft: Draft, indicator: Indicator, result: IndicatorResult) -> tuple[str, ...]:
    """Return each confirmed break with its note, and one sentence for all that are only suspected."""
    known = said.break_sentences(indicator, replace(result, proposed_breaks=()), draft.language)
    notes = [draft.edition.line(each.note).words for each in indicator.breaks if each.status == "confirmed"]
    told = tuple(f"{words} {note}".strip() for words, note in zip(known, notes, strict=True))
    periods = tuple(period(each.period, draft.language) for each in result.proposed_breaks)
    suspected = (draft.say("report.may_break", periods=numbers.listed(periods, draft.language)),) if periods else ()
    return (*told, *suspected)


def targets(draft: Draft) -> tuple[Block, ...]:
    """Return each sign that has a target, and how it stands against the path to it."""
    rows = tuple(
        (cell(_name(draft, indicator), f"indicators/{indicator.id}.html"), cell(words))
        for indicator, result in _known(draft)
        if (words := target_sentence(result, indicator, draft.language))
    )
    columns = (Column(title=gettext("Sign"), width=2), Column(title=draft.say("report.target"), width=3))
    caption = draft.say("report.target")
    return (Table(caption=caption, columns=columns, rows=rows),) if rows else ()


def groups(draft: Draft) -> tuple[Block, ...]:
    """Return the latest figures of groups side by side, for each sign that has them."""
    found: list[Block] = []
    columns = (
        Column(title=gettext("Group"), width=2.4),
        Column(title=gettext("Value"), width=2, number=True),
        Column(title=gettext("Interval"), width=2.4, number=True),
    )
    for indicator, result in _known(draft):
        rows = tuple(_group(draft, row) for row in group_rows(draft.edition, indicator, result))
        if rows:
            found += [
                Heading(text=_name(draft, indicator), address=f"indicators/{indicator.id}.html"),
                Table(caption=draft.say("report.one_group"), columns=columns, rows=rows),
                Source(text=_source(draft, indicator), csv="groups.csv"),
            ]
    return tuple(found)


def _group(draft: Draft, row: Mapping[str, Any]) -> tuple[Cell, ...]:
    if row["display"] == "not_shown":
        return cell(row["name"]), cell(_not_shown(draft, row["code"])), cell("")
    note = names.name("display", "caution", draft.language) if row["display"] == "caution" else ""
    return cell(row["name"]), cell(row["value"], note=note), cell(row["interval"])


def survivor_named(draft: Draft) -> tuple[Block, ...]:
    """Return the signs that survivors named, and under which principles none stands."""
    rows = [row for group in by_principle(draft.edition) for row in group["rows"] if row["survivor_named"]]
    missing = said.survivor_named_sentence(draft.edition.assessment.scorecard, draft.language)
    source = Source(text=own(draft.say("report.verdicts_source")), csv="verdicts.csv")
    caption = gettext("named by survivors").capitalize()
    table = (_sign_table(draft, caption, rows), source) if rows else ()
    return (*table, *((says(missing, "missing"),) if missing and rows else ()))


def breaks(draft: Draft) -> tuple[Block, ...]:
    """Return each break in a source, confirmed or only suspected."""
    rows = tuple(
        (cell(_name(draft, indicator), f"indicators/{indicator.id}.html"), cell(" ".join(lines)))
        for indicator, result in _known(draft)
        if (lines := _breaks(draft, indicator, result))
    )
    columns = (Column(title=gettext("Sign"), width=2), Column(title=draft.say("report.break"), width=3))
    return (Table(caption=draft.say("report.break"), columns=columns, rows=rows),) if rows else ()


def how_change_is_told(draft: Draft) -> tuple[Block, ...]:
    """Return the rule that tells change from chance."""
    words = gettext(
        "The data decides which test applies: two points, a few years, many months. Nothing is compared across a break"
        " in the source. One to three points give no verdict. When many signs are tested at once, some would look"
        " changed by chance; those are set aside by a rule that is the same for all."
    )
    return (says(words, "plain", "method.html#change"),)


def _known(draft: Draft) -> Iterator[tuple[Indicator, IndicatorResult]]:
    for result in draft.edition.assessment.results:
        yield draft.edition.indicators[result.indicator_id], result


def _name(draft: Draft, indicator: Indicator) -> Text:
    return draft.edition.text(f"indicator/{indicator.id}", "name", indicator.name)


def _source(draft: Draft, indicator: Indicator) -> Text:
    return draft.edition.line(indicator.source["title"])


SECTIONS = {
    "sign_counts": sign_counts,
    "signs": signs,
    "changed_signs": changed_signs,
    "changed_conditions": changed_conditions,
    "targets": targets,
    "groups": groups,
    "survivor_named": survivor_named,
    "breaks": breaks,
    "how_change_is_told": how_change_is_told,
}
