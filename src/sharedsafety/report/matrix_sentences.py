"""Cells of the scorecard matrix in words: groups beside everybody, the target, the age of the data."""

from __future__ import annotations

from sharedsafety.progress.matrix import GroupCounts, MatrixRow
from sharedsafety.report.names import name
from sharedsafety.report.sentences import sentence

#: Where groups stand, in the order in which their counts are said.
BESIDE = ("worse", "better", "apart", "within_chance", "untested", "not_shown")


def groups_words(counts: GroupCounts | None, language: str = "en") -> str:
    """Return how many groups stand where beside everybody: counts only.

    >>> groups_words(None)
    'no groups loaded'
    >>> counts = GroupCounts(groups=4, worse=1, better=0, apart=0, within_chance=2, untested=0, not_shown=1)
    >>> groups_words(counts)
    'Of 4: 1 worse, 2 no clear difference, 1 not shown'
    """
    if counts is None:
        return sentence("scorecard.no_groups", language)
    found = [(state, getattr(counts, state)) for state in BESIDE]
    parts = ", ".join(
        sentence(f"scorecard.groups_{state}", language, number=number) for state, number in found if number
    )
    return sentence("scorecard.groups", language, groups=counts.groups, parts=parts)


def target_words(row: MatrixRow, language: str = "en") -> str:
    """Return how an indicator stands against the path to its target, in a few words."""
    if row.target is None:
        return sentence("scorecard.no_target", language)
    return name("target_state", row.target, language)


def age_words(months: int | None, language: str = "en") -> str:
    """Return how old the latest data is; empty where there is none.

    >>> age_words(5), age_words(1), age_words(0), age_words(None)
    ('5 months old', '1 month old', 'less than a month old', '')
    """
    if months is None:
        return ""
    key = {0: "scorecard.age_new", 1: "scorecard.age_one"}.get(months)
    return sentence(key, language) if key else sentence("scorecard.age", language, months=months)
