"""Rates adjusted for age: what the rate would be if the ages were those of a standard population (method.md 5.5)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import isfinite

from sharedsafety.core.errors import BadInput
from sharedsafety.core.intervals import Estimate, exact_poisson, fay_feuer
from sharedsafety.core.reviewed import load_data

_AGES = re.compile(r"(\d{1,3})(?:-(\d{1,3})|(\+))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class AgeBand:
    """Ages from ``first`` to ``last``, both counted; None for the oldest. How many of a million are of these ages."""

    first: int
    last: int | None
    per_million: int

    @property
    def name(self) -> str:
        """Return the ages as they are written: ``0``, ``1-4`` or ``85+``."""
        if self.last is None:
            return f"{self.first}+"
        return f"{self.first}" if self.first == self.last else f"{self.first}-{self.last}"


@dataclass(frozen=True, slots=True, kw_only=True)
class StandardPopulations:
    """The standards of ``data/core/standard_populations.yaml``, by name."""

    standards: Mapping[str, tuple[AgeBand, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class AgeCount:
    """Events among the people of one age group, written ``0``, ``1-4`` or ``85+``."""

    ages: str
    events: float
    people: float


@dataclass(frozen=True, slots=True, kw_only=True)
class AgeAdjusted:
    """The adjusted rate with its Fay-Feuer interval, and the plain rate with its exact Poisson interval.

    ``weights`` are those of the groups from youngest to oldest; they add to 1. ``ages`` are all ages together.
    """

    adjusted: Estimate
    crude: Estimate
    weights: tuple[float, ...]
    ages: str
    standard: str


def age_adjusted(counts: Sequence[AgeCount], *, per: float = 100_000, standard: str = "us-2000") -> AgeAdjusted:
    """Return the rate that these counts would give if the ages were those of a standard population.

    Groups may join several groups of the standard. Where they cover some ages only, these ages alone are weighted.

    Args:
        counts: one for each age group, in any order.
        per: scale of the rates.

    Raises:
        BadInput: ``standard-population-unknown``, ``age-group-unreadable``, ``age-groups-do-not-fit``,
            ``age-group-impossible``.

    Source: Fay and Feuer 1997; NCHS for the US 2000 standard.

    >>> young, old = AgeCount(ages="0-44", events=4, people=20_000), AgeCount(ages="45+", events=12, people=10_000)
    >>> found = age_adjusted([young, old])
    >>> round(found.adjusted.value, 1), round(found.crude.value, 1)
    (54.8, 53.3)
    """
    rows = sorted(counts, key=lambda each: _ages(each.ages)[0])
    bands = _standard(standard)
    for each in rows:
        if not (isfinite(each.events) and isfinite(each.people) and each.events >= 0 and each.people > 0):
            events_shown, people_shown = f"{each.events:g}", f"{each.people:g}"
            raise BadInput("age-group-impossible", value=each.ages, events=events_shown, people=people_shown)
    weights = _weights(rows, bands)
    events, people = [each.events for each in rows], [each.people for each in rows]
    low, high = exact_poisson(sum(events))
    scale = per / sum(people)
    return AgeAdjusted(
        adjusted=fay_feuer(events, people, weights, per=per),
        crude=Estimate(sum(events) * scale, low * scale, high * scale),
        weights=weights,
        ages=AgeBand(first=_ages(rows[0].ages)[0], last=_ages(rows[-1].ages)[1], per_million=0).name,
        standard=standard,
    )


def standard_names() -> tuple[str, ...]:
    """Return the names of the standard populations that there are.

    >>> standard_names()
    ('us-2000',)
    """
    return tuple(load_data("core/standard_populations", StandardPopulations).standards)


def _standard(name: str) -> tuple[AgeBand, ...]:
    standards = load_data("core/standard_populations", StandardPopulations).standards
    if name not in standards:
        raise BadInput("standard-population-unknown", value=name, allowed=", ".join(standards))
    return standards[name]


def _ages(text: str) -> tuple[int, int | None]:
    found = _AGES.fullmatch(text.strip())
    if found is None:
        raise BadInput("age-group-unreadable", value=text)
    first = int(found[1])
    return first, None if found[3] else int(found[2] or first)


def _weights(rows: Sequence[AgeCount], bands: Sequence[AgeBand]) -> tuple[float, ...]:
    spans = [_ages(each.ages) for each in rows]
    allowed = ", ".join(band.name for band in bands)
    firsts, lasts = {band.first for band in bands}, {band.last for band in bands}
    for row, (first, last) in zip(rows, spans, strict=True):
        if first not in firsts or last not in lasts or (last is not None and last < first):
            raise BadInput("age-groups-do-not-fit", value=row.ages, allowed=allowed)
    for row, (before, after) in zip(rows[1:], pairwise(spans), strict=True):
        if before[1] is None or after[0] != before[1] + 1:
            raise BadInput("age-groups-do-not-fit", value=row.ages, allowed=allowed)
    shares = [
        sum(band.per_million for band in bands if band.first >= first and (last is None or band.first <= last))
        for first, last in spans
    ]
    return tuple(share / sum(shares) for share in shares)
