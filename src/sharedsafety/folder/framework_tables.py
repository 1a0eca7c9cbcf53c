"""The tables of a community's framework: practices, ratings, commitments, where to begin."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from sharedsafety.folder.assessment import Assessment
from sharedsafety.framework.commitments import Commitment, JointResponsibility
from sharedsafety.framework.pack import PackPart
from sharedsafety.report.tables import Row


def _practices(assessment: Assessment) -> Iterator[Row]:
    """Yield each practice with where its title comes from and what became of its lead."""
    answers = {each.about_id: each for each in assessment.framework.responsibility if each.about_kind == "practice"}
    for practice in assessment.framework.pack.practices:
        answer = answers[practice.id]
        yield {
            "practice": practice.id,
            "principle": practice.principle,
            "stage": practice.stage,
            **_title(practice, assessment.profile.languages),
            "state": answer.state,
            "waiting": len(answer.waiting),
            "both_sectors": answer.both_sectors,
        }


def _title(practice: PackPart, languages: tuple[str, ...]) -> Row:
    field = practice.field("title")
    text = field.text if field else {}
    lines = next((text[language] for language in (*languages, *text) if language in text), ("",))
    return {"title": " ".join(lines), "title_provenance": field.provenance if field else "unknown"}


def _ratings(assessment: Assessment) -> Iterator[Row]:
    for rating in assessment.framework.ratings:
        for group in (rating.agency, rating.community):
            yield {
                "round": rating.round,
                "practice": rating.practice,
                "rater_kind": group.kind,
                "display": group.display,
                "raters": group.raters,
                "median": group.median,
                "agreement": group.agreement,
                "stands_from": group.stands_from,
            }


def _commitments(assessment: Assessment) -> Iterator[Row]:
    for about in assessment.framework.responsibility:
        for each in (*about.leads, *about.partners):
            yield _commitment(about, each)


def _commitment(about: JointResponsibility, each: Commitment) -> Row:
    waiting = next((one.days for one in about.waiting if one.body == each.body), None)
    return {
        "about_kind": each.about_kind,
        "about_id": each.about_id,
        "body": each.body,
        "sector": each.sector,
        "role": each.role,
        "asked_on": each.asked_on,
        "answered_on": each.answered_on,
        "answer": each.answer or "waiting",
        "days_waiting": waiting,
        "commitment": each.commitment,
        "due": each.due,
        "source": each.source,
    }


def _readiness(assessment: Assessment) -> Iterator[Row]:
    for each in assessment.framework.readiness:
        yield {
            "answered_on": each.answered_on,
            "question": each.question,
            "answer": each.answer,
            "note": each.note,
            "source": each.source,
        }


FRAMEWORK_TABLES: Mapping[str, Callable[[Assessment], Iterator[Row]]] = {
    "practices": _practices,
    "ratings": _ratings,
    "commitments": _commitments,
    "readiness": _readiness,
}
