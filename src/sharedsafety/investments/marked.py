"""Marked dollars: gross (not additive) and fractional (additive), under three marker sets (method.md 2.6)."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import cache

from sharedsafety.framework.taxonomy import taxonomy

NONE = "none"
MARKER_SETS = ("strict", "default", "generous")


def gross_weights(markers: Mapping[str, float], marker_set: str = "default") -> dict[str, Fraction]:
    """Return the weight of each principle with which a part counts in gross dollars (not additive).

    Source: method.md 2.6, WX-1.

    >>> {k: str(w) for k, w in gross_weights({"PHF": 1.0, "CSC": 0.4}, "strict").items()}
    {'PHF': '1', 'CSC': '0'}
    """
    return {key: _value(marker, marker_set) for key, marker in markers.items()}


def fractional_weights(markers: Mapping[str, float], marker_set: str = "default") -> dict[str, Fraction]:
    """Return how much of a part counts for each principle, and for ``none``; the weights sum to 1.

    ``m_k / max(1, sum of all m)``; what is left counts for none.

    Source: method.md 2.6, WX-1.

    >>> {k: str(w) for k, w in fractional_weights({"PHF": 1.0, "CSC": 0.4}).items()}
    {'PHF': '5/7', 'CSC': '2/7', 'none': '0'}
    """
    return dict(_fractional(tuple(markers.items()), marker_set))


@cache
def _fractional(markers: tuple[tuple[str, float], ...], marker_set: str) -> dict[str, Fraction]:
    gross = gross_weights(dict(markers), marker_set)
    whole = max(Fraction(1), sum(gross.values(), Fraction(0)))
    weights = {key: value / whole for key, value in gross.items()}
    return weights | {NONE: 1 - sum(weights.values(), Fraction(0))}


@cache
def _value(marker: float, marker_set: str) -> Fraction:
    scale = taxonomy().marker_sets
    known = {scale["default"][name]: value for name, value in scale[marker_set].items()}
    return Fraction(str(known.get(marker, marker)))
