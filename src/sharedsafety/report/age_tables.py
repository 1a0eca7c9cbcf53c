"""Rates adjusted for age as a table, beside the plain ones."""

from __future__ import annotations

from sharedsafety.progress.results import IndicatorResult
from sharedsafety.report.tables import Row, shown_figure


def age_table(result: IndicatorResult, standard: str) -> tuple[Row, ...]:
    """Return the rate adjusted for age and the plain one by period. A rate that is not shown has no number at all."""
    return tuple(
        {
            "indicator": result.indicator_id,
            "period": rate.period,
            "measure": measure,
            "standard_population": standard,
            "ages": rate.ages,
            "display": rate.display,
            "code": rate.code,
            **shown_figure(figure, rate.display),
        }
        for rate in result.age_rates
        for measure, figure in (("adjusted", rate.adjusted), ("plain", rate.crude))
    )
