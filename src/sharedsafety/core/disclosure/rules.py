"""The thresholds of the gate, as reviewed (method.md 9, trust.md 7), and how hard its solvers work."""

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
    minimum_contributors: int
    dominance_shares: tuple[float, ...]
    estimate_share: float
    zeros_hidden_below_total: int
    most_cells: int


@dataclass(frozen=True, slots=True)
class SuppressionEffort:
    """Sizes and rounds of the solvers, from ``data/core/suppression.yaml``; none changes what is protected."""

    bunch_cells: int
    patience: int
    whole_number_cells: int
    optimum_cells: int
    optimum_cells_other: int
    cut_rounds: int
    optimum_rounds: int
    optimum_nodes: int
    clean_up_rounds: int
    clean_up_patience: int
    clean_up_work: int
    give_back_work: int


def disclosure_rules() -> DisclosureRules:
    """Return the thresholds as reviewed."""
    return load_data("core/disclosure", DisclosureRules)


def suppression_effort() -> SuppressionEffort:
    """Return the sizes and rounds as reviewed."""
    return load_data("core/suppression", SuppressionEffort)


def is_hidden_count(count: float | None) -> bool:
    """Return whether a count of people is too small to show: above zero and under the minimum cell.

    >>> [is_hidden_count(count) for count in (0, 1, 10, 11)]
    [False, True, True, False]
    """
    return count is not None and 0 < count < disclosure_rules().minimum_cell
