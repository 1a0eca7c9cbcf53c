"""Intervals for counts, rates, proportions and their comparison (method.md 5.5); scipy.special only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, log, log1p, sqrt


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value with its interval; ``p`` is two-sided and None where nothing is tested."""

    value: float
    low: float
    high: float
    p: float | None = None


def exact_poisson(events: float, *, level: float = 0.95) -> tuple[float, float]:
    """Return the exact interval of the expected number of events, in events.

    Source: Garwood 1936, by the gamma quantiles.

    >>> [round(limit, 4) for limit in exact_poisson(10)]
    [4.7954, 18.3904]
    """
    from scipy.special import gammaincinv

    tail = (1 - level) / 2
    low = float(gammaincinv(events, tail)) if events > 0 else 0.0
    return low, float(gammaincinv(events + 1, 1 - tail))


def clopper_pearson(successes: float, trials: float, *, level: float = 0.95) -> tuple[float, float]:
    """Return the exact interval of a proportion (0-1); ``trials`` may be an effective sample size.

    >>> [round(limit, 4) for limit in clopper_pearson(45, 60)]
    [0.6214, 0.8528]
    """
    from scipy.special import betaincinv

    tail = (1 - level) / 2
    failures = trials - successes
    low = float(betaincinv(successes, failures + 1, tail)) if successes > 0 else 0.0
    high = float(betaincinv(successes + 1, failures, 1 - tail)) if failures > 0 else 1.0
    return low, high


def effective_sample(
    sample: float, *, design_effect: float = 1.0, degrees_of_freedom: float | None = None, level: float = 0.95
) -> float:
    """Return how many answers drawn by chance alone a survey's answers are worth, never more than there are.

    Args:
        sample: answers.
        design_effect: variance of the estimate over that of as many answers drawn by chance alone.
        degrees_of_freedom: clusters less strata; makes the size smaller where few clusters tell the variance.

    Source: Korn and Graubard 1998; NCHS data presentation standards for proportions (Parker et al. 2017).

    >>> effective_sample(120, design_effect=2.0), effective_sample(120, design_effect=0.5)
    (60.0, 120.0)
    """
    from scipy.special import stdtrit

    factor = 1.0
    if degrees_of_freedom is not None and sample > 1:
        tail = (1 - level) / 2
        factor = float(stdtrit(sample - 1, tail) / stdtrit(degrees_of_freedom, tail)) ** 2
    return float(min(sample, sample / design_effect * factor))


def korn_graubard(
    proportion: float,
    sample: float,
    *,
    design_effect: float = 1.0,
    degrees_of_freedom: float | None = None,
    level: float = 0.95,
) -> tuple[float, float]:
    """Return the exact interval of a survey proportion on its effective sample size (``effective_sample``).

    Source: Korn and Graubard 1998.

    >>> korn_graubard(0.75, 120, design_effect=2.0) == clopper_pearson(45, 60)
    True
    """
    effective = effective_sample(
        sample, design_effect=design_effect, degrees_of_freedom=degrees_of_freedom, level=level
    )
    return clopper_pearson(proportion * effective, effective, level=level)


def wilson(successes: float, trials: float, *, level: float = 0.95) -> tuple[float, float]:
    """Return the score interval of a proportion (0-1).

    >>> [round(limit, 4) for limit in wilson(56, 70)]
    [0.6918, 0.877]
    """
    z2 = _z(level) ** 2
    share = successes / trials
    centre = (share + z2 / (2 * trials)) / (1 + z2 / trials)
    half = sqrt(z2 * (share * (1 - share) + z2 / (4 * trials)) / trials) / (1 + z2 / trials)
    return max(0.0, centre - half), min(1.0, centre + half)


def difference(
    first: float, first_limits: tuple[float, float], second: float, second_limits: tuple[float, float]
) -> Estimate:
    """Return ``second - first`` with the interval recovered from the two intervals.

    Source: Newcombe 1998 (method 10) with Wilson limits; Zou and Donner 2008 with any others.

    >>> difference(0.5, (0.4, 0.6), 0.5, (0.4, 0.6)).value
    0.0
    """
    gap = second - first
    below = sqrt((second - second_limits[0]) ** 2 + (first_limits[1] - first) ** 2)
    above = sqrt((second_limits[1] - second) ** 2 + (first - first_limits[0]) ** 2)
    return Estimate(gap, gap - below, gap + above)


