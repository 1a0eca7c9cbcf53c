"""The least money that has to move to meet floors: arithmetic for discussion (method.md 4.10)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sharedsafety.investments.uncertainty import Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class LeastMove:
    """Dollars out of and into each category; with status ``infeasible`` the floors can't be met.

    ``reachable_maximum`` is, when infeasible, the most the categories under their floor could hold together.
    """

    status: str
    objective: float | None
    outflow: tuple[float, ...]
    inflow: tuple[float, ...]
    reachable_maximum: float | None = None


def least_move(
    current: Sequence[float], discretionary: Sequence[float], floors: Sequence[float], kappa: float = 0.2
) -> LeastMove:
    """Return the plan that moves least money, spread evenly over the discretionary dollars it takes from.

    At most ``kappa`` of a category's discretionary dollars may leave it. Among the plans with the least total the one
    with the least ``sum out^2 / D`` is chosen. Infeasible floors are reported, never relaxed.

    Source: method.md 4.10, WX-13.

    >>> least_move([60, 30, 10], [15, 10, 4], [0, 0, 18], kappa=0.5).outflow
    (4.8, 3.2, 0.0)
    """
    x, free, floor = (np.asarray(values, float) for values in (current, discretionary, floors))
    need = np.maximum(floor - x, 0)
    most = np.minimum(kappa * free, np.maximum(x - floor, 0))
    if need.sum() > most.sum() + 1e-9:
        return LeastMove(
            status="infeasible",
            objective=None,
            outflow=(),
            inflow=(),
            reachable_maximum=float(x[need > 0].sum() + most.sum()),
        )
    return LeastMove(
        status="optimal",
        objective=float(need.sum()),
        outflow=tuple(np.round(_even_outflow(need.sum(), free, most), 9).tolist()),
        inflow=tuple(np.round(need, 9).tolist()),
    )


def _even_outflow(total: float, free: Floats, most: Floats) -> Floats:
    """Return outflows of least ``sum out^2 / D``: in proportion to D, cut at ``most``, until ``total`` is reached."""
    out = np.zeros(len(free))
    open_lines = most > 0
    while total - out.sum() > 1e-12 and open_lines.any():
        step = (total - out.sum()) * np.where(open_lines, free, 0) / free[open_lines].sum()
        out = np.minimum(out + step, most)
        open_lines &= out < most
    return out
