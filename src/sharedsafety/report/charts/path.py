"""The path to a target, as it is drawn over a series."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sharedsafety.progress.results import IndicatorResult
from sharedsafety.progress.series import Indicator
from sharedsafety.progress.targets import path_values
from sharedsafety.report.change_sentences import short_value
from sharedsafety.report.sentences import sentence


def target_path(result: IndicatorResult, indicator: Indicator, language: str) -> tuple[Mapping[str, Any], ...]:
    """Return the path over the periods of the series; the last point has its words.

    A gap target is about one group, so its path is not drawn over everybody's series.
    """
    status = result.target
    if status is None or status.kind == "gap":
        return ()
    values = path_values(status, [point.period for point in result.points])
    known = [(index, value) for index, value in enumerate(values) if value is not None]
    if len(known) < 2:
        return ()
    text = sentence("chart.path", language, value=short_value(status.value, indicator, language), by=status.by)
    last = known[-1][0]
    return tuple(
        {
            "index": index,
            "value": value,
            "low": value,
            "high": value,
            "disturbed": False,
            "text": text if index == last else "",
        }
        for index, value in known
    )
