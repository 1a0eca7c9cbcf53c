"""What is wrong where rates are to be adjusted for age: the standard population, and the counts by age."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sharedsafety.core.age_adjustment import age_adjusted, standard_names
from sharedsafety.core.errors import BadInput
from sharedsafety.core.findings import Finding
from sharedsafety.progress.age_rates import age_count
from sharedsafety.progress.catalogue_checks import INDICATORS
from sharedsafety.progress.group_labels import is_age
from sharedsafety.progress.measured import events_of
from sharedsafety.progress.series import Indicator, Observation
from sharedsafety.progress.series_checks import OBSERVATIONS


def standard_findings(indicator: Indicator, rows: Sequence[Observation]) -> Iterator[Finding]:
    """Yield what keeps an indicator's rate from being adjusted for age; nothing where it is not to be.

    Counts by age that do not fit the standard, or come in two kinds of groups, are told once, in the first such period.
    """
    name = indicator.standard_population
    if not name and indicator.judged_on == "plain":
        return
    if name not in standard_names():
        params = {"value": name, "allowed": ", ".join(standard_names())}
        yield _of_indicator("standard-population-unknown", indicator, **params)
    elif indicator.unit != "rate":
        yield _of_indicator("standard-population-not-rate", indicator, id=indicator.id, unit=indicator.unit)
    else:
        yield from _count_findings(indicator, [row for row in rows if row.group and is_age(row.group_type)])


def _count_findings(indicator: Indicator, rows: Sequence[Observation]) -> Iterator[Finding]:
    if not rows:
        yield _of_indicator("standard-population-without-ages", indicator, id=indicator.id)
    for period in sorted({row.period for row in rows}):
        groups = [row for row in rows if row.period == period and events_of(indicator, row) is not None]
        if not groups:
            continue
        if two := _second_kind(groups):
            yield two
            return
        try:
            counts = [age_count(row.group, events_of(indicator, row) or 0.0, row.denominator or 0.0) for row in groups]
            age_adjusted(counts, standard=indicator.standard_population)
        except BadInput as fault:
            found = fault.finding
            yield Finding(
                code=found.code, file=OBSERVATIONS, row=groups[0].row, column="group", params={**found.params}
            )
            return


def _second_kind(groups: Sequence[Observation]) -> Finding | None:
    """Return an error at the first row of a second kind of age groups in one period; None where there is one kind."""
    kinds = list(dict.fromkeys(row.group_type for row in groups))
    second = next((row for row in groups if row.group_type != kinds[0]), None)
    if second is None:
        return None
    params = {"period": second.period, "kinds": ", ".join(kinds), "first": kinds[0], "second": second.group_type}
    return Finding(code="age-kinds-two", file=OBSERVATIONS, row=second.row, column="group_type", params=params)


def _of_indicator(code: str, indicator: Indicator, **params: str) -> Finding:
    return Finding(code=code, file=INDICATORS, column=f"{indicator.id}.standard_population", params=params)
