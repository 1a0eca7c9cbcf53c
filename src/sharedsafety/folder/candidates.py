"""What people asked to measure: the rules of ``indicators/candidates.csv``, and how far each came."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sharedsafety.core.disclosure import PeopleTable, is_hidden_count
from sharedsafety.core.findings import Finding
from sharedsafety.folder.assessment import CandidateResult, RequestResult
from sharedsafety.folder.community import Community
from sharedsafety.progress.candidates import Candidate, state_of, vote_tables, votes_of

CANDIDATES = "indicators/candidates.csv"
_ORDER = ("chosen", "found_useful", "drafted", "heard", "measured", "not_chosen")


def candidate_findings(community: Community) -> Iterator[Finding]:
    """Yield what is wrong with candidates: votes that can't be, steps out of order, what is missing left unsaid."""
    known = {indicator.id: indicator for indicator in community.indicators}
    for each in community.candidates:
        yield from _vote_findings(each)
        yield from _order_findings(each)
        indicator = known.get(each.indicator_id or "")
        if each.indicator_id and indicator is None:
            params = {"value": each.indicator_id, "target": "indicators/indicators.yaml"}
            yield _finding("reference-unknown", each, "indicator_id", **params)
        if indicator is not None and each.survivor_named == "yes" and not indicator.survivor_named:
            yield _finding("candidate-survivor-named", each, "survivor_named", id=indicator.id)
        state = state_of(each, known, community.observations)
        if state == "chosen" and each.lacks is None:
            yield _finding("candidate-lacks-unsaid", each, "lacks")


def candidate_results(community: Community, requests: Sequence[RequestResult]) -> tuple[CandidateResult, ...]:
    """Return how far each candidate came, what waits for data first; single votes are nowhere, small counts hidden."""
    known = {indicator.id: indicator for indicator in community.indicators}
    found = []
    for each in community.candidates:
        indicator = known.get(each.indicator_id or "")
        found.append(
            CandidateResult(
                id=each.id,
                statement=each.statement,
                candidate=each.candidate,
                asked_on=each.asked_on,
                heard_from=each.heard_from,
                survivor_named=each.survivor_named == "yes",
                principle=each.principle,
                state=state_of(each, known, community.observations),
                votes=votes_of(each),
                indicator_id=indicator.id if indicator else None,
                data_source=indicator.source.get("title", "") if indicator else "",
                baseline_period=indicator.baseline_period if indicator else None,
                lacks=each.lacks,
                holder=each.holder,
                note=each.note,
                source=each.source,
                requests=tuple(one for one in requests if _is_about(one, each)),
            )
        )
    return tuple(sorted(found, key=lambda one: (_ORDER.index(one.state), one.asked_on)))


def candidate_tables(community: Community) -> tuple[PeopleTable, ...]:
    """Return every vote as a table of people, for the gate."""
    return tuple(table for each in community.candidates for table in vote_tables(each))


def _is_about(request: RequestResult, candidate: Candidate) -> bool:
    about = (request.request.about_kind, request.request.about_id)
    return about == ("candidate", candidate.id) or (
        candidate.indicator_id is not None and about == ("indicator", candidate.indicator_id)
    )


def _vote_findings(candidate: Candidate) -> Iterator[Finding]:
    for column, among in (
        ("useful_people", "first_vote_people"),
        ("understood_people", "first_vote_people"),
        ("chosen_people", "second_vote_people"),
    ):
        yes, people = getattr(candidate, column), getattr(candidate, among)
        if yes is not None and (people is None or yes > people):
            yield _finding(
                "candidate-vote-too-many", candidate, column, yes=yes, people="-" if people is None else people
            )
    for column, on in (("first_vote_people", "first_vote_on"), ("second_vote_people", "second_vote_on")):
        people = getattr(candidate, column)
        if (people is None) != (getattr(candidate, on) is None):
            yield _finding("candidate-vote-half", candidate, on)
        elif is_hidden_count(people):
            yield _finding("candidate-vote-of-few", candidate, column)


def _order_findings(candidate: Candidate) -> Iterator[Finding]:
    days = (candidate.asked_on, candidate.first_vote_on, candidate.second_vote_on)
    given = [day for day in days if day is not None]
    if given != sorted(given):
        yield _finding("candidate-days-order", candidate, "asked_on")
    if candidate.second_vote_on is not None and candidate.first_vote_on is None:
        yield _finding("candidate-second-without-first", candidate, "first_vote_on")
    if candidate.outcome is not None and candidate.second_vote_on is None:
        yield _finding("candidate-outcome-without-vote", candidate, "outcome")
    if candidate.first_vote_on is not None and not candidate.candidate:
        yield _finding("candidate-without-words", candidate, "candidate")


def _finding(code: str, candidate: Candidate, column: str, **params: object) -> Finding:
    return Finding(
        code=code, file=CANDIDATES, row=candidate.row, column=column, params={"name": candidate.id, **params}
    )
