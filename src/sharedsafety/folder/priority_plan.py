"""The least money that would have to move for one priority to reach a target, program by program (method.md 4.10)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil, isfinite
from pathlib import Path
from typing import Literal

import numpy as np

from sharedsafety.core.errors import BadInput
from sharedsafety.core.figure import Figure
from sharedsafety.core.findings import Finding
from sharedsafety.folder.books import books_of
from sharedsafety.folder.community import Community
from sharedsafety.folder.money_inputs import headline_of, money_inputs
from sharedsafety.folder.plan_field import Asked, plan_field
from sharedsafety.framework.priority import StatedPriority
from sharedsafety.investments.assess_money import assess_money
from sharedsafety.investments.least_move import least_move
from sharedsafety.investments.move import Move
from sharedsafety.investments.moves import moved
from sharedsafety.investments.program_freedom import ProgramLines
from sharedsafety.investments.results import MoneyAssessment, PriorityMoney
from sharedsafety.investments.settings import money_settings
from sharedsafety.investments.splits import split_cents
from sharedsafety.report.untold import why_sentence

#: A need is rounded up to the cent; what arithmetic leaves behind of less than this is no need.
_NO_CENT = 1e-4
#: Unit of a target -> the figure of a priority it is measured with.
_MEASURED = {"usd": "amount", "usd_per_person": "per_person", "share": "share"}
#: So many programs are named where one that was asked for can't take the money.
_TOLD = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanAsked:
    """What a plan is asked for.

    Args:
        priority_id: the priority that should reach its target.
        target, unit: the target (usd, usd_per_person, share); None takes those of the statement.
        asked: at least so much, or at most; None follows the statement (at most where it asks for less).
        receiver: the program that takes the money; None takes the largest that may.
        steerable: whether money bound to a purpose may move too, each such move with a warning.
        most_moved: the largest share of a program's movable dollars that may leave it (0 to 1).
    """

    priority_id: str
    target: float | None = None
    unit: str | None = None
    asked: Asked | None = None
    receiver: str | None = None
    steerable: bool = False
    most_moved: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramMove:
    """One move of a plan, with what the program has, how much of it may move, and warnings about it."""

    name: str
    spent_cents: int
    movable_cents: int
    move: Move
    warnings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PriorityPlan:
    """A plan for one priority. ``status`` is optimal, infeasible or reached (nothing has to move).

    ``priority`` carries the target that was asked for; ``now`` and ``reachable`` are in its unit. ``reachable`` is,
    when infeasible, the most (at least) or the least (at most) that could be reached. ``receivers`` are the programs
    (key, name) that could take the money, the largest first.
    """

    status: Literal["optimal", "infeasible", "reached"]
    fiscal_year: int
    phase: str
    priority: StatedPriority
    asked: Asked
    now: Figure
    reachable: float | None
    receiver: str
    receivers: tuple[tuple[str, str], ...]
    steerable: bool
    most_moved: float
    rows: tuple[ProgramMove, ...]

    @property
    def moved_cents(self) -> int:
        """Return the cents of all moves."""
        return sum(row.move.amount_cents for row in self.rows)


def priority_plan(
    community: Community, asked: PlanAsked, *, keep_in: Path, seed: int, before: MoneyAssessment | None = None
) -> PriorityPlan:
    """Return the plan that moves least money so that one priority reaches a target.

    Each program that gives is one line of the linear program of method.md 4.10; the money goes to one program that
    serves the priority wholly. Where the target is a most, programs that serve it wholly give, and one that does not
    serve it takes: opposite statements are planned alike (mirror rule). Of the plans that move least, the one that
    takes evenly from all that is movable is chosen. Programs that nobody coded, or that serve the priority in part,
    give nothing. For a target that is a share of safety money, only programs inside it give and take.

    Args:
        community: a folder without errors.
        asked: which priority, which target, what may move.
        keep_in: folder for the ledger as Parquet.
        seed: seed of the assessment from which the present figure is taken.
        before: that assessment, where it is known already.

    Raises:
        BadInput: no such priority, no target, no program that could take the money, or no figure to start from.

    Source: method.md 4.10. It is arithmetic for discussion and says nothing about effects (rule R6).
    """
    priority = _priority(community, asked)
    kind: Asked = asked.asked or ("at_most" if priority.direction == "less" else "at_least")
    sign = 1 if kind == "at_least" else -1
    books, headline = books_of(community, keep_in), headline_of(community)
    money = before or assess_money(books.cube, money_inputs(community, books), headline=headline, seed=seed)
    now = _figure_of(next(each for each in money.priorities if each.priority_id == priority.id), priority)
    field = plan_field(community, books.cube, priority, headline)
    receiver = _receiver(asked, priority, field.receivers(kind))
    givers = [line for line in field.givers(kind) if line.program_key != receiver]
    movable = [sum(line.cents(control) for control in _controls(asked)) for line in givers]
    most = asked.most_moved or money_settings().most_moved
    scale = now.denominator_value or 1.0
    need = max(0, ceil(sign * ((priority.target_value or 0.0) - (now.value or 0.0)) * scale * 100 - _NO_CENT))
    outs, reach = _least(givers, movable, need, most)
    moves = _moves(zip(givers, movable, outs, strict=True), receiver, headline[0], priority)
    warned = moved(books.cube, [row.move for row in moves], community.funds, phase=headline[1], file="plan").findings
    return PriorityPlan(
        status="reached" if not need else "optimal" if reach is None else "infeasible",
        fiscal_year=headline[0],
        phase=headline[1],
        priority=priority,
        asked=kind,
        now=now,
        reachable=None if reach is None else (now.value or 0.0) + sign * reach / 100 / scale,
        receiver=receiver,
        receivers=tuple((line.program_key, line.name) for line in field.receivers(kind)),
        steerable=asked.steerable,
        most_moved=most,
        rows=tuple(replace(row, warnings=tuple(f for f in warned if f.row == row.move.row)) for row in moves),
    )


def _controls(asked: PlanAsked) -> tuple[str, ...]:
    return ("discretionary", "steerable") if asked.steerable else ("discretionary",)


def _priority(community: Community, asked: PlanAsked) -> StatedPriority:
    """Return the priority with the target that is asked for."""
    known = {priority.id: priority for priority in community.priorities}
    if asked.priority_id not in known:
        raise BadInput("plan-priority-unknown", value=asked.priority_id, known=", ".join(known))
    priority = known[asked.priority_id]
    if asked.target is not None:
        priority = replace(priority, target_value=asked.target, target_unit=asked.unit or "usd")
    target, unit = priority.target_value, priority.target_unit
    if target is None or unit not in _MEASURED:
        raise BadInput("plan-no-target", value=priority.id)
    if not isfinite(target) or target <= 0 or (unit == "share" and target > 1):
        raise BadInput("plan-target-outside", value=f"{target:g}")
    return priority


def _figure_of(money: PriorityMoney, priority: StatedPriority) -> Figure:
    """Return what the priority has now, in the unit of its target."""
    figure: Figure = getattr(money, _MEASURED[priority.target_unit or "usd"])
    if figure.value is None:
        raise BadInput("plan-cant-measure", value=priority.id, why=why_sentence(figure))
    return figure


def _receiver(asked: PlanAsked, priority: StatedPriority, receivers: Sequence[ProgramLines]) -> str:
    known = [line.program_key for line in receivers]
    wanted = asked.receiver or (known[0] if known else "")
    if wanted not in known:
        told = ", ".join(known[:_TOLD]) or "-"
        raise BadInput("plan-no-receiver", value=wanted or "-", priority=priority.id, known=told)
    return wanted


def _least(
    givers: Sequence[ProgramLines], movable: Sequence[int], need: int, most: float
) -> tuple[list[int], float | None]:
    """Return the cents that leave each program, and None; or none of them, and the cents that can be reached."""
    spent = [sum(line.cents for line in giver.lines) for giver in givers]
    found = least_move([*spent, 0], [*movable, 0], [*(0 for _ in givers), need], most)
    if found.status != "optimal":
        return [0] * len(givers), found.reachable_maximum
    if not need:
        return [0] * len(givers), None
    shares = [Fraction(out) for out in found.outflow[:-1]]
    return split_cents(np.array([need]), shares)[0].tolist(), None


def _moves(
    outs: Iterable[tuple[ProgramLines, int, int]], receiver: str, year: int, priority: StatedPriority
) -> list[ProgramMove]:
    """Return a move for each program that gives, the largest first; rows are counted as in a table of moves."""
    giving = sorted((each for each in outs if each[2] > 0), key=lambda each: (-each[2], each[0].program_key))
    return [
        ProgramMove(
            name=giver.name,
            spent_cents=sum(line.cents for line in giver.lines),
            movable_cents=movable,
            move=Move(
                from_program=giver.program_key,
                to=receiver,
                amount_cents=cents,
                fiscal_year=year,
                source=f"budget plan: {priority.id}",
                row=row,
            ),
        )
        for row, (giver, movable, cents) in enumerate(giving, start=2)
    ]
