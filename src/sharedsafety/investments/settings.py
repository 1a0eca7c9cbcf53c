"""The conventions of the money chapter, read from reviewed data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from sharedsafety.core.reviewed import load_data


@dataclass(frozen=True, slots=True, kw_only=True)
class OutturnBand:
    """A PEFA band of the outturn ratio; both end points belong to it."""

    band: str
    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class VarianceBand:
    """A PEFA band of the composition variance; the limit does not belong to it."""

    band: str
    below: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneySettings:
    """``data/investments/measures.yaml``; each key is explained there."""

    share_sum_tolerance: str
    sure_share: str
    interval_low: int
    interval_high: int
    draws: int
    spending_flows: tuple[str, ...]
    giving_flows: Mapping[str, str]
    revenue_flows: tuple[str, ...]
    not_spent_characters: tuple[str, ...]
    interest_characters: tuple[str, ...]
    personnel_characters: tuple[str, ...]
    community_holders: tuple[str, ...]
    local_choice_controls: tuple[str, ...]
    movable_controls: tuple[str, ...]
    most_moved: float
    entitlement_sources: tuple[str, ...]
    program_detail_share: float
    ranked_categories: int
    cliff_years: int
    unknown_recurrence_limit: float
    unknown_control_limit: float
    coarse_limit: float
    coarse_bases: tuple[str, ...]
    coarse_status: tuple[str, ...]
    purposes: Mapping[str, tuple[str, ...]]
    marginal_growth: float
    outturn_bands: tuple[OutturnBand, ...]
    variance_bands: tuple[VarianceBand, ...]
    last_band: str
    years_for_two_of_three: int
    supplanting_fall: float
    supplanting_years: int
    label_jump: float
    label_jump_explained: float
    alpha_rely: float
    alpha_tentative: float
    coded_by_two_share: float
    coded_by_two_sample: float
    department_check_days: int
    audit_risk: float
    audit_tolerable_share: float
    areas_for_bootstrap: int
    place_draws: int
    admissible: Mapping[str, tuple[str, ...]]


def money_settings() -> MoneySettings:
    """Return the conventions of the money measures.

    >>> money_settings().cliff_years
    2
    """
    settings: MoneySettings = load_data("investments/measures", MoneySettings)
    return settings
