"""The scorecard matrix as rows of pages: conditions of everybody by principle, and measures of programs apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext

from sharedsafety.core.figure import Figure
from sharedsafety.progress.matrix import MatrixRow, scorecard_matrix
from sharedsafety.progress.series import Indicator
from sharedsafety.report import change_sentences as said
from sharedsafety.report import matrix_sentences, names, numbers
from sharedsafety.report.sentences import sentence
from sharedsafety_web.publishing.site.doubts import reason_words
from sharedsafety_web.publishing.site.edition import Edition, Text


def scorecard_context(edition: Edition) -> Mapping[str, Any]:
    """Return what the template ``site/_scorecard.html`` shows: conditions by principle, measures of programs."""
    groups = by_principle(edition)
    return {
        "conditions": [group for group in groups if not group.get("programs")],
        "measures": [row for group in groups if group.get("programs") for row in group["rows"]],
    }


def by_principle(edition: Edition) -> list[Mapping[str, Any]]:
    """Return the five principles with their signs, then the signs of single programs."""
    matrix = scorecard_matrix(edition.assessment.indicators, edition.assessment.results)
    population = [row for row in matrix if row.type == "population"]
    known = [code for code in names.names("principle") if code not in {"none", "uncoded"}]
    groups: list[Mapping[str, Any]] = [
        {"code": code, "rows": _rows(edition, [row for row in population if row.principle == code])} for code in known
    ]
    rest = [row for row in population if row.principle not in known]
    programs = [row for row in matrix if row.type == "performance"]
    groups.append({"title": gettext("Under no single principle"), "rows": _rows(edition, rest)})
    title = gettext("Measures of single programs")
    groups.append({"title": title, "programs": True, "rows": _rows(edition, programs)})
    return [group for group in groups if group.get("code") or group["rows"]]


def indicator_text(edition: Edition, indicator: Indicator, field: str) -> Text:
    """Return one of an indicator's texts in the community's own words."""
    return edition.text(f"indicator/{indicator.id}", field, getattr(indicator, field))


def value_text(indicator: Indicator, figure: Figure, language: str) -> str:
    """Return the value of a figure with its unit; empty where it can't be told."""
    return said.indicator_value(figure.value, indicator, language) if figure.value is not None else ""


def interval_text(indicator: Indicator, figure: Figure | None, language: str) -> str:
    """Return the interval of a figure with its unit; empty where it has none."""
    if figure is None or figure.low is None or figure.high is None:
        return ""
    low, high = (said.indicator_value(end, indicator, language) for end in (figure.low, figure.high))
    return numbers.between(low, high, language)


def _rows(edition: Edition, rows: Sequence[MatrixRow]) -> list[Mapping[str, Any]]:
    return [{**_latest(edition, row), **_judged(edition, row), **_program(edition, row)} for row in rows]


def _latest(edition: Edition, row: MatrixRow) -> Mapping[str, Any]:
    """Return the latest figure of an indicator; one that may not be shown carries no number at all."""
    indicator, language, latest = edition.indicators[row.indicator_id], edition.language, row.latest
    disturbed = said.disturbed_sentence(edition.results[row.indicator_id].points, language)
    none = sentence("verdict.none_comparable", language) if disturbed and latest is None else ""
    figure = latest.figure if latest and latest.display != "not_shown" else None
    return {
        "name": indicator_text(edition, indicator, "name"),
        "address": f"indicators/{indicator.id}.html",
        "latest": value_text(indicator, figure, language) if figure else none,
        "interval": short_interval(indicator, figure, language),
        "disturbed": disturbed,
        "period": latest.period if latest else "",
        "display": latest.display if latest else "shown" if none else "not_shown",
        "code": latest.code if latest else "",
        "survivor_named": indicator.survivor_named,
    }


def short_interval(indicator: Indicator, figure: Figure | None, language: str) -> str:
    """Return the interval of a figure whose unit stands beside it."""
    if figure is None or figure.low is None or figure.high is None:
        return ""
    ends = [said.short_value(end, indicator, language) for end in (figure.low, figure.high)]
    if indicator.unit == "proportion" and ends[0] == ends[1] and figure.low < figure.high:
        low, high = (numbers.tenths(end, language) for end in (figure.low, figure.high))
        return numbers.between(low, high, language)
    return said.short_range(figure.low, figure.high, indicator, language)


def _judged(edition: Edition, row: MatrixRow) -> Mapping[str, Any]:
    language = edition.language
    return {
        "state": row.verdict,
        "word": names.name("verdict", row.verdict, language),
        "why": reason_words(row.reason, language) if row.verdict == "cant_tell" else "",
        "target": matrix_sentences.target_words(row, language),
        "groups": matrix_sentences.groups_words(row.groups, language),
        "age": matrix_sentences.age_words(row.age_months, language),
        "stale": row.stale,
        "overdue": row.overdue,
    }


def _program(edition: Edition, row: MatrixRow) -> Mapping[str, Any]:
    """Return the program a measure is about with its dollars of the headline year; nothing for a condition."""
    program = edition.programs.get(row.program_key or "")
    if program is None:
        return {"program": None, "program_address": "", "amount": ""}
    return {
        "program": edition.program_name(program),
        "program_address": edition.program_address(program.program_key),
        "amount": numbers.money(edition.program_amount(program), edition.language),
    }
