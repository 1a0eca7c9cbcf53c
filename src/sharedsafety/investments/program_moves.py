"""Which programs gained and which lost between two budgets, to the cent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import floor

import numpy as np

from sharedsafety.investments.scope import Pieces
from sharedsafety.investments.settings import money_settings
from sharedsafety.investments.side_by_side import ProgramList, ProgramMove

#: In the order in which they are told; the first letter of a sentence never depends on it.
KINDS = ("grew", "fell", "new", "gone", "same")


def program_lists(before: Pieces, after: Pieces, factor: float) -> tuple[ProgramList, ...]:
    """Return the programs of two budgets by what became of their money: ``program_moves`` of their spending.

    ``factor`` is what a dollar of the first budget is in the prices of the second.
    """
    return program_moves(_by_program(before), _by_program(after), Fraction(str(factor)))


def program_moves(
    before: Mapping[str, int], after: Mapping[str, int], factor: Fraction = Fraction(1)
) -> tuple[ProgramList, ...]:
    """Return five lists that together hold every program once, so that all their changes sum to the whole difference.

    Programs are in ``new`` or ``gone`` where only one budget has money for them, else in ``grew``, ``fell`` or
    ``same``. Each list names at most ``pair_programs`` of ``data/investments/measures.yaml``, the largest change
    first, and sums up the rest. Dollars of the first budget are brought to the prices of the second as a whole, and
    the cents that rounding leaves go to the largest remainders.

    Args:
        before, after: program key -> cents; 0 is no money.
        factor: what a cent of the first budget is in the prices of the second.

    >>> lists = program_moves({"a": 100, "b": 100}, {"a": 150, "c": 30})
    >>> {each.kind: each.change_usd for each in lists if each.count}
    {'grew': 0.5, 'new': 0.3, 'gone': -1.0}
    """
    keys = sorted(key for key in {*before, *after} if before.get(key) or after.get(key))
    priced = dict(zip(keys, in_prices([before.get(key, 0) for key in keys], factor), strict=True))
    kinds: dict[str, list[str]] = {kind: [] for kind in KINDS}
    for key in keys:
        kinds[_kind(before.get(key, 0), priced[key], after.get(key, 0))].append(key)
    return tuple(_list(kind, own, priced, after) for kind, own in kinds.items())


def in_prices(cents: Sequence[int], factor: Fraction) -> list[int]:
    """Return amounts times a factor in whole cents that sum to the rounded whole.

    >>> in_prices([1, 1, 1], Fraction(3, 2))
    [2, 1, 1]
    """
    exact = [factor * each for each in cents]
    whole = [floor(each) for each in exact]
    left = round(sum(exact, Fraction(0))) - sum(whole)
    for at in sorted(range(len(cents)), key=lambda i: (whole[i] - exact[i], i))[:left]:
        whole[at] += 1
    return whole


def _by_program(pieces: Pieces) -> dict[str, int]:
    cents = np.zeros(len(pieces.names["program_key"]), dtype=np.int64)
    np.add.at(cents, pieces.codes["program_key"], pieces.cents)
    return {pieces.names["program_key"][at]: int(cents[at]) for at in np.flatnonzero(cents)}


def _kind(nominal: int, before: int, after: int) -> str:
    if not nominal or not after:
        return "gone" if nominal else "new"
    return "same" if before == after else "grew" if after > before else "fell"


def _list(kind: str, keys: Sequence[str], before: Mapping[str, int], after: Mapping[str, int]) -> ProgramList:
    change = {key: after.get(key, 0) - before[key] for key in keys}
    ranked = sorted(keys, key=lambda key: (-abs(change[key]), key))
    most = 0 if kind == "same" else money_settings().pair_programs
    return ProgramList(
        kind=kind,
        programs=tuple(
            ProgramMove(
                program_key=key,
                before_usd=before[key] / 100,
                after_usd=after.get(key, 0) / 100,
                change_usd=change[key] / 100,
            )
            for key in ranked[:most]
        ),
        count=len(keys),
        change_usd=sum(change.values()) / 100,
        rest=len(ranked[most:]),
        rest_usd=sum(change[key] for key in ranked[most:]) / 100,
    )
