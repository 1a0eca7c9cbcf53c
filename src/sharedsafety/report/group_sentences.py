"""Groups in words: where each stands beside everybody, why one is not shown, and whether a gap is closing."""

from __future__ import annotations

from collections.abc import Sequence

from sharedsafety.progress.group_sums import Sums
from sharedsafety.progress.matrix import group_counts
from sharedsafety.progress.results import Disparity, GapClosure, GroupRow
from sharedsafety.progress.series import Indicator
from sharedsafety.report import numbers
from sharedsafety.report.change_sentences import indicator_value
from sharedsafety.report.matrix_sentences import groups_words
from sharedsafety.report.sentences import has_sentence, sentence

#: Units of a count that stands in place of a rate of zero.
_COUNTS = frozenset({"people", "count"})


def counted_none(row: GroupRow, indicator: Indicator) -> bool:
    """Return whether a row is a count of zero that stands in place of a rate or a share."""
    return row.figure is not None and row.figure.unit in _COUNTS and indicator.unit != "count"


def groups_title(disparity: Disparity, indicator: Indicator, language: str = "en") -> str:
    """Return how many groups stand where beside everybody: counts, in the words of the scorecard."""
    return f"{groups_words(group_counts(disparity, indicator.better), language)}."


def why_not_shown(rows: Sequence[GroupRow], language: str = "en") -> tuple[str, ...]:
    """Return a sentence for each reason for which a group is not shown, or is shown with caution."""
    codes = sorted({row.code for row in rows if row.display == "not_shown" and row.code})
    said = [sentence(f"groups.why_{code}", language) for code in codes if has_sentence(f"groups.why_{code}")]
    return (*said, *((sentence("groups.caution", language),) if any(row.display == "caution" for row in rows) else ()))


def sums_sentence(sums: Sums, language: str = "en") -> str:
    """Return whether the groups add up to everybody; empty where that is not known."""
    return "" if sums == "unknown" else sentence(f"groups.{sums}", language)


def gap_sentence(gap: GapClosure, indicator: Indicator, group: str, language: str = "en") -> str:
    """Return how the gap of a group to everybody changed, and whether the group itself is better off (levelling up).

    ``group`` is the name of the group in the language.
    """
    values = {
        "group": group,
        "first": gap.first,
        "last": gap.last,
        "before": _size(gap.gap_baseline, indicator, language),
        "now": _size(gap.gap_now, indicator, language),
    }
    if gap.reading == "no_clear_gap_at_baseline":
        return sentence("gap.no_clear_gap_at_baseline", language, **values)
    closed = "" if gap.gap_closure is None else numbers.percent(max(0.0, gap.gap_closure), language)
    return sentence(f"gap.{gap.reading}", language, closed=closed, **values)


def _size(gap: float, indicator: Indicator, language: str) -> str:
    """Return a gap, above 0 when the group is worse off: of a share in percentage points, else in its unit."""
    if indicator.unit == "proportion":
        return sentence("working.in_points", language, value=gap * 100)
    return indicator_value(gap, indicator, language)
