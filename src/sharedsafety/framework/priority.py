"""Priorities as a community stated them, and the kind of each statement (method.md 4.1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

StatementKind = Literal["S1", "S2", "S3", "S4", "S5"]
Direction = Literal["more", "less", "keep"]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedPriority:
    """One row of ``priorities.csv``: what was asked, in the community's own words.

    Args:
        id: stable identifier inside the community.
        title, body: the statement, short and whole.
        principle: PHF, WBS, CSC, BCH, MSW, or None when the statement names none.
        statement_kind: S1 share of money, S2 floor or amount, S3 direction, S4 rank, S5 principle only.
        direction: what was asked of the money, or None.
        target_value, target_unit, target_of: the target of S1 and S2 (share | usd | usd_per_person; T | P | L | N);
            the target of S2 is the most that is wanted where the direction is less, else the least.
        adopted_on: ISO date, or None when it was never adopted.
        source: document in which the statement stands.
        stated_by: who stated it, when it is not this community itself ("the county", "the city's own label").

    >>> StatedPriority(id="heal", title="More help to heal", body="", principle="CSC",
    ...                statement_kind="S3", direction="more", source="minutes").statement_kind
    'S3'
    """

    id: str
    title: str
    body: str
    principle: str | None
    statement_kind: StatementKind
    source: str
    direction: Direction | None = None
    target_value: float | None = None
    target_unit: str | None = None
    target_of: str | None = None
    adopted_on: str | None = None
    stated_by: str | None = None
