"""``sharedsafety budget plan``: the least money that would have to move to reach floors, or a priority's target."""

from __future__ import annotations

import argparse
import tempfile
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sharedsafety.cli.output import Outcome
from sharedsafety.core.errors import BadInput
from sharedsafety.core.seed import SEED

if TYPE_CHECKING:
    from sharedsafety.folder.least_moves import PlannedMoves


def add_plan_verb(steps: Any) -> None:
    """Register ``budget plan``."""
    step = steps.add_parser("plan", help="the least money that would have to move to reach floors or a target")
    step.add_argument("folder", metavar="FOLDER", type=Path)
    step.add_argument("--floor", metavar="CATEGORY=USD", action="append", type=_floor, help="such as SV-TRC=5000000")
    step.add_argument("--priority", metavar="ID", help="instead of floors: reach the target of one priority")
    step.add_argument("--target", metavar="NUMBER", type=float, help="of that priority (default: as it was stated)")
    step.add_argument("--unit", choices=("usd", "usd_per_person", "share"), help="of the target (usd)")
    step.add_argument("--at-most", action="store_true", help="the target is the most, not the least")
    step.add_argument("--to", metavar="PROGRAM", help="the program that takes (default: the largest that may)")
    step.add_argument("--steerable", action="store_true", help="money bound to a purpose may move too, with a warning")
    step.add_argument("--most-moved", metavar="SHARE", type=_share, help="of what may move at each giver (0.2)")
    step.add_argument("--moves", metavar="CSV", type=Path, help="with --priority: write the plan as a table of moves")
    step.add_argument("--keep", metavar="DIR", type=Path, help="keep the ledger here for the next run")
    step.set_defaults(call=_plan)


def _floor(text: str) -> tuple[str, float]:
    code, equals, dollars = text.partition("=")
    value = float(dollars)
    if not equals or not isfinite(value) or value < 0:
        raise argparse.ArgumentTypeError("not CATEGORY=USD")
    return code, value


def _share(text: str) -> float:
    value = float(text)
    if not 0 < value <= 1:
        raise argparse.ArgumentTypeError("not above 0 and at most 1")
    return value


def _plan(args: argparse.Namespace) -> Outcome:
    from sharedsafety.cli.priority_plans import planned_for_priority

    if bool(args.floor) == bool(args.priority):
        raise BadInput("plan-asks-twice")
    return planned_for_priority(args, SEED) if args.priority else _floors(args)


def _floors(args: argparse.Namespace) -> Outcome:
    from sharedsafety.cli.what_if import sound_community
    from sharedsafety.folder.least_moves import planned_moves
    from sharedsafety.framework.taxonomy import taxonomy
    from sharedsafety.investments.settings import money_settings

    floors = dict(args.floor)
    if len(floors) < len(args.floor):
        raise BadInput("plan-floor-twice", value=", ".join(code for code, _ in args.floor))
    if unknown := [code for code in floors if code not in taxonomy().codes]:
        raise BadInput("plan-category-unknown", value=unknown[0])
    community = sound_community(args.folder)
    with tempfile.TemporaryDirectory() as scratch:
        most, keep_in = args.most_moved or money_settings().most_moved, args.keep or Path(scratch)
        found = planned_moves(community, floors, most_moved=most, keep_in=keep_in, steerable=args.steerable)
    return Outcome(text=_text(found), data=_data(found), findings=found.warnings)


def _text(found: PlannedMoves) -> str:
    from sharedsafety.report.names import name

    which = "discretionary and steerable" if found.steerable else "discretionary"
    head = f"{found.fiscal_year} {found.phase}, at most {found.most_moved:.0%} of a category's {which} dollars."
    if found.plan.status != "optimal":
        most = found.plan.reachable_maximum or 0.0
        return f"{head}\nThe floors can't be met. The categories under their floor could reach {most:,.0f} together."
    lines = [f"{'':<40}{'now':>16}{'free':>16}{'moves':>16}"]
    lines += [
        f"{name('category', row.category):<40}{row.current_usd:>16,.0f}{row.discretionary_usd:>16,.0f}"
        f"{row.in_usd - row.out_usd:>+16,.0f}"
        for row in sorted(found.rows, key=lambda row: row.out_usd - row.in_usd)
        if row.out_usd or row.in_usd
    ]
    total = f"{found.plan.objective:,.0f} dollars would move." if found.plan.objective else "Nothing has to move."
    return "\n".join([head, *lines, total, "Arithmetic for discussion: it says nothing about effects."])


def _data(found: PlannedMoves) -> dict[str, Any]:
    names = (
        "category", "current_usd", "discretionary_usd", "steerable_usd", "floor_usd", "out_usd", "in_usd",
        "steerable_out_usd",
    )  # fmt: skip
    return {
        "fiscal_year": found.fiscal_year,
        "phase": found.phase,
        "most_moved": found.most_moved,
        "steerable": found.steerable,
        "status": found.plan.status,
        "moved_usd": found.plan.objective,
        "reachable_maximum_usd": found.plan.reachable_maximum,
        "rows": [{name: getattr(row, name) for name in names} for row in found.rows],
    }
