"""Cells of the scorecard matrix in words: groups beside everybody, the target, the age of the data."""

from __future__ import annotations

from sharedsafety.progress.matrix import GroupCounts, MatrixRow
from sharedsafety.report.names import name
from sharedsafety.report.sentences import sentence

#: Where groups stand, in the order in which their counts are said.
BESIDE = ("worse", "better", "apart", "within_chance", "untested", "not_shown")

#: Months from which an age is said in years.
_IN_YEARS = 24


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
    """Return how old the latest data is, from two years on in whole years; empty where there is none.

    >>> age_words(154), age_words(23), age_words(1), age_words(0), age_words(None)
    ('12 years old', '23 months old', '1 month old', 'less than a month old', '')
    """
    if months is None:
        return ""
    if months >= _IN_YEARS:
        return sentence("scorecard.age_years", language, years=months // 12)
    key = {0: "scorecard.age_new", 1: "scorecard.age_one"}.get(months)
    return sentence(key, language) if key else sentence("scorecard.age", language, months=months)
