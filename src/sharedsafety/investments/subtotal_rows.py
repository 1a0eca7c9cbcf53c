"""Rows that are sums of the rows above or below them without saying so: their label of the detail is blank."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sharedsafety.investments.column_words import column_words
from sharedsafety.investments.label_weights import LabelWeights
from sharedsafety.investments.total_rows import Candidate, agree, total_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Subtotals:
    """Rows that look like subtotals.

    Args:
        column: the column they leave blank.
        labels: their first labels, where other rows with that blank are no subtotals; empty where all are.
        rows: how many they are.
        cents: their amounts together.
    """

    column: str
    labels: tuple[str, ...]
    rows: int
    cents: int


def subtotals(weights: LabelWeights) -> Subtotals | None:
    """Return the rows of one column that are sums of their neighbours, or None where too few of the blanks are.

    Source: data/investments/column_words.yaml (subtotal_share), data/investments/total_rows.yaml (rounding).
    """
    found = [each for name in weights.suspects if (each := _of_column(name, weights))]
    return max(found, key=lambda each: each.rows, default=None)


def _of_column(name: str, weights: LabelWeights) -> Subtotals | None:
    small = total_words().tolerance_cents  # an amount that rounding may explain proves nothing
    candidates = [each for each in weights.suspects[name] if any(abs(cents) > small for cents in each.amounts.values())]
    sums = _are_sums(candidates, weights.whole[name])
    yes = [each for each, is_sum in zip(candidates, sums, strict=True) if is_sum]
    if not yes or len(yes) < column_words().subtotal_share * len(candidates):
        return None
    no = {each.label for each, is_sum in zip(candidates, sums, strict=True) if not is_sum}
    labels = tuple(dict.fromkeys(each.label for each in yes if each.label not in no)) if no else ()
    kept = [each for each in yes if not no or each.label in labels]
    if not kept:
        return None
    cents = sum(sum(each.amounts.values()) for each in kept)
    return Subtotals(column=name, labels=labels, rows=len(kept), cents=cents)


def _are_sums(candidates: Sequence[Candidate], whole: Mapping[str, int]) -> list[bool]:
    """Return for each row whether it is the sum of the rows since the one before it, or until the one after it."""
    ends = [{}, *(each.before for each in candidates), whole]
    found = []
    for place, candidate in enumerate(candidates):
        own = candidate.before
        above, below = _less(own, ends[place]), _less(ends[place + 2], own)
        found.append(agree(candidate.amounts, above) or agree(candidate.amounts, below))
    return found


def _less(end: Mapping[str, int], start: Mapping[str, int]) -> dict[str, int]:
    return {column: cents - start.get(column, 0) for column, cents in end.items()}