def newcombe_difference(x1: float, n1: float, x2: float, n2: float) -> Estimate:
    """Return the difference of two proportions, second less first, with the p of the score test.

    Source: Newcombe 1998, method 10: 56/70 against 48/80 gives 0.0524 to 0.3339.

    >>> found = newcombe_difference(48, 80, 56, 70)
    >>> round(found.value, 4), round(found.low, 4), round(found.high, 4)
    (0.2, 0.0524, 0.3339)
    """
    from scipy.special import ndtr

    gap = difference(x1 / n1, wilson(x1, n1), x2 / n2, wilson(x2, n2))
    pooled = (x1 + x2) / (n1 + n2)
    spread = sqrt(pooled * (1 - pooled) * (1 / n1 + 1 / n2))
    p = 2 * float(ndtr(-abs(gap.value) / spread)) if spread > 0 else 1.0
    return Estimate(gap.value, gap.low, gap.high, p)


def rate_ratio(x1: float, n1: float, x2: float, n2: float) -> Estimate:
    """Return the ratio of two rates, first over second, exact given the total of events.

    Counts are rounded to whole events. With no events at all the ratio is not a number and p is 1.
    The two-sided p adds up the outcomes no more likely than the one observed.

    >>> found = rate_ratio(30, 50_000, 60, 60_000)
    >>> round(found.value, 4), round(found.low, 4), round(found.high, 4)
    (0.6, 0.3736, 0.945)
    """
    events, total, scale = round(x1), round(x1) + round(x2), n2 / n1
    if total == 0:
        return Estimate(float("nan"), 0.0, float("inf"), 1.0)
    low, high = (_odds(limit) * scale for limit in clopper_pearson(events, total))
    return Estimate(_odds(events / total) * scale, low, high, binomial_p(events, total, n1 / (n1 + n2)))


def binomial_p(successes: int, trials: int, share: float) -> float:
    """Return the two-sided p: all outcomes no more likely than the one observed.

    >>> round(binomial_p(30, 90, 5 / 11), 6)
    0.025681
    """
    from scipy.special import bdtr, bdtrc, gammaln

    if successes > trials * share:
        return binomial_p(trials - successes, trials, 1 - share)
    if successes == trials * share:
        return 1.0

    def log_chance(count: int) -> float:
        ways = gammaln(trials + 1) - gammaln(count + 1) - gammaln(trials - count + 1)
        return float(ways + count * log(share) + (trials - count) * log1p(-share))

    # Beyond the mean chances only fall: halve the range to the first outcome that is no more likely.
    limit, low, high = log_chance(successes) + 1e-7, ceil(trials * share), trials + 1
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if log_chance(middle) <= limit else (middle + 1, high)
    above = float(bdtrc(low - 1, trials, share)) if low <= trials else 0.0
    return min(1.0, float(bdtr(successes, trials, share)) + above)


def ratio_to_total(events: float, people: float, all_events: float, all_people: float) -> Estimate:
    """Return the rate of a group over the rate of everybody, the group being part of everybody.

    Exact given the events of everybody: the group's share of the events is binomial.

    >>> ratio_to_total(10, 1_000, 20, 4_000).value
    2.0
    """
    scale = all_people / people
    low, high = clopper_pearson(events, all_events)
    return Estimate(events / all_events * scale, low * scale, high * scale)


def fay_feuer(
    events: Sequence[float], population: Sequence[float], weights: Sequence[float], *, per: float = 1.0
) -> Estimate:
    """Return an age-adjusted rate with its gamma interval; ``weights`` add to 1.

    Source: Fay and Feuer 1997. With one stratum it is the exact Poisson interval.

    >>> round(fay_feuer([4, 12], [20_000, 10_000], [0.7, 0.3], per=100_000).low, 4)
    28.5356
    """
    from scipy.special import gammaincinv

    rows = list(zip(events, population, weights, strict=True))
    rate = sum(w * d / n for d, n, w in rows)
    variance = sum(w * w * d / (n * n) for d, n, w in rows)
    largest = max(w / n for _, n, w in rows)
    low = variance / rate * float(gammaincinv(rate * rate / variance, 0.025)) if rate > 0 else 0.0
    scale = (variance + largest**2) / (rate + largest)
    high = scale * float(gammaincinv((rate + largest) / scale, 0.975))
    return Estimate(rate * per, low * per, high * per)


def _odds(share: float) -> float:
    return share / (1 - share) if share < 1 else float("inf")


def _z(level: float) -> float:
    from scipy.special import ndtri

    return float(ndtri(0.5 + level / 2))
