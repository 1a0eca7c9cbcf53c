"""Two ledgers kept apart: dollars freed in the justice system and dollars added outside it (method.md, Annex A)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sharedsafety.framework.taxonomy import taxonomy
from sharedsafety.investments.year_amounts import OUTSIDE, OVERHEAD


@dataclass(frozen=True, slots=True, kw_only=True)
class Reinvestment:
    """Freed (gross reductions) and reinvested (gross additions elsewhere) real dollars; ratios are None over 0."""

    freed: float
    net_js_change: float
    reinvested: float
    ratio_to_freed: float | None
    ratio_to_net: float | None


def reinvestment(real_change: Mapping[str, float], *, family: str) -> Reinvestment:
    """Return what was freed in ``family`` and what was added in the other categories of the perimeter.

    Args:
        real_change: category -> change in real dollars.
        family: the family whose reductions count as freed.

    Source: method.md Annex A, WX-40.

    >>> reinvestment({"JS-JAL": -600.0, "SV-TRC": 300.0}, family="JS").ratio_to_freed
    0.5
    """
    inside = set(taxonomy().codes) - {OUTSIDE, OVERHEAD}
    own = [value for code, value in real_change.items() if taxonomy().category(code).family == family]
    others = [
        value for code, value in real_change.items() if code in inside and taxonomy().category(code).family != family
    ]
    freed = -sum(value for value in own if value < 0)
    net = sum(own)
    added = sum(value for value in others if value > 0)
    return Reinvestment(
        freed=freed,
        net_js_change=net,
        reinvested=added,
        ratio_to_freed=added / freed if freed > 0 else None,
        ratio_to_net=added / -net if net < 0 else None,
    )
