"""What is wrong with indicators and observations: every finding at once, each with its row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from math import isclose
from typing import Any

from sharedsafety.core.disclosure import disclosure_rules, needs_review
from sharedsafety.core.errors import BadInput
from sharedsafety.core.findings import Finding
from sharedsafety.core.reviewed import read_catalogue
from sharedsafety.framework.taxonomy import taxonomy
from sharedsafety.progress.catalogue_checks import INDICATORS, catalogue_findings
from sharedsafety.progress.definition_checks import definition_findings
from sharedsafety.progress.group_checks import group_findings
from sharedsafety.progress.measured import COUNTED, people_of, value_of
from sharedsafety.progress.periods import Period, parse_period
from sharedsafety.progress.rules import ladder_rules
from sharedsafety.progress.series import Indicator, Observation
from sharedsafety.progress.series_checks import OBSERVATIONS, series_findings
from sharedsafety.progress.survey_checks import range_findings, unused_findings

#: A share this large is no share even when it was meant as a percent.
_PERCENT = 100


def check_indicators(indicators: Sequence[Indicator], observations: Sequence[Observation]) -> tuple[Finding, ...]:
    """Return what is wrong with a community's indicators and their observations, in order of rows.

    >>> check_indicators([], [Observation(indicator_id="x", period="2021", value=1.0, row=2)])[0].code
    'observation-of-unknown-indicator'
    """
    return (
        *_indicator_findings(indicators, observations),
        *catalogue_findings(indicators),
        *_observation_findings(indicators, observations),
        *series_findings(indicators, observations),
        *group_findings(indicators, observations),
        *_needing_review(indicators, observations),
    )


def _indicator_findings(indicators: Sequence[Indicator], observations: Sequence[Observation]) -> Iterator[Finding]:
    seen = {each.indicator_id for each in observations}
    for name, count in Counter(each.id for each in indicators).items():
        if count > 1:
            yield _in_indicators("indicator-repeated", f"{name}.id", id=name)
    for each in indicators:
        yield from _unreadable_periods(each)
        yield from _impossible_numbers(each)
        yield from definition_findings(each)
        if each.id not in seen and each.tier != "data_development":
            yield _in_indicators("indicator-without-observations", f"{each.id}.id", id=each.id)
    named = {each.principle for each in indicators if each.survivor_named}
    for code in taxonomy().principles if indicators else ():
        if code not in named:
            yield _in_indicators("principle-without-survivor-named", "survivor_named", principle=code)


def _impossible_numbers(indicator: Indicator) -> Iterator[Finding]:
    """Yield a finding for a scale below 1, and for a number so large that arithmetic would lose it."""
    most = float(read_catalogue("core/limits")["largest_number"])
    numbers = [("per", indicator.per, 1.0)]
    numbers += [("target", indicator.target.value, -most)] if indicator.target else []
    for column, number, least in numbers:
        if not least <= number <= most:
            place = f"{indicator.id}.{column}"
            ends = {"least": f"{least:g}", "most": f"{most:g}"}
            yield _in_indicators("out-of-range", place, value=f"{number:g}", **ends)


def _unreadable_periods(indicator: Indicator) -> Iterator[Finding]:
    texts = [(each.period, "breaks") for each in indicator.breaks]
    texts += [(each.until, "breaks") for each in indicator.breaks if each.until]
    texts += [(indicator.dated_change.period, "dated_change")] if indicator.dated_change else []
    texts += [(indicator.next_update, "next_update")] if indicator.next_update else []
    texts += [(each.since, "definitions") for each in indicator.definitions]
    texts += [(indicator.target.by, "target")] if indicator.target else []
    texts += [(indicator.baseline_period, "baseline_period")] if indicator.baseline_period else []
    for text, column in texts:
        if _period(text) is None:
            yield _in_indicators("period-unreadable", f"{indicator.id}.{column}", value=text)


def _observation_findings(indicators: Sequence[Indicator], observations: Iterable[Observation]) -> Iterator[Finding]:
    known = {each.id: each for each in indicators}
    first: dict[tuple[str, int, int, str, str], int | None] = {}
    for each in observations:
        period, indicator = _period(each.period), known.get(each.indicator_id)
        if indicator is None:
            yield _in_row(each, "observation-of-unknown-indicator", "indicator_id", id=each.indicator_id)
        if period is None:
            yield _in_row(each, "period-unreadable", "period", value=each.period)
            continue
        key = (each.indicator_id, period.start, period.end, each.group_type, each.group)
        if key in first:
            yield _in_row(
                each, "observation-repeated", "period", period=each.period, id=each.indicator_id, first=first[key]
            )
        first.setdefault(key, each.row)
        yield from _number_findings(each)
        if indicator is not None:
            yield from _findings_with_indicator(each, indicator, period)


def _number_findings(row: Observation) -> Iterator[Finding]:
    numbers = (row.value, row.numerator, row.denominator, row.low, row.high)
    given = [number for number in numbers if number is not None]
    if row.code not in {"", "S", "U", "N", "Z"}:
        yield _in_row(row, "observation-code-unknown", "code", value=row.code)
    if row.code in {"S", "U", "N"} and given:
        yield _in_row(row, "observation-code-with-numbers", "code", given=row.code)
    if not row.code and row.value is None and row.numerator is None:
        yield _in_row(row, "observation-empty", "value")
    if row.quality is not None and row.quality not in {1, 2, 3}:
        yield _in_row(row, "observation-quality-unknown", "quality", value=row.quality)
    if row.denominator is not None and row.denominator <= 0:
        yield _in_row(row, "observation-denominator-zero", "denominator", value=f"{row.denominator:g}")
    yield from range_findings(row)
    yield from _limit_findings(row)


def _limit_findings(row: Observation) -> Iterator[Finding]:
    low = row.low if row.low is not None else row.value
    high = row.high if row.high is not None else row.value
    inside = row.value if row.value is not None else low
    if low is not None and high is not None and inside is not None and not low <= inside <= high:
        yield _in_row(row, "observation-limits-reversed", "low", value=inside, low=row.low, high=row.high)


def _findings_with_indicator(row: Observation, indicator: Indicator, period: Period) -> Iterator[Finding]:
    if period.kind not in {indicator.frequency, "daily"}:
        yield _in_row(
            row,
            "observation-frequency-differs",
            "period",
            period=row.period,
            kind=period.kind,
            id=indicator.id,
            frequency=indicator.frequency,
        )
    if indicator.unit in COUNTED:
        for column in ("numerator", "value"):
            if (getattr(row, column) or 0) < 0:
                yield _in_row(row, "observation-negative-count", column, value=f"{getattr(row, column):g}")
    if indicator.unit != "count" and row.numerator is not None and (row.value, row.denominator) == (None, None):
        yield _in_row(row, "observation-denominator-missing", "denominator", id=indicator.id, unit=indicator.unit)
    if indicator.unit == "proportion":
        yield from _proportion_findings(row)
    yield from unused_findings(row, indicator)
    yield from _disagreement(row, indicator)


def _needing_review(indicators: Sequence[Indicator], observations: Sequence[Observation]) -> Iterator[Finding]:
    """Yield one finding an indicator, at its first row: a series has many rows with one and the same cause."""
    limit = disclosure_rules().review_below_denominator
    for indicator in indicators:
        rows = [row for row in observations if row.indicator_id == indicator.id and row.denominator]
        small = [row for row in rows if (people := people_of(indicator, row)) is not None and needs_review(people)]
        if small:
            yield _in_row(
                small[0], "observation-needs-review", "denominator", limit=limit, id=indicator.id, rows=len(small)
            )


def _proportion_findings(row: Observation) -> Iterator[Finding]:
    if row.numerator is not None and row.denominator is not None and row.numerator > row.denominator > 0:
        counts = {"numerator": f"{row.numerator:g}", "denominator": f"{row.denominator:g}"}
        yield _in_row(row, "observation-numerator-too-large", "numerator", **counts)
    for column in ("value", "low", "high"):
        number = getattr(row, column)
        if number is not None and not 0 <= number <= 1:
            code = "observation-over-100-percent" if number > _PERCENT else "observation-proportion-out-of-range"
            yield _in_row(row, code, column, value=f"{number:g}")


def _disagreement(row: Observation, indicator: Indicator) -> Iterator[Finding]:
    computed = value_of(indicator, row)
    if row.value is None or computed is None or row.code:
        return
    rounding = ladder_rules().value_rounding
    if not isclose(row.value, computed, rel_tol=rounding, abs_tol=rounding):
        yield _in_row(row, "observation-value-disagrees", "value", value=row.value, computed=f"{computed:.6g}")


def _period(text: str) -> Period | None:
    try:
        return parse_period(text)
    except BadInput:
        return None


def _in_row(row: Observation, code: str, column: str, **params: Any) -> Finding:
    return Finding(code=code, file=OBSERVATIONS, row=row.row, column=column, params=params)


def _in_indicators(code: str, column: str, **params: Any) -> Finding:
    return Finding(code=code, file=INDICATORS, column=column, params=params)
