"""Do two people code alike? Krippendorff's alpha for names (nominal), and plain agreement."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from itertools import combinations


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


def weighted_alpha(ratings: Sequence[Sequence[Hashable | None]], weights: Sequence[float]) -> float | None:
    """Return alpha (nominal) with a weight for each unit, such as its dollars; None where nothing can differ.

    Observed disagreement is the weighted share of unlike pairs, expected disagreement that of two names drawn from all
    weighted ratings. The factor for few units is left out: dollars are no count of units.

    Source: Krippendorff's alpha with weighted units; method.md 2.8.

    >>> weighted_alpha([["a", "b"], ["a", "b"]], [3.0, 1.0])
    1.0
    """
    units = ([names[at] for names in ratings if names[at] is not None] for at in range(len(weights)))
    rated = [(names, weight) for names, weight in zip(units, weights, strict=True) if len(names) > 1]
    totals: dict[Hashable, float] = {}
    for names, weight in rated:
        for name in names:
            totals[name] = totals.get(name, 0.0) + weight
    n = sum(totals.values())
    expected = 1 - sum((total / n) ** 2 for total in totals.values()) if n > 0 else 0.0
    if expected <= 0:
        return None
    unlike = sum(
        weight * (len(names) ** 2 - sum(count**2 for count in Counter(names).values())) / (len(names) - 1)
        for names, weight in rated
    )
    return 1 - unlike / n / expected


def percent_agreement(
    ratings: Sequence[Sequence[Hashable | None]], weights: Sequence[float] | None = None
) -> float | None:
    """Return the (weighted) share of units coded alike, over all pairs of coders of a unit; None without weight.

    ``ratings[coder][unit]``; None marks a unit a coder did not see. Units with one rating do not count.

    >>> percent_agreement([["a", "b"], ["a", "c"]], weights=[3.0, 1.0])
    0.75
    """
    units = len(ratings[0]) if ratings else 0
    alike = total = 0.0
    for at, weight in enumerate([1.0] * units if weights is None else weights):
        pairs = [*combinations([names[at] for names in ratings if names[at] is not None], 2)]
        if pairs:
            alike += weight * sum(first == second for first, second in pairs) / len(pairs)
            total += weight
    return alike / total if total > 0 else None


def alpha_verdict(alpha: float, *, rely: float, tentative: float) -> str:
    """Return ``rely``, ``tentative`` or ``rewrite_definitions`` for an alpha and its two limits.

    >>> alpha_verdict(0.7, rely=0.8, tentative=0.667)
    'tentative'
    """
    if alpha >= rely:
        return "rely"
    return "tentative" if alpha >= tentative else "rewrite_definitions"
