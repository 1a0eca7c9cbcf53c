"""Signs of two definitions in one series: steps that no change of life explains, and sources that were mixed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sharedsafety.core.errors import BadInput
from sharedsafety.core.findings import Finding
from sharedsafety.core.reviewed import load_data
from sharedsafety.progress.breaks import known_breaks
from sharedsafety.progress.measured import value_of
from sharedsafety.progress.periods import Period, parse_period
from sharedsafety.progress.series import Break, Indicator, Observation

OBSERVATIONS = "indicators/observations.csv"


@dataclass(frozen=True, slots=True)
class SeriesRules:
    """The thresholds of ``data/progress/series_checks.yaml``."""

    value_step: float
    denominator_step: float
    groups_over_total: float
    design_effect: tuple[float, float]
    degrees_of_freedom: tuple[float, float]


def series_rules() -> SeriesRules:
    """Return the reviewed thresholds."""
    return load_data("progress/series_checks", SeriesRules)


def series_findings(indicators: Sequence[Indicator], observations: Iterable[Observation]) -> Iterator[Finding]:
    """Yield a warning at each row whose value or denominator is many times the one before it, with no break between.

    Source: data/progress/series_checks.yaml.
    """
    series: dict[tuple[str, str, str], list[tuple[Period, Observation]]] = {}
    for row in observations:
        if (period := _period(row.period)) is not None:
            series.setdefault((row.indicator_id, row.group_type, row.group), []).append((period, row))
    known = {each.id: each for each in indicators}
    for (indicator_id, _, _), rows in series.items():
        if (indicator := known.get(indicator_id)) is not None:
            yield from _steps(indicator, sorted(rows, key=lambda each: each[0]))


def _steps(indicator: Indicator, rows: list[tuple[Period, Observation]]) -> Iterator[Finding]:
    rules = series_rules()
    spans = _spans((*known_breaks(indicator.source), *indicator.breaks))
    for (before, earlier), (after, later) in pairwise(rows):
        if any(start <= after.start and before.start <= end for start, end in spans):
            continue
        values = (value_of(indicator, earlier), value_of(indicator, later))
        if indicator.unit in {"rate", "proportion"} and (times := _times(*values)) >= rules.value_step:
            yield _finding("series-value-steps", later, "value", earlier.period, times)
        if (times := _times(earlier.denominator, later.denominator)) >= rules.denominator_step:
            yield _finding("series-denominator-steps", later, "denominator", earlier.period, times)


def _spans(breaks: Iterable[Break]) -> list[tuple[int, int]]:
    """Return first and last day of each break; one that does not last ends before it begins, so it only parts."""
    starts = [(_period(each.period), _period(each.until or each.period), each.until) for each in breaks]
    return [
        (first.start, last.end if until else first.start - 1)
        for first, last, until in starts
        if first is not None and last is not None
    ]


def _times(before: float | None, after: float | None) -> float:
    """Return how many times larger the larger one is; 0 where one of them is missing or not above zero."""
    if before is None or after is None or min(before, after) <= 0:
        return 0.0
    return max(before, after) / min(before, after)


def _period(text: str) -> Period | None:
    try:
        return parse_period(text)
    except BadInput:
        return None


def _finding(code: str, row: Observation, column: str, before: str, times: float) -> Finding:
    params = {"id": row.indicator_id, "period": row.period, "before": before, "times": f"{times:,.0f}"}
    return Finding(code=code, file=OBSERVATIONS, row=row.row, column=column, params=params)
