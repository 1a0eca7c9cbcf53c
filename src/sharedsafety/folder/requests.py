"""The rules of ``requests.csv``: each request about something that exists, its dates in order, and told once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from sharedsafety.core.findings import Finding
from sharedsafety.folder.community import Community, DataRequest
from sharedsafety.folder.later_days import later_days

FILE = "requests.csv"


def request_findings(community: Community) -> Iterator[Finding]:
    """Yield what is wrong with requests: about nothing that exists, answered before asked, told twice.

    Whether a program exists is known from the ledger alone (``folder.books``).
    """
    known = {
        "priority": ({priority.id for priority in community.priorities}, "priorities.csv"),
        "indicator": ({indicator.id for indicator in community.indicators}, "indicators/indicators.yaml"),
        "candidate": ({candidate.id for candidate in community.candidates}, "indicators/candidates.csv"),
    }
    for request in community.requests:
        yield from _about_findings(request, known)
        yield from _answer_findings(request)
    yield from _repeated(community.requests)


def later_requests(requests: Sequence[DataRequest], as_of: date) -> Iterator[Finding]:
    """Yield each date of a request that lies after the day from which days are counted."""
    yield from later_days(FILE, requests, ("asked_on", "answered_on"), as_of=as_of, code="request-later")


def _about_findings(request: DataRequest, known: Mapping[str, tuple[set[str], str]]) -> Iterator[Finding]:
    if request.about_kind == "whole":
        if request.about_id is not None:
            yield _finding("request-about-whole", request, "about_id", value=request.about_id)
    elif request.about_id is None:
        yield _finding("request-about-missing", request, "about_id", kind=request.about_kind)
    elif request.about_kind in known and request.about_id not in known[request.about_kind][0]:
        target = known[request.about_kind][1]
        yield _finding("reference-unknown", request, "about_id", value=request.about_id, target=target)


def _answer_findings(request: DataRequest) -> Iterator[Finding]:
    if request.answered_on is None and request.answer is not None:
        yield _finding("request-answer-undated", request, "answered_on", answer=request.answer)
    if request.answered_on is not None and request.answer is None:
        yield _finding("request-answer-unsaid", request, "answer", answered_on=request.answered_on)
    if request.answered_on is not None and request.answered_on < request.asked_on:
        days = {"answered_on": request.answered_on, "asked_on": request.asked_on}
        yield _finding("request-answered-before-asked", request, "answered_on", **days)


def _repeated(requests: Sequence[DataRequest]) -> Iterator[Finding]:
    seen: dict[tuple[str | None, ...], DataRequest] = {}
    for request in requests:
        holder = " ".join(request.holder.casefold().split())
        key = (request.needed, request.about_kind, request.about_id, holder, request.asked_on)
        if key in seen:
            yield _finding("request-twice", request, "needed", first=str(seen[key].row))
        seen.setdefault(key, request)


def _finding(code: str, request: DataRequest, column: str, **params: str) -> Finding:
    return Finding(code=code, file=FILE, row=request.row, column=column, params=params)
