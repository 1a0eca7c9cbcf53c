"""The thresholds of the gate, as reviewed (method.md 9, trust.md 7)."""

from __future__ import annotations

from dataclasses import dataclass

from sharedsafety.core.reviewed import load_data


@dataclass(frozen=True, slots=True)
class DisclosureRules:
    """Thresholds of the gate, from ``data/core/disclosure.yaml``."""

    minimum_cell: int
    minimum_denominator: int
    minimum_rate_denominator: int
    review_below_denominator: int
    audit_width: int


def disclosure_rules() -> DisclosureRules:
    """Return the thresholds as reviewed."""
    return load_data("core/disclosure", DisclosureRules)


def is_hidden_count(count: float | None) -> bool:
    """Return whether a count of people is too small to show: above zero and under the minimum cell.

    >>> [is_hidden_count(count) for count in (0, 1, 10, 11)]
    [False, True, True, False]
    """
    return count is not None and 0 < count < disclosure_rules().minimum_cell
