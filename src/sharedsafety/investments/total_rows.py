"""Rows that are totals of other rows: found by arithmetic, so that no dollar counts twice."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Literal

from sharedsafety.core.reviewed import load_data

Verdict = Literal["total", "not_a_total"]


@dataclass(frozen=True, kw_only=True)
class TotalWords:
    """The words by which a row says that it is a total, how far rounding may carry it, how far to look back."""

    exact: tuple[str, ...]
    starts: tuple[str, ...]
    ends: tuple[str, ...]
    tolerance_cents: int
    look_back: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A row that may be a total.

    Args:
        row: its row in the file.
        label: the word that made it a candidate; empty where all its labels are blank.
        amounts: column -> cents, where the row has an amount.
        before: column -> cents of all ordinary rows above it.
    """

    row: int
    label: str
    amounts: Mapping[str, int]
    before: Mapping[str, int]


def total_words() -> TotalWords:
    """Return the reviewed words and tolerance."""
    return load_data("investments/total_rows", TotalWords)


@lru_cache(maxsize=1 << 16)
def says_total(label: str) -> bool:
    """Return whether a label says that its row is a total.

    >>> says_total("Grand Total"), says_total("Police Total"), says_total("Totally New Program")
    (True, True, False)
    """
    words, text = total_words(), label.casefold().rstrip(":").strip()
    return text in words.exact or text.startswith(words.starts) or text.endswith(words.ends)


def verdicts(candidates: Sequence[Candidate], whole: Mapping[str, int]) -> tuple[Verdict, ...]:
    """Return for each candidate whether its amounts are the sum of other rows.

    Compared are all ordinary rows of the file (``whole``: column -> cents), those above the candidate, and
    those between it and each of the candidates before it, the nearest first: so a department's total is found
    below the totals of its programs.

    >>> verdicts([Candidate(row=4, label="", amounts={"2022": 300}, before={"2022": 300})], {"2022": 300})
    ('total',)
    """
    found: list[Verdict] = []
    starts: deque[Mapping[str, int]] = deque([{}], maxlen=total_words().look_back)
    for candidate in candidates:
        sums = chain((whole, candidate.before), (_between(start, candidate.before) for start in reversed(starts)))
        found.append("total" if any(agree(candidate.amounts, each) for each in sums) else "not_a_total")
        starts.append(candidate.before)
    return tuple(found)


def _between(start: Mapping[str, int], end: Mapping[str, int]) -> dict[str, int]:
    return {column: cents - start.get(column, 0) for column, cents in end.items()}


def agree(amounts: Mapping[str, int], sums: Mapping[str, int]) -> bool:
    """Return whether amounts are these sums, but for rounding; all zeros agree with nothing."""
    tolerance = total_words().tolerance_cents
    near = all(abs(cents - sums.get(column, 0)) <= tolerance for column, cents in amounts.items())
    return near and any(amounts.values())
