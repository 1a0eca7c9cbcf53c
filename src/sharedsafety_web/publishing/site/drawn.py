"""The charts of an indicator's page, drawn once for wide screens and once for phones."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from sharedsafety.progress.results import Disparity, IndicatorResult
from sharedsafety.progress.series import Indicator
from sharedsafety.report.charts.groups import group_dots
from sharedsafety.report.charts.line import series_line
from sharedsafety.report.charts.spec import ChartSpec, Width, chart_svg
from sharedsafety.report.charts.waits import waits_as_series
from sharedsafety.report.sentences import sentence
from sharedsafety_web.publishing.site.edition import Edition
from sharedsafety_web.publishing.site.names_of_groups import group_name

_LEAST_POINTS = 2


def series_charts(
    edition: Edition, indicator: Indicator, result: IndicatorResult, title: str
) -> Mapping[Width, SafeString]:
    """Return the series as two drawings; nothing where fewer than two points may be shown."""
    shown = sum(point.figure is not None and point.figure.can_tell for point in result.points)
    if shown < _LEAST_POINTS:
        return {}
    return both_widths(edition, partial(series_line, result, indicator, title, edition.language))


def waits_charts(edition: Edition, indicator: Indicator, result: IndicatorResult) -> Mapping[Width, SafeString]:
    """Return the days between rare events as two drawings; nothing where none may be shown."""
    if result.waits is None:
        return {}
    title = sentence("chart.waits_title", edition.language)
    waits, days = waits_as_series(result, indicator)
    return both_widths(edition, partial(series_line, waits, days, title, edition.language))


def group_charts(edition: Edition, indicator: Indicator, result: IndicatorResult) -> Mapping[Width, SafeString]:
    """Return groups side by side as two drawings; nothing where no group is loaded or none may be shown."""
    rows = result.disparity.rows if result.disparity else ()
    if result.disparity is None or not any(row.figure for row in rows):
        return {}
    title, groups = gettext("Groups, side by side"), _named(edition, result.disparity)
    return both_widths(edition, partial(group_dots, groups, indicator, title, edition.language))


def _named(edition: Edition, disparity: Disparity) -> Disparity:
    """Return groups by their names in the language of the edition."""
    rows = tuple(replace(row, group=group_name(edition, row.group_type, row.group).words) for row in disparity.rows)
    return replace(disparity, rows=rows, reference=edition.line(disparity.reference).words)


def both_widths(edition: Edition, spec_of: Callable[..., ChartSpec]) -> Mapping[Width, SafeString]:
    """Return one chart as two drawings: for wide screens and for phones."""
    widths: tuple[Width, ...] = ("wide", "narrow")
    # The drawing escapes its own words and holds no script.
    return {width: mark_safe(chart_svg(spec_of(width=width), cache_dir=edition.chart_cache)) for width in widths}
