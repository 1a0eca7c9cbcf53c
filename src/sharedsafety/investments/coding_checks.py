"""How well a coding stood up: people who coded the same programs, and audits, as a folder keeps them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

AGREEMENT, AUDIT = "agreement", "audit"


@dataclass(frozen=True, slots=True, kw_only=True)
class CodingCheck:
    """One row of ``budget/coding_checks.csv`` (method.md 2.8).

    Args:
        checked_on: day, ISO.
        kind: ``agreement`` or ``audit``.
        value: Krippendorff's alpha; or the most of the coded dollars that can be coded wrong, as a share.
        items, differ: programs coded by two or more, and those coded differently; or lines drawn, and those wrong.
        risk: of an audit, how often chance alone would hide more.
        seed: of an audit, with which its sample was drawn.
    """

    checked_on: str
    kind: str
    fiscal_year: int
    phase: str
    value: float
    items: int
    differ: int
    risk: float | None = None
    seed: int | None = None
    note: str = ""
    row: int | None = None


def newest_check(checks: Sequence[CodingCheck], kind: str) -> CodingCheck | None:
    """Return the newest check of a kind, or None.

    >>> newest_check([], "audit") is None
    True
    """
    return max((each for each in checks if each.kind == kind), key=lambda each: each.checked_on, default=None)
