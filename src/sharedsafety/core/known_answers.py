"""How many records single out one person for somebody who knows a few of that person's answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import combinations
from math import comb
from typing import TYPE_CHECKING

from sharedsafety.core.person_columns import record_rules
from sharedsafety.core.seed import SEED

if TYPE_CHECKING:
    import numpy as np

Bits = int


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownAnswers:
    """How far a few known answers lead to one record.

    Args:
        records: records in all.
        known: answers that somebody knows of one person.
        at_worst: records for which some such answers fit no other record; found by trying, so at least so many.
        by_chance: share (0 to 1) of sets of so many answers, drawn from all of a person's, that fit no other record:
            the mean over all records.
        exact: whether all sets of all records were tried, so that both figures are exact.
    """

    records: int
    known: int
    at_worst: int
    by_chance: float
    exact: bool

    @property
    def loud(self) -> bool:
        """Return whether so many records single out a person that it must be said loudly."""
        return self.records > 0 and self.at_worst / self.records >= record_rules().loud_share


def known_answers(answers: Sequence[Sequence[str]], *, known: int | None = None, seed: int = SEED) -> KnownAnswers:
    """Return how many records fit one person only for somebody who knows so many of that person's answers.

    A record fits where it holds every known answer; an empty cell is no answer, and nobody knows it. Of a record with
    few answers all are known.

    What the figure can't tell: it counts on answers that are known rightly, so somebody who knows eight and errs in
    two may still find a record by the best fit; it does not know what else is known of a person, nor other files that
    hold the same people; a record that fits nobody else in the file may fit somebody who is not in it; and where
    several records fit, an answer that all of them share is told all the same. A small figure is no promise.

    Args:
        answers: the answers of each record (records, columns), as text.
        known: answers that are known of one person; 5 where it is left out.
        seed: of the sets that are tried where there are too many to try all.

    Source: data/core/record_level.yaml; Narayanan and Shmatikov 2008, de Montjoye et al. 2013.

    >>> known_answers([["agree", "pass"], ["agree", "agree"], ["agree", "pass"]], known=1)
    KnownAnswers(records=3, known=1, at_worst=1, by_chance=0.16666666666666666, exact=True)
    """
    import numpy as np

    known = record_rules().known_answers if known is None else known
    rng = np.random.default_rng(seed)
    holders = _holders(answers)
    worst, shares, exact = 0, 0.0, True
    for place, row in enumerate(answers):
        given = [holders[column, cell] for column, cell in enumerate(row) if cell]
        alone, everybody = 1 << place, (1 << len(answers)) - 1
        sets, all_tried = _sets(len(given), known, rng)
        hits = [_fitting((given[column] for column in chosen), everybody) == alone for chosen in sets]
        worst += any(hits) or _fitting(_sharpest(given, known, everybody), everybody) == alone
        shares += sum(hits) / len(hits)
        exact &= all_tried
    share = shares / len(answers) if answers else 0.0
    return KnownAnswers(records=len(answers), known=known, at_worst=worst, by_chance=share, exact=exact)


def _holders(answers: Sequence[Sequence[str]]) -> dict[tuple[int, str], Bits]:
    """Return for each answer to each question who gave it: one bit for each record."""
    holders: dict[tuple[int, str], Bits] = {}
    for place, row in enumerate(answers):
        for column, cell in enumerate(row):
            if cell:
                holders[column, cell] = holders.get((column, cell), 0) | 1 << place
    return holders


def _fitting(given: Iterable[Bits], everybody: Bits) -> Bits:
    return reduce(lambda left, holders: left & holders, given, everybody)


def _sets(given: int, known: int, rng: np.random.Generator) -> tuple[list[tuple[int, ...]], bool]:
    """Return sets of answers that somebody may know, and whether they are all there are."""
    rules, size = record_rules(), min(known, given)
    if comb(given, size) <= rules.sets_counted:
        return list(combinations(range(given), size)), True
    drawn = rng.random((rules.sets_drawn, given)).argpartition(size - 1, axis=1)[:, :size]
    return [tuple(map(int, chosen)) for chosen in drawn], False


def _sharpest(given: Sequence[Bits], known: int, everybody: Bits) -> Iterator[Bits]:
    """Yield the answers that one after another leave the fewest records."""
    left = everybody
    for _ in range(min(known, len(given))):
        best = min(given, key=lambda holders: (left & holders).bit_count())
        left &= best
        yield best
