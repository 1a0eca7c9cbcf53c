"""What is odd about names of groups: no category of the standard, no age, groups that hold more than everybody."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sharedsafety.core.findings import Finding
from sharedsafety.progress.age_checks import standard_findings
from sharedsafety.progress.group_labels import age_span, group_lists, is_age, is_race, overlaps, race_category
from sharedsafety.progress.measured import events_of
from sharedsafety.progress.series import Indicator, Observation
from sharedsafety.progress.series_checks import OBSERVATIONS, series_rules


def group_findings(indicators: Sequence[Indicator], observations: Sequence[Observation]) -> Iterator[Finding]:
    """Yield a warning for each label nobody knows, once an indicator, and for groups that must overlap.

    Source: data/progress/group_lists.yaml; data/progress/series_checks.yaml (``groups_over_total``).
    """
    for indicator in indicators:
        rows = [row for row in observations if row.indicator_id == indicator.id]
        for group_type in sorted({row.group_type for row in rows if row.group}):
            groups = [row for row in rows if row.group and row.group_type == group_type]
            yield from _label_findings(indicator, groups)
            if not overlaps(indicator, group_type, {row.group for row in groups}):
                yield from _sum_findings(indicator, groups, [row for row in rows if not row.group])
        yield from standard_findings(indicator, rows)


def _label_findings(indicator: Indicator, groups: Sequence[Observation]) -> Iterator[Finding]:
    first = {row.group: row for row in reversed(groups)}
    for label, row in sorted(first.items()):
        params = {"label": label, "id": indicator.id}
        if is_race(row.group_type) and not _is_known(indicator, label):
            yield _finding("group-race-unknown", row, {**params, "standard": group_lists().race.standard})
        elif is_age(row.group_type) and age_span(label) is None:
            yield _finding("group-age-unreadable", row, params)


def _is_known(indicator: Indicator, label: str) -> bool:
    if race_category(label) is not None or label in indicator.crosswalk:
        return True
    source = indicator.source.get("id")
    return any(source in each.source_ids and label in each.labels for each in group_lists().race.crosswalks)


def _sum_findings(
    indicator: Indicator, groups: Iterable[Observation], everybody: Iterable[Observation]
) -> Iterator[Finding]:
    """Yield a warning at the first row of a period whose groups hold more people than everybody."""
    totals = {row.period: count for row in everybody if (count := events_of(indicator, row)) is not None}
    sums: dict[str, tuple[Observation, float]] = {}
    for row in groups:
        first, before = sums.get(row.period, (row, 0.0))
        sums[row.period] = (first, before + (events_of(indicator, row) or 0.0))
    for period, (first, together) in sums.items():
        total = totals.get(period)
        if total is not None and together > total * series_rules().groups_over_total:
            params = {"id": indicator.id, "period": period, "type": first.group_type, "total": f"{total:,.0f}"}
            yield _finding("groups-hold-more", first, {**params, "together": f"{together:,.0f}"})
            return


def _finding(code: str, row: Observation, params: dict[str, str]) -> Finding:
    return Finding(code=code, file=OBSERVATIONS, row=row.row, column="group", params=params)
