"""How far the coding may be off: draws of uncertain shares, and bounds that need no model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from sharedsafety.investments.coding import CodedPart

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class UncertainShares:
    """The shares of all programs whose coding has a range; one row a program, padded to the longest.

    Args:
        free_of: for each part its place among the uncertain shares, or -1 where the share is certain.
        place: (programs, longest) places among the uncertain shares; padding points at place 0 with range 0.
        low, share, high: (programs, longest).
        candidates: (programs,) True where the parts are open candidates (basis G, each may be all of the rest).
        count: number of uncertain shares.
    """

    free_of: Ints
    place: Ints
    low: Floats
    share: Floats
    high: Floats
    candidates: NDArray[np.bool_]
    count: int

    @cached_property
    def program_of(self) -> Ints:
        """Return for each uncertain share the row of its program."""
        rows, columns = np.nonzero(self.high)
        programs = np.zeros(self.count, dtype=np.int64)
        programs[self.place[rows, columns]] = rows
        return programs


def uncertain_shares(parts: Sequence[CodedPart]) -> UncertainShares:
    """Return the uncertain shares among ``parts``, which are sorted by program.

    A range that no set of shares summing to 1 can use (a program's only part) is no uncertainty.
    """
    free_of = np.full(len(parts), -1, dtype=np.int64)
    groups: list[list[int]] = []
    for _, group in groupby(range(len(parts)), key=lambda i: parts[i].program_key):
        indices = list(group)
        if sum(parts[i].low < parts[i].high for i in indices) > 1:
            groups.append(indices)
    flat = [i for indices in groups for i in indices]
    free_of[flat] = np.arange(len(flat))
    shape = (len(groups), max(map(len, groups), default=1))
    place, table = np.zeros(shape, dtype=np.int64), np.zeros((3, *shape))
    for row, indices in enumerate(groups):
        place[row, : len(indices)] = free_of[indices]
        table[:, row, : len(indices)] = [
            [float(getattr(parts[i], name)) for i in indices] for name in ("low", "share", "high")
        ]
    candidates = np.array([_are_candidates([parts[i] for i in indices]) for indices in groups], dtype=bool)
    return UncertainShares(free_of, place, table[0], table[1], table[2], candidates, len(flat))


def share_draws(uncertain: UncertainShares, draws: int, generator: np.random.Generator) -> Floats:
    """Return drawn shares, shape (uncertain shares, draws); the shares of a program sum to 1 in every draw.

    Each share with a range follows a triangular law (low, share, high). What the sum then misses, or has too much, is
    spread in proportion to the room each share has left inside its range, so no share ever leaves its range.
    Open candidates of basis G (each may hold all that the lower ends leave free) follow a Dirichlet law whose mean is
    the proposed shares and whose weights sum to the number of candidates: with equal shares every mix is equally
    likely. Independent triangular draws would make ten open candidates look nearly equal, which nobody claimed.
    One draw holds for all lines and years of a program.

    Source: method.md 4.9.
    """
    values = np.zeros((uncertain.count, draws))
    for row, candidates in enumerate(uncertain.candidates):
        used = uncertain.high[row] > 0
        low, share, high = (table[row, used, None] for table in (uncertain.low, uncertain.share, uncertain.high))
        law = _candidate_draws if candidates else _triangular_draws
        values[uncertain.place[row, used]] = law(low, share, high, draws, generator)
    return values


def bounds(uncertain: UncertainShares, coefficients: Floats) -> tuple[Floats, Floats]:
    """Return the least and greatest values of ``coefficients @ shares`` over all codings, each of shape (rows,).

    A program's shares may be anything inside their ranges that sums to 1; the extreme is found by filling the
    greatest (least) coefficients first. ``coefficients`` has shape (rows, uncertain shares).
    """
    size = len(coefficients)
    if not uncertain.count:
        return np.zeros(size), np.zeros(size)
    row, share = np.nonzero(coefficients)
    row, program = np.divmod(np.unique(row * len(uncertain.low) + uncertain.program_of[share]), len(uncertain.low))
    touched, low = coefficients[row[:, None], uncertain.place[program]], uncertain.low[program]
    order = np.argsort(touched, axis=1, kind="stable")
    room = np.take_along_axis(uncertain.high[program] - low, order, axis=1)
    fixed, left = (touched * low).sum(axis=1), 1 - low.sum(axis=1)
    touched = np.take_along_axis(touched, order, axis=1)
    least = fixed + _filled(touched, room, left)
    most = fixed + _filled(touched[:, ::-1], room[:, ::-1], left)
    return np.bincount(row, least, size).astype(np.float64), np.bincount(row, most, size).astype(np.float64)


def _are_candidates(parts: Sequence[CodedPart]) -> bool:
    rest = 1 - sum(part.low for part in parts)
    return all(part.basis == "G" and part.high >= part.low + rest and part.share > part.low for part in parts)


def _candidate_draws(low: Floats, share: Floats, _: Floats, draws: int, generator: np.random.Generator) -> Floats:
    rest = 1 - low.sum()
    weights = len(low) * (share - low)[:, 0] / rest
    mixes: Floats = low + rest * generator.dirichlet(weights, size=draws).T
    return mixes


def _triangular_draws(low: Floats, share: Floats, high: Floats, draws: int, generator: np.random.Generator) -> Floats:
    width = np.where(high > low, high - low, 1.0)
    uniform = generator.random((len(low), draws))
    turn = np.where(high > low, (share - low) / width, 0.0)
    rising = low + np.sqrt(uniform * turn) * width
    falling = high - np.sqrt((1 - uniform) * (1 - turn)) * width
    values = np.where(high > low, np.where(uniform < turn, rising, falling), share)
    missing = 1 - values.sum(axis=0)
    room = np.where(missing > 0, high - values, values - low)
    total = room.sum(axis=0)
    spread: Floats = values + missing * room / np.where(total > 0, total, 1.0)
    return spread


def _filled(coefficients: Floats, room: Floats, left: Floats) -> Floats:
    """Return the value of what is free, given to the shares in their order, each as far as it has room."""
    taken = np.clip(left[:, None] - (np.cumsum(room, axis=1) - room), 0, room)
    value: Floats = (coefficients * taken).sum(axis=1)
    return value
