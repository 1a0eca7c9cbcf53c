"""Whether a rate or a proportion is steady enough to show: the NCHS rules (method.md 5.5)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sharedsafety.core.intervals import clopper_pearson, exact_poisson
from sharedsafety.core.reviewed import load_data


@dataclass(frozen=True, slots=True)
class RateRules:
    """Thresholds for rates, from ``data/core/reliability.yaml``."""

    minimum_events: float
    minimum_denominator: float
    maximum_relative_width_percent: float
    caution_below_events: float


@dataclass(frozen=True, slots=True)
class ProportionRules:
    """Thresholds for proportions, from ``data/core/reliability.yaml``."""

    minimum_sample: float
    suppress_width: float
    show_width: float
    maximum_relative_width: float


@dataclass(frozen=True, slots=True)
class ReliabilityRules:
    """All thresholds of reliability."""

    rates: RateRules
    proportions: ProportionRules


@dataclass(frozen=True, slots=True, kw_only=True)
class RateReliability:
    """A rate with its exact interval and whether it may be shown as a rate."""

    rate: float
    low: float
    high: float
    relative_width_percent: float | None
    reliable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ProportionReliability:
    """A proportion with its interval, the two widths that were tested, and the answer."""

    low: float
    high: float
    absolute_width: float
    relative_width: float | None
    relative_width_complement: float | None
    verdict: Literal["show", "suppress"]


def reliability_rules() -> ReliabilityRules:
    """Return the thresholds as reviewed."""
    return load_data("core/reliability", ReliabilityRules)


def rate_reliability(events: float, denominator: float, *, per: float = 1.0) -> RateReliability:
    """Return a rate with its exact interval and whether it is reliable.

    >>> rate_reliability(10, 25_000, per=100_000).reliable, rate_reliability(9, 25_000, per=100_000).reliable
    (True, False)
    """
    rules = reliability_rules().rates
    low, high = exact_poisson(events)
    width = (high - low) / events * 100 if events > 0 else None
    enough = events >= rules.minimum_events and denominator >= rules.minimum_denominator
    return RateReliability(
        rate=events / denominator * per,
        low=low / denominator * per,
        high=high / denominator * per,
        relative_width_percent=width,
        reliable=enough and width is not None and width <= rules.maximum_relative_width_percent,
    )


def proportion_reliability(successes: float, sample: float) -> ProportionReliability:
    """Return a survey proportion with its interval and whether it may be shown.

    ``sample`` is the effective sample size.

    >>> proportion_reliability(45, 60).verdict, proportion_reliability(3, 80).verdict
    ('show', 'suppress')
    """
    low, high = clopper_pearson(successes, sample)
    share = successes / sample
    steady = sample >= reliability_rules().proportions.minimum_sample and proportion_is_steady(share, low, high)
    return ProportionReliability(
        low=low,
        high=high,
        absolute_width=high - low,
        relative_width=_relative(high - low, share),
        relative_width_complement=_relative(high - low, 1 - share),
        verdict="show" if steady else "suppress",
    )


def rate_is_steady(rate: float, low: float, high: float) -> bool:
    """Return whether limits given by a source are narrow enough to show the rate.

    >>> rate_is_steady(40.0, 19.2, 73.6), rate_is_steady(40.0, 5.0, 100.0)
    (True, False)
    """
    return rate > 0 and (high - low) / rate * 100 <= reliability_rules().rates.maximum_relative_width_percent


def proportion_is_steady(share: float, low: float, high: float) -> bool:
    """Return whether the limits of a proportion are narrow enough to show it, and its complement.

    >>> proportion_is_steady(0.75, 0.62, 0.85), proportion_is_steady(0.5, 0.3, 0.7)
    (True, False)
    """
    rules = reliability_rules().proportions
    width = high - low
    if width >= rules.suppress_width:
        return False
    relative = (_relative(width, share), _relative(width, 1 - share))
    narrow = all(one is not None and one <= rules.maximum_relative_width for one in relative)
    return width <= rules.show_width or narrow


def _relative(width: float, share: float) -> float | None:
    return width / share if share > 0 else None
