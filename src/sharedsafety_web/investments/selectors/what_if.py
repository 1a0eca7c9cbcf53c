"""What moves of money would change in a community's folder as it is now; the state before is worked out once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

from sharedsafety.core.errors import BadInput
from sharedsafety.core.findings import Finding
from sharedsafety.core.seed import SEED
from sharedsafety.folder.books import Books, books_of, has_budget
from sharedsafety.folder.check import checked_community
from sharedsafety.folder.community import Community as Folder
from sharedsafety.folder.content_hash import folder_hash
from sharedsafety.folder.money_inputs import headline_of, money_inputs
from sharedsafety.folder.priority_plan import PlanAsked, PriorityPlan, priority_plan
from sharedsafety.folder.what_if import what_if
from sharedsafety.folder.what_if_told import ToldWhatIf, told_what_if
from sharedsafety.investments.assess_money import assess_money
from sharedsafety.investments.move import Move
from sharedsafety.investments.moves import moved
from sharedsafety.investments.no_ledger import no_lines
from sharedsafety.investments.program_freedom import ProgramLines, program_lines_left
from sharedsafety.investments.results import MoneyAssessment

#: States of folders that are kept in memory: one community's, and another's beside it.
_KEPT = 2


@dataclass(frozen=True)
class FolderState:
    """One state of a community's folder: its hash, what it holds, its books, and its money before anything moves."""

    digest: str
    folder: Folder
    books: Books

    @property
    def headline(self) -> tuple[int, str]:
        """Return the fiscal year and phase in which money moves."""
        return headline_of(self.folder)

    @cached_property
    def before(self) -> MoneyAssessment:
        """Return the money chapter before anything moves."""
        inputs = money_inputs(self.folder, self.books)
        return assess_money(self.books.cube, inputs, headline=self.headline, seed=SEED)


def folder_state(*, community: Any) -> FolderState:
    """Return a community's folder as it is now.

    Raises:
        BadInput, Unreadable: the folder or one of its budget files has errors (all are told), or no budget is loaded.
    """
    root = Path(community.folder)
    return _state(root, folder_hash(root), settings.VAR_DIR / "ledgers")


@lru_cache(maxsize=_KEPT)
def _state(root: Path, digest: str, keep_in: Path) -> FolderState:
    reading = checked_community(root)
    if reading.community is None:
        raise BadInput.with_all([found for found in reading.findings if found.severity == "error"])
    if not has_budget(reading.community):
        year, phase = headline_of(reading.community)
        raise BadInput("what-if-no-budget", fiscal_year=year, phase=phase)
    books = replace(books_of(reading.community, keep_in), lines=no_lines())  # totals are enough, and small
    return FolderState(digest, reading.community, books)


def scenario_told(state: FolderState, moves: Sequence[Move]) -> ToldWhatIf:
    """Return what moves would change."""
    keep_in = settings.VAR_DIR / "ledgers"
    found = what_if(state.folder, moves, keep_in=keep_in, seed=SEED, before=state.before)
    return told_what_if(state.folder, found, moves)


def move_refusals(state: FolderState, moves: Sequence[Move], rows: Sequence[int | None]) -> tuple[Finding, ...]:
    """Return why the moves in ``rows`` can't be made, after the others; empty where all can."""
    funds, phase = state.folder.funds, state.headline[1]
    found = moved(state.books.cube, moves, funds, phase=phase, file="moves.csv").findings
    return tuple(each for each in found if each.severity == "error" and each.row in rows)


def lines_left(state: FolderState, moves: Sequence[Move]) -> tuple[ProgramLines, ...]:
    """Return what is left in each line of each program after moves, in the headline's year."""
    year, phase = state.headline
    cube = moved(state.books.cube, moves, state.folder.funds, phase=phase, file="moves.csv").cube
    return program_lines_left(cube, state.folder.funds, year=year, phase=phase)


def plan_of(state: FolderState, asked: PlanAsked) -> PriorityPlan:
    """Return the least-move plan for a priority.

    Raises:
        BadInput: the plan makes no sense (``priority_plan``).
    """
    return priority_plan(state.folder, asked, keep_in=settings.VAR_DIR / "ledgers", seed=SEED, before=state.before)
