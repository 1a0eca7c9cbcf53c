"""Which program to code next: the largest uncoded first, and which ones two people code (method.md 2.8)."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from sharedsafety.investments.coded import CodedShare
from sharedsafety.investments.coded_names import coded_by_people
from sharedsafety.investments.settings import money_settings

#: Digits of the hash that place a program in the sample: one in 16^8 is fine enough for any share.
_DIGITS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkRow:
    """One program of the work list.

    Args:
        cents: what it spends, without sign.
        coded: whether a person has coded it.
        reached: share of all uncoded money that is coded once this row and those above are; None for a coded program.
        by_two: whether two people code it, each without seeing the other's.
    """

    program_key: str
    cents: int
    coded: bool
    reached: float | None
    by_two: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkList:
    """Every program, uncoded ones first, each part largest first.

    ``first`` is how many of the uncoded programs cover ``first_share`` of the uncoded money.
    """

    rows: tuple[WorkRow, ...]
    uncoded: int
    uncoded_cents: int
    cents: int
    first: int
    first_share: float


def work_list(cents: Mapping[str, int], coding: Iterable[CodedShare]) -> WorkList:
    """Return the programs in the order in which coding them settles most money.

    Args:
        cents: program -> what it spends in one year and phase; a credit counts by its size.
        coding: rows of the coding; a row that nobody reviewed leaves its program uncoded.

    Source: method.md 2.8; data/investments/measures.yaml (``coded_by_two_share``).

    >>> found = work_list({"jail": 7_500, "parks": 2_000, "clerk": 500}, [])
    >>> [row.program_key for row in found.rows], found.first
    (['jail', 'parks', 'clerk'], 2)
    """
    sizes = {key: abs(amount) for key, amount in cents.items()}
    done = coded_by_people(coding)
    two = coded_by_two(sizes)
    order = sorted(sizes, key=lambda key: (key in done, -sizes[key], key))
    open_cents = sum(size for key, size in sizes.items() if key not in done)
    rows, so_far = [], 0
    for key in order:
        so_far += sizes[key] if key not in done else 0
        reached = None if key in done else (so_far / open_cents if open_cents else 1.0)
        rows.append(WorkRow(program_key=key, cents=sizes[key], coded=key in done, reached=reached, by_two=key in two))
    share = money_settings().coded_by_two_share
    return WorkList(
        rows=tuple(rows),
        uncoded=sum(not row.coded for row in rows),
        uncoded_cents=open_cents,
        cents=sum(sizes.values()),
        first=_enough([row.reached for row in rows if row.reached is not None], share),
        first_share=share,
    )


def coded_by_two(cents: Mapping[str, int]) -> Collection[str]:
    """Return the programs that two people code: the largest up to a share of the dollars, and a sample of the rest.

    The sample is drawn by the hash of the key, so a program stays in it when others come or go.

    Source: method.md 2.8; data/investments/measures.yaml.

    >>> sorted(coded_by_two({"jail": 90, "clerk": 10}))
    ['jail']
    """
    settings = money_settings()
    order = sorted(cents, key=lambda key: (-abs(cents[key]), key))
    total, so_far, found = sum(map(abs, cents.values())), 0, set()
    for key in order:
        if so_far < settings.coded_by_two_share * total or _place(key) < settings.coded_by_two_sample:
            found.add(key)
        so_far += abs(cents[key])
    return found


def _enough(reached: list[float], share: float) -> int:
    return next((count for count, part in enumerate(reached, start=1) if part >= share), len(reached))


def _place(key: str) -> float:
    """Return the place of a program between 0 and 1, even over programs, from its key alone."""
    return float(int(hashlib.sha256(key.encode()).hexdigest()[:_DIGITS], 16) / 16**_DIGITS)
