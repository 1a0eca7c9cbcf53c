"""The five lamps of a priority: exact rules, thresholds from one file, never added up (method.md 4.11)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from sharedsafety.core.figure import Figure
from sharedsafety.core.reviewed import load_data
from sharedsafety.investments.results import Lamp, LampName, LampState, OtherBase
from sharedsafety.investments.uncertainty import Floats

#: What a target is: a share of money (S1), at least so much (S2), or at most so much (S2 that asks for less).
AskedLevel = Literal["share", "floor", "ceiling"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LampSettings:
    """``data/investments/lamps.yaml``; each threshold is explained there."""

    level: Mapping[str, float]
    direction: Mapping[str, float]
    durability: Mapping[str, float]
    delivery: Mapping[str, float]
    place: Mapping[str, float]
    needed: Mapping[str, str]


def lamp_settings() -> LampSettings:
    """Return the thresholds of the lamps.

    >>> lamp_settings().durability["lasting"]
    0.8
    """
    settings: LampSettings = load_data("investments/lamps", LampSettings)
    return settings


def lamp(
    name: LampName,
    state: LampState,
    reason: str,
    figures: Mapping[str, Figure] | None = None,
    other_bases: tuple[OtherBase, ...] = (),
    notes: tuple[str, ...] = (),
) -> Lamp:
    """Return a lamp with the thresholds of its rule, and what would settle a "can't tell"."""
    settings = lamp_settings()
    thresholds: Mapping[str, float] = getattr(settings, name)
    return Lamp(
        name=name,
        state=state,
        reason=reason,
        figures=figures or {},
        thresholds=thresholds,
        other_bases=other_bases,
        needed=settings.needed.get(reason) if state == "cant_tell" else None,
        notes=notes,
    )


def level_state(low: float, high: float, asked: AskedLevel) -> tuple[LampState, str]:
    """Return state and reason of the Level lamp from the ends of amount / target.

    Args:
        low, high: ends of the interval of amount / target.
        asked: a share is two-sided; a floor and a ceiling have the limit 1, so one turns into the other.

    >>> level_state(0.8, 0.85, "floor"), level_state(0.8, 0.85, "ceiling")
    (('not_consistent', 'below_target'), ('consistent', 'target_kept'))
    """
    rule = lamp_settings().level
    limit = rule["least_of_target"] if asked == "share" else 1.0
    if asked == "share" and low > rule["above_target"]:
        return "above_share", "above_target"
    kept, missed = (high <= limit, low > limit) if asked == "ceiling" else (low >= limit, high < limit)
    if kept:
        return "consistent", "target_kept"
    if missed and asked == "ceiling":
        return "not_consistent", "above_ceiling"
    if missed:
        return "not_consistent", "below_target"
    return ("partly", "straddles_target") if high - low <= rule["widest"] else ("cant_tell", "interval_too_wide")


def direction_state(asked: str, moved: float, mix: float) -> tuple[LampState, str]:
    """Return state and reason of the Direction lamp for one coding.

    ``moved`` is the relative change of real (per-person, ongoing) dollars, ``mix`` the mix effect relative to the
    first year. Where money moved against what was asked, that decides, whatever the mix did; so with the opposite
    statement the lamp always turns. Neither moved nor mixed as asked is "not consistent".

    >>> direction_state("more", 0.05, 0.01), direction_state("less", 0.05, 0.01)
    (('consistent', 'moved_as_asked'), ('not_consistent', 'moved_against'))
    """
    limit = lamp_settings().direction["moved"]
    if asked == "keep":
        kept = int(abs(moved) <= limit) + int(abs(mix) <= limit)
        states: tuple[tuple[LampState, str], ...] = (
            ("not_consistent", "not_kept"),
            ("partly", "only_one_kept"),
            ("consistent", "kept"),
        )
        return states[kept]
    sign = 1 if asked == "more" else -1
    if sign * moved < -limit:
        return "not_consistent", "moved_against"
    if sign * moved > limit:
        return ("consistent", "moved_as_asked") if sign * mix > 0 else ("partly", "only_dollars")
    return ("partly", "only_mix") if sign * mix > 0 else ("not_consistent", "not_moved")


def durability_state(ongoing: float) -> tuple[LampState, str]:
    """Return state and reason of the Durability lamp from the ongoing share.

    >>> durability_state(0.6)
    ('partly', 'partly_lasting')
    """
    rule = lamp_settings().durability
    if ongoing >= rule["lasting"]:
        return "consistent", "lasting"
    return ("partly", "partly_lasting") if ongoing >= rule["partly"] else ("not_consistent", "not_lasting")


def delivery_state(execution: float) -> tuple[LampState, str]:
    """Return state and reason of the Delivery lamp from actual / adopted.

    >>> delivery_state(0.9)
    ('partly', 'partly_delivered')
    """
    rule = lamp_settings().delivery
    if rule["full_low"] <= execution <= rule["full_high"]:
        return "consistent", "delivered"
    if rule["partly_low"] <= execution <= rule["partly_high"]:
        return "partly", "partly_delivered"
    return "not_consistent", "under_delivered" if execution < 1 else "over_delivered"


def place_state(
    low: float, high: float, highest_need_ratio: float, *, by_chance: bool = False
) -> tuple[LampState, str]:
    """Return state and reason of the Place lamp from the interval of Kakwani's difference.

    ``by_chance`` says that chance alone makes money lean as far away from harm as it does.

    >>> place_state(-0.2, 0.1, 1.0)
    ('cant_tell', 'interval_spans')
    """
    rule = lamp_settings().place
    if low >= rule["kakwani"]:
        return "consistent", "reaches_need"
    if high >= rule["kakwani"]:
        return "cant_tell", "interval_spans"
    if by_chance:
        return "cant_tell", "within_chance"
    reached = highest_need_ratio >= rule["highest_need_ratio"]
    return ("partly", "highest_need_reached") if reached else ("not_consistent", "misses_need")


def held_in_most_codings(
    state: Callable[..., tuple[LampState, str]],
    point: tuple[float, ...],
    draws: tuple[Floats, ...],
    least: float,
) -> tuple[LampState, str]:
    """Return the state of the point values, or "can't tell" where fewer than ``least`` of the codings agree.

    ``draws`` holds one array for each argument; equal draws are judged once.
    """
    answer = state(*point)
    table = np.stack([np.broadcast_to(values, np.shape(draws[0])) for values in draws], axis=1)
    if not np.isfinite(table).all():
        return "cant_tell", "interval_too_wide"
    unique, counts = np.unique(table.round(12), axis=0, return_counts=True)
    rows = zip(unique.tolist(), counts, strict=True)
    agreeing = sum(int(count) for row, count in rows if state(*row)[0] == answer[0])
    return answer if agreeing >= least * counts.sum() else ("cant_tell", "interval_too_wide")
