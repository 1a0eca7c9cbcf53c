"""A community folder as plain values: what ``read_community`` returns and every later step works on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sharedsafety.framework.commitments import Commitment
from sharedsafety.framework.priority import StatedPriority
from sharedsafety.framework.ratings import RatingCount
from sharedsafety.framework.readiness import ReadinessAnswer
from sharedsafety.investments.coded import AdoptedRule, Area, AreaShare, CodedShare, Fund, PriorityLink
from sharedsafety.investments.coding_checks import CodingCheck
from sharedsafety.investments.replies import DepartmentCheck, Mandate, Reply
from sharedsafety.progress.area_map import AreaShape
from sharedsafety.progress.candidates import Candidate
from sharedsafety.progress.series import Indicator, Observation


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """``community.yaml``: who this is and what everything else depends on.

    Args:
        provenance: ``real`` or ``example``; made-up data says "example" wherever it shows.
        kind: county or city.
        fiscal_year_start: month (1-12); FY 2022 with start 7 is Jul 2021 to Jun 2022.
        place_codes: code system -> code (``fips``: ``06037``).
        vision: the shared vision in words, or None when none is recorded; ``vision_source`` where it can be read,
            ``vision_agreed_by`` the body or group that agreed to it and ``vision_agreed_on`` the day (ISO date).
        well_being: what this community means by well-being, in words, with the same three beside it.
        about: one plain paragraph for the front page; what was loaded and what was not.
        headline: fiscal year and phase with which pages open.
        deflator_name: the price index in ``deflator.csv``, as the pages name it.
    """

    id: str
    name: str
    kind: str
    provenance: str
    fiscal_year_start: int
    languages: tuple[str, ...]
    place_codes: Mapping[str, str]
    about: str
    headline_year: int
    headline_phase: str
    vision: str | None = None
    vision_source: str | None = None
    vision_agreed_by: str | None = None
    vision_agreed_on: str | None = None
    well_being: str | None = None
    well_being_source: str | None = None
    well_being_agreed_by: str | None = None
    well_being_agreed_on: str | None = None
    deflator_name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One row of ``budget/documents.csv``: a budget document for one fiscal year and phase.

    ``control_total_cents`` is the document's own printed total of spending, or None when it prints none.
    ``file`` is the ledger file that holds its lines; ``retrieved_on`` an ISO date.
    """

    doc_id: str
    fiscal_year: int
    phase: str
    title: str
    publisher: str
    licence: str
    file: str
    sha256: str
    source: str
    retrieved_on: str
    control_total_cents: int | None = None
    control_fund: str | None = None
    control_source: str | None = None
    note: str = ""
    row: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesValue:
    """One row of ``population.csv`` (people) or ``deflator.csv`` (index): the value of a year and its source."""

    fiscal_year: int
    value: float
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoadMapAction:
    """One row of ``roadmap.csv``: an action that serves a priority."""

    id: str
    title: str
    priority_id: str
    owner: str
    status: str
    due: str | None = None
    note: str = ""
    row: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DataRequest:
    """One row of ``requests.csv``: what was asked of whom so that a "can't tell" can be settled.

    Args:
        needed: what was asked for, a code of ``data/folder/settles.yaml``.
        about_kind: ``whole``, or ``priority``, ``indicator``, ``program`` or ``candidate`` with its id in ``about_id``.
        holder: the office, body or group that has the data; never a person.
        asked_on: ISO date; so is ``answered_on``, None while there is no answer.
        answer: ``given``, ``part``, ``refused`` or ``no_data`` (the holder has no such data); None while there is none.
        source: where the request can be read.
    """

    id: str
    needed: str
    about_kind: str
    holder: str
    asked_on: str
    source: str
    about_id: str | None = None
    answered_on: str | None = None
    answer: str | None = None
    note: str = ""
    row: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClearedWords:
    """One row of ``cleared.csv``: words that look personal, and who saw that they name no private person.

    Args:
        words: exactly as they stand in a text of the folder.
        cleared_by: a role, never a person; ``cleared_on`` an ISO date.
    """

    words: str
    cleared_by: str
    cleared_on: str
    reason: str
    row: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Vintage:
    """One row of ``indicators/vintages.csv``: a public file that numbers of an indicator were taken from.

    ``shape`` is an id of ``data/progress/file_shapes.yaml``, ``sha256`` that of the content, unpacked; dates are ISO.
    """

    indicator_id: str
    shape: str
    place: str
    file: str
    sha256: str
    retrieved_on: str
    first_period: str
    last_period: str
    rows: int
    row: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadLink:
    """One row of ``links.csv``: an arrow of the golden thread between two objects (method.md 6.1)."""

    from_kind: str
    from_id: str
    to_kind: str
    to_id: str
    who: str
    when: str
    why: str
    row: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramText:
    """One row of ``budget/programs.csv``: what the publisher says a program buys."""

    program_key: str
    text: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningWords:
    """One entry of ``reports.yaml``: the community's own words at the head of one report in one language.

    ``report`` is a code of ``data/report/reports.yaml``; ``said_by`` names the office, body or group that speaks.
    A blank line in ``text`` begins a new paragraph.
    """

    report: str
    language: str
    said_by: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Community:
    """One community folder, read and free of errors.

    ``translations`` maps (language, object id, field) to text, for example ``("es", "priority/heal", "title")``.
    Budget files and ``budget/mapping.yaml`` stay files below ``root`` until the books are made (``folder.books``).
    ``neighbours`` holds rows of other places shown beside without ranking (``budget/neighbours.csv``).
    ``opening_words`` holds the entries of ``reports.yaml``, ``requests`` the rows of ``requests.csv``,
    ``ratings`` those of ``ratings.csv``, ``commitments`` those of ``commitments.csv``,
    ``readiness`` those of ``readiness.csv``, ``cleared`` those of ``cleared.csv``,
    ``vintages`` those of ``indicators/vintages.csv``, ``rules`` those of ``budget/rules.csv``,
    ``coding_checks`` those of ``budget/coding_checks.csv``,
    ``department_checks``, ``replies`` and ``mandates`` those of the files of these names in ``budget``,
    ``candidates`` those of ``indicators/candidates.csv``, ``shapes`` the features of
    ``areas.geojson`` or ``areas.topojson``.
    """

    root: Path
    profile: Profile
    priorities: tuple[StatedPriority, ...]
    documents: tuple[Document, ...]
    coding: tuple[CodedShare, ...]
    funds: tuple[Fund, ...]
    links: tuple[PriorityLink, ...]
    areas: tuple[Area, ...]
    area_shares: tuple[AreaShare, ...]
    program_texts: tuple[ProgramText, ...]
    indicators: tuple[Indicator, ...]
    observations: tuple[Observation, ...]
    population: tuple[SeriesValue, ...]
    deflator: tuple[SeriesValue, ...]
    neighbours: tuple[Mapping[str, str], ...]
    roadmap: tuple[RoadMapAction, ...]
    thread: tuple[ThreadLink, ...]
    framework: Mapping[str, Any]
    translations: Mapping[tuple[str, str, str], str]
    opening_words: tuple[OpeningWords, ...] = ()
    requests: tuple[DataRequest, ...] = ()
    ratings: tuple[RatingCount, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    readiness: tuple[ReadinessAnswer, ...] = ()
    cleared: tuple[ClearedWords, ...] = ()
    vintages: tuple[Vintage, ...] = ()
    coding_checks: tuple[CodingCheck, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    rules: tuple[AdoptedRule, ...] = ()
    department_checks: tuple[DepartmentCheck, ...] = ()
    replies: tuple[Reply, ...] = ()
    mandates: tuple[Mandate, ...] = ()
    shapes: tuple[AreaShape, ...] = ()
