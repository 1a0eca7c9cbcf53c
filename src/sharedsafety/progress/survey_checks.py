"""What is wrong with the numbers by which a row says how its survey was drawn: design effect, degrees of freedom."""

from __future__ import annotations

from collections.abc import Iterator

from sharedsafety.core.findings import Finding
from sharedsafety.progress.measured import is_survey
from sharedsafety.progress.series import Indicator, Observation
from sharedsafety.progress.series_checks import OBSERVATIONS, series_rules


def range_findings(row: Observation) -> Iterator[Finding]:
    """Yield an error for a design effect that no survey has, and for more degrees of freedom than answers allow."""
    rules = series_rules()
    least, most = rules.degrees_of_freedom
    ends = {
        "design_effect": (row.design_effect, rules.design_effect),
        "degrees_of_freedom": (row.degrees_of_freedom, (least, min(most, row.denominator or most))),
    }
    for column, (number, (low, high)) in ends.items():
        if number is not None and not low <= number <= high:
            params = {"value": f"{number:g}", "least": f"{low:g}", "most": f"{high:g}"}
            yield Finding(code="out-of-range", file=OBSERVATIONS, row=row.row, column=column, params=params)


def unused_findings(row: Observation, indicator: Indicator) -> Iterator[Finding]:
    """Yield a warning where such a number has no effect: no survey's share, or no design effect to go with it."""
    if is_survey(indicator, row):
        return
    params = {"id": indicator.id, "unit": indicator.unit}
    for column in ("design_effect", "degrees_of_freedom"):
        if getattr(row, column) is not None:
            code = f"observation-{column.replace('_', '-')}-unused"
            yield Finding(code=code, file=OBSERVATIONS, row=row.row, column=column, params=params)
