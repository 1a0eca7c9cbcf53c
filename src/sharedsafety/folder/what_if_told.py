"""What is told of a what-if: everything a page, a file or a comparison shows, as plain values that can be kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sharedsafety.core.figure import Figure
from sharedsafety.core.findings import Finding
from sharedsafety.core.reviewed import as_shape
from sharedsafety.folder.community import Community
from sharedsafety.folder.json_out import plain
from sharedsafety.folder.moved_measures import MovedMeasure
from sharedsafety.folder.what_if import MovedRow, WhatIf
from sharedsafety.framework.priority import StatedPriority
from sharedsafety.framework.taxonomy import taxonomy
from sharedsafety.investments.fund_losses import FundLoss
from sharedsafety.investments.move import Loss, Move
from sharedsafety.investments.results import Lamp
from sharedsafety.investments.supplanting import Supplanting


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldMove:
    """A move with the names as published, whether it was made, and what was found about it (``Finding.stored``)."""

    move: Move
    from_name: str
    to_name: str
    made: bool
    notes: tuple[Mapping[str, Any], ...]

    def findings(self) -> tuple[Finding, ...]:
        """Return what was found about the move, as findings."""
        return tuple(Finding(**note) for note in self.notes)


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldRow:
    """A row of a money table of one year, before and after."""

    fiscal_year: int
    row: MovedRow


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldPriority:
    """A priority as it was stated, its dollars and its lamps before and after."""

    stated: StatedPriority
    before: Figure
    after: Figure
    before_lamps: tuple[Lamp, ...]
    after_lamps: tuple[Lamp, ...]

    @property
    def turned(self) -> tuple[tuple[Lamp, Lamp], ...]:
        """Return the lamps whose state changes, before and after."""
        return tuple((was, now) for was, now in self.lamps if was.state != now.state)

    @property
    def lamps(self) -> tuple[tuple[Lamp, Lamp], ...]:
        """Return each lamp before and after."""
        return tuple(zip(self.before_lamps, self.after_lamps, strict=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldLoss:
    """What a program that gives loses, as a whole and fund by fund (with the name of each fund)."""

    name: str
    loss: Loss
    funds: tuple[tuple[str, FundLoss], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldSignal:
    """The supplanting signal of a program before and after."""

    name: str
    before: Supplanting
    after: Supplanting


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldWhatIf:
    """A what-if as it is told; ``documents`` are the titles of the budgets it rests on.

    Every before is the folder as it is, every after the folder with the moves that could be made.
    """

    fiscal_year: int
    phase: str
    fiscal_year_start: int
    seed: int
    draws: int
    documents: tuple[str, ...]
    moves: tuple[ToldMove, ...]
    priorities: tuple[ToldPriority, ...]
    measures: tuple[MovedMeasure, ...]
    losses: tuple[ToldLoss, ...]
    signals: tuple[ToldSignal, ...]
    rows: tuple[ToldRow, ...]

    @property
    def moved_cents(self) -> int:
        """Return the cents of all moves that could be made."""
        return sum(each.move.amount_cents for each in self.moves if each.made)

    @property
    def turned(self) -> int:
        """Return how many lamps change their state."""
        return sum(len(each.turned) for each in self.priorities)


def told_what_if(community: Community, found: WhatIf, moves: Sequence[Move]) -> ToldWhatIf:
    """Return what is told of ``found``, the what-if of ``moves`` in a community."""
    year, phase = found.before.headline
    names = {row["program_key"]: row["program"] or row["program_key"] for row in found.moved.cube.programs.to_pylist()}
    return ToldWhatIf(
        fiscal_year=year,
        phase=phase,
        fiscal_year_start=community.profile.fiscal_year_start,
        seed=found.before.seed,
        draws=found.before.draws,
        documents=tuple(dict.fromkeys(document.title for document in community.documents if document.phase == phase)),
        moves=tuple(_moves(found, moves, names)),
        priorities=tuple(_priorities(community, found)),
        measures=found.measures,
        losses=tuple(_losses(community, found, names)),
        signals=tuple(
            ToldSignal(name=names.get(key, key), before=was, after=now) for key, (was, now) in found.signals.items()
        ),
        rows=tuple(ToldRow(fiscal_year=each, row=row) for each, rows in found.rows for row in rows),
    )


def stored_what_if(told: ToldWhatIf) -> dict[str, Any]:
    """Return it as plain JSON values; ``what_if_of`` gives it back."""
    stored: dict[str, Any] = plain(told)
    return stored


def what_if_of(stored: Mapping[str, Any]) -> ToldWhatIf:
    """Return what ``stored_what_if`` stored.

    Raises:
        BadData: it was stored by a version of this software that told other things.
    """
    return as_shape(stored, ToldWhatIf, file="what-if")


def _moves(found: WhatIf, moves: Sequence[Move], names: Mapping[str, str]) -> Iterator[ToldMove]:
    notes: dict[int | None, list[Mapping[str, Any]]] = defaultdict(list)
    for finding in found.moved.findings:
        notes[finding.row].append(finding.stored())
    refused = [id(move) for move in found.moved.refused]
    for move in moves:
        to_name = taxonomy().category(move.to).name if move.to in taxonomy().codes else names.get(move.to, move.to)
        yield ToldMove(
            move=move,
            from_name=names.get(move.from_program, move.from_program),
            to_name=to_name,
            made=id(move) not in refused,
            notes=tuple(notes[move.row]),
        )


def _priorities(community: Community, found: WhatIf) -> Iterator[ToldPriority]:
    stated = {priority.id: priority for priority in community.priorities}
    for each in found.priorities:
        yield ToldPriority(
            stated=stated[each.priority_id],
            before=each.before,
            after=each.after,
            before_lamps=each.before_lamps,
            after_lamps=each.after_lamps,
        )


def _losses(community: Community, found: WhatIf, names: Mapping[str, str]) -> Iterator[ToldLoss]:
    funds = {fund.fund_code: fund.name for fund in community.funds}
    for loss in found.moved.losses:
        own = [
            (funds.get(each.fund_code, each.fund_code), each)
            for each in found.fund_losses
            if (each.program_key, each.fiscal_year) == (loss.program_key, loss.fiscal_year)
        ]
        yield ToldLoss(name=names.get(loss.program_key, loss.program_key), loss=loss, funds=tuple(own))
