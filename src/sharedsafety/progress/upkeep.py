"""Where each indicator stands with its numbers: how old they are, which period comes next, what to do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from sharedsafety.progress.periods import PER_YEAR, Period, months_since, parse_period
from sharedsafety.progress.rules import ladder_rules
from sharedsafety.progress.series import Indicator, Observation

#: ``development``: asked for, no way to measure it yet; ``empty``: no numbers; ``stale``: too old to show as news;
#: ``due``: the next numbers should be out; ``fresh``: nothing to do yet.
Standing = Literal["development", "empty", "stale", "due", "fresh"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Upkeep:
    """How an indicator is kept.

    ``latest`` is the last period with a row for everybody or a group, ``age_months`` the months since it ended.
    """

    indicator: Indicator
    standing: Standing
    rows: int
    latest: str | None = None
    age_months: int | None = None


def upkeep_of(
    indicators: Sequence[Indicator], observations: Iterable[Observation], *, as_of: date
) -> tuple[Upkeep, ...]:
    """Return how each indicator is kept, what needs work first.

    Numbers are due when the period after the latest one has ended and the publisher's usual delay has passed.

    Source: data/progress/ladder.yaml (``stale_after_months``).

    >>> upkeep_of([], [], as_of=date(2026, 1, 1))
    ()
    """
    rows: dict[str, list[Observation]] = {each.id: [] for each in indicators}
    for each in observations:
        rows.setdefault(each.indicator_id, []).append(each)
    order: tuple[Standing, ...] = ("stale", "due", "empty", "development", "fresh")
    found = [_upkeep(each, rows[each.id], as_of) for each in indicators]
    return tuple(sorted(found, key=lambda each: order.index(each.standing)))


def _upkeep(indicator: Indicator, rows: Sequence[Observation], as_of: date) -> Upkeep:
    if not rows:
        standing: Standing = "development" if indicator.tier == "data_development" else "empty"
        return Upkeep(indicator=indicator, standing=standing, rows=0)
    latest = max((parse_period(row.period) for row in rows), key=lambda period: period.end)
    age = months_since(latest.end, as_of)
    standing = _standing(indicator, latest, age)
    return Upkeep(indicator=indicator, standing=standing, rows=len(rows), latest=latest.text, age_months=age)


def _standing(indicator: Indicator, latest: Period, age: int) -> Standing:
    between = round(PER_YEAR["monthly"] / PER_YEAR[latest.kind])
    if age > between + ladder_rules().stale_after_months:
        return "stale"
    return "due" if age >= between + indicator.lag_months else "fresh"
