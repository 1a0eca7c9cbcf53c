"""Is it changing?: the scorecard by principle, and a page for each sign."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext

from sharedsafety.progress.breaks import known_breaks
from sharedsafety.progress.group_sums import group_sums
from sharedsafety.progress.matrix import beside_everybody
from sharedsafety.progress.results import GroupRow, IndicatorResult, Point
from sharedsafety.progress.series import Indicator
from sharedsafety.report import change_sentences as said
from sharedsafety.report import group_sentences, names, target_sentences, working_sentences
from sharedsafety.report.charts.path import target_path
from sharedsafety.report.group_sentences import counted_none, sums_sentence
from sharedsafety.report.sentences import sentence
from sharedsafety_web.publishing.site.doubts import doubts, reason_words, settled
from sharedsafety_web.publishing.site.drawn import group_charts, series_charts, waits_charts
from sharedsafety_web.publishing.site.edition import Edition, Text
from sharedsafety_web.publishing.site.page import Crumb, Page
from sharedsafety_web.publishing.site.scorecard import interval_text, scorecard_context, short_interval, value_text

#: Fields of an indicator that are written in the community's own words.
_FIELDS = ("numerator", "denominator", "place", "owner", "story")


def pages(edition: Edition) -> Iterator[Page]:
    """Return the scorecard, then a page for each sign."""
    scorecard = edition.assessment.scorecard
    yield Page(
        address="changing.html",
        template="changing.html",
        title=gettext("Is it changing?"),
        description=said.scorecard_sentence(scorecard, edition.language),
        section="changing",
        station="change",
        context={
            "lead": said.scorecard_sentence(scorecard, edition.language),
            "missing": said.survivor_named_sentence(scorecard, edition.language),
            **scorecard_context(edition),
        },
    )
    for result in edition.assessment.results:
        yield _page(edition, edition.indicators[result.indicator_id], result)


def _page(edition: Edition, indicator: Indicator, result: IndicatorResult) -> Page:
    name = edition.text(f"indicator/{indicator.id}", "name", indicator.name)
    lead = said.verdict_sentence(result, indicator, name.words, edition.language)
    return Page(
        address=f"indicators/{indicator.id}.html",
        template="indicator.html",
        title=name.words,
        title_language=name.language or None,
        description=lead,
        section="changing",
        station="change",
        crumbs=(Crumb(title=gettext("Is it changing?"), address="changing.html"),),
        context={
            "indicator": indicator,
            "result": result,
            "lead": lead,
            "word": said.verdict_word(result, edition.language),
            "stale": said.stale_sentence(result, edition.language),
            "disturbed": said.disturbed_sentence(result.points, edition.language),
            "target": _target(edition, indicator, result),
            "cautions_of_verdict": said.caution_sentences(result, indicator, edition.language),
            "dated_change": _dated_change(edition, indicator, result),
            "breaks": _breaks(edition, indicator, result),
            "rule": reason_words(result.verdict.reason, edition.language),
            "settled": settled(result.verdict.needed, edition.language) if result.verdict.needed else "",
            "flags": [names.name("flag", flag, edition.language) for flag in result.verdict.flags],
            **_working(edition, indicator, result),
            "charts": series_charts(edition, indicator, result, name.words),
            "chart_notes": _chart_notes(edition, indicator, result),
            "waits_charts": waits_charts(edition, indicator, result),
            "waits_private": result.verdict.method == "days_between" and result.waits is None,
            "group_charts": group_charts(edition, indicator, result),
            "rows": [_point_row(indicator, point, edition.language) for point in result.points],
            **_groups(edition, indicator, result),
            **_source(edition, indicator),
            **{field: _words(edition, indicator, field) for field in _FIELDS},
            "question": _words(edition, indicator, "plain_question"),
            "cautions": _cautions(edition, indicator),
            "own_counts": said.own_counts_sentence(indicator, edition.language),
            "picture": f"series_{indicator.id}" if edition.has_chart(f"series_{indicator.id}") else "",
            "priorities": edition.priority_links(indicator.priorities),
            **_program(edition, indicator),
        },
    )


def _target(edition: Edition, indicator: Indicator, result: IndicatorResult) -> list[str]:
    """Return the target as it was set, what its path asks for now, and where the latest value stands beside it."""
    language = edition.language
    group = edition.line(indicator.target.group).words if indicator.target else ""
    told = (
        target_sentences.target_set_sentence(result, indicator, group, language),
        target_sentences.path_sentence(result, indicator, language),
        target_sentences.target_sentence(result, indicator, language),
    )
    return [words for words in told if words]


def _chart_notes(edition: Edition, indicator: Indicator, result: IndicatorResult) -> list[str]:
    """Return what a reader has to know of the lines that are drawn beside the series."""
    drawn = {
        "chart.limits_note": bool(result.limits),
        "chart.path_note": bool(target_path(result, indicator, edition.language)),
        "chart.fitted_note": bool(result.fitted),
    }
    return [sentence(key, edition.language) for key, there in drawn.items() if there]


def _dated_change(edition: Edition, indicator: Indicator, result: IndicatorResult) -> str:
    what = edition.line(indicator.dated_change.what).words if indicator.dated_change else ""
    return said.dated_change_sentence(result, indicator, what, edition.language)


def _working(edition: Edition, indicator: Indicator, result: IndicatorResult) -> Mapping[str, object]:
    """Return how the verdict came about, in sentences; for a "can't tell" also who was asked for what is missing."""
    language = edition.language
    if result.working is None:
        return {"working": None}
    open_question = next((one for one in doubts(edition) if one.about_id == indicator.id), None)
    return {
        "working": {
            "data": working_sentences.data_sentences(result.working, language),
            "rule": working_sentences.rule_sentence(result.working, language),
            "numbers": working_sentences.number_sentences(result, indicator, language),
            "next": working_sentences.next_value_lines(result, indicator, language),
            "more": working_sentences.change_it_sentences(result, indicator, language),
        },
        "asked": open_question.asked if open_question else (),
        "recorded": bool(edition.assessment.requests),
    }


def _program(edition: Edition, indicator: Indicator) -> Mapping[str, object]:
    """Return the program a measure is about, its name and its address; None where it is about everybody."""
    program = edition.programs.get(indicator.program_key or "")
    return {
        "program": program,
        "program_name": edition.program_name(program) if program else None,
        "program_address": _program_address(edition, indicator),
    }


def _breaks(edition: Edition, indicator: Indicator, result: IndicatorResult) -> list[tuple[str, Text]]:
    """Return each break with its note: known ones of the source, confirmed ones, then those only proposed."""
    own = [each for each in indicator.breaks if each.status == "confirmed"]
    said_already = {each.period for each in own}
    known = [
        each for each in known_breaks(indicator.source, language=edition.language) if each.period not in said_already
    ]
    notes = [*(Text(words=each.note) for each in known), *(edition.line(each.note) for each in own)]
    sentences = said.break_sentences(replace(indicator, breaks=(*known, *own)), result, edition.language)
    without = [Text(words="")] * (len(sentences) - len(notes))
    return list(zip(sentences, [*notes, *without], strict=True))


def _source(edition: Edition, indicator: Indicator) -> Mapping[str, Text]:
    fields = {"source": "title", "publisher": "publisher", "licence": "licence"}
    return {name: edition.line(indicator.source.get(field, "")) for name, field in fields.items()}


def _words(edition: Edition, indicator: Indicator, field: str) -> Text:
    return edition.text(f"indicator/{indicator.id}", field, getattr(indicator, field))


def _cautions(edition: Edition, indicator: Indicator) -> list[Text]:
    """Return the cautions: translated they are one text, else each as it was written."""
    whole = edition.text(f"indicator/{indicator.id}", "cautions", "")
    if whole.words:
        return [whole]
    return [edition.text("", "", caution) for caution in indicator.cautions]


def _program_address(edition: Edition, indicator: Indicator) -> str:
    key = indicator.program_key or ""
    return edition.program_address(key) if key in edition.addresses else ""


def _point_row(indicator: Indicator, point: Point | GroupRow, language: str) -> Mapping[str, Any]:
    """Return a point as a row of the table; one that may not be shown carries no number at all."""
    figure = point.figure if point.display != "not_shown" else None
    return {
        "period": point.period,
        "value": value_text(indicator, figure, language) if figure else "",
        "interval": interval_text(indicator, figure, language),
        "display": point.display,
        "code": point.code,
        "label": getattr(point, "label", "none"),
        "disturbed": getattr(point, "disturbed", False),
    }


def group_rows(edition: Edition, indicator: Indicator, result: IndicatorResult) -> list[Mapping[str, Any]]:
    """Return groups side by side as rows; one that may not be shown carries no number at all."""
    rows = result.disparity.rows if result.disparity else ()
    return [_group_row(edition, indicator, row) for row in rows]


def _group_row(edition: Edition, indicator: Indicator, row: GroupRow) -> Mapping[str, Any]:
    language = edition.language
    none = counted_none(row, indicator)
    told = _point_row(indicator, row, language)
    place = beside_everybody(row, indicator.better)
    return {
        "name": edition.line(row.group),
        "kind": row.group_type,
        **told,
        "value": sentence("groups.zero", language) if none else told["value"],
        "interval": "" if none else short_interval(indicator, row.figure, language) if told["interval"] else "",
        "beside": "" if none or place in {"not_shown", "untested"} else names.name("beside", place, language),
    }


def _groups(edition: Edition, indicator: Indicator, result: IndicatorResult) -> Mapping[str, object]:
    """Return what the page says of groups: rows by kind, why some are not shown, and whether gaps are closing."""
    disparity, language = result.disparity, edition.language
    if disparity is None or not disparity.rows:
        return {"groups": []}
    kinds = dict.fromkeys(row.group_type for row in disparity.rows)
    by_kind = [[row for row in disparity.rows if row.group_type == kind] for kind in kinds]
    sums = [sums_sentence(group_sums(rows, result.points), language) for rows in by_kind]
    drawn = [row for row in disparity.rows if not counted_none(row, indicator)]
    gaps = [(edition.line(gap.group), gap) for gap in disparity.gaps]
    return {
        "groups": group_rows(edition, indicator, result),
        "groups_title": group_sentences.groups_title(disparity, indicator, language),
        "groups_sums": dict.fromkeys(words for words in sums if words),
        "groups_why": group_sentences.why_not_shown(drawn, language),
        "gaps": [group_sentences.gap_sentence(gap, indicator, name.words, language) for name, gap in gaps],
    }
