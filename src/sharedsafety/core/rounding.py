"""Public counts of people, rounded so that one person more or less mostly changes nothing (trust.md 7, T21).

The number depends on the count alone: the same people get the same number whatever they are called, in every table
and every release, so that asking again gains nothing (docs/decisions/0016).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil, floor, sqrt

from sharedsafety.core.errors import BadInput
from sharedsafety.core.findings import Finding
from sharedsafety.core.group_rules import floors, group_rules, is_small


@dataclass(frozen=True, slots=True, kw_only=True)
class ExactCounts:
    """The steward's recorded decision that counts of a release are shown exactly.

    Args:
        decision: where it is recorded, such as the number of an entry of the audit chain.
        by: who decided.
        on: the day, as year-month-day.
        reason: why exact counts do no harm here.

    Raises:
        BadInput: ``exact-without-decision``: one of them is blank.
    """

    decision: str
    by: str
    on: str
    reason: str

    def __post_init__(self) -> None:
        """Refuse a decision that nobody could look up."""
        if not all(part.strip() for part in (self.decision, self.by, self.on, self.reason)):
            raise BadInput("exact-without-decision", column="exact_counts")


def public_count(count: float, *, exact: ExactCounts | None = None) -> float | None:
    """Return a count of people as the public sees it: hidden (None), rounded, or exact by decision of the steward.

    Zero stays zero. Halves can't occur with a base of 5. The smallest number shown is the first multiple of the base
    that is not under the minimum cell. A total is rounded by itself, never added up from rounded parts.

    Source: data/core/group_rules.yaml, data/core/disclosure.yaml.

    >>> [public_count(count) for count in (0, 7, 11, 17, 18, 302)]
    [0, None, 15, 15, 20, 300]
    """
    if is_small(count):
        return None
    if exact is not None or count == 0:
        return count
    base = group_rules().rounding_base
    least = base * ceil(floors().minimum_cell / base)
    return max(base * floor(count / base + 0.5), least)


def public_share(numerator: float, denominator: float, *, exact: ExactCounts | None = None) -> float | None:
    """Return a share worked out from the public counts, never from the counts behind them; None where one is hidden.

    >>> public_share(41, 202)
    0.2
    """
    parts = public_count(numerator, exact=exact), public_count(denominator, exact=exact)
    if parts[0] is None or not parts[1]:
        return None
    return parts[0] / parts[1]


def averaging_error(partitions: Iterable[int]) -> float:
    """Return the error (people) left to a reader who averages all that a release says about one count.

    A release that shows the count and splits it into parts says it once more with each split: the parts add up to it
    with more error the more parts there are. The best average weighs each by that error.

    Args:
        partitions: into how many parts each table of the release splits the same people.

    Source: each rounded number is off by a variance of (base^2 - 1) / 12; docs/decisions/0016.

    >>> round(averaging_error([]), 2), round(averaging_error([2, 5, 6, 8]), 2)
    (1.41, 1.0)
    """
    one = (group_rules().rounding_base ** 2 - 1) / 12
    return sqrt(one / (1 + sum(1 / parts for parts in partitions)))


def averaging_findings(name: str, partitions: Iterable[int], *, file: str | None = None) -> tuple[Finding, ...]:
    """Return a warning where a release splits the same people so often that an average tells their exact number.

    >>> [finding.code for finding in averaging_findings("survivors", [2] * 20)]
    ['averaging-tells']
    """
    error = averaging_error(partitions)
    if error >= group_rules().least_averaging_error:
        return ()
    return (Finding(code="averaging-tells", file=file, params={"name": name, "error": f"{error:.2f}"}),)
