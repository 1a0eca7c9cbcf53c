"""Who could settle what can't be told: every request for data in words, by whom it was made to."""

from __future__ import annotations

from dataclasses import dataclass

from sharedsafety.folder.assessment import Assessment, RequestResult
from sharedsafety.report import names
from sharedsafety.report.request_sentences import (
    asked_sentence,
    outcome_sentence,
    still_open_sentence,
    waiting_sentence,
)
from sharedsafety.report.sentences import sentence
from sharedsafety_web.publishing.site.edition import Edition, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One request in words: what was asked of whom, about what, and what came of it.

    ``questions`` counts the open questions it is about; ``left`` says what the answer left undone for them.
    """

    id: str
    needed: str
    what: str
    holder: Text
    about: Text | None
    address: str
    asked_on: str
    outcome: str
    left: str
    note: Text
    source: Text
    questions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """An office, body or group with everything it was asked for, the longest waiting first."""

    name: Text
    asked: tuple[Asked, ...]


def holders(edition: Edition) -> tuple[Holder, ...]:
    """Return everybody who was asked, whoever lets others wait longest first; then whoever answered last."""
    found: dict[str, list[Asked]] = {}
    for one in requests(edition).values():
        found.setdefault(" ".join(one.holder.words.casefold().split()), []).append(one)
    return tuple(Holder(name=asked[0].holder, asked=tuple(asked)) for asked in found.values())


def requests(edition: Edition) -> dict[str, Asked]:
    """Return every request in words by its id, in the order of the assessment."""
    return {result.request.id: _asked(edition, result) for result in edition.assessment.requests}


def waiting_words(assessment: Assessment, language: str) -> str:
    """Return how many questions wait for an answer and how long, or that no request is recorded."""
    if not assessment.requests:
        return sentence("asked.no_record", language)
    waits = [one.days_waiting for one in assessment.cant_tell if one.days_waiting is not None]
    return waiting_sentence(len(waits), max(waits, default=0), language)


def _asked(edition: Edition, result: RequestResult) -> Asked:
    request, language = result.request, edition.language
    questions = sum(request.id in one.requests for one in edition.assessment.cant_tell)
    about, address = _about(edition, request.about_kind, request.about_id or "")
    return Asked(
        id=request.id,
        needed=request.needed,
        what=names.name("needed", request.needed, language),
        holder=edition.line(request.holder),
        about=about,
        address=address,
        asked_on=asked_sentence(request.asked_on, language),
        outcome=outcome_sentence(result.state, request.answered_on, result.days, language),
        left=_left(edition, result, questions),
        note=edition.line(request.note),
        source=edition.line(request.source),
        questions=questions,
    )


def _left(edition: Edition, result: RequestResult, questions: int) -> str:
    """Return what the answer left undone; a request about something people asked to measure waits for a measure."""
    request, language = result.request, edition.language
    state = next((one.state for one in edition.assessment.candidates if one.id == request.about_id), "")
    if request.about_kind == "candidate" and state not in {"", "measured", "not_chosen"}:
        return sentence("asked.not_measured", language)
    return still_open_sentence(result.state, language) if questions else sentence("asked.no_question", language)


def _about(edition: Edition, kind: str, key: str) -> tuple[Text | None, str]:
    """Return what a request is about, with its page; nothing where it is about the whole."""
    if kind == "priority":
        title = edition.priorities[key].stated.title
        return edition.text(f"priority/{key}", "title", title), f"priorities/{key}.html"
    if kind == "indicator":
        return edition.text(f"indicator/{key}", "name", edition.indicators[key].name), f"indicators/{key}.html"
    asked_for = next((one for one in edition.assessment.candidates if kind == "candidate" and one.id == key), None)
    if asked_for is not None:
        return edition.text(f"candidate/{key}", "statement", asked_for.statement), "asked-to-measure.html"
    if kind == "program" and key in edition.programs:
        return edition.program_name(edition.programs[key]), edition.program_address(key)
    return (None, "") if kind == "whole" else (Text(words=key), "")
