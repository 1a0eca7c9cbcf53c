"""The whole assessment of a community: the one thing that releases are frozen from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sharedsafety.core.disclosure import PeopleTable
from sharedsafety.core.figure import Figure
from sharedsafety.core.findings import Finding
from sharedsafety.folder.community import (
    DataRequest,
    Document,
    OpeningWords,
    Profile,
    ProgramText,
    RoadMapAction,
    Vintage,
)
from sharedsafety.framework.priority import StatedPriority
from sharedsafety.framework.standing import FrameworkStanding
from sharedsafety.investments.coded import CodedShare, Fund
from sharedsafety.investments.coder_sensitivity import CoderEffect
from sharedsafety.investments.coding_checks import CodingCheck
from sharedsafety.investments.money_flow import FlowLink
from sharedsafety.investments.number_differences import NumberDifference
from sharedsafety.investments.replies import CheckStanding, Mandate, Reply
from sharedsafety.investments.results import MoneyAssessment, PriorityMoney
from sharedsafety.progress.area_map import AreaShape, NamedArea
from sharedsafety.progress.candidates import Vote
from sharedsafety.progress.results import IndicatorResult, Scorecard
from sharedsafety.progress.series import Indicator

SCHEMA = "sharedsafety/assessment/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentResult:
    """A budget document with its reconciliation (method.md 2.4).

    ``status``: ``reconciled``, ``unreconciled`` (difference above the threshold) or ``no_control`` (nothing printed to
    compare with). ``difference`` is loaded minus printed dollars.
    """

    document: Document
    loaded: Figure
    control: Figure
    difference: Figure
    difference_share: Figure
    status: str
    lines: int
    rejected_rows: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramAmount:
    """A program's dollars in one fiscal year and phase, with the number of ledger lines behind them."""

    fiscal_year: int
    phase: str
    amount_usd: float
    lines: int
    rounded_lines: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerLine:
    """One published amount, as the page of a program shows it: it opens to file and row."""

    line_id: str
    fiscal_year: int
    phase: str
    object: str
    fund_code: str
    fund: str
    amount_usd: float
    flow: str
    rounded: bool
    doc_id: str
    source_row: int
    source_column: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """One program: what it buys, its money, its coding with reasons, its lines and what is measured beside it.

    ``lines`` is not part of ``assessment.json`` (it is written to ``tables/lines.csv``); pages show it.
    ``measures`` are ids of performance indicators of this program.
    """

    program_key: str
    code: str
    name: str
    department: str
    text: ProgramText | None
    amounts: tuple[ProgramAmount, ...]
    coding: tuple[CodedShare, ...]
    priorities: tuple[str, ...]
    measures: tuple[str, ...]
    stated_labels: tuple[tuple[str, str], ...]
    lines: tuple[LedgerLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PriorityResult:
    """One priority as stated, the money beside it, its signs of change and its thread."""

    stated: StatedPriority
    money: PriorityMoney
    indicators: tuple[str, ...]
    actions: tuple[RoadMapAction, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CantTell:
    """One "can't tell" of the assessment: about what, why, and what would settle it.

    ``needed`` is a code the report has words for; ``file`` names the folder file that would settle it.
    ``asked`` is ``not_asked``, ``waiting`` (no answer yet), or how the holder answered without settling it: ``given``,
    ``part``, ``refused`` or ``no_data``. ``requests`` are the ids of every request that concerns it; holder, dates and
    ``days_waiting`` (calendar days up to ``as_of``) are of the first: the longest wait, else the newest answer.
    """

    about_kind: str
    about_id: str
    what: str
    reason: str
    needed: str | None
    file: str | None
    asked: str = "not_asked"
    holder: str | None = None
    asked_on: str | None = None
    answered_on: str | None = None
    days_waiting: int | None = None
    requests: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestResult:
    """A request for data as it stood on the day ``as_of``.

    ``state`` is ``waiting``, ``given``, ``part``, ``refused`` or ``no_data``; ``days`` are calendar days from the
    asking to the answer, or to ``as_of`` while there is none.
    """

    request: DataRequest
    state: str
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateResult:
    """Something people asked to measure, as the public sees it.

    ``state``: ``heard``, ``drafted``, ``found_useful`` (voted on once), ``chosen``, ``not_chosen`` or ``measured``.
    ``votes`` are totals only, to the nearest 5. ``lacks`` says what keeps it from being measured, ``holder`` who has
    the data, ``requests`` when they were asked for it. ``indicator_id``, ``data_source`` and ``baseline_period`` are
    of the indicator it became.
    """

    id: str
    statement: str
    candidate: str
    asked_on: str
    heard_from: str
    survivor_named: bool
    principle: str | None
    state: str
    votes: tuple[Vote, ...]
    indicator_id: str | None
    data_source: str
    baseline_period: str | None
    lacks: str | None
    holder: str
    note: str
    source: str
    requests: tuple[RequestResult, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """The whole assessment: everything a page, a table, a sentence or ``assessment.json`` is made from.

    ``as_of`` (ISO date) is given, never read from a clock. ``folder_hash`` is the SHA-256 over all files of the folder.
    ``people`` are the tables of people it shows, as the gate looks at them: numbers that are shown, and codes.
    ``area_shapes`` are not part of ``assessment.json``: releases have them as GeoJSON.
    """

    schema: str
    version: str
    as_of: str
    seed: int
    draws: int
    folder_hash: str
    taxonomy_version: str
    profile: Profile
    documents: tuple[DocumentResult, ...]
    money: MoneyAssessment
    programs: tuple[Program, ...]
    funds: tuple[Fund, ...]
    priorities: tuple[PriorityResult, ...]
    indicators: tuple[Indicator, ...]
    results: tuple[IndicatorResult, ...]
    scorecard: Scorecard
    cant_tell: tuple[CantTell, ...]
    findings: tuple[Finding, ...]
    neighbours: tuple[Mapping[str, Any], ...]
    framework: FrameworkStanding
    translations: Mapping[tuple[str, str, str], str]
    opening_words: tuple[OpeningWords, ...] = ()
    requests: tuple[RequestResult, ...] = ()
    people: tuple[PeopleTable, ...] = ()
    candidates: tuple[CandidateResult, ...] = ()
    areas: tuple[NamedArea, ...] = ()
    area_shapes: tuple[AreaShape, ...] = ()
    vintages: tuple[Vintage, ...] = ()
    coding_checks: tuple[CodingCheck, ...] = ()
    department_checks: tuple[CheckStanding, ...] = ()
    replies: tuple[Reply, ...] = ()
    mandates: tuple[Mandate, ...] = ()
    differences: tuple[NumberDifference, ...] = ()
    flow: tuple[FlowLink, ...] = ()
    sensitivity: tuple[CoderEffect, ...] = ()
