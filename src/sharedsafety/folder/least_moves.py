"""The least money that would have to move for categories to reach floors, in a community's own budget (4.10)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from sharedsafety.core.errors import BadInput
from sharedsafety.core.findings import Finding
from sharedsafety.folder.books import books_of
from sharedsafety.folder.community import Community
from sharedsafety.folder.money_inputs import headline_of
from sharedsafety.framework.taxonomy import taxonomy
from sharedsafety.investments.coded import Fund
from sharedsafety.investments.coding import CodedPart, coded_parts
from sharedsafety.investments.least_move import LeastMove, least_move
from sharedsafety.investments.scope import Pieces, split_cube, year_money
from sharedsafety.investments.uncertainty import Ints


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryMove:
    """Dollars of one category: spent now, of them free to move, the floor asked for, and what leaves or comes.

    ``steerable_usd`` are the dollars bound to a purpose, ``steerable_out_usd`` what of them would have to leave: free
    dollars leave first.
    """

    category: str
    current_usd: float
    discretionary_usd: float
    steerable_usd: float
    floor_usd: float
    out_usd: float
    in_usd: float
    steerable_out_usd: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedMoves:
    """A least-move plan over the categories of one budget; ``plan`` says whether the floors can be met.

    ``warnings`` tell each category out of which money bound to a purpose would have to leave, and to which funds.
    """

    fiscal_year: int
    phase: str
    most_moved: float
    plan: LeastMove
    steerable: bool
    rows: tuple[CategoryMove, ...]
    warnings: tuple[Finding, ...]


def planned_moves(
    community: Community, floors: Mapping[str, float], *, most_moved: float, keep_in: Path, steerable: bool = False
) -> PlannedMoves:
    """Return the plan that moves least money so that each category in ``floors`` reaches its dollars.

    Args:
        community: a folder without errors.
        floors: code of a category -> the dollars it should have in the headline budget.
        most_moved: the largest share of a category's movable dollars that may leave it (0 to 1).
        keep_in: folder for the ledger as Parquet.
        steerable: whether money bound to a purpose may move too, with a warning; each dollar stays in its fund.

    Without ``steerable`` only discretionary money moves. What is locked, or of unknown control, stays where it is.
    Categories outside the framework give money too; what nobody coded gives none.

    Raises:
        BadInput: ``plan-no-budget``: no dollar of the headline budget is loaded.

    Source: method.md 4.10. It is arithmetic for discussion and says nothing about effects (rule R6).
    """
    year, phase = headline_of(community)
    parts = coded_parts(community.coding)
    funds = {fund.fund_code: fund for fund in community.funds}
    money = year_money(split_cube(books_of(community, keep_in).cube, parts), year, phase, funds).spending
    if not len(money.cents):
        raise BadInput("plan-no-budget", file="community.yaml", fiscal_year=year, phase=phase)
    free, bound = (
        money.where("fund_code", [code for code, fund in funds.items() if fund.control == control])
        for control in ("discretionary", "steerable")
    )
    categories = [code for code in taxonomy().codes if code in floors or any(p.category == code for p in parts)]
    current, own, tied = (
        _dollars(money.by_part(mask, len(parts)), parts, categories) for mask in (np.ones_like(free), free, bound)
    )
    asked = [floors.get(code, 0.0) for code in categories]
    movable = [a + b for a, b in zip(own, tied, strict=True)] if steerable else own
    plan = least_move(current, movable, asked, most_moved)
    moves = zip(plan.outflow, plan.inflow, strict=True) if plan.status == "optimal" else [(0.0, 0.0)] * len(categories)
    rows = tuple(
        CategoryMove(
            category=code, current_usd=now, discretionary_usd=mine, steerable_usd=theirs, floor_usd=floor,
            out_usd=leaves, in_usd=comes, steerable_out_usd=round(max(0.0, leaves - mine), 9),
        )
        for code, now, mine, theirs, floor, (leaves, comes) in zip(
            categories, current, own, tied, asked, moves, strict=True
        )
    )  # fmt: skip
    warnings = tuple(_warning(row, money.only(bound), parts, funds) for row in rows if row.steerable_out_usd >= 0.01)
    return PlannedMoves(
        fiscal_year=year, phase=phase, most_moved=most_moved, plan=plan, steerable=steerable, rows=rows,
        warnings=warnings,
    )  # fmt: skip


def _warning(row: CategoryMove, bound: Pieces, parts: Sequence[CodedPart], funds: Mapping[str, Fund]) -> Finding:
    """Return the warning about one category: which purposes its steerable money is bound to."""
    of_category = [at for at, part in enumerate(parts) if part.category == row.category]
    codes = np.unique(bound.codes["fund_code"][np.isin(bound.part, of_category)])
    own = [funds[bound.names["fund_code"][code]] for code in codes]
    told = "; ".join(f"{fund.name} ({fund.restriction or '-'})" for fund in own)
    params = {"value": row.category, "amount": f"{row.steerable_out_usd:,.2f}", "funds": told}
    return Finding(code="plan-steerable", params=params)


def _dollars(cents: Ints, parts: Sequence[CodedPart], categories: Sequence[str]) -> list[float]:
    """Return the dollars of each category, never under 0."""
    sums = dict.fromkeys(categories, 0)
    for part, amount in zip(parts, cents.tolist(), strict=False):  # the last amount is what nobody coded
        sums[part.category] += amount
    return [max(0.0, value / 100) for value in sums.values()]
