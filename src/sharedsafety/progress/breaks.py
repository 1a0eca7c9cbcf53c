"""Breaks in a series: those that are known split it; others are proposed for a person to confirm (method.md 5.3)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from sharedsafety.core.reviewed import load_data
from sharedsafety.progress.measured import Measured
from sharedsafety.progress.periods import parse_period
from sharedsafety.progress.results import ProposedBreak
from sharedsafety.progress.rules import ladder_rules
from sharedsafety.progress.series import Break


@dataclass(frozen=True, slots=True)
class SourceBreak:
    """One entry of ``data/progress/source_breaks.yaml``."""

    id: str
    source_ids: tuple[str, ...]
    period: str
    until: str | None
    status: Literal["confirmed", "unverified"]
    note: Mapping[str, str]
    source: str


@dataclass(frozen=True, slots=True)
class SourceBreaks:
    """All known breaks of sources."""

    breaks: tuple[SourceBreak, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """The points between two breaks, in order of time; ``disturbed`` when a break lasts over all of them."""

    number: int
    points: tuple[Measured, ...]
    disturbed: bool


def known_breaks(source: Mapping[str, str], *, language: str = "en") -> tuple[Break, ...]:
    """Return the known breaks of the source an indicator names by ``source: {id: ...}``.

    >>> [(found.period, found.until) for found in known_breaks({"id": "urban-crime-2021-2023"})]
    [('2021', '2023')]
    """
    return tuple(
        Break(period=each.period, until=each.until, note=each.note[language], source=each.source)
        for each in load_data("progress/source_breaks", SourceBreaks).breaks
        if source.get("id") in each.source_ids
    )


def split_at_breaks(points: Sequence[Measured], breaks: Iterable[Break]) -> tuple[Segment, ...]:
    """Return the series cut at every confirmed break; a break that lasts makes a disturbed segment of its own."""
    spans = [
        (parse_period(each.period).start, parse_period(each.until).end if each.until else None)
        for each in breaks
        if each.status == "confirmed"
    ]
    cuts = sorted({start for start, _ in spans} | {end + 1 for _, end in spans if end is not None})
    groups: dict[int, list[Measured]] = {}
    for point in points:
        groups.setdefault(sum(cut <= point.period.start for cut in cuts), []).append(point)
    return tuple(
        Segment(number=number, points=tuple(group), disturbed=_inside(group[0].period.start, spans))
        for number, (_, group) in enumerate(sorted(groups.items()))
    )


def proposed_breaks(segments: Iterable[Segment], older: Iterable[Sequence[Measured]] = ()) -> tuple[ProposedBreak, ...]:
    """Return the breaks that the data itself suggests, outside spans that are known to be disturbed.

    ``older`` are series of the same thing in the same place; a level far under the last one of theirs is proposed.
    """
    calm = [segment for segment in segments if not segment.disturbed]
    jumps = [found for segment in calm if (found := _jump(_tested(segment.points))) is not None]
    shown = [point for segment in calm for point in _tested(segment.points)]
    drops = [found for series in older if (found := _drop(shown, _tested(series))) is not None]
    unique = {found.period: found for found in [*drops, *jumps]}
    return tuple(sorted(unique.values(), key=lambda found: parse_period(found.period)))


def _inside(day: int, spans: Sequence[tuple[int, int | None]]) -> bool:
    return any(end is not None and start <= day <= end for start, end in spans)


def _tested(points: Sequence[Measured]) -> list[Measured]:
    return [point for point in points if point.tested and point.value is not None]


def _jump(points: Sequence[Measured]) -> ProposedBreak | None:
    """Return a break at the largest step, when the series doubles or halves while its quality is poor or changes."""
    rules, grades = ladder_rules(), {point.quality for point in points if point.quality is not None}
    if not (rules.weak_quality in grades or len(grades) > 1):
        return None
    window = rules.proposed_breaks.window
    values = [point.value or 0.0 for point in points]
    if not any(
        max(part) >= rules.proposed_breaks.ratio * min(part) and max(part) > 0
        for part in (values[at : at + window] for at in range(max(1, len(values) - window + 1)))
    ):
        return None
    steps = [(_ratio(a, b), later.period.text) for (a, b), later in zip(pairwise(values), points[1:], strict=True)]
    ratio, period = max(steps, key=lambda step: _size(step[0]))
    return ProposedBreak(period=period, reason="jump_with_weak_source", ratio=ratio)


def _drop(points: Sequence[Measured], older: Sequence[Measured]) -> ProposedBreak | None:
    for point in points:
        before = [each for each in older if each.period.end < point.period.start]
        level = before[-1].value if before else None
        if level and point.value is not None and point.value < ladder_rules().proposed_breaks.older_level * level:
            return ProposedBreak(period=point.period.text, reason="under_older_series", ratio=point.value / level)
    return None


def _ratio(before: float, after: float) -> float | None:
    return after / before if before > 0 else None


def _size(ratio: float | None) -> float:
    """Return how large a step is, up or down alike; from zero to anything is the largest."""
    return float("inf") if not ratio else max(ratio, 1 / ratio)
