"""Drawing a sample of coded dollars, and what a second person says of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from fractions import Fraction
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from sharedsafety.core.errors import BadInput
from sharedsafety.core.findings import Finding
from sharedsafety.folder.coding_change import coding_texts, given_coding
from sharedsafety.folder.shape import Column
from sharedsafety.folder.write import cell_text
from sharedsafety.investments.coded_names import shares_of
from sharedsafety.investments.dollar_audit import AuditResult, coding_taint, result_findings
from sharedsafety.investments.settings import money_settings
from sharedsafety_web.core.services import record_add
from sharedsafety_web.investments.models import Audit, AuditAnswer
from sharedsafety_web.investments.selectors.audit import coded_shares, drawn_sample, is_own, sample_of
from sharedsafety_web.investments.selectors.desk import money_desk

_SHARE = Column(name="share", type="share")


def audit_draw(*, community: Any, person: Any, seed: int) -> Audit:
    """Draw a sample of the coded dollars of the headline year and keep it with the coding as it stands.

    Raises:
        BadInput, Unreadable: nothing is coded, or the folder has errors; nothing is kept.
    """
    desk = money_desk(community=community)
    sample, coding = drawn_sample(desk, seed=seed)
    year, phase = desk.headline
    with transaction.atomic():
        record_add(action="audit-drawn", actor=person, community=community, seed=str(seed))
        return Audit.objects.create(
            community=community, person=person, drawn_at=timezone.now(), fiscal_year=year, phase=phase, seed=seed,
            size=sample.size, cents=sample.cents, risk=money_settings().audit_risk,
            lines=[asdict(line) for line in sample.lines],
            coding={key: [coding_texts(row) for row in rows] for key, rows in coding.items()},
        )  # fmt: skip


def audit_answer(*, audit: Audit, person: Any, program: str, rows: Sequence[Mapping[str, str]], note: str) -> Fraction:
    """Keep what a second person codes a drawn program as, and return the share of it that was coded wrong.

    Args:
        rows: cells of ``budget/coding.csv`` by column, as typed: category and share.

    Raises:
        BadInput: the rows have faults, the program was not drawn, is answered already, or the person coded it.
    """
    lines = [line for line in sample_of(audit).lines if line.program_key == program]
    if not lines:
        raise BadInput("audit-not-drawn", value=program)
    if is_own(audit, program, person):
        raise BadInput("audit-own", value=program)
    given = given_coding([{**row, "program_key": program, "coder": "audit", "status": "single"} for row in rows])
    if not given.rows:
        raise BadInput.with_all(given.findings or [Finding(code="coding-empty")])
    again = dict(shares_of(given.rows))
    taint = coding_taint(coded_shares(audit, program), again)
    texts = [{"category": code, "share": cell_text(share, _SHARE)} for code, share in again.items()]
    _keep(audit, person, [(line.line_id, taint, texts, note) for line in lines])
    return taint


def audit_results(*, audit: Audit, person: Any, results: Sequence[AuditResult], file: str) -> int:
    """Keep the results of a table as the verb reads it, and return how many lines were new.

    Raises:
        BadInput: a line was not drawn; nothing is kept.
    """
    strange = [found for found in result_findings(sample_of(audit), results, file=file) if found.row is not None]
    if strange:
        raise BadInput.with_all(strange)
    there = set(audit.answers.values_list("line_id", flat=True))
    new: list[tuple[str, Fraction, Any, str]] = [
        (each.line_id, Fraction(each.taint), [], each.note) for each in results if each.line_id not in there
    ]
    if new:
        _keep(audit, person, new)
    return len(new)


def _keep(audit: Audit, person: Any, answers: Sequence[tuple[str, Fraction, Any, str]]) -> None:
    try:
        with transaction.atomic():
            record_add(action="audit-answered", actor=person, community=audit.community, lines=str(len(answers)))
            for line_id, taint, rows, note in answers:
                AuditAnswer.objects.create(
                    audit=audit, line_id=line_id, person=person, made_at=timezone.now(), rows=rows,
                    taint=cell_text(taint, _SHARE), note=note or "",
                )  # fmt: skip
    except IntegrityError as error:
        raise BadInput("audit-answered-meanwhile", value=answers[0][0]) from error
