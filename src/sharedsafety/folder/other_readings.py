"""The same money read in other ways: why others get another number, and how it flows."""

from __future__ import annotations

from typing import Any

from sharedsafety.folder.books import Books
from sharedsafety.folder.community import Community
from sharedsafety.investments.money_flow import money_flow
from sharedsafety.investments.number_differences import number_differences
from sharedsafety.investments.opened import opened
from sharedsafety.investments.results import NO_BUDGET, MoneyAssessment


def other_readings(community: Community, books: Books, money: MoneyAssessment) -> dict[str, Any]:
    """Return ``differences`` and ``flow`` of the assessment, each figure opened by the documents of the year.

    Both are empty where only ranges may be said of the coding, or nothing is loaded: no point is compared then, and no
    band has a width.
    """
    view = next(view for view in money.views if (view.fiscal_year, view.phase) == money.headline)
    if view.coarse_coding or NO_BUDGET in view.flags:
        return {"differences": (), "flow": ()}
    about = (books.cube, community.coding, community.funds, money.headline)
    found = {"differences": number_differences(*about), "flow": money_flow(*about)}
    return {name: opened(value, view.documents) for name, value in found.items()}
