"""A hundred squares: one for each dollar of every $100 of safety money."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sharedsafety.investments.results import YearView
from sharedsafety.report.charts.squares import whole_hundred

#: Row of the table ``purpose`` -> kind of square, in the order they are drawn.
_KINDS = {"prevents": "prevents", "heals": "heals", "answers": "answers", "runs": "plans"}


def squares(view: YearView, language: str) -> Mapping[str, Any] | None:
    """Return the kinds with their shares and the kind of each of the hundred squares.

    None where a share is missing, or where the coding is so coarse that squares would be a point nobody knows.
    """
    kinds = {_KINDS[row.code]: row.share for row in view.tables["purpose"] if row.code in _KINDS}
    if view.coarse_coding or any(figure.value is None for figure in kinds.values()):
        return None
    drawn = [
        kind
        for kind, number in zip(kinds, whole_hundred([f.value or 0.0 for f in kinds.values()]), strict=True)
        for _ in range(number)
    ]
    return {
        "kinds": list(kinds.items()),
        "tall": [(kind, at % 10 * 10, at // 10 * 10) for at, kind in enumerate(drawn)],
        "wide": [(kind, at // 4 * 10, at % 4 * 10) for at, kind in enumerate(drawn)],
    }
