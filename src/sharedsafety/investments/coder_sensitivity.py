"""Leave one coder out: how far the headline's shares and lamps rest on one person's reading (method.md 4.9)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sharedsafety.core.figure import Figure
from sharedsafety.investments.assess_money import MoneyInputs, assess_money
from sharedsafety.investments.coded import CodedShare
from sharedsafety.investments.coding import UNCODED
from sharedsafety.investments.ledger_schema import LedgerCube
from sharedsafety.investments.results import MoneyAssessment, MoneyRow, YearView

_LEAST_CODERS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareWithout:
    """A family's share of P with all codings and without one coder's."""

    code: str
    share: Figure
    without: Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class LampWithout:
    """A lamp whose state is another without one coder's codings."""

    priority_id: str
    lamp: str
    state: str
    without: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoderEffect:
    """What becomes of the headline without one coder.

    ``programs`` are those that only this coder coded: they become uncoded. ``largest`` is the largest move of a
    family's share, in share points (0.01 is one percentage point).
    """

    coder: str
    programs: tuple[str, ...]
    families: tuple[ShareWithout, ...]
    lamps: tuple[LampWithout, ...]
    largest: float


def coders_of(coding: Sequence[CodedShare]) -> tuple[str, ...]:
    """Return who coded, by the names in the file, sorted.

    >>> coders_of([CodedShare(program_key="p", category="JS-POL", share=1, coder="b; a")])
    ('a', 'b')
    """
    return tuple(sorted({name for row in coding for name in _names(row)}))


def coder_effects(cube: LedgerCube, inputs: MoneyInputs, money: MoneyAssessment) -> tuple[CoderEffect, ...]:
    """Return what the headline would be without each coder, the largest move first; nothing with fewer than two.

    A program that somebody else coded too keeps its coding. Seed and draws are those of ``money``.

    Args:
        cube, inputs: what ``money`` was made from.
        money: the assessment with all codings.
    """
    coders = coders_of(inputs.coding)
    if len(coders) < _LEAST_CODERS:
        return ()
    effects = [_effect(coder, cube, inputs, money) for coder in coders]
    return tuple(sorted(effects, key=lambda each: (-each.largest, -len(each.lamps), each.coder)))


def _effect(coder: str, cube: LedgerCube, inputs: MoneyInputs, money: MoneyAssessment) -> CoderEffect:
    alone = tuple(sorted({row.program_key for row in inputs.coding if _names(row) == {coder}}))
    without = money
    if alone:
        kept = [row for row in inputs.coding if row.program_key not in alone]
        fewer = replace(inputs, coding=kept)
        without = assess_money(cube, fewer, headline=money.headline, seed=money.seed, draws=money.draws)
    families = _families(_view(money), _view(without))
    moves = (abs((each.without.value or 0.0) - (each.share.value or 0.0)) for each in families)
    return CoderEffect(
        coder=coder, programs=alone, families=families, lamps=_lamps(money, without), largest=max(moves, default=0.0)
    )


def _names(row: CodedShare) -> set[str]:
    return {name.strip() for name in row.coder.split(";") if name.strip()}


def _view(money: MoneyAssessment) -> YearView:
    return next(view for view in money.views if (view.fiscal_year, view.phase) == money.headline)


def _families(all_of_them: YearView, without: YearView) -> tuple[ShareWithout, ...]:
    before, after = (_by_code(view.tables["family"]) for view in (all_of_them, without))
    nothing = Figure(value=0.0, unit="share", basis=all_of_them.basis, denominator="P")
    pairs = ((code, before.get(code, nothing), after.get(code, nothing)) for code in {**before, **after})
    return tuple(ShareWithout(code=code, share=share, without=other) for code, share, other in pairs)


def _by_code(rows: Sequence[MoneyRow]) -> dict[str, Figure]:
    return {row.code: row.share for row in rows if row.code != UNCODED}


def _lamps(money: MoneyAssessment, without: MoneyAssessment) -> tuple[LampWithout, ...]:
    pairs = zip(money.priorities, without.priorities, strict=True)
    return tuple(
        LampWithout(priority_id=one.priority_id, lamp=first.name, state=first.state, without=second.state)
        for one, other in pairs
        for first, second in zip(one.lamps, other.lamps, strict=True)
        if first.state != second.state
    )
