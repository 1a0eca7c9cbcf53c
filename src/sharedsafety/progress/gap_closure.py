"""Gap closure: is a group catching up because its own rate improved? (method.md 5.6)"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sharedsafety.core.intervals import difference
from sharedsafety.progress.groups import GroupTable
from sharedsafety.progress.measured import Measured
from sharedsafety.progress.periods import parse_period
from sharedsafety.progress.results import GapClosure
from sharedsafety.progress.series import Better, Indicator


def gap_closure(
    group_baseline: float, reference_baseline: float, group_now: float, reference_now: float, better: Better
) -> GapClosure:
    """Return how the gap of a group to the reference changed, as positive numbers where that is good.

    >>> gap_closure(80, 40, 66, 42, "down").gap_closure
    0.4
    """
    sign = 1 if better == "down" else -1
    before, now = sign * (group_baseline - reference_baseline), sign * (group_now - reference_now)
    own = sign * (group_baseline - group_now)
    reference = sign * (reference_baseline - reference_now)
    reference_did_it = before > now and own < (before - now) / 2
    return GapClosure(
        group_type="",
        group="",
        first="",
        last="",
        gap_baseline=before,
        gap_now=now,
        gap_closure=1 - now / before if before > 0 else None,
        own_rate_improved=own > 0,
        own_change=own,
        reference_change=reference,
        mainly_reference_worsened=reference_did_it and reference < 0,
        reading=_reading(before - now, reference_did_it and reference < 0),
    )


def gap_closures(indicator: Indicator, tables: Sequence[GroupTable]) -> tuple[GapClosure, ...]:
    """Return the gap closure of each group from the indicator's baseline to the latest table.

    Nothing is returned without a baseline, a better direction or where a figure is not shown.
    """
    if indicator.baseline_period is None or indicator.better is None:
        return ()
    day = parse_period(indicator.baseline_period).start
    start = next((table for table in tables if _day(table) == day), None)
    if start is None or start is tables[-1]:
        return ()
    return tuple(
        found
        for name in tables[-1].groups
        if name in start.groups and (found := _closure(indicator.better, start, tables[-1], name)) is not None
    )


def _closure(better: Better, start: GroupTable, now: GroupTable, name: str) -> GapClosure | None:
    points = (start.groups[name], start.everybody, now.groups[name], now.everybody)
    values = [point.value for point in points if point is not None and point.shown and point.value is not None]
    if len(values) < 4:
        return None
    found = gap_closure(values[0], values[1], values[2], values[3], better)
    clear = found.gap_baseline > 0 and _is_clear(start.groups[name], start.everybody)
    return replace(
        found,
        group_type=now.group_type,
        group=name,
        first=start.groups[name].period.text,
        last=now.groups[name].period.text,
        reading=found.reading if clear else "no_clear_gap_at_baseline",
    )


def _is_clear(group: Measured, everybody: Measured | None) -> bool:
    """Return whether the interval of the gap at baseline leaves out zero; without intervals nobody can say."""
    if everybody is None or group.value is None or everybody.value is None:
        return False
    if group.low is None or group.high is None or everybody.low is None or everybody.high is None:
        return False
    gap = difference(everybody.value, (everybody.low, everybody.high), group.value, (group.low, group.high))
    return gap.low > 0 or gap.high < 0


def _reading(narrowed: float, reference_did_it: bool) -> str:
    if narrowed <= 0:
        return "not_closing"
    # A gap that narrows without the group being better off narrows because the reference got worse.
    return "reference_worsened" if reference_did_it else "levelling_up"


def _day(table: GroupTable) -> int:
    return next(iter(table.groups.values())).period.start
