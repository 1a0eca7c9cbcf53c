"""Numbers worked out from counts of people that would give a small count away: percents, rates, means, totals.

Each rule asks what a reader can work out from what is printed, with the denominator known: a range of whole numbers.
It tells when a count of 1 to 10 may be in it and the range is narrow, or holds small counts only (method.md 9.2).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from sharedsafety.core.group_rules import floors, is_small


@dataclass(frozen=True, slots=True, kw_only=True)
class PossibleCounts:
    """The whole numbers of people that a reader can still think possible; ``high`` is None without an upper end."""

    low: int
    high: int | None

    @property
    def tells(self) -> bool:
        """Return whether the range gives a small count away."""
        rules = floors()
        if self.high is None or self.high < max(self.low, 1) or self.low >= rules.minimum_cell:
            return False
        wide = self.high - self.low >= rules.audit_width
        return not wide or (self.low >= 1 and self.high < rules.minimum_cell)


def counts_of_share(printed: float, denominator: float, *, decimals: int, per: int = 100) -> PossibleCounts:
    """Return the counts that a printed percent or rate leaves possible.

    Args:
        printed: the number as printed, such as 33.3.
        denominator: people counted among, known to the reader.
        decimals: digits printed after the point.
        per: 100 for a percent, 1 for a share, 100000 for a rate per 100,000.

    >>> counts_of_share(33.3, 12, decimals=1)
    PossibleCounts(low=4, high=4)
    """
    return _range(_exact(printed), _half(decimals), _exact(denominator) / per)


def share_tells(printed: float, denominator: float, *, decimals: int, per: int = 100, within: bool = True) -> bool:
    """Return whether a printed percent or rate gives a small count away, or the small count of all others.

    Args:
        printed, denominator, decimals, per: as in :func:`counts_of_share`.
        within: whether the people counted are part of the denominator, so that the others are a count too.

    >>> share_tells(0.3, 2_400, decimals=1), share_tells(98.5, 600, decimals=1), share_tells(0, 90_000, decimals=0)
    (True, True, False)
    """
    if counts_of_share(printed, denominator, decimals=decimals, per=per).tells:
        return True
    others = per - _exact(printed)
    return within and _range(others, _half(decimals), _exact(denominator) / per).tells


def people_of_mean(total: float, printed: float, *, decimals: int) -> PossibleCounts:
    """Return the numbers of people that a printed mean leaves possible beside the total that was divided.

    ``total`` is public, such as the dollars of a budget line; ``printed`` is the mean, such as dollars per person.

    >>> people_of_mean(35_000, 5_000, decimals=0)
    PossibleCounts(low=7, high=7)
    """
    mean, half, whole = _exact(printed), _half(decimals), abs(_exact(total))
    least, most = max(abs(mean) - half, Fraction(0)), abs(mean) + half
    return PossibleCounts(low=ceil(whole / most), high=floor(whole / least) if least else None)


def mean_tells(total: float, printed: float, *, decimals: int) -> bool:
    """Return whether a printed mean beside its public total gives a small number of people away.

    >>> mean_tells(35_000, 5_000, decimals=0), mean_tells(35_000_000, 5_000, decimals=0)
    (True, False)
    """
    return people_of_mean(total, printed, decimals=decimals).tells


def mean_is_hidden(people: float) -> bool:
    """Return whether a mean, a median or dollars per person over so few people may not be shown; nobody counts too.

    >>> mean_is_hidden(10), mean_is_hidden(11)
    (True, False)
    """
    return people < floors().minimum_denominator


def total_tells(parts: Sequence[float | None], total: float) -> bool:
    """Return whether a total beside its parts gives a hidden part away (None) by subtraction.

    >>> total_tells([40, None, 30], 78), total_tells([40, None, None], 78), total_tells([40, None, None], 47)
    (True, False, True)
    """
    hidden = sum(part is None for part in parts)
    left = total - sum(part for part in parts if part is not None)
    if hidden == 1:
        return is_small(left)
    return hidden > 1 and left < max(floors().minimum_cell, floors().audit_width)


def shares_tell(shares: Sequence[float | None], denominator: float, *, decimals: int, per: int = 100) -> bool:
    """Return whether printed shares that add up to all of the denominator give away the only hidden one (None).

    >>> shares_tell([60.0, 38.0, None], 200, decimals=1), shares_tell([60.0, None, None], 200, decimals=1)
    (True, False)
    """
    shown = [_exact(share) for share in shares if share is not None]
    if len(shares) - len(shown) != 1:
        return False
    return _range(per - sum(shown, Fraction()), _half(decimals) * len(shown), _exact(denominator) / per).tells


def _range(printed: Fraction, half: Fraction, each: Fraction) -> PossibleCounts:
    """Return the whole numbers between (printed - half) and (printed + half) times ``each``, none below zero."""
    return PossibleCounts(low=max(ceil((printed - half) * each), 0), high=floor((printed + half) * each))


def _half(decimals: int) -> Fraction:
    """Return half a unit of the last digit printed."""
    return Fraction(1, 2 * 10**decimals)


def _exact(number: float) -> Fraction:
    """Return a number as it is printed: 0.3 is three tenths, not the nearest binary fraction."""
    return Fraction(str(number))
