"""``sharedsafety budget plan --priority``: the plan for one priority, told and written as a table of moves."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sharedsafety.cli.output import Outcome

if TYPE_CHECKING:
    from sharedsafety.folder.priority_plan import PriorityPlan


def planned_for_priority(args: argparse.Namespace, seed: int) -> Outcome:
    """Return the plan for the priority of a call; with ``--moves`` its table is written, whole or not at all.

    Raises:
        BadInput: the priority, its target or the program that should take the money is at fault.
    """
    from sharedsafety.cli.what_if import sound_community
    from sharedsafety.core.whole_file import write_whole
    from sharedsafety.folder.moves_file import moves_csv
    from sharedsafety.folder.priority_plan import PlanAsked, priority_plan

    asked = PlanAsked(
        priority_id=args.priority,
        target=args.target,
        unit=args.unit,
        asked="at_most" if args.at_most else None,
        receiver=args.to,
        steerable=args.steerable,
        most_moved=args.most_moved,
    )
    community = sound_community(args.folder)
    with tempfile.TemporaryDirectory() as scratch:
        found = priority_plan(community, asked, keep_in=args.keep or Path(scratch), seed=seed)
    if args.moves and found.rows:
        write_whole(args.moves, moves_csv([row.move for row in found.rows]))
    warnings = tuple(warning for row in found.rows for warning in row.warnings)
    return Outcome(text=_text(found), data=_data(found), findings=warnings)


def _text(found: PriorityPlan) -> str:
    from sharedsafety.report.lamp_sentences import asked

    head = f"{found.fiscal_year} {found.phase}: {found.priority.title} ({asked(found.priority)})"
    if found.status == "reached":
        return f"{head}\nThe target is reached already: nothing has to move."
    if found.status == "infeasible":
        return f"{head}\nThe target can't be reached. The plan could reach {found.reachable:,.2f}; none is made."
    lines = [f"{'':<44}{'now':>16}{'may move':>16}{'moves':>16}"]
    lines += [
        f"{row.name[:42]:<44}{row.spent_cents / 100:>16,.0f}{row.movable_cents / 100:>16,.0f}"
        f"{-row.move.amount_cents / 100:>16,.2f}"
        for row in found.rows
    ]
    total = f"{found.moved_cents / 100:,.2f} dollars would move to {found.receiver}."
    return "\n".join([head, *lines, total, "Arithmetic for discussion: it says nothing about effects."])


def _data(found: PriorityPlan) -> dict[str, Any]:
    return {
        "fiscal_year": found.fiscal_year,
        "phase": found.phase,
        "most_moved": found.most_moved,
        "steerable": found.steerable,
        "status": found.status,
        "priority": found.priority.id,
        "asked": found.asked,
        "unit": found.priority.target_unit,
        "now": found.now.value,
        "target": found.priority.target_value,
        "reachable": found.reachable,
        "receiver": found.receiver,
        "moved_usd": found.moved_cents / 100,
        "rows": [
            {"from": row.move.from_program, "spent_usd": row.spent_cents / 100,
             "movable_usd": row.movable_cents / 100, "out_usd": row.move.amount_cents / 100,
             "warnings": [warning.code for warning in row.warnings]}
            for row in found.rows
        ],
    }  # fmt: skip
