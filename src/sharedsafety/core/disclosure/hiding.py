"""Chooses what is hidden in linked tables, block by block, and lets the attacker try it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from sharedsafety.core.disclosure.heuristic import Task, hidden_by_moves
from sharedsafety.core.disclosure.layers import Layer
from sharedsafety.core.disclosure.optimum import optimum
from sharedsafety.core.disclosure.rules import suppression_effort
from sharedsafety.core.disclosure.solver import Bools, Ints
from sharedsafety.core.disclosure.weak_cells import View, ranges

#: Times that cells the attacker came too close to are asked for again, wider.
_ATTEMPTS = 6
_WIDER = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Hiding:
    """What is hidden.

    Args:
        hidden: for each cell whether it is hidden.
        weak: hidden cells that can be worked out all the same: the tables can't be published together.
        loss: people in cells that are hidden for the sake of others.
        bound: no safe choice costs less, where that is known.
    """

    hidden: Bools
    weak: Bools
    loss: float
    bound: float | None


def hiding(task: Task, seed: int) -> Hiding:
    """Return what to hide in all tables of a task; blocks of cells that share no sum are looked at one by one."""
    hidden, weak = task.always.copy(), np.zeros(len(task.always), dtype=bool)
    loss, bound = 0.0, 0.0
    known = True
    for cells in _blocks(task):
        found = _hiding_of_block(task.part(cells), seed)
        hidden[cells], weak[cells] = found.hidden, found.weak
        loss += found.loss
        known, bound = known and found.bound is not None, bound + (found.bound or 0.0)
    return Hiding(hidden=hidden, weak=weak, loss=loss, bound=bound if known else None)


def _blocks(task: Task) -> list[Ints]:
    """Return the cells of each block in which something has to be hidden."""
    from scipy.sparse.csgraph import connected_components

    terms = task.linked.equations
    number = connected_components(terms.T @ terms, directed=False)[1]
    order = np.argsort(number, kind="stable")
    blocks = np.split(order, np.flatnonzero(np.diff(number[order])) + 1)
    return [block for block in blocks if task.always[block].any()]


def _hiding_of_block(task: Task, seed: int) -> Hiding:
    hidden = hidden_by_moves(task, seed)
    weak = _weak(task, hidden, seed)
    for _ in range(_ATTEMPTS):
        if not np.logical_or.reduce(weak).any():
            return _cheapest(task, hidden, seed)
        task = replace(task, layers=tuple(_asking(*each) for each in zip(task.layers, weak, strict=True)))
        hidden = hidden_by_moves(task, seed)
        weak = _weak(task, hidden, seed)
    return Hiding(hidden=hidden, weak=np.logical_or.reduce(weak), loss=task.loss(hidden), bound=None)


def _cheapest(task: Task, safe: Bools, seed: int) -> Hiding:
    """Return the proved optimum where it can be had, else the safe choice."""
    best = optimum(task, safe, seed) if len(task.layers) == 1 else None
    bound = 0.0 if task.loss(safe) == 0 else best.bound if best else None
    if best and _is_safe(task, best.hidden, seed):
        safe = best.hidden
    elif bound is None:
        safe = _given_back(task, safe, seed)
    return Hiding(hidden=safe, weak=np.zeros(len(safe), dtype=bool), loss=task.loss(safe), bound=bound)


def _given_back(task: Task, safe: Bools, seed: int) -> Bools:
    """Return the choice without the dearest cells that turn out not to be needed in it."""
    extra = np.flatnonzero(safe & ~task.always)
    dearest = extra[np.argsort(-task.price[extra], kind="stable")]
    for cell in dearest[: suppression_effort().give_back_work // len(safe)]:
        less = safe.copy()
        less[cell] = False
        safe = less if _is_safe(task, less, seed) else safe
    return safe


def _is_safe(task: Task, hidden: Bools, seed: int) -> bool:
    return not any(each.any() for each in _weak(task, hidden, seed))


def _weak(task: Task, hidden: Bools, seed: int) -> list[Bools]:
    """Return for each layer the hidden cells that the sharpest reader comes too close to."""
    return [
        ranges(
            task.linked,
            View(shown=np.where(hidden, np.nan, layer.truth), least=layer.least, asked=layer.asked, need=layer.need),
            seed,
        ).weak
        for layer in task.layers
    ]


def _asking(layer: Layer, weak: Bools) -> Layer:
    """Return the layer with weak cells asked for, and those that were asked for already asked to be wider."""
    return layer.also(weak).wider(weak & layer.asked, _WIDER)
