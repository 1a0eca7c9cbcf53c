"""The form about something people asked to measure, and what the workspace shows of all of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from sharedsafety.folder.candidate_change import candidate_texts
from sharedsafety.folder.candidates import CANDIDATES
from sharedsafety.folder.shape import folder_shape
from sharedsafety.folder.unchanged_file import file_hash
from sharedsafety.progress.candidates import state_of
from sharedsafety.report.names import name
from sharedsafety_web.progress.selectors import folder_reading

#: The questions of the form, in the order of the steps.
QUESTIONS: Mapping[str, Any] = {
    "id": _("A short id, such as sleep-through"),
    "statement": _("What people said, in plain words"),
    "asked_on": _("Day on which they said it"),
    "heard_from": _("Who asked, as a group, never a person"),
    "survivor_named": _("Did survivors ask for it?"),
    "principle": _("Principle"),
    "candidate": _("In words that can be measured"),
    "first_vote_on": _("First vote (useful and understood): day"),
    "first_vote_people": _("First vote: people who answered"),
    "useful_people": _("First vote: find it useful"),
    "understood_people": _("First vote: understand it"),
    "second_vote_on": _("Second vote (which ones to choose): day"),
    "second_vote_people": _("Second vote: people who answered"),
    "chosen_people": _("Second vote: chose it"),
    "outcome": _("Outcome"),
    "indicator_id": _("Indicator it became"),
    "lacks": _("What is missing to measure it"),
    "holder": _("Who has the data"),
    "note": _("Note"),
    "source": _("Where this can be read (minutes, session)"),
}
_NAMED = {"principle": "principle", "outcome": "candidate_state", "lacks": "lacks"}
_LONG = frozenset({"statement", "candidate", "note"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One field of the form: its words, what stands in it, and the answers to choose from, if there are any."""

    name: str
    label: Any
    value: str
    kind: str
    options: tuple[tuple[str, Any], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedRow:
    """Something people asked to measure, as the list shows it to staff."""

    id: str
    statement: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedPage:
    """Everything people asked to measure, a form, and the state of the table the form is held against.

    ``own`` is the id of the one the form changes, empty where it adds one.
    """

    rows: tuple[AskedRow, ...]
    questions: tuple[Question, ...]
    before: str
    known: bool
    own: str = ""


def asked_page(*, community: Any, candidate: str, language: str) -> AskedPage | None:
    """Return the page with the form of one candidate, or an empty one; None where the folder has faults."""
    folder = folder_reading(community=community).community
    if folder is None:
        return None
    known = {each.id: each for each in folder.indicators}
    rows = tuple(
        AskedRow(
            id=each.id,
            statement=folder.translations.get((language, f"candidate/{each.id}", "statement"), each.statement),
            state=name("candidate_state", state_of(each, known, folder.observations), language),
        )
        for each in folder.candidates
    )
    own = next((each for each in folder.candidates if each.id == candidate), None)
    texts = candidate_texts(own) if own else {}
    questions = form_questions(texts, language)
    before, known_id = file_hash(folder.root, CANDIDATES), own.id if own else ""
    return AskedPage(rows=rows, questions=questions, before=before, known=own is not None, own=known_id)


def form_questions(texts: Mapping[str, str], language: str) -> tuple[Question, ...]:
    """Return the fields of the form with what stands in them."""
    columns = {column.name: column for column in folder_shape().table(CANDIDATES).columns}
    return tuple(
        Question(
            name=field,
            label=label,
            value=texts.get(field, ""),
            kind=_kind(field, columns[field].type, bool(columns[field].values)),
            options=tuple((value, _option(field, value, language)) for value in columns[field].values),
        )
        for field, label in QUESTIONS.items()
    )


def given_texts(posted: Mapping[str, str]) -> dict[str, str]:
    """Return what a person wrote into the form, by column; long texts on one line."""
    return {field: " ".join(str(posted.get(field, "")).split())[:2000] for field in QUESTIONS}


def _kind(field: str, column_type: str, has_values: bool) -> str:
    if has_values:
        return "choice"
    return "long" if field in _LONG else {"date": "date", "integer": "number"}.get(column_type, "text")


def _option(field: str, value: str, language: str) -> Any:
    if field == "survivor_named":
        return {"yes": _("yes"), "no": _("no")}[value]
    return name(_NAMED[field], value, language)
