"""Small indicators and series for the tests of progress. All numbers are made up."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sharedsafety.progress.series import Indicator, Observation


def indicator(**changes: Any) -> Indicator:
    given: dict[str, Any] = {
        "id": "harm",
        "name": "Harm (example)",
        "plain_question": "Is there less harm?",
        "principle": "PHF",
        "unit": "rate",
        "per": 100_000,
        "numerator": "people harmed",
        "denominator": "residents",
        "source": {"title": "example"},
        "better": "down",
    }
    return Indicator(**given | changes)


def counts(events: Iterable[float], people: float = 100_000, start: int = 2010, **changes: Any) -> list[Observation]:
    return [
        Observation(indicator_id="harm", period=str(year), numerator=count, denominator=people, **changes)
        for year, count in enumerate(events, start=start)
    ]


def values(numbers: Iterable[float], periods: Iterable[str], **changes: Any) -> list[Observation]:
    return [
        Observation(indicator_id="harm", period=period, value=number, **changes)
        for number, period in zip(numbers, periods, strict=False)
    ]


def months(count: int, start: int = 2015) -> list[str]:
    return [f"{start + at // 12}-{at % 12 + 1:02}" for at in range(count)]
