"""The codings of a spreadsheet: kept together, then put into the folder with one writing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from sharedsafety.core.errors import BadInput
from sharedsafety.core.findings import Finding
from sharedsafety_web.investments.selectors.codings import nothing_said, program_codings
from sharedsafety_web.investments.selectors.desk import money_desk
from sharedsafety_web.investments.selectors.work import spending_seen
from sharedsafety_web.investments.services.coding import coding_keep, codings_put


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenProgram:
    """One program's coding as it was looked at: rows as cells, and the person's own last decision by its number."""

    program: str
    rows: Sequence[Mapping[str, str]]
    before: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetSaved:
    """What became of a spreadsheet: the programs saved, those left out with why, and why the folder still waits."""

    saved: tuple[str, ...]
    left_out: tuple[Finding, ...]
    findings: tuple[Finding, ...]


def sheet_save(*, community: Any, person: Any, given: Sequence[GivenProgram]) -> SheetSaved:
    """Return what became of the codings of a spreadsheet; one that was saved elsewhere meanwhile is left out.

    The decisions are kept all together or not at all; the folder is written once.

    Raises:
        BadInput, Unreadable: the folder or one of its budget files has errors; nothing is kept.
    """
    saved: list[str] = []
    left_out: list[Finding] = []
    with transaction.atomic():
        desk = money_desk(community=community)
        seen = spending_seen(desk)
        codings = program_codings(community=community, coding=desk.folder.coding)
        for each in given:
            known = codings.get(each.program) or nothing_said(each.program)
            about = {"community": community, "person": person, "rows": each.rows, "before": each.before}
            try:
                if each.program not in seen:
                    raise BadInput("sheet-program-unknown", value=each.program)
                coding_keep(known, **about, seen=seen[each.program])
                saved.append(each.program)
            except BadInput as error:
                left_out += error.findings
    findings = codings_put(community=community) if saved else ()
    return SheetSaved(saved=tuple(saved), left_out=tuple(left_out), findings=findings)
