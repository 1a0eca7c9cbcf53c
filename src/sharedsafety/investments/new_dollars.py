"""Where the new dollars went: growth and mix (method.md 4.5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sharedsafety.investments.settings import money_settings
from sharedsafety.investments.uncertainty import Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDollars:
    """Change of each category with its growth and mix effects, which sum to it; mix effects sum to 0.

    ``marginal_shares`` is None where they are not admissible: growth too small, or a cut among the changes.
    Every array has the shape of the input: (categories,) or (categories, draws).
    """

    change: Floats
    marginal_shares: Floats | None
    growth_effect: Floats
    mix_effect: Floats


def new_dollars(before: Sequence[float] | Floats, after: Sequence[float] | Floats) -> NewDollars | None:
    """Return where new real dollars went; None where either total is not positive.

    Source: method.md 4.5, WX-8.

    >>> new_dollars([60.0, 40.0], [64.0, 46.0]).change.tolist()
    [4.0, 6.0]
    """
    start, end = np.asarray(before, float), np.asarray(after, float)
    total0, total1 = start.sum(axis=0), end.sum(axis=0)
    if np.ndim(total0) == 0 and (total0 <= 0 or total1 <= 0):
        return None
    change, growth = end - start, total1 - total0
    with np.errstate(divide="ignore", invalid="ignore"):
        shares = start / total0
        marginal = change / growth
        mix = total1 * (end / total1 - shares)
    return NewDollars(
        change=change,
        marginal_shares=marginal if marginal_admissible(change, float(np.mean(total0))) else None,
        growth_effect=shares * growth,
        mix_effect=mix,
    )


def marginal_admissible(change: Floats, total: float) -> bool:
    """Return whether "of each new dollar" may be said: real growth above the limit, and no category was cut."""
    change = change if change.ndim == 1 else change.mean(axis=1)
    return bool(change.sum() > money_settings().marginal_growth * total and (change >= 0).all())
