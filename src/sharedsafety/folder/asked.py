"""Who was asked for what is missing, and how long the question has waited, as it stood on one day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from sharedsafety.folder.assessment import CantTell, RequestResult
from sharedsafety.folder.community import DataRequest
from sharedsafety.investments.results import PriorityMoney


def requests_on(requests: Sequence[DataRequest], as_of: date) -> tuple[RequestResult, ...]:
    """Return the requests that had been made by a day, each as it stood then; what happened later is left out.

    Days are calendar days: from the asking to the answer, or to ``as_of`` while there is none. The longest waiting
    comes first, then the answered ones, the newest answer first.

    >>> asked = dict(needed="areas", about_kind="whole", holder="Health", asked_on="2026-01-01", source="minutes")
    >>> [(one.state, one.days) for one in requests_on([DataRequest(id="a", **asked)], date(2026, 1, 31))]
    [('waiting', 30)]
    """
    found = [_result(request, as_of) for request in requests if request.asked_on <= as_of.isoformat()]
    return tuple(sorted(found, key=_rank))


def with_requests(
    questions: Iterator[CantTell], requests: Sequence[RequestResult], priorities: Sequence[PriorityMoney]
) -> Iterator[CantTell]:
    """Yield every question with who was asked for what would settle it.

    A request about the whole concerns every question that needs the same; one about a program each question about a
    priority that the program serves.

    Args:
        questions: the open questions.
        requests: as ``requests_on`` gives them; the first that concerns a question is the one it shows.
        priorities: the money beside each priority, with its programs.
    """
    served = {money.priority_id: frozenset(row.code for row in money.programs) for money in priorities}
    for question in questions:
        concerned = [one for one in requests if _concerns(one.request, question, served)]
        yield _asked(question, concerned) if concerned else question


def _result(request: DataRequest, as_of: date) -> RequestResult:
    if request.answered_on is not None and request.answered_on > as_of.isoformat():
        request = replace(request, answered_on=None, answer=None)
    end = as_of if request.answered_on is None else date.fromisoformat(request.answered_on)
    days = (end - date.fromisoformat(request.asked_on)).days
    return RequestResult(request=request, state=request.answer or "waiting", days=days)


def _rank(result: RequestResult) -> tuple[bool, int, str]:
    if result.state == "waiting":
        return (False, -result.days, result.request.id)
    return (True, -date.fromisoformat(result.request.answered_on or "").toordinal(), result.request.id)


def _concerns(request: DataRequest, question: CantTell, served: Mapping[str, frozenset[str]]) -> bool:
    if request.needed != question.needed:
        return False
    if request.about_kind == "program":
        return question.about_kind == "priority" and request.about_id in served.get(question.about_id, ())
    return request.about_kind == "whole" or (request.about_kind, request.about_id) == (
        question.about_kind,
        question.about_id,
    )


def _asked(question: CantTell, concerned: Sequence[RequestResult]) -> CantTell:
    first = concerned[0]
    return replace(
        question,
        asked=first.state,
        holder=first.request.holder,
        asked_on=first.request.asked_on,
        answered_on=first.request.answered_on,
        days_waiting=first.days if first.state == "waiting" else None,
        requests=tuple(one.request.id for one in concerned),
    )
