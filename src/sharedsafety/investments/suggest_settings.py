"""The conventions of suggested categories, read from reviewed data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sharedsafety.core.reviewed import load_data


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestSettings:
    """``data/investments/suggestions.yaml``; each key is explained there."""

    learned_status: tuple[str, ...]
    field_weights: Mapping[str, float]
    shortest_word: int
    small_words: tuple[str, ...]
    ridge: float
    solver_steps: int
    solver_tolerance: float
    folds: int
    right_share: float
    least_shown: int
    evidence_words: int
    department_words: tuple[str, ...]


def suggest_settings() -> SuggestSettings:
    """Return the conventions of suggestions.

    >>> suggest_settings().learned_status
    ('single', 'double', 'adjudicated')
    """
    settings: SuggestSettings = load_data("investments/suggestions", SuggestSettings)
    return settings
