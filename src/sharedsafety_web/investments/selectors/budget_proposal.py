"""The page on which a proposed reading of a budget file is looked at, and what a person sends back from it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils import timezone

from sharedsafety.core.findings import Finding
from sharedsafety.folder.budget_facts import short_name
from sharedsafety.folder.money_inputs import headline_of
from sharedsafety.folder.read import read_community, read_profile
from sharedsafety.investments.column_reasons import field_words
from sharedsafety.investments.column_words import column_words
from sharedsafety.investments.doubts import Doubt
from sharedsafety.investments.said_columns import COLUMN_FIELDS
from sharedsafety_web.investments.selectors.budget_upload import Looked

#: So many columns can be taken for something else on the page; a form must end somewhere.
MOST_COLUMNS = 150
_ROWS_SHOWN = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnRow:
    """One column: its name, what it is taken for and why, its type in the Fiscal Data Package, and the choices."""

    name: str
    field: str
    meant: str
    why: str
    type: str
    choices: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One doubt in the language of the reader: ``choices`` are (answer, words, whether it is the one that holds)."""

    doubt: Doubt
    text: str
    choices: tuple[tuple[str, str, bool], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalPage:
    """Everything the page shows; ``state`` goes out and comes back with the form."""

    looked: Looked
    columns: tuple[ColumnRow, ...]
    more_columns: int
    questions: tuple[Question, ...]
    sums: tuple[tuple[int, str, str, int, int], ...]
    findings: tuple[dict[str, Any], ...]
    drift: tuple[dict[str, Any], ...]
    left_out: tuple[Any, ...]
    more_left_out: int
    state: str


def proposal_page(*, looked: Looked, language: str) -> ProposalPage:
    """Return a proposal as its page shows it."""
    found = looked.proposal
    columns = [*found.columns][:MOST_COLUMNS]
    state = {"columns": [[name, found.columns[name]] for name in columns],
             "doubts": [[doubt.id, doubt.assumed] for doubt in found.doubts]}  # fmt: skip
    return ProposalPage(
        looked=looked,
        columns=tuple(_column(looked, name, language) for name in columns),
        more_columns=len(found.columns) - len(columns),
        questions=tuple(_question(doubt, language) for doubt in found.doubts),
        sums=_sums(looked),
        findings=_rows(found.findings, language),
        drift=_rows(looked.drift, language),
        left_out=found.left_out[:_ROWS_SHOWN],
        more_left_out=max(0, len(found.left_out) - _ROWS_SHOWN),
        state=json.dumps(state),
    )


def said_in(form: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """Return what a person changed of columns, and the answers they chose otherwise than assumed.

    A form that was not made by this page says nothing.
    """
    try:
        state = json.loads(form.get("state", ""))
        columns = {str(name): str(was) for name, was in state["columns"]}
        doubts = {str(key): str(was) for key, was in state["doubts"]}
    except (ValueError, TypeError, KeyError, RecursionError):
        return {}, {}
    said = {name: form.get(f"field-{at}", was) for at, (name, was) in enumerate(columns.items())}
    answers = {key: form.get(f"answer-{at}", was).strip() for at, (key, was) in enumerate(doubts.items())}
    return (
        {name: meant for name, meant in said.items() if meant != columns[name] and meant in COLUMN_FIELDS},
        {key: answer for key, answer in answers.items() if answer != doubts[key]},
    )


def facts_first(*, community: Any, looked: Looked) -> dict[str, Any]:
    """Return what the form about the file begins with: what was given before, else what the newest document says."""
    given = looked.upload.facts
    if given:
        controls = {f"control_{key.replace('-', '_')}": text for key, text in given["controls"].items()}
        return {**given, **controls}
    reading = read_community(Path(community.folder)).readable
    documents = sorted(reading.documents if reading else (), key=lambda each: each.fiscal_year)
    first: dict[str, Any] = {"name": short_name(looked.upload.shown_as), "retrieved_on": timezone.localdate()}
    if documents:
        last = documents[-1]
        return {**first, "publisher": last.publisher, "licence": last.licence}
    year, phase = max(looked.parts)
    return {**first, "headline": f"{year}-{phase}"}


def headline_now(*, community: Any) -> tuple[int, str]:
    """Return the fiscal year and phase with which a community's pages open."""
    reading = read_community(Path(community.folder)).readable
    if reading is not None:
        return headline_of(reading)
    profile = read_profile(Path(community.folder))
    return profile.headline_year, profile.headline_phase


def _column(looked: Looked, name: str, language: str) -> ColumnRow:
    found = looked.proposal
    field = found.columns[name]
    return ColumnRow(
        name=name,
        field=field,
        meant=field_words(field, language),
        why=found.reasons[name].sentence(language),
        type=column_words().types.get(field, ""),
        choices=tuple((each, field_words(each, language)) for each in COLUMN_FIELDS),
    )


def _question(doubt: Doubt, language: str) -> Question:
    choices = tuple((each, doubt.choice_words(each, language), each == doubt.assumed) for each in doubt.choices)
    return Question(doubt=doubt, text=doubt.sentence(language), choices=choices)


def _sums(looked: Looked) -> tuple[tuple[int, str, str, int, int], ...]:
    """Return (fiscal year, phase, flow, cents, lines), sorted."""
    sums: dict[tuple[int, str, str], tuple[int, int]] = {}
    for each in looked.proposal.totals:
        key = each.fiscal_year, each.phase, each.flow
        cents, lines = sums.get(key, (0, 0))
        sums[key] = cents + each.cents, lines + each.lines
    return tuple((*key, *sums[key]) for key in sorted(sums))


def _rows(findings: tuple[Finding, ...], language: str) -> tuple[dict[str, Any], ...]:
    order = {"error": 0, "warning": 1, "note": 2}
    return tuple(sorted((each.as_row(language) for each in findings), key=lambda row: order[row["severity"]]))
