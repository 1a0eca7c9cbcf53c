"""A least-move plan as its page shows it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from sharedsafety.folder.priority_plan import PriorityPlan
from sharedsafety.report import numbers
from sharedsafety.report.lamp_sentences import asked
from sharedsafety_web.investments.selectors.told_shown import dollars_of_cents, written


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanShown:
    """A plan with its numbers written out; ``rows`` are (program, spends, may move, moves, part, warnings)."""

    plan: PriorityPlan
    asked: str
    now: str
    reachable: str
    total: str
    receiver: str
    most_moved: str
    rows: tuple[dict[str, Any], ...]

    @property
    def warned(self) -> int:
        """Return how many moves carry a warning."""
        return sum(bool(row["warnings"]) for row in self.rows)


def plan_shown(plan: PriorityPlan, language: str) -> PlanShown:
    """Return a plan in one language."""
    reach = replace(plan.now, value=plan.reachable, low=None, high=None)
    return PlanShown(
        plan=plan,
        asked=asked(plan.priority, language),
        now=written(replace(plan.now, low=None, high=None), language),
        reachable="" if plan.reachable is None else written(reach, language),
        total=dollars_of_cents(plan.moved_cents, language),
        receiver=dict(plan.receivers)[plan.receiver],
        most_moved=numbers.share(plan.most_moved, language),
        rows=tuple(
            {
                "name": row.name,
                "spends": dollars_of_cents(row.spent_cents, language),
                "movable": dollars_of_cents(row.movable_cents, language),
                "moves": dollars_of_cents(row.move.amount_cents, language),
                "part": numbers.share(row.move.amount_cents / row.spent_cents, language),
                "warnings": [f"{each.message(language)} {each.fix(language)}" for each in row.warnings],
            }
            for row in plan.rows
        ),
    )
