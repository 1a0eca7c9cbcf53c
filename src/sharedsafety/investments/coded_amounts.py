"""Dollars as functions of the uncertain shares, and the figures made from them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np

from sharedsafety.core.figure import Figure
from sharedsafety.investments.settings import money_settings
from sharedsafety.investments.uncertainty import Floats, Mask, UncertainShares, bounds

CODINGS = "90 % of codings"


@dataclass(frozen=True, slots=True)
class Amounts:
    """Dollars of several groups: ``fixed + free @ shares`` for every coding of the uncertain programs.

    Args:
        point: (groups,) dollars as coded, exact to the cent.
        fixed: (variants, groups) dollars that no uncertain share touches.
        free: (variants, groups, uncertain shares) dollars for a whole share.
        uncoded: (groups,) dollars nobody coded that might belong to the group.

    Variants are the marker sets (strict, default, generous); amounts without markers have one.
    """

    point: Floats
    fixed: Floats
    free: Floats
    uncoded: Floats

    def __mul__(self, factor: float) -> Amounts:
        """Return the amounts times a plain factor."""
        return Amounts(self.point * factor, self.fixed * factor, self.free * factor, self.uncoded * factor)

    def __sub__(self, other: Amounts) -> Amounts:
        """Return the difference under one and the same coding; money nobody coded is left to the caller."""
        return Amounts(
            self.point - other.point,
            self.fixed - other.fixed,
            self.free - other.free,
            np.zeros(np.broadcast(self.point, other.point).shape),
        )

    def rows(self, which: Sequence[int]) -> Amounts:
        """Return the amounts of some groups."""
        keep = list(which)
        return Amounts(self.point[keep], self.fixed[:, keep], self.free[:, keep], self.uncoded[keep])


def stacked(amounts: Sequence[Amounts]) -> Amounts:
    """Return the groups of all ``amounts`` one after the other; they have equally many variants."""
    return Amounts(
        np.concatenate([each.point for each in amounts]),
        np.concatenate([each.fixed for each in amounts], axis=1),
        np.concatenate([each.free for each in amounts], axis=1),
        np.concatenate([each.uncoded for each in amounts]),
    )


@dataclass(frozen=True)
class Codings:
    """The uncertain shares of one community with their draws (uncertain shares, draws)."""

    uncertain: UncertainShares
    shares: Floats

    @property
    def count(self) -> int:
        """Return the number of draws."""
        return int(self.shares.shape[1])

    @cached_property
    def _blocks(self) -> dict[int, list[Floats]]:
        return {}

    def blocks(self, variants: int) -> list[Floats]:
        """Return the draws in equal blocks, one for each variant; they are cut once, for every table needs them."""
        if variants not in self._blocks:
            edges = np.linspace(0, self.count, variants + 1).astype(int)
            self._blocks[variants] = [np.ascontiguousarray(self.shares[:, i:j]) for i, j in pairwise(edges)]
        return self._blocks[variants]

    def draws(self, amounts: Amounts) -> Floats:
        """Return dollars for each group and draw; each variant gets an equal block of the draws."""
        variants = zip(amounts.fixed, amounts.free, self.blocks(len(amounts.fixed)), strict=True)
        return np.hstack([_sparse(free) @ shares + fixed[:, None] for fixed, free, shares in variants])

    def bounds(self, amounts: Amounts) -> tuple[Floats, Floats]:
        """Return the least and greatest dollars of each group over all codings, money nobody coded included."""
        ends = [
            (fixed + low, fixed + high)
            for fixed, free in zip(amounts.fixed, amounts.free, strict=True)
            for low, high in [bounds(self.uncertain, free)]
        ]
        low = np.min([end[0] for end in ends], axis=0) + np.minimum(amounts.uncoded, 0)
        high = np.max([end[1] for end in ends], axis=0) + np.maximum(amounts.uncoded, 0)
        return low, high


def _sparse(free: Floats) -> Any:
    """Return a matrix that is mostly 0 (a share touches one group of a table) in compressed rows."""
    from scipy.sparse import csr_array

    rows, columns = np.nonzero(free)
    starts = np.searchsorted(rows, np.arange(len(free) + 1))
    return csr_array((free[rows, columns], columns, starts), shape=free.shape)


@dataclass(frozen=True)
class Denominator:
    """What shares are taken of: a name (T, P, P*, L, N), the amounts of one group, and the codings."""

    name: str
    amounts: Amounts
    codings: Codings

    @property
    def value(self) -> float:
        """Return the dollars of the denominator as coded."""
        return float(self.amounts.point[0])

    @cached_property
    def draws(self) -> Floats:
        """Return the dollars in each draw; NaN where they are not positive. Worked out once."""
        drawn = self.codings.draws(self.amounts)[0]
        return np.where(drawn > 0, drawn, np.nan)


def dollar_figures(amounts: Amounts, codings: Codings, basis: str, unit: str = "usd") -> tuple[Figure, ...]:
    """Return one figure for each group: dollars with 90 % of codings and the bounds that need no model."""
    low, high = codings.bounds(amounts)
    draws = codings.draws(amounts) if _spread(low, high).any() else None
    return ranged_figures(amounts.point, draws, (low, high), Figure(value=None, unit=unit, basis=basis))


def untold(figure: Figure, why: str) -> Figure:
    """Return the figure as "can't tell": no number stays beside the reason.

    >>> untold(Figure(value=0.0, unit="usd", basis="FY2022 adopted"), "control_unknown").can_tell
    False
    """
    return replace(figure, value=None, low=None, high=None, bound_low=None, bound_high=None, why=why)


def share_figures(amounts: Amounts, whole: Denominator, basis: str) -> tuple[Figure, ...]:
    """Return one figure for each group: its share of ``whole``, which contains it.

    Can't tell where ``whole`` is 0 or less.
    """
    return dollars_and_shares(amounts, whole, basis)[1]


def dollars_and_shares(
    amounts: Amounts, whole: Denominator, basis: str
) -> tuple[tuple[Figure, ...], tuple[Figure, ...]]:
    """Return for each group its dollars and its share of ``whole``, from the same draws."""
    codings = whole.codings
    ends = codings.bounds(amounts)
    dollars = Figure(value=None, unit="usd", basis=basis)
    shares = Figure(value=None, unit="share", basis=basis, denominator=whole.name, denominator_value=whole.value)
    if whole.value <= 0:
        drawn = codings.draws(amounts) if _spread(*ends).any() else None
        empty = tuple(replace(shares, why="denominator_not_positive") for _ in amounts.point)
        return ranged_figures(amounts.point, drawn, ends, dollars), empty
    share_ends = _share_bounds(amounts, ends, whole.amounts, codings)
    spread = _spread(*ends).any() or _spread(*share_ends).any()
    drawn = codings.draws(amounts) if spread else None
    return (
        ranged_figures(amounts.point, drawn, ends, dollars),
        ranged_figures(amounts.point / whole.value, None if drawn is None else drawn / whole.draws, share_ends, shares),
    )


def ranged_figures(
    values: Floats, draws: Floats | None, ends: tuple[Floats, Floats] | None, like: Figure
) -> tuple[Figure, ...]:
    """Return ``like`` once for each value, with the percentiles of its draws and its bounds where they spread."""
    moves = np.zeros(len(values), dtype=bool)
    if draws is not None:
        moves = _spread(draws.min(axis=1), draws.max(axis=1))
    if ends is not None:
        moves = moves | _spread(*ends)
    percentiles = None if draws is None else _percentiles(draws, moves)
    return tuple(
        _ranged(i, float(value), percentiles, ends, like) if moves[i] else replace(like, value=float(value))
        for i, value in enumerate(values)
    )


def _percentiles(draws: Floats, moves: Mask) -> Floats:
    """Return the ends of the interval, shape (2, groups), of the groups that move."""
    settings = money_settings()
    found = np.full((2, len(draws)), np.nan)
    if moves.any():
        found[:, moves] = np.percentile(draws[moves], [settings.interval_low, settings.interval_high], axis=1)
    return found


def _ranged(
    i: int, value: float, percentiles: Floats | None, ends: tuple[Floats, Floats] | None, like: Figure
) -> Figure:
    """Return one figure with its range; money nobody coded widens the bounds only, never the draws."""
    low, high = (None, None) if percentiles is None else (_finite(end) for end in percentiles[:, i])
    least, greatest = (None, None) if ends is None else (_finite(ends[0][i]), _finite(ends[1][i]))
    return replace(like, value=value, low=low, high=high, bound_low=least, bound_high=greatest, interval=CODINGS)


def _finite(end: float) -> float | None:
    return float(end) if np.isfinite(end) else None


def _share_bounds(
    amounts: Amounts, ends: tuple[Floats, Floats], whole: Amounts, codings: Codings
) -> tuple[Floats, Floats]:
    """Return bounds of x / (x + rest): least x beside the greatest rest, and the reverse."""
    low, high = ends
    rest_low, rest_high = codings.bounds(whole - amounts)
    rest_high = rest_high + whole.uncoded
    rest_low = rest_low - np.maximum(0, amounts.uncoded - whole.uncoded)
    with np.errstate(divide="ignore", invalid="ignore"):
        return low / (low + rest_high), high / (high + rest_low)


def _spread(low: Floats, high: Floats) -> Mask:
    apart: Mask = ~(np.abs(high - low) <= 1e-9 * np.maximum(1.0, np.abs(low)))
    return apart
