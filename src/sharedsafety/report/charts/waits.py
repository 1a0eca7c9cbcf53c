"""The days between rare events, seen as a series, so that they are drawn as any other control chart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sharedsafety.progress.results import IndicatorResult
from sharedsafety.progress.series import Better, Indicator

_TURNED: Mapping[Better | None, Better] = {"up": "down", "down": "up"}


def waits_as_series(result: IndicatorResult, indicator: Indicator) -> tuple[IndicatorResult, Indicator]:
    """Return a result whose points are the waits in days, and its indicator in days; a result without waits as it is.

    Longer waits mean fewer events, so the direction that is better turns.
    """
    if result.waits is None:
        return result, indicator
    turned = _TURNED.get(indicator.better)
    days = replace(indicator, unit="days", better=turned, target=None, dated_change=None)
    return replace(
        result, points=result.waits.points, limits=(result.waits.limits,), target=None, fitted=(), waits=None
    ), days
