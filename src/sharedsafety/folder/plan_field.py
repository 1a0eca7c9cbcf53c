"""Which programs could give to a priority and which could take for it (method.md 4.10)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from sharedsafety.core.errors import BadInput
from sharedsafety.folder.community import Community
from sharedsafety.framework.priority import StatedPriority
from sharedsafety.investments.coding import CodedPart, coded_parts
from sharedsafety.investments.ledger_schema import LedgerCube
from sharedsafety.investments.priority_weights import served_by
from sharedsafety.investments.program_freedom import ProgramLines, program_lines_left
from sharedsafety.investments.year_amounts import OUTSIDE

#: What a target is: at least so much, or at most.
Asked = Literal["at_least", "at_most"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanField:
    """The coded programs of a year that serve a priority wholly, and those that serve it not at all, largest first."""

    wholly: tuple[ProgramLines, ...]
    not_at_all: tuple[ProgramLines, ...]

    def givers(self, asked: Asked) -> tuple[ProgramLines, ...]:
        """Return the programs that could give."""
        return self.not_at_all if asked == "at_least" else self.wholly

    def receivers(self, asked: Asked) -> tuple[ProgramLines, ...]:
        """Return the programs that could take."""
        return self.wholly if asked == "at_least" else self.not_at_all


def plan_field(
    community: Community, cube: LedgerCube, priority: StatedPriority, headline: tuple[int, str]
) -> PlanField:
    """Return the programs that could give and take for a priority.

    A program that nobody coded, or that serves the priority in part, is in neither list: what a dollar of it would
    change nobody can say. Where the target is a share of safety money, programs outside it are in neither, for a move
    over that border would change what the share is taken of.

    Raises:
        BadInput: ``plan-no-budget``: the headline year has no spending.
    """
    year, phase = headline
    lines = program_lines_left(cube, community.funds, year=year, phase=phase)
    if not lines:
        raise BadInput("plan-no-budget", file="community.yaml", fiscal_year=year, phase=phase)
    only_inside = priority.target_unit == "share" and (priority.target_of or "P") != "T"
    weights = _weights(community, priority, only_inside=only_inside)
    by_size = sorted(lines, key=lambda each: (-sum(line.cents for line in each.lines), each.program_key))
    wholly, not_at_all = (
        tuple(each for each in by_size if weights.get(each.program_key) == {Fraction(whole)}) for whole in (1, 0)
    )
    return PlanField(wholly=wholly, not_at_all=not_at_all)


def _weights(community: Community, priority: StatedPriority, *, only_inside: bool) -> dict[str, set[Fraction]]:
    """Return the weights with which the parts of each coded program serve the priority."""
    parts: tuple[CodedPart, ...] = tuple(coded_parts(community.coding))
    served = served_by(priority, community.links, parts)
    own = served.by_set[len(served.by_set) // 2] if served else (Fraction(0),) * len(parts)
    found: dict[str, set[Fraction]] = defaultdict(set)
    outside = set()
    for part, weight in zip(parts, own, strict=True):
        found[part.program_key].add(weight)
        outside |= {part.program_key} if part.category == OUTSIDE else set()
    return {key: weights for key, weights in found.items() if not (only_inside and key in outside)}
