"""One person's work as a spreadsheet, and what one that comes back would change."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sharedsafety.core.errors import BadInput
from sharedsafety.core.reviewed import read_catalogue
from sharedsafety.folder.sheet_of_folder import hint_of
from sharedsafety.folder.work_sheet import SheetProgram, WorkSheet
from sharedsafety.folder.work_sheet_in import read_work_sheet
from sharedsafety.folder.work_sheet_take import TakenSheet, taken_sheet
from sharedsafety.report.names import year_name
from sharedsafety_web.investments.selectors.codings import (
    ProgramCodings,
    Rows,
    coder_name,
    nothing_said,
    program_codings,
    rows_of,
)
from sharedsafety_web.investments.selectors.desk import money_desk
from sharedsafety_web.investments.selectors.suggested import suggestions_for
from sharedsafety_web.investments.selectors.work import PARTS, Job, coding_work

#: Parts of the work list in which a program is nobody's work but that of its own coders.
_OTHERS_ONLY = ("disputed", "coded")


def sheet_of(*, community: Any, person: Any, language: str) -> WorkSheet:
    """Return the work of one person; what others said of a program is nowhere in it.

    Raises:
        BadInput, Unreadable: the folder or one of its budget files has errors.
    """
    work = coding_work(community=community, person=person)
    folder = work.desk.folder
    codings = program_codings(community=community, coding=folder.coding)
    texts = {text.program_key: text.text for text in folder.program_texts}
    hints = suggestions_for(work.desk) if work.desk.has_budget else {}

    def program(job: Job) -> SheetProgram:
        key = job.row.program_key
        known = codings.get(key) or nothing_said(key)
        return SheetProgram(
            program_key=key,
            department=job.department,
            name=job.name,
            cents=job.row.cents,
            todo=_todo(job),
            text=texts.get(key, ""),
            hint=None if known.now else hint_of(hints.get(key), known.proposal or known.in_folder),
            own=_own(known, person),
        )

    jobs = [job for part in PARTS for job in work.parts[part] if job.mine or part not in _OTHERS_ONLY]
    return WorkSheet(
        community_id=community.slug,
        community=folder.profile.name,
        coder=coder_name(person),
        headline=year_name(*work.desk.headline, folder.profile.fiscal_year_start, language),
        programs=tuple(map(program, jobs)),
    )


def sheet_looked(*, community: Any, person: Any, content: bytes, shown_as: str) -> TakenSheet:
    """Return what taking a spreadsheet back would save; nothing is stored.

    Raises:
        BadInput, Unreadable: the file can't be read, was not made here, or the folder has errors.
    """
    most = int(read_catalogue("core/limits")["entry_file_megabytes"])
    if len(content) > most * 1_000_000:
        raise BadInput("sheet-too-large", file=shown_as, most=most)
    about = {"community_id": community.slug, "coder": coder_name(person)}
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "given"
        path.write_bytes(content)
        sheet = read_work_sheet(path, shown_as=shown_as, **about)
    if sheet.is_refused:
        raise BadInput.with_all(sheet.findings)
    desk = money_desk(community=community)
    codings = program_codings(community=community, coding=desk.folder.coding)
    own = {key: rows for key, known in codings.items() if (rows := _own(known, person))}
    programs = set(desk.books.cube.programs["program_key"].to_pylist())
    return taken_sheet(sheet, own, programs=programs, coder=coder_name(person))


def last_decisions(*, community: Any, person: Any) -> Mapping[str, int]:
    """Return program -> the number of the person's own last decision about it."""
    found = program_codings(community=community, coding=())
    mine = {key: known.own(coder_name(person)) for key, known in found.items()}
    return {key: each.pk for key, each in mine.items() if each}


def _todo(job: Job) -> str:
    return job.part if job.part in ("uncoded", "taxonomy", "changed", "disputed") or not job.mine else "coded"


def _own(known: ProgramCodings, person: Any) -> Rows:
    decision = known.own(coder_name(person))
    return rows_of(decision) if decision else ()
