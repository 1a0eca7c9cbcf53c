"""Audits of coded dollars: what is drawn, what is still to be coded again, and the bound when all of it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from fractions import Fraction
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from sharedsafety.core.errors import BadInput
from sharedsafety.core.spreadsheet_cells import csv_text
from sharedsafety.folder.coding_change import given_coding
from sharedsafety.investments.audit_sample import sample_size
from sharedsafety.investments.coded import CodedShare
from sharedsafety.investments.coded_names import coded_by_people, shares_of
from sharedsafety.investments.dollar_audit import AuditResult, AuditSample, SampledLine, audit_bound, audit_sample
from sharedsafety.investments.settings import money_settings
from sharedsafety.report.names import year_name
from sharedsafety_web.investments.models import Audit, AuditAnswer
from sharedsafety_web.investments.selectors.codings import coder_name
from sharedsafety_web.investments.selectors.desk import MoneyDesk, money_desk

#: Columns of the drawn lines as they are handed out.
LINE_COLUMNS = tuple(field.name for field in fields(SampledLine))


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditedProgram:
    """The drawn lines of one program; ``again`` and ``coded`` (category -> share) only once it is answered.

    ``mine`` says whether the person coded the program, so that somebody else has to code it again. ``name`` is what
    people call it.
    """

    program_key: str
    lines: tuple[SampledLine, ...]
    answer: AuditAnswer | None
    again: Mapping[str, Fraction]
    coded: Mapping[str, Fraction]
    mine: bool
    name: str = ""

    @property
    def dollars(self) -> float:
        """Return what the drawn lines hold."""
        return sum(abs(line.cents) for line in self.lines) / 100

    @property
    def draws(self) -> int:
        """Return how many of the drawn dollars lie in it."""
        return sum(line.draws for line in self.lines)

    @property
    def taint(self) -> float | None:
        """Return the share that was coded wrong, once it is answered."""
        return float(Fraction(self.answer.taint)) if self.answer else None


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditPage:
    """One audit as a person meets it; ``bound`` is None until every line has its answer.

    ``wrong`` counts lines that are coded wrong, wholly or in part, among those answered.
    """

    audit: Audit
    year: str
    programs: tuple[AuditedProgram, ...]
    lines: int
    answered: int
    wrong: int
    bound: float | None

    @property
    def dollars(self) -> float:
        """Return the dollars that could be drawn."""
        return self.audit.cents / 100


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditRoom:
    """All audits of a community, newest first; ``size`` is how many dollars are drawn, ``risk`` and ``share`` why."""

    audits: tuple[AuditPage, ...]
    size: int
    risk: float
    share: float


def audit_room(*, community: Any, person: Any, language: str) -> AuditRoom:
    """Return the audits of a community.

    Raises:
        BadInput, Unreadable: the folder has errors.
    """
    settings = money_settings()
    desk = money_desk(community=community)
    month = desk.folder.profile.fiscal_year_start
    listed = Audit.objects.filter(community=community).prefetch_related("answers")
    pages = [_page(each, person, year_name(each.fiscal_year, each.phase, month, language)) for each in listed]
    names = {row["program_key"]: row["program"] or row["department"] for row in desk.books.cube.programs.to_pylist()}
    return AuditRoom(
        audits=tuple(_named(page, names) for page in pages),
        size=sample_size(settings.audit_risk, settings.audit_tolerable_share),
        risk=settings.audit_risk,
        share=settings.audit_tolerable_share,
    )


def audit_page(*, community: Any, person: Any, pk: int, language: str) -> AuditPage | None:
    """Return one audit, or None where the community has no such one.

    Raises:
        BadInput, Unreadable: the folder has errors.
    """
    room = audit_room(community=community, person=person, language=language)
    return next((each for each in room.audits if each.audit.pk == pk), None)


def last_audit(*, community: Any) -> AuditPage | None:
    """Return the newest audit that is finished."""
    for audit in Audit.objects.filter(community=community).prefetch_related("answers"):
        if bound_of(audit) is not None:
            return _page(audit, None, "")
    return None


def drawn_sample(desk: MoneyDesk, *, seed: int) -> tuple[AuditSample, Mapping[str, tuple[CodedShare, ...]]]:
    """Return a sample of the dollars that people coded, and the coding that is audited.

    Raises:
        BadInput: nobody has coded anything.
    """
    settings = money_settings()
    year, phase = desk.headline
    coding = coded_by_people(desk.folder.coding)
    lines = desk.books.lines
    coded = lines.filter(pc.is_in(lines["program_key"], value_set=pa.array(list(coding), pa.string())))
    size = sample_size(settings.audit_risk, settings.audit_tolerable_share)
    sample = audit_sample(coded, fiscal_year=year, phase=phase, size=size, seed=seed)
    if not sample.lines:
        raise BadInput("audit-nothing-coded")
    return sample, {line.program_key: coding[line.program_key] for line in sample.lines}


def sample_of(audit: Audit) -> AuditSample:
    """Return the sample of an audit as it was drawn."""
    return AuditSample(lines=tuple(SampledLine(**line) for line in audit.lines), size=audit.size, cents=audit.cents)


def bound_of(audit: Audit) -> float | None:
    """Return the upper bound on the share of dollars coded wrong, or None while a line has no answer."""
    sample = sample_of(audit)
    results = [AuditResult(line_id=each.line_id, taint=Fraction(each.taint)) for each in audit.answers.all()]
    if {line.line_id for line in sample.lines} - {each.line_id for each in results}:
        return None
    return audit_bound(sample, results, risk=audit.risk)


def coded_shares(audit: Audit, program: str) -> Mapping[str, Fraction]:
    """Return category -> share of a program as it was coded when the sample was drawn."""
    return dict(shares_of(given_coding(audit.coding.get(program, [])).rows))


def is_own(audit: Audit, program: str, person: Any | None) -> bool:
    """Return whether a person is one of those who coded the program."""
    coders = {name.strip() for row in audit.coding.get(program, []) for name in row["coder"].split(";")}
    return person is not None and coder_name(person) in coders


def lines_csv(audit: Audit) -> str:
    """Return the drawn lines as a table, without the coding, with room for the answers of the verb."""
    rows = [asdict(line) for line in sample_of(audit).lines]
    cells: Sequence[Sequence[Any]] = [[row[column] for column in LINE_COLUMNS] + ["", ""] for row in rows]
    return csv_text([[*LINE_COLUMNS, "taint", "note"], *cells])


def _named(page: AuditPage, names: Mapping[str, str | None]) -> AuditPage:
    named = (replace(each, name=names.get(each.program_key) or each.program_key) for each in page.programs)
    return replace(page, programs=tuple(named))


def _page(audit: Audit, person: Any, year: str) -> AuditPage:
    answers = {each.line_id: each for each in audit.answers.all()}
    by_program: dict[str, list[SampledLine]] = {}
    for line in sample_of(audit).lines:
        by_program.setdefault(line.program_key, []).append(line)
    programs = [_program(audit, key, lines, answers, person) for key, lines in by_program.items()]
    programs.sort(key=lambda each: (each.answer is not None, -each.dollars, each.program_key))
    return AuditPage(
        audit=audit,
        year=year,
        programs=tuple(programs),
        lines=len(audit.lines),
        answered=len(answers),
        wrong=sum(Fraction(each.taint) > 0 for each in answers.values()),
        bound=bound_of(audit),
    )


def _program(
    audit: Audit, key: str, lines: Sequence[SampledLine], answers: Mapping[str, AuditAnswer], person: Any
) -> AuditedProgram:
    given = [answers.get(line.line_id) for line in lines]
    answer = given[0] if all(given) else None
    return AuditedProgram(
        program_key=key,
        lines=tuple(lines),
        answer=answer,
        again={row["category"]: Fraction(row["share"]) for row in answer.rows} if answer else {},
        coded=coded_shares(audit, key) if answer else {},
        mine=is_own(audit, key, person),
    )
