"""The rules of ``commitments.csv``: about something that exists, dates in order, and an answer that says something."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from sharedsafety.core.findings import Finding
from sharedsafety.folder.community import Community
from sharedsafety.framework.commitments import Commitment

FILE = "commitments.csv"


def commitment_findings(community: Community, practices: Collection[str]) -> Iterator[Finding]:
    """Yield what is wrong with commitments; ``practices`` are the ids of the community's framework."""
    known = {
        "practice": (practices, "framework.yaml"),
        "priority": ({priority.id for priority in community.priorities}, "priorities.csv"),
    }
    for each in community.commitments:
        ids, target = known[each.about_kind]
        if each.about_id not in ids:
            yield _finding("reference-unknown", each, "about_id", value=each.about_id, target=target)
        yield from _answer_findings(each)
    yield from _second_leads(community.commitments)


def _answer_findings(each: Commitment) -> Iterator[Finding]:
    if each.answer is not None and each.answered_on is None:
        yield _finding("commitment-undated", each, "answered_on", body=each.body)
    if each.answer is None and (each.answered_on is not None or each.commitment):
        yield _finding("commitment-answer-missing", each, "answer", body=each.body)
    if each.answer == "committed" and not each.commitment.strip():
        yield _finding("commitment-unsaid", each, "commitment", body=each.body)
    if each.answered_on is not None and each.answered_on < each.asked_on:
        days = {"answered_on": each.answered_on, "asked_on": each.asked_on}
        yield _finding("commitment-before-asked", each, "answered_on", **days)


def _second_leads(commitments: Sequence[Commitment]) -> Iterator[Finding]:
    first: dict[tuple[str, str], str] = {}
    for each in commitments:
        if each.role != "lead" or each.answer == "declined":
            continue
        if (each.about_kind, each.about_id) in first:
            other = first[each.about_kind, each.about_id]
            yield _finding("commitment-two-leads", each, "role", body=each.body, first=other)
        first.setdefault((each.about_kind, each.about_id), each.body)


def _finding(code: str, each: Commitment, column: str, **params: str) -> Finding:
    return Finding(code=code, file=FILE, row=each.row, column=column, params=params)
