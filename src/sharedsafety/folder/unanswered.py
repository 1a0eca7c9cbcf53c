"""Everything an assessment can't tell, each with what would settle it (pages.md: "and who could")."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from sharedsafety.core.reviewed import read_catalogue
from sharedsafety.folder.asked import with_requests
from sharedsafety.folder.assessment import CantTell, RequestResult
from sharedsafety.investments.results import PriorityMoney
from sharedsafety.progress.results import IndicatorResult


def unanswered(
    priorities: tuple[PriorityMoney, ...],
    results: tuple[IndicatorResult, ...],
    requests: tuple[RequestResult, ...] = (),
) -> tuple[CantTell, ...]:
    """Return every "can't tell" among lamps and verdicts, lamps by dollars first, each with who was asked.

    Source: data/folder/settles.yaml (which file would settle what).
    """
    by_dollars = sorted(priorities, key=lambda money: -(money.amount.value or 0))
    return tuple(with_requests(chain(_lamps(by_dollars), _verdicts(results)), requests, priorities))


def _lamps(priorities: list[PriorityMoney]) -> Iterator[CantTell]:
    for money in priorities:
        for lamp in money.lamps:
            if lamp.state == "cant_tell":
                yield _cant_tell("priority", money.priority_id, lamp.name, lamp.reason, lamp.needed)


def _verdicts(results: tuple[IndicatorResult, ...]) -> Iterator[CantTell]:
    for result in results:
        if result.verdict.state == "cant_tell":
            verdict = result.verdict
            yield _cant_tell("indicator", result.indicator_id, "change", verdict.reason, verdict.needed)


def _cant_tell(kind: str, about: str, what: str, reason: str, needed: str | None) -> CantTell:
    settles: dict[str, str] = read_catalogue("folder/settles")["files"]
    file = settles.get(needed) if needed else None
    return CantTell(about_kind=kind, about_id=about, what=what, reason=reason, needed=needed, file=file)
