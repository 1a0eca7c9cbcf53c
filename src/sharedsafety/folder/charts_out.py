"""The charts of an assessment as SVG files, each titled with its finding."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sharedsafety.folder.assessment import Assessment
from sharedsafety.investments.results import NO_BUDGET, Change, MoneyAssessment
from sharedsafety.report.change_sentences import verdict_sentence
from sharedsafety.report.charts.bars import money_bars
from sharedsafety.report.charts.dots import change_dots, new_dollar_dots
from sharedsafety.report.charts.groups import group_dots
from sharedsafety.report.charts.line import series_line
from sharedsafety.report.charts.spec import ChartSpec, chart_svg
from sharedsafety.report.charts.squares import hundred_parts, hundred_squares
from sharedsafety.report.charts.stack import money_stack
from sharedsafety.report.money_sentences import (
    freedom_title,
    growth,
    largest_family_title,
    new_dollars_title,
    prevention_title,
)


def chart_files(assessment: Assessment, cache_dir: Path | None = None) -> Iterator[tuple[str, bytes]]:
    """Yield every chart as (file name, SVG bytes), in every language of the community."""
    for language in assessment.profile.languages:
        for name, spec in (*_money(assessment, language), *_indicators(assessment, language)):
            yield f"{name}.{language}.svg", chart_svg(spec, cache_dir=cache_dir).encode("utf-8")


def _money(assessment: Assessment, language: str) -> Iterator[tuple[str, ChartSpec]]:
    money = assessment.money
    view = next(view for view in money.views if (view.fiscal_year, view.phase) == money.headline)
    if NO_BUDGET in view.flags:  # bars of zero dollars would look like an answer
        return
    yield "money_family", money_bars("family", view.tables["family"], largest_family_title(view, language), language)
    yield "money_level", money_bars("level", view.tables["level"], prevention_title(view, language), language)
    if not view.coarse_coding:  # a hundred squares would be a point that nobody knows
        yield "money_purpose", hundred_squares(hundred_parts(view), prevention_title(view, language), language)
    yield "money_control", money_stack("control", view.tables["control"], freedom_title(view, language), language)
    change = charted_change(money)
    if change is not None:
        yield "money_change", _change(change, assessment.profile.fiscal_year_start, language)


def charted_change(money: MoneyAssessment) -> Change | None:
    """Return the change between two years that the chart ``money_change`` shows, or None where there is none."""
    year, _ = money.headline
    return next((change for change in money.changes if change.end_year == year and change.rows), None)


def _change(change: Change, start_month: int, language: str) -> ChartSpec:
    """Return where each new dollar went; dollars before and after where that can't be said."""
    if any(row.marginal_share.can_tell for row in change.rows):
        return new_dollar_dots(change, new_dollars_title(change, start_month, language), language)
    return change_dots(change, growth(change, start_month, language), language)


def _indicators(assessment: Assessment, language: str) -> Iterator[tuple[str, ChartSpec]]:
    known = {indicator.id: indicator for indicator in assessment.indicators}
    for result in assessment.results:
        indicator = known[result.indicator_id]
        name = assessment.translations.get((language, f"indicator/{indicator.id}", "name"), indicator.name)
        title = verdict_sentence(result, indicator, name, language)
        if sum(point.figure is not None for point in result.points) > 1:
            yield f"series_{indicator.id}", series_line(result, indicator, title, language)
        if result.disparity is not None and any(row.figure for row in result.disparity.rows):
            yield f"groups_{indicator.id}", group_dots(result.disparity, indicator, title, language)
