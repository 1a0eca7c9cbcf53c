"""Does the order of the dollars agree with the order of importance? (method.md 4.3)"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np

from sharedsafety.investments.uncertainty import Floats, Ints


def tau_b(importance: Sequence[float], spending: Floats) -> Floats:
    """Return Kendall's tau-b between importance and spending; NaN where one side is all ties.

    ``spending`` has shape (items,) or (items, draws); greater means more important, more dollars.

    Source: method.md 4.3, WX-7.

    >>> float(tau_b([3, 2, 1], np.array([30.0, 20.0, 10.0])))
    1.0
    """
    first, second = np.triu_indices(len(importance), 1)
    stated = np.asarray(importance, float)
    a = np.sign(stated[first] - stated[second])
    b = np.sign(np.asarray(spending, float)[first] - np.asarray(spending, float)[second])
    untied = np.sqrt((a != 0).sum() * (b != 0).sum(axis=0).astype(float))
    with np.errstate(divide="ignore", invalid="ignore"):
        tau: Floats = np.where(untied > 0, np.tensordot(a, b, axes=1) / untied, np.nan)
    return tau


def weighted_tau(importance: Sequence[float], spending: Sequence[float]) -> float:
    """Return the top-weighted tau: a pair counts by 1 / rank of both; NaN where one side is all ties.

    The mean of ranking by importance (ties by spending) and by spending (ties by importance), as ``weightedtau`` of
    scipy does, whose statistics package would take longer to load than the whole assessment to run.

    Source: method.md 4.3, WX-7.

    >>> round(weighted_tau([5, 4, 3, 2, 1], [50, 10, 30, 5, 4]), 6)
    0.817518
    """
    a, b = np.asarray(importance, float), np.asarray(spending, float)
    with np.errstate(invalid="ignore"):
        return float((_top_weighted(a, b, np.lexsort((b, a))) + _top_weighted(a, b, np.lexsort((a, b)))) / 2)


def _top_weighted(a: Floats, b: Floats, ascending: Ints) -> float:
    weight = np.empty(len(a))
    weight[ascending[::-1]] = 1 / np.arange(1, len(a) + 1)
    pair = weight[:, None] + weight[None, :]
    one, other = np.sign(a[:, None] - a), np.sign(b[:, None] - b)
    return float((pair * one * other).sum() / np.sqrt((pair * one**2).sum() * (pair * other**2).sum()))


def discordant_pairs(importance: Sequence[float], spending: Sequence[float]) -> tuple[tuple[int, int], ...]:
    """Return (i, j), counted from 0, where i is more important than j but gets less.

    >>> discordant_pairs([3, 2, 1], [30, 5, 10])
    ((1, 2),)
    """
    pairs = []
    for i, j in combinations(range(len(importance)), 2):
        if (importance[i] - importance[j]) * (spending[i] - spending[j]) < 0:
            pairs.append((i, j) if importance[i] > importance[j] else (j, i))
    return tuple(pairs)
