"""Counts a community collects itself, as the public sees them: rounded, unless the steward decided otherwise."""

from __future__ import annotations

from dataclasses import replace

from sharedsafety.core.rounding import public_count
from sharedsafety.progress.series import Indicator, Observation


def as_public(indicator: Indicator, observation: Observation) -> Observation:
    """Return an observation with its counts of people as they are published.

    What a public source printed stays as it is (docs/decisions/0013). Counts of the community's own go to the nearest
    5 (0016), and value and limits are worked out from them anew, so that no figure tells the exact count. A count too
    small to show is left alone: the gate looks at the exact ones and hides the row.

    Source: trust.md 7, T21.

    >>> own = Indicator(id="calm", name="", plain_question="", principle=None, unit="proportion", numerator="",
    ...                 denominator="", source={}, counted_by="community")
    >>> seen = as_public(own, Observation(indicator_id="calm", period="2025", value=0.4, numerator=81, denominator=203))
    >>> seen.numerator, seen.denominator, seen.value
    (80, 205, None)
    """
    if indicator.counted_by != "community" or not indicator.people or observation.code:
        return observation
    numerator, denominator, count = (
        _public(indicator, each) for each in (observation.numerator, observation.denominator, observation.value)
    )
    seen = replace(observation, numerator=numerator, denominator=denominator)
    if indicator.unit == "count":
        return replace(seen, value=None if numerator is not None else count, low=None, high=None)
    counted = numerator is not None and denominator is not None
    return replace(seen, value=None, low=None, high=None) if counted else seen


def _public(indicator: Indicator, count: float | None) -> float | None:
    shown = None if count is None else public_count(count, exact=indicator.exact_counts)
    return count if shown is None else shown
