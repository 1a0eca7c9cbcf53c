"""Do the people who coded the same programs agree, by program and by dollars? (method.md 2.8)"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sharedsafety.core.agreement import alpha_verdict, krippendorff_alpha, percent_agreement, weighted_alpha
from sharedsafety.investments.coded import CodedShare
from sharedsafety.investments.coding import coded_parts
from sharedsafety.investments.settings import money_settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """A program of which two people say different things: coder -> category -> share, with their reasons.

    ``cents`` is None where no ledger is at hand; ``main_differs`` whether even the largest category differs.
    """

    program_key: str
    cents: int | None
    main_differs: bool
    codings: tuple[tuple[str, tuple[CodedShare, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CodersAgree:
    """How well coders agree over the programs that at least two of them coded.

    Args:
        coders: their names.
        programs: how many programs two or more of them coded.
        alpha, verdict: Krippendorff's alpha of the largest category, and what it permits; None where nothing differs.
        agreement: share of pairs of codings with the same largest category.
        dollar_alpha, dollar_agreement: both with each program weighted by its dollars; None without a ledger.
        disputes: programs coded differently, largest first.
    """

    coders: tuple[str, ...]
    programs: int
    alpha: float | None
    verdict: str | None
    agreement: float | None
    dollar_alpha: float | None
    dollar_agreement: float | None
    disputes: tuple[Dispute, ...]


def coders_agree(coding: Sequence[CodedShare], cents: Mapping[str, int] | None = None) -> CodersAgree:
    """Return how well coders agree; each row names one coder.

    Args:
        coding: the rows of all coders.
        cents: program -> its spending, for what is weighted by dollars; a program without any weighs nothing.

    Source: method.md 2.8, WX-2.

    >>> from fractions import Fraction
    >>> said = (("ana", "JS-POL"), ("ben", "CR-CRI"))
    >>> rows = [CodedShare(program_key="p", category=code, share=Fraction(1), coder=name) for name, code in said]
    >>> coders_agree(rows).agreement
    0.0
    """
    by_program: dict[str, dict[str, list[CodedShare]]] = defaultdict(lambda: defaultdict(list))
    for row in coding:
        by_program[row.program_key][row.coder.strip()].append(row)
    shared = {key: dict(sorted(rows.items())) for key, rows in sorted(by_program.items()) if len(rows) > 1}
    coders = tuple(sorted({coder for rows in shared.values() for coder in rows}))
    ratings = [[_main(rows[coder]) if coder in rows else None for rows in shared.values()] for coder in coders]
    weights = [float(abs(cents.get(key, 0))) for key in shared] if cents is not None else None
    alpha, settings = krippendorff_alpha(ratings), money_settings()
    limits = {"rely": settings.alpha_rely, "tentative": settings.alpha_tentative}
    return CodersAgree(
        coders=coders,
        programs=len(shared),
        alpha=alpha,
        verdict=None if alpha is None else alpha_verdict(alpha, **limits),
        agreement=percent_agreement(ratings),
        dollar_alpha=weighted_alpha(ratings, weights) if weights else None,
        dollar_agreement=percent_agreement(ratings, weights) if weights else None,
        disputes=_disputes(shared, cents),
    )


def _main(rows: Sequence[CodedShare]) -> str:
    """Return the category with the largest share; of equal shares the first in the alphabet."""
    return min(rows, key=lambda row: (-row.share, row.category)).category


def _disputes(
    shared: Mapping[str, Mapping[str, list[CodedShare]]], cents: Mapping[str, int] | None
) -> tuple[Dispute, ...]:
    found = [
        Dispute(
            program_key=key,
            cents=None if cents is None else cents.get(key, 0),
            main_differs=len({_main(each) for each in rows.values()}) > 1,
            codings=tuple((coder, tuple(each)) for coder, each in rows.items()),
        )
        for key, rows in shared.items()
        if len({says(each) for each in rows.values()}) > 1
    ]
    return tuple(sorted(found, key=lambda each: (-abs(each.cents or 0), not each.main_differs, each.program_key)))


def says(rows: Sequence[CodedShare]) -> frozenset[tuple[object, ...]]:
    """Return what a coding of one program says, so that equal codings are equal: how it was reached is left out.

    A level or a marker that only repeats the category's default is none of its own.

    >>> from fractions import Fraction
    >>> said = says([CodedShare(program_key="p", category="SV-TRC", share=Fraction(1), level="tertiary", note="why")])
    >>> said == says([CodedShare(program_key="p", category="SV-TRC", share=Fraction(1), basis="A")])
    True
    """
    return frozenset(
        (part.category, part.level, part.share, tuple(sorted(part.markers.items())), part.holder)
        for part in coded_parts(rows)
    )
