"""What the workspace reads about a community's indicators: their list, one of them, and what an entry would change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from django.utils import timezone

from sharedsafety.core.findings import Finding
from sharedsafety.folder.candidate_change import CandidateChange, candidate_change
from sharedsafety.folder.candidates import CANDIDATES
from sharedsafety.folder.check import checked_community
from sharedsafety.folder.community import Community as Folder
from sharedsafety.folder.community import Vintage
from sharedsafety.folder.observations_change import (
    Entered,
    ObservationChange,
    observation_change,
    observation_texts,
)
from sharedsafety.folder.read import FolderReading
from sharedsafety.folder.unchanged_file import file_hash
from sharedsafety.progress.catalogue import Language, catalogue
from sharedsafety.progress.file_shapes import file_shapes
from sharedsafety.progress.periods import parse_period
from sharedsafety.progress.series import Indicator
from sharedsafety.progress.series_checks import OBSERVATIONS
from sharedsafety.progress.upkeep import Upkeep, upkeep_of
from sharedsafety_web.progress.models import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorRow:
    """One indicator in the list: its name in the reader's language and how it is kept."""

    name: str
    upkeep: Upkeep


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorList:
    """The indicators of a community; ``errors`` are the faults that keep its folder from being changed."""

    rows: tuple[IndicatorRow, ...]
    errors: tuple[dict[str, Any], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorPage:
    """One indicator with its rows, newest first, and the public files they were taken from, newest first.

    ``entry`` is the last entry, while it can still be taken back.
    """

    indicator: Indicator
    name: str
    question: str
    rows: tuple[dict[str, str], ...]
    vintages: tuple[Vintage, ...]
    entry: Entry | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueRow:
    """One entry of the catalogue in the reader's language, and whether the community has it already.

    ``files`` are the public files that can be imported for it; without any, ``why_no_file`` says why.
    """

    id: str
    name: str
    question: str
    taken: bool
    files: tuple[str, ...]
    why_no_file: str


def folder_reading(*, community: Any) -> FolderReading:
    """Return the folder of a community as the check sees it, without its budget files."""
    return checked_community(Path(community.folder))


def indicator_list(*, community: Any, language: str) -> IndicatorList:
    """Return every indicator of a community, what needs work first."""
    reading = folder_reading(community=community)
    errors = tuple(found.as_row(language) for found in reading.findings if found.severity == "error")
    if reading.community is None:
        return IndicatorList(rows=(), errors=errors)
    folder = reading.community
    kept = upkeep_of(folder.indicators, folder.observations, as_of=today())
    rows = tuple(IndicatorRow(name=_said(folder, each.indicator, "name", language), upkeep=each) for each in kept)
    return IndicatorList(rows=rows, errors=errors)


def indicator_page(*, community: Any, indicator: str, language: str) -> IndicatorPage | None:
    """Return one indicator of a community, or None where there is none (or the folder has faults)."""
    folder = folder_reading(community=community).community
    found = next((each for each in folder.indicators if each.id == indicator), None) if folder else None
    if folder is None or found is None:
        return None
    own = [each for each in folder.observations if each.indicator_id == indicator]
    newest_first = sorted(own, key=lambda each: parse_period(each.period), reverse=True)
    return IndicatorPage(
        indicator=found,
        name=_said(folder, found, "name", language),
        question=_said(folder, found, "plain_question", language),
        rows=tuple(observation_texts(each) for each in newest_first),
        vintages=_vintages(folder, indicator),
        entry=entry_last(community=community, indicator=indicator),
    )


def entry_change(*, community: Any, entered: Entered) -> ObservationChange:
    """Return what an entry would change; nothing is written, and faults of the folder itself stop it too."""
    reading = folder_reading(community=community)
    if reading.community is None:
        errors = tuple(found for found in reading.findings if found.severity == "error")
        return ObservationChange(content=None, before="", findings=errors)
    if not entered.rows:
        return ObservationChange(content=None, before="", findings=(Finding(code="entry-empty"),))
    return observation_change(reading.community, entered, as_of=today())


def candidate_to_save(*, community: Any, texts: Mapping[str, str], before: str, own: str) -> CandidateChange:
    """Return what saving something people asked for would change; nothing is written.

    ``before`` is the SHA-256 of the table as the person saw it: where it was changed since, that is an error.
    ``own`` is the id of the one that is changed; a form that adds one never takes the place of another.
    """
    reading = folder_reading(community=community)
    if reading.community is None:
        errors = tuple(found for found in reading.findings if found.severity == "error")
        return CandidateChange(content=None, before="", findings=errors)
    change = candidate_change(reading.community, texts)
    if change.content is not None and change.before != before:
        return replace(change, content=None, findings=(Finding(code="observations-changed", file=CANDIDATES),))
    taken = {each.id for each in reading.community.candidates} - {own}
    if change.content is not None and texts["id"] in taken:
        found = Finding(code="candidate-id-taken", file=CANDIDATES, column="id", params={"name": texts["id"]})
        return replace(change, content=None, findings=(found,))
    return change


def entry_last(*, community: Any, indicator: str) -> Entry | None:
    """Return the last entry for an indicator, if nothing changed the observations since; only then it can be undone."""
    last = Entry.objects.filter(community=community).first()
    if last is None or last.undone or last.indicator != indicator:
        return None
    return last if file_hash(Path(community.folder), OBSERVATIONS) == last.after else None


def catalogue_rows(*, community: Any, language: Language) -> list[CatalogueRow]:
    """Return every entry of the catalogue, each with whether the community has it already."""
    folder = folder_reading(community=community).community
    own = folder.indicators if folder else ()
    taken = {each.catalogue_id for each in own} | {each.id for each in own}
    return [
        CatalogueRow(
            id=entry.id,
            name=entry.name.said(language),
            question=entry.plain_question.said(language),
            taken=entry.id in taken or entry.slug in taken,
            files=tuple(file_shapes().shape(name).title.said(language) for name in entry.shapes),
            why_no_file=without.said(language) if (without := catalogue().why_no_file(entry)) else "",
        )
        for entry in catalogue().indicators
    ]


def today() -> date:
    """Return the day as the server has it."""
    return timezone.now().date()


def _vintages(folder: Folder, indicator: str) -> tuple[Vintage, ...]:
    """Return the public files that an indicator's numbers were taken from, the last one taken first."""
    own = [each for each in folder.vintages if each.indicator_id == indicator]
    return tuple(sorted(own, key=lambda each: each.retrieved_on, reverse=True))


def _said(folder: Folder, indicator: Indicator, field: str, language: str) -> str:
    """Return a text of an indicator in a language, as the folder translates it, else as it was written."""
    return folder.translations.get((language, f"indicator/{indicator.id}", field), str(getattr(indicator, field)))
