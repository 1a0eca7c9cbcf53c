"""The scorecard: counts of verdicts, never a total score (method.md 5.7)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from sharedsafety.framework.taxonomy import taxonomy
from sharedsafety.progress.results import IndicatorResult, Scorecard
from sharedsafety.progress.series import Indicator


def scorecard_of(indicators: Sequence[Indicator], results: Sequence[IndicatorResult]) -> Scorecard:
    """Return the counts over population indicators, and the principles that lack a survivor-named one."""
    population = {each.id for each in indicators if each.type == "population"}
    states = Counter(result.verdict.state for result in results if result.indicator_id in population)
    named = {each.principle for each in indicators if each.survivor_named}
    return Scorecard(
        indicators=states.total(),
        improving=states["improving"],
        no_clear_change=states["no_clear_change"],
        worsening=states["worsening"],
        changed=states["changed"],
        cant_tell=states["cant_tell"],
        principles_without_survivor_named=tuple(code for code in taxonomy().principles if code not in named),
    )
