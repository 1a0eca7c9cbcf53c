"""Is it changing?: the scorecard by principle, and a page for each sign."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from django.utils.translation import gettext

from sharedsafety.progress.breaks import known_breaks
from sharedsafety.progress.results import IndicatorResult
from sharedsafety.progress.series import Indicator
from sharedsafety.report import change_sentences as said
from sharedsafety.report import names
from sharedsafety_web.publishing.site import sign, sign_groups
from sharedsafety_web.publishing.site.doubts import reason_words, settled
from sharedsafety_web.publishing.site.drawn import group_charts, series_charts, waits_charts
from sharedsafety_web.publishing.site.edition import Edition, Text
from sharedsafety_web.publishing.site.page import Crumb, Page
from sharedsafety_web.publishing.site.scorecard import indicator_text, scorecard_context
from sharedsafety_web.publishing.site.sign_map import sign_map, without_areas

#: Fields of an indicator that are written in the community's own words.
_FIELDS = ("numerator", "denominator", "place", "owner", "partners", "story", "what_works")


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
            **_verdict(edition, indicator, result),
            **sign.working(edition, indicator, result),
            **sign.age_rates(edition, indicator, result),
            **_charts(edition, indicator, result, name.words),
            **sign_groups.groups(edition, indicator, without_areas(edition, indicator, result)),
            **_about(edition, indicator, result),
            **_program(edition, indicator),
        },
    )


def _verdict(edition: Edition, indicator: Indicator, result: IndicatorResult) -> Mapping[str, object]:
    """Return what stands beside the verdict: its rule, its cautions, breaks, the target."""
    verdict, language = result.verdict, edition.language
    return {
        "word": said.verdict_word(result, language),
        "stale": said.stale_sentence(result, language),
        "disturbed": said.disturbed_sentence(result.points, language),
        "target": sign.target(edition, indicator, result),
        "cautions_of_verdict": said.caution_sentences(result, indicator, language),
        "dated_change": sign.dated_change(edition, indicator, result),
        "breaks": _breaks(edition, indicator, result),
        "rule": reason_words(verdict.reason, language),
        "settled": settled(verdict.needed, language) if verdict.needed else "",
        "flags": [names.name("flag", flag, language) for flag in verdict.flags],
    }


def _charts(edition: Edition, indicator: Indicator, result: IndicatorResult, name: str) -> Mapping[str, object]:
    """Return everything that is drawn, and the rows of the table beside the series."""
    beside = without_areas(edition, indicator, result)
    return {
        "charts": series_charts(edition, indicator, result, name),
        "chart_notes": sign.chart_notes(edition, indicator, result),
        "waits_charts": waits_charts(edition, indicator, result),
        "waits_private": result.verdict.method == "days_between" and result.waits is None,
        "rows": [sign_groups.point_row(indicator, point, edition.language) for point in result.points],
        "group_charts": group_charts(edition, indicator, beside),
        "picture": f"series_{indicator.id}" if edition.has_chart(f"series_{indicator.id}") else "",
        **sign_map(edition, indicator, result, name),
    }


def _about(edition: Edition, indicator: Indicator, result: IndicatorResult) -> Mapping[str, object]:
    """Return what the community says of the sign: who owns it, its story, its definitions, its source."""
    return {
        **_source(edition, indicator),
        "vintages": [one for one in edition.assessment.vintages if one.indicator_id == indicator.id],
        **{field: indicator_text(edition, indicator, field) for field in _FIELDS},
        "question": indicator_text(edition, indicator, "plain_question"),
        "cautions": _cautions(edition, indicator),
        "definitions": [(one, edition.line(one.what)) for one in indicator.definitions],
        "overdue": said.overdue_sentence(result, indicator, edition.language),
        "own_counts": said.own_counts_sentence(indicator, edition.language),
        "downloads": sign.downloads(edition, indicator),
        "priorities": edition.priority_links(indicator.priorities),
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


def _cautions(edition: Edition, indicator: Indicator) -> list[Text]:
    """Return the cautions: translated they are one text, else each as it was written."""
    whole = edition.text(f"indicator/{indicator.id}", "cautions", "")
    if whole.words:
        return [whole]
    return [edition.text("", "", caution) for caution in indicator.cautions]


def _program_address(edition: Edition, indicator: Indicator) -> str:
    key = indicator.program_key or ""
    return edition.program_address(key) if key in edition.addresses else ""
