"""What a sign's page says of its verdict: target, chart notes, working, downloads."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext

from sharedsafety.core.figure import Figure
from sharedsafety.progress.results import AgeRate, AgeStep, IndicatorResult
from sharedsafety.progress.series import Indicator
from sharedsafety.report import change_sentences as said
from sharedsafety.report import numbers, target_sentences, working_sentences
from sharedsafety.report.charts.path import target_path
from sharedsafety.report.names import name
from sharedsafety.report.sentences import sentence
from sharedsafety_web.publishing.site.doubts import doubts
from sharedsafety_web.publishing.site.edition import Edition
from sharedsafety_web.publishing.site.scorecard import short_interval


def target(edition: Edition, indicator: Indicator, result: IndicatorResult) -> list[str]:
    """Return the target as it was set, what its path asks today, and where the latest value stands beside it."""
    language = edition.language
    group = edition.line(indicator.target.group).words if indicator.target else ""
    told = (
        target_sentences.target_set_sentence(result, indicator, group, language),
        target_sentences.path_sentence(result, indicator, language),
        target_sentences.target_sentence(result, indicator, language),
    )
    return [words for words in told if words]


def chart_notes(edition: Edition, indicator: Indicator, result: IndicatorResult) -> list[str]:
    """Return what a reader has to know of the lines that are drawn beside the series."""
    drawn = {
        "chart.limits_note": bool(result.limits),
        "chart.path_note": bool(target_path(result, indicator, edition.language)),
        "chart.fitted_note": bool(result.fitted),
    }
    return [sentence(key, edition.language) for key, there in drawn.items() if there]


def dated_change(edition: Edition, indicator: Indicator, result: IndicatorResult) -> str:
    """Return which dated change was looked at; empty without one."""
    what = edition.line(indicator.dated_change.what).words if indicator.dated_change else ""
    return said.dated_change_sentence(result, indicator, what, edition.language)


def working(edition: Edition, indicator: Indicator, result: IndicatorResult) -> Mapping[str, object]:
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


def downloads(edition: Edition, indicator: Indicator) -> list[tuple[str, str]]:
    """Return (words, address from the folder of the language) of each file about this sign alone that is there."""
    table = f"data/open-sdg/indicator_{indicator.id}.csv"
    known = {
        table: gettext("This sign (CSV, Open SDG)"),
        f"{table}-metadata.json": gettext("What its columns mean (CSVW)"),
        f"data/open-sdg/meta/{indicator.id}.yml": gettext("About it (Open SDG)"),
        f"api/indicators/{indicator.id}.json": gettext("With its working (JSON)"),
    }
    return [(words, f"../{path}") for path, words in known.items() if path in edition.data_sizes]


def age_rates(edition: Edition, indicator: Indicator, result: IndicatorResult) -> Mapping[str, object]:
    """Return the rate adjusted for age beside the plain one by period, and the steps of the latest."""
    if not result.age_rates:
        return {"by_age": None}
    language = edition.language
    standard = name("standard_population", indicator.standard_population, language)
    latest = next((rate for rate in reversed(result.age_rates) if rate.adjusted and rate.steps), None)
    return {
        "by_age": {
            "note": sentence("age.note", language, standard=standard, per=indicator.per),
            "judged": sentence(f"age.judged_{indicator.judged_on}", language),
            "rows": [_age_row(indicator, rate, _plain(indicator, result, rate), language) for rate in result.age_rates],
            "steps_title": sentence("age.steps_title", language, period=latest.period) if latest else "",
            "steps": [_age_step(indicator, step, language) for step in latest.steps] if latest else (),
        }
    }


def _plain(indicator: Indicator, result: IndicatorResult, rate: AgeRate) -> Figure | None:
    """Return the plain rate; where an age is kept private, as the table over time already shows it for all ages."""
    if rate.crude or indicator.judged_on != "plain":
        return rate.crude
    shown = (point.figure for point in result.points if point.period == rate.period and point.display != "not_shown")
    return next(shown, None)


def _age_row(indicator: Indicator, rate: AgeRate, plain: Figure | None, language: str) -> Mapping[str, str]:
    return {
        "period": rate.period,
        "plain": _short(indicator, plain, language),
        "plain_interval": short_interval(indicator, plain, language),
        "adjusted": _short(indicator, rate.adjusted, language),
        "interval": short_interval(indicator, rate.adjusted, language),
        "why": "" if rate.adjusted else name("code", rate.code or "N", language),
    }


def _short(indicator: Indicator, figure: Figure | None, language: str) -> str:
    return said.short_value(figure.value, indicator, language) if figure and figure.value is not None else ""


def _age_step(indicator: Indicator, step: AgeStep, language: str) -> Mapping[str, str]:
    rate = step.events / step.people * indicator.per
    return {
        "ages": step.ages,
        "events": numbers.count(step.events, language),
        "people": numbers.count(step.people, language),
        "rate": said.short_value(rate, indicator, language),
        "weight": numbers.number(step.weight, language),
        "adds": said.short_value(rate * step.weight, indicator, language),
    }
