"""Thresholds for groups of people, for the gate and for the rules that the gate itself calls."""

from __future__ import annotations

from dataclasses import dataclass, fields

from sharedsafety.core.reviewed import load_data, read_catalogue


@dataclass(frozen=True, slots=True)
class Floors:
    """The smallest numbers of people that may be shown, from ``data/core/disclosure.yaml``."""

    minimum_cell: int
    minimum_denominator: int
    minimum_rate_denominator: int
    audit_width: int


@dataclass(frozen=True, slots=True)
class GroupRules:
    """What may be said of a group that is large enough, from ``data/core/group_rules.yaml``."""

    rounding_base: int
    least_averaging_error: float
    most_share: float
    different_answers: int
    zero_minimum_total: int
    percent_minimum_answers: int


def floors() -> Floors:
    """Return the floors as reviewed.

    >>> floors().minimum_cell
    11
    """
    thresholds = read_catalogue("core/disclosure")
    return Floors(**{field.name: thresholds[field.name] for field in fields(Floors)})


def group_rules() -> GroupRules:
    """Return the other thresholds as reviewed."""
    return load_data("core/group_rules", GroupRules)


def is_small(count: float) -> bool:
    """Return whether a count of people is above zero and under the minimum cell.

    >>> [is_small(count) for count in (0, 1, 10, 11)]
    [False, True, True, False]
    """
    return 0 < count < floors().minimum_cell
