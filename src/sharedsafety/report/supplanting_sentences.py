"""Sentences about restricted money beside local money: where to look, never that a rule was broken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from sharedsafety.investments.side_by_side import SupplantingCheck, SupplantingSign
from sharedsafety.report.dates import fiscal_year
from sharedsafety.report.sentences import sentence


def supplanting_sign(sign: SupplantingSign, start_month: int, language: str = "en") -> str:
    """Return what rose, what fell and what did not, with its years and amounts."""
    years = {"year": fiscal_year(sign.year, start_month), "later": fiscal_year(sign.later_year, start_month)}
    years["before"] = fiscal_year(sign.year - 1, start_month)
    restricted, local, total = sign.restricted, sign.local, sign.total
    figures = {"rose_from": restricted[0], "rose_to": restricted[1], "fell_from": local[0], "fell_to": local[1]}
    return sentence("supplanting.sign", language, **years, **figures, total_before=total[0], total_after=total[1])


def supplanting_words(check: SupplantingCheck, start_month: int, language: str = "en") -> tuple[str, ...]:
    """Return what a check says: each sign, that there is none, or why nobody can tell."""
    if check.signs:
        return tuple(supplanting_sign(sign, start_month, language) for sign in check.signs)
    return (sentence(f"supplanting.{check.why or 'no_sign'}", language),)


def supplanting_counts(checks: Sequence[SupplantingCheck], language: str = "en") -> str:
    """Return how many programs have restricted money, and how many of them show the sign, do not, or can't be told."""
    states = Counter(check.state for check in checks)
    counts = {state: states[state] for state in ("look_here", "no_sign", "cant_tell")}
    return sentence("supplanting.counts", language, count=len(checks), **counts)
