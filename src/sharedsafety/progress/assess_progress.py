"""The progress chapter in one call: verdicts, targets, groups and the scorecard of a community."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from sharedsafety.framework.taxonomy import taxonomy
from sharedsafety.progress.age_rates import age_points
from sharedsafety.progress.breaks import Segment, known_breaks, proposed_breaks, split_at_breaks
from sharedsafety.progress.disparity import disparity_of
from sharedsafety.progress.groups import GroupTable, group_tables
from sharedsafety.progress.many_looks import looks_of, standing
from sharedsafety.progress.measured import Measured, in_order
from sharedsafety.progress.periods import PER_YEAR, months_since, parse_period
from sharedsafety.progress.results import IndicatorResult, Limits, Point, ProgressAssessment, TargetStatus
from sharedsafety.progress.rules import ladder_rules
from sharedsafety.progress.scorecard import scorecard_of
from sharedsafety.progress.series import Break, Indicator, Observation
from sharedsafety.progress.targets import target_status
from sharedsafety.progress.verdicts import cant_tell, chart_of, fitted_of, verdict_of
from sharedsafety.progress.waits import waits_of
from sharedsafety.progress.working import working_of
from sharedsafety.progress.xmr import XmrChart, assurance

Series = Mapping[str, Sequence[Measured]]


def assess_progress(
    indicators: Sequence[Indicator],
    observations: Iterable[Observation],
    *,
    as_of: date,
) -> ProgressAssessment:
    """Return everything the pages of the indicators show, in order of principle.

    Args:
        indicators: as the community wrote them; their sources' known breaks are added.
        observations: rows of all indicators in any order, already free of errors (``progress.checks``).
        as_of: the day from which the age of data is counted.

    Raises:
        BadInput: ``period-unreadable``.
    """
    rows: dict[str, list[Observation]] = {each.id: [] for each in indicators}
    for each in observations:
        rows.setdefault(each.indicator_id, []).append(each)
    series = {each.id: in_order(each, (row for row in rows[each.id] if not row.group)) for each in indicators}
    results = [_result(each, indicators, series, rows[each.id], as_of) for each in indicators]
    codes = [*taxonomy().principles, None]
    place = {each.id: codes.index(each.principle) if each.principle in codes else len(codes) for each in indicators}
    ordered = sorted(_filtered(results), key=lambda result: place[result.indicator_id])
    return ProgressAssessment(results=tuple(ordered), scorecard=scorecard_of(indicators, ordered))


def _result(
    indicator: Indicator,
    indicators: Sequence[Indicator],
    series: Series,
    rows: Sequence[Observation],
    as_of: date,
) -> IndicatorResult:
    breaks = (*known_breaks(indicator.source), *indicator.breaks)
    tables = group_tables(indicator, rows, series[indicator.id])
    by_age = age_points(indicator, tables)
    judged = series[indicator.id] if indicator.judged_on == "plain" else [point for point, _ in by_age]
    segments = split_at_breaks(judged, breaks)
    proposals = proposed_breaks(segments, _older(indicator, indicators, series))
    change = parse_period(indicator.dated_change.period) if indicator.dated_change else None
    last = segments[-1] if segments else None
    charts = [(one, chart_of(indicator, one, change=change if one is last else None)) for one in segments]
    points = tuple(point for segment, chart in charts for point in _points(segment, chart))
    latest = next((point for point in reversed(points) if not point.disturbed), None)
    age = _age(judged, latest, as_of)
    stale = age is not None and age > _months_between(indicator) + ladder_rules().stale_after_months
    verdict = verdict_of(indicator, last, change=change) if last else cant_tell("no_data")
    flags = (*(("break_proposed",) if proposals else ()), *(("stale",) if stale else ()))
    return IndicatorResult(
        indicator_id=indicator.id,
        points=points,
        limits=tuple(_limits(segment, chart) for segment, chart in charts if chart is not None),
        latest=latest,
        verdict=replace(verdict, flags=(*verdict.flags, *flags)),
        disparity=disparity_of(indicator, _after_breaks(tables, segments)),
        target=_assured(_target(indicator, segments, tables, breaks), indicator, charts[-1][1] if charts else None),
        stale=stale,
        age_months=age,
        proposed_breaks=proposals,
        working=working_of(indicator, segments, proposals, change=change),
        overdue=_overdue(indicator, as_of),
        age_rates=tuple(rate for _, rate in by_age),
        waits=waits_of(indicator, last) if last else None,
        fitted=fitted_of(indicator, last, change=change) if last else (),
    )


def _points(segment: Segment, chart: XmrChart | None) -> list[Point]:
    labels = iter(chart.labels if chart else ())
    return [
        Point(
            period=point.period.text,
            figure=point.released.figure,
            display=point.released.display,
            code=point.released.code,
            label=next(labels, "none") if point.tested else "none",
            segment=segment.number,
            quality=point.quality,
            disturbed=segment.disturbed,
        )
        for point in segment.points
    ]


def _age(points: Sequence[Measured], latest: Point | None, as_of: date) -> int | None:
    """Return the months since the latest comparable period ended; since the last one where none is comparable."""
    if not points:
        return None
    newest = next((point for point in points if latest and point.period.text == latest.period), points[-1])
    return months_since(newest.period.end, as_of)


def _limits(segment: Segment, chart: XmrChart) -> Limits:
    tested = [point.period.text for point in segment.points if point.tested]
    return Limits(
        segment=segment.number,
        mean=chart.mean,
        lower=chart.limits[0],
        upper=chart.limits[1],
        near_lower=chart.near_limits[0],
        near_upper=chart.near_limits[1],
        baseline=(tested[0], tested[chart.baseline - 1]),
        trial=chart.trial,
    )


def _overdue(indicator: Indicator, as_of: date) -> bool:
    """Return whether the next number was owed by a day that is past."""
    return indicator.next_update is not None and parse_period(indicator.next_update).end < as_of.toordinal()


def _after_breaks(
    tables: Mapping[str, tuple[GroupTable, ...]], segments: Sequence[Segment]
) -> dict[str, tuple[GroupTable, ...]]:
    """Return the tables of the last segment only, so that no gap is followed across a break."""
    first = segments[-1].points[0].period.start if segments else 0
    kept = {
        name: tuple(table for table in series if next(iter(table.groups.values())).period.start >= first)
        for name, series in tables.items()
    }
    return {name: series for name, series in kept.items() if series}


def _target(
    indicator: Indicator,
    segments: Sequence[Segment],
    tables: Mapping[str, tuple[GroupTable, ...]],
    breaks: Iterable[Break],
) -> TargetStatus | None:
    target = indicator.target
    if target is None or target.kind != "gap":
        return target_status(indicator, segments)
    series = tables.get(target.group_type, ())
    own = [table.groups[target.group] for table in series if target.group in table.groups]
    return target_status(indicator, split_at_breaks(own, breaks))


def _assured(status: TargetStatus | None, indicator: Indicator, chart: XmrChart | None) -> TargetStatus | None:
    """Return the status with the answer of the last chart, for a target that is a value of the charted series."""
    if status is None or chart is None or status.kind not in ("absolute", "floor"):
        return status
    return replace(status, assurance=assurance(chart, status.value, indicator.better))


def _older(indicator: Indicator, indicators: Sequence[Indicator], series: Series) -> list[Sequence[Measured]]:
    """Return the series of other indicators that measure the same thing in the same place."""
    return [
        series[other.id]
        for other in indicators
        if other.id != indicator.id and indicator.place and _same_thing(indicator, other)
    ]


def _same_thing(one: Indicator, other: Indicator) -> bool:
    if (one.place, one.unit, one.per) != (other.place, other.unit, other.per):
        return False
    return one.numerator == other.numerator or (one.catalogue_id or "") == other.catalogue_id


def _months_between(indicator: Indicator) -> int:
    return round(PER_YEAR["monthly"] / PER_YEAR[indicator.frequency])


def _filtered(results: Sequence[IndicatorResult]) -> list[IndicatorResult]:
    """Return the results with claims of change taken back that would not stand among so many looks."""
    before = [result.verdict for result in results]
    return [
        replace(result, verdict=verdict, working=replace(result.working, look=look) if result.working else None)
        for result, verdict, look in zip(results, standing(before), looks_of(before), strict=True)
    ]
