"""The charts of an assessment as SVG files, each titled with its finding."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sharedsafety.folder.assessment import Assessment
from sharedsafety.report.change_sentences import verdict_sentence
from sharedsafety.report.charts.bars import money_bars
from sharedsafety.report.charts.dots import new_dollar_dots
from sharedsafety.report.charts.groups import group_dots
from sharedsafety.report.charts.line import series_line
from sharedsafety.report.charts.spec import ChartSpec, chart_svg
from sharedsafety.report.money_sentences import largest_family_title, new_dollars_title, prevention_title


def chart_files(assessment: Assessment, cache_dir: Path | None = None) -> Iterator[tuple[str, bytes]]:
    """Yield every chart as (file name, SVG bytes), in every language of the community."""
    for language in assessment.profile.languages:
        for name, spec in (*_money(assessment, language), *_indicators(assessment, language)):
            yield f"{name}.{language}.svg", chart_svg(spec, cache_dir=cache_dir).encode("utf-8")


def _money(assessment: Assessment, language: str) -> Iterator[tuple[str, ChartSpec]]:
    money = assessment.money
    view = next(view for view in money.views if (view.fiscal_year, view.phase) == money.headline)
    yield "money_family", money_bars("family", view.tables["family"], largest_family_title(view, language), language)
    yield "money_level", money_bars("level", view.tables["level"], prevention_title(view, language), language)
    shown = [change for change in money.changes if change.end_year == view.fiscal_year and change.rows]
    if shown:
        title = new_dollars_title(shown[0], assessment.profile.fiscal_year_start, language)
        yield "money_change", new_dollar_dots(shown[0], title, language)


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
