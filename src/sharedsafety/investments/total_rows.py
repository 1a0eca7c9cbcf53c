"""Rows that are totals of other rows: found by arithmetic, so that no dollar counts twice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from sharedsafety.core.reviewed import load_data

Verdict = Literal["total", "not_a_total"]


@dataclass(frozen=True, kw_only=True)
class TotalWords:
    """The words by which a row says that it is a total, and how far rounding may carry it."""

    exact: tuple[str, ...]
    starts: tuple[str, ...]
    ends: tuple[str, ...]
    tolerance_cents: int


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
    those between it and the candidate before it.

    >>> verdicts([Candidate(row=4, label="", amounts={"2022": 300}, before={"2022": 300})], {"2022": 300})
    ('total',)
    """
    found: list[Verdict] = []
    start: Mapping[str, int] = {}
    for candidate in candidates:
        block = {column: cents - start.get(column, 0) for column, cents in candidate.before.items()}
        sums = (whole, candidate.before, block)
        found.append("total" if any(_agree(candidate.amounts, each) for each in sums) else "not_a_total")
        start = candidate.before
    return tuple(found)


def _agree(amounts: Mapping[str, int], sums: Mapping[str, int]) -> bool:
    tolerance = total_words().tolerance_cents
    near = all(abs(cents - sums.get(column, 0)) <= tolerance for column, cents in amounts.items())
    return near and any(amounts.values())
