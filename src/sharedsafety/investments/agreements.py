"""Spending beside stated shares and stated ranks, where those are admissible (method.md 4.1 to 4.3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from sharedsafety.core.figure import Figure
from sharedsafety.framework.priority import StatedPriority
from sharedsafety.investments.coded_amounts import ranged_figures
from sharedsafety.investments.money_tables import TableMaker
from sharedsafety.investments.priority_weights import Served, served_fractionally
from sharedsafety.investments.ranks import discordant_pairs, tau_b, weighted_tau
from sharedsafety.investments.results import Agreement
from sharedsafety.investments.shares import overlap, share_agreement
from sharedsafety.investments.uncertainty import Floats

Stated = tuple[StatedPriority, Served]


def agreements(stated: Sequence[Stated], make: TableMaker) -> tuple[Agreement, ...]:
    """Return the agreement with stated shares (S1, for each denominator P or T) and with stated ranks (S1 or S4)."""
    shares = [
        _shares(
            [item for item in stated if item[0].statement_kind == "S1" and (item[0].target_of or "P") == of], make, of
        )
        for of in ("P", "T")
    ]
    ranks = [_ranks([item for item in stated if item[0].statement_kind == kind], make, kind) for kind in ("S1", "S4")]
    return tuple(found for found in (*shares, *ranks) if found is not None)


def _shares(stated: Sequence[Stated], make: TableMaker, of: str) -> Agreement | None:
    """Return overlap and dollars to move over the stated shares and, where they leave some, the rest."""
    targets = [priority.target_value or 0.0 for priority, _ in stated]
    whole = make.perimeter if of == "P" else make.total
    if not stated or sum(targets) > 1 + 1e-9 or whole.value <= 0:
        return None
    mask = make.year.inside() if of == "P" else np.ones(len(make.year.pieces.cents), dtype=bool)
    amounts = [served.amounts(make.year, mask) for served in served_fractionally([served for _, served in stated])]
    total = make.codings.draws(whole.amounts)[0]
    spent = np.array([float(amount.point[0]) for amount in amounts]) / whole.value
    drawn = np.concatenate([make.codings.draws(amount) for amount in amounts]) / total
    spent, drawn = np.append(spent, 1 - spent.sum()), np.vstack([drawn, 1 - drawn.sum(axis=0)])
    target = np.array([*targets, max(0.0, 1 - sum(targets))])
    point = share_agreement(spent.tolist(), target.tolist(), whole.value)
    if point is None:
        return None
    overlaps = overlap(drawn, target[:, None])
    like = Figure(value=None, unit="share", basis=make.basis, denominator=of, denominator_value=whole.value)
    return Agreement(
        kind=f"shares_of_{of}",
        overlap=_figure(point.overlap, overlaps, like),
        dollars_to_move=_figure(point.dollars_to_move, (1 - overlaps) * total, replace(like, unit="usd")),
        diagnostics={
            name: replace(like, value=getattr(point, name), unit="distance")
            for name in ("hellinger", "jensen_shannon_distance", "euclid")
        },
        tau=None,
        discordant=(),
    )


def _ranks(stated: Sequence[Stated], make: TableMaker, kind: str) -> Agreement | None:
    """Return rank agreement of the priorities of one kind; S4 targets are ranks (1 is first) unless called weights."""
    ranked = [(priority, served) for priority, served in stated if priority.target_value is not None]
    if len(ranked) < 2:
        return None
    importance = [_importance(priority, kind) for priority, _ in ranked]
    everything = np.ones(len(make.year.pieces.cents), dtype=bool)
    amounts = [served.amounts(make.year, everything) for _, served in ranked]
    spent = np.array([float(amount.point[0]) for amount in amounts])
    drawn = np.concatenate([make.codings.draws(amount) for amount in amounts])
    value = float(tau_b(importance, spent))
    pairs = len(ranked) * (len(ranked) - 1) / 2
    like = Figure(value=None, unit="tau_b", basis=make.basis, denominator="pairs", denominator_value=pairs)
    tied = not np.isfinite(value)
    return Agreement(
        kind=f"ranks_{kind}",
        overlap=None,
        dollars_to_move=None,
        diagnostics={}
        if tied
        else {"weighted_tau": replace(like, value=weighted_tau(importance, spent.tolist()), unit="tau")},
        tau=replace(like, why="all_tied") if tied else _figure(value, tau_b(importance, drawn), like),
        discordant=tuple((ranked[i][0].id, ranked[j][0].id) for i, j in discordant_pairs(importance, spent.tolist())),
    )


def _importance(priority: StatedPriority, kind: str) -> float:
    value = priority.target_value or 0.0
    return -value if kind == "S4" and priority.target_unit != "weight" else value


def _figure(value: float, draws: Floats, like: Figure) -> Figure:
    return ranged_figures(np.array([value]), draws[None, :], None, like)[0]
