"""The plain values the money chapter works on: coding decisions, funds and links, as people wrote them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedShare:
    """One row of ``budget/coding.csv``: one program's share in one category (method.md 2.3).

    Args:
        program_key: the program, as in the ledger.
        category: code of the taxonomy.
        share: share of the program's money in this category, exact; the shares of a program sum to 1.
        level: prevention level; None takes the category's default.
        low, high: range of the share, exact; None means exactly ``share``.
        basis: A-G (method.md 2.3).
        markers: principle code -> 1.0, 0.4 or 0.0, only where it differs from the category's default.
        coder: who coded it; several coders are separated by ``;``.
        status: unreviewed, single, double or adjudicated.
        note: the reason, so that a critic can argue with it.
        delivery_agent: who holds and spends the money (taxonomy list); ``unknown`` when nobody said.
        row: line in the file, for findings.
    """

    program_key: str
    category: str
    share: Fraction
    level: str | None = None
    low: Fraction | None = None
    high: Fraction | None = None
    basis: str = "E"
    markers: Mapping[str, float] = field(default_factory=dict)
    coder: str = ""
    status: str = "unreviewed"
    note: str = ""
    taxonomy_version: str = ""
    delivery_agent: str = "unknown"
    row: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fund:
    """One row of ``budget/funding.csv``: what is known of a fund (method.md 2.2).

    Args:
        fund_code: the fund as the ledger names it.
        source_code: code of ``funding_sources`` in the taxonomy.
        control: discretionary, steerable, locked or unknown.
        recurrence: ongoing, expiring, one_time or unknown; ``end_fy`` is the last year it can be spent.
    """

    fund_code: str
    name: str
    source_code: str = "UNK"
    level: str = "unknown"
    control: str = "unknown"
    recurrence: str = "unknown"
    end_fy: int | None = None
    mandate: str = "none"
    pass_through_key: str | None = None
    restriction: str | None = None
    row: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PriorityLink:
    """One row of ``budget/links.csv``: a program serves a stated priority (1.0 principal, 0.4 significant).

    ``category`` limits the link to one share of the program; None means the whole program.
    """

    program_key: str
    priority_id: str
    weight: float
    note: str = ""
    category: str | None = None
    row: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaShare:
    """One row of ``budget/areas.csv``: the share of a program's money that reaches an area (method.md 2.3)."""

    program_key: str
    area_id: str
    share: Fraction
    basis: str = "D"
    row: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """One row of ``areas.csv``: population (people) and need count (people harmed) of an area.

    ``part_of`` is the district whose outline it helps to draw; no count is ever made of it.
    """

    area_id: str
    name: str
    population: int
    need: int | None = None
    need_source: str = ""
    part_of: str = ""
    row: int | None = None
