"""Spending shares beside target shares: gap, overlap, dollars to move (method.md 4.2), and the centroid (4.1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sharedsafety.investments.uncertainty import Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareAgreement:
    """Gaps and ratios in the order of the input, the headline (overlap, dollars to move) and plain diagnostics.

    A ratio is None where the target is 0.
    """

    gaps: tuple[float, ...]
    ratios: tuple[float | None, ...]
    overlap: float
    dollars_to_move: float
    hellinger: float
    jensen_shannon_divergence_bits: float
    jensen_shannon_distance: float
    euclid: float


def share_agreement(spending: Sequence[float], target: Sequence[float], total: float) -> ShareAgreement | None:
    """Return how spending shares agree with target shares; None where ``total`` is not positive.

    Both sum to 1 over the same set. ``total`` is in dollars.

    Source: method.md 4.2, WX-6.

    >>> share_agreement([0.6, 0.4], [0.5, 0.5], 100.0).dollars_to_move
    10.0
    """
    if total <= 0:
        return None
    s, t = np.asarray(spending, float), np.asarray(target, float)
    divergence = float(_divergence(s, (s + t) / 2) + _divergence(t, (s + t) / 2)) / 2
    moved = round(1 - float(overlap(s, t)), 15)
    return ShareAgreement(
        gaps=tuple((s - t).tolist()),
        ratios=tuple(float(a / b) if b else None for a, b in zip(s, t, strict=True)),
        overlap=1 - moved,
        dollars_to_move=moved * total,
        hellinger=float(np.sqrt(0.5 * ((np.sqrt(s) - np.sqrt(t)) ** 2).sum())),
        jensen_shannon_divergence_bits=divergence,
        jensen_shannon_distance=max(0.0, divergence) ** 0.5,
        euclid=float(np.sqrt(((s - t) ** 2).sum())),
    )


def overlap(spending: Floats, target: Floats) -> Floats:
    """Return ``sum min(s, t)`` over the first axis: of one pair of share lists, or of one pair for each draw.

    >>> float(overlap(np.array([0.6, 0.4]), np.array([0.5, 0.5])))
    0.9
    """
    smallest: Floats = np.minimum(spending, target).sum(axis=0)
    return smallest


def rank_order_centroid(n: int) -> tuple[float, ...]:
    """Return illustrative weights for ``n`` ranks: ``w_i = (1/n) sum_{k=i..n} 1/k``. Never a stated share.

    Source: method.md 4.1, WX-5.

    >>> [round(weight, 4) for weight in rank_order_centroid(3)]
    [0.6111, 0.2778, 0.1111]
    """
    return tuple(sum(1 / k for k in range(i, n + 1)) / n for i in range(1, n + 1))


def _divergence(p: Floats, q: Floats) -> float:
    some = p > 0
    return float((p[some] * np.log2(p[some] / q[some])).sum())
