"""The scale by which practices are rated, and from when on raters agree or differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sharedsafety.core.reviewed import load_data


@dataclass(frozen=True, slots=True, kw_only=True)
class ScaleStep:
    """One step of the scale, its name and meaning by language."""

    rating: int
    name: Mapping[str, str]
    meaning: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingRules:
    """The scale, and from when on raters agree or differ (``data/framework/ratings.yaml``)."""

    scale: tuple[ScaleStep, ...]
    close_within_steps: int
    close_share: float
    split_share: float
    low_end_up_to: int
    high_end_from: int
    differs_from_steps: float


def rating_rules() -> RatingRules:
    """Return the reviewed scale and its rules.

    >>> [step.rating for step in rating_rules().scale]
    [0, 1, 2, 3, 4]
    """
    return load_data("framework/ratings", RatingRules)
