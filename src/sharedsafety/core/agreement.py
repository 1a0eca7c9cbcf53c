"""Do two people code alike? Krippendorff's alpha for names (nominal), and plain agreement."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence


def krippendorff_alpha(ratings: Sequence[Sequence[Hashable | None]]) -> float | None:
    """Return alpha (nominal) of several coders over the same units; None where nothing can differ.

    ``ratings[coder][unit]``; None marks a unit a coder did not see. Units with one rating do not count.

    Source: Hayes and Krippendorff 2007; method.md 2.8, WX-2.

    >>> krippendorff_alpha([["a", "b", "a"], ["a", "b", "a"]])
    1.0
    """
    units = [[value for value in unit if value is not None] for unit in zip(*ratings, strict=True)]
    units = [unit for unit in units if len(unit) > 1]
    totals = Counter(value for unit in units for value in unit)
    n = totals.total()
    expected = n * n - sum(count * count for count in totals.values())
    if expected == 0:
        return None
    observed = sum(
        (len(unit) ** 2 - sum(count * count for count in Counter(unit).values())) / (len(unit) - 1) for unit in units
    )
    return 1 - (n - 1) * observed / expected


def percent_agreement(
    first: Sequence[Hashable], second: Sequence[Hashable], weights: Sequence[float] | None = None
) -> float | None:
    """Return the (weighted) share of units coded alike; None without weight.

    >>> percent_agreement(["a", "b"], ["a", "c"], weights=[3.0, 1.0])
    0.75
    """
    weights = [1.0] * len(first) if weights is None else weights
    total = sum(weights)
    alike = sum(w for a, b, w in zip(first, second, weights, strict=True) if a == b)
    return alike / total if total > 0 else None


def alpha_verdict(alpha: float, *, rely: float, tentative: float) -> str:
    """Return ``rely``, ``tentative`` or ``rewrite_definitions`` for an alpha and its two limits.

    >>> alpha_verdict(0.7, rely=0.8, tentative=0.667)
    'tentative'
    """
    if alpha >= rely:
        return "rely"
    return "tentative" if alpha >= tentative else "rewrite_definitions"
