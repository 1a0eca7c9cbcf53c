"""What taking a workbook of codings back would save, what is unchanged, what is in conflict, and what is wrong."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from sharedsafety.core.findings import Finding
from sharedsafety.core.personal_text import held
from sharedsafety.core.spreadsheet_cells import safe_cell
from sharedsafety.folder.coding_change import given_coding
from sharedsafety.folder.shape import Column
from sharedsafety.folder.sheet_percents import read_percents
from sharedsafety.folder.work_sheet import BEFORE, coding_mark, sheet_words
from sharedsafety.folder.work_sheet_in import Cells, ReadSheet
from sharedsafety.folder.work_sheet_out import LISTED, PERCENTS
from sharedsafety.folder.write import cell_text
from sharedsafety.framework.taxonomy import taxonomy
from sharedsafety.investments.coded import CodedShare
from sharedsafety.report.code_words import code_of

Rows = tuple[CodedShare, ...]
Numbered = list[tuple[int, Cells]]
_SHARE = Column(name="share", type="share")
#: What stands in the first row of a program and holds for the others too.
_CARRIED = ("basis", "delivery_agent", "note")
_UNCHANGED, _CHANGED, _NO_REASON, _CONFLICT = "unchanged", "changed", "sheet-reason-missing", "sheet-conflict"


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetCoding:
    """One program's coding in the sheet; ``row`` is its first row there, ``saved`` what the person had said so far.

    ``is_doubtful``: a reason looks as if it named a person.
    """

    program_key: str
    row: int
    rows: Rows
    saved: Rows
    is_doubtful: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenSheet:
    """What a sheet comes to.

    Args:
        changes: codings to save, in the order of the sheet.
        conflicts: codings that the person saved otherwise after the sheet was made; they are left out.
        unchanged: how many programs the sheet has as they are saved.
        findings: every fault, with the row and the column of the sheet.
    """

    changes: tuple[SheetCoding, ...]
    conflicts: tuple[SheetCoding, ...]
    unchanged: int
    findings: tuple[Finding, ...]


def taken_sheet(sheet: ReadSheet, own: Mapping[str, Rows], *, programs: Collection[str], coder: str) -> TakenSheet:
    """Return what taking a sheet back would change; a program with a fault is left out, the others are not.

    Args:
        own: program -> what the person says of it now.
        programs: the programs of the budget.
        coder: the name under which the codings stand.
    """
    if sheet.is_refused:
        return TakenSheet(changes=(), conflicts=(), unchanged=0, findings=sheet.findings)
    by_program, faults = _by_program(sheet, programs)
    changes, conflicts, unchanged = [], [], 0
    for key, numbered in by_program.items():
        found, said = _coding(key, numbered, own.get(key, ()), coder)
        faults += said
        if found is None:
            continue
        outcome = _outcome(found, _marks(numbered)[0])
        if outcome == _UNCHANGED:
            unchanged += 1
        elif outcome == _CHANGED:
            changes.append(found)
        else:
            column = "note" if outcome == _NO_REASON else None
            faults.append(Finding(code=outcome, row=found.row, column=column, params={"value": key}))
            conflicts += [found] if outcome == _CONFLICT else []
    return TakenSheet(
        changes=tuple(changes),
        conflicts=tuple(conflicts),
        unchanged=unchanged,
        findings=(*sheet.findings, *(_placed(fault, sheet) for fault in faults)),
    )


def _by_program(sheet: ReadSheet, programs: Collection[str]) -> tuple[dict[str, Numbered], list[Finding]]:
    """Return the rows of each program of the budget, and the filled rows that belong to none."""
    found: dict[str, Numbered] = {}
    faults = []
    for number, cells in sheet.rows:
        key = cells.get("program_key", "")
        if key in programs:
            found.setdefault(key, []).append((number, cells))
        elif _is_filled(cells):
            code = "sheet-program-unknown" if key else "sheet-key-missing"
            faults.append(Finding(code=code, row=number, column="program_key", params={"value": key[:80]}))
    return found, faults


def _outcome(found: SheetCoding, before: str) -> str:
    """Return what becomes of a coding: nothing new, a change, or the code of why it is left out."""
    mark, saved = coding_mark(found.rows), coding_mark(found.saved)
    if mark in (before, saved):
        return _UNCHANGED
    if not found.rows[0].note:
        return _NO_REASON
    return _CHANGED if before == saved else _CONFLICT


def _is_filled(cells: Cells) -> bool:
    return any(cells.get(column) for column in sheet_words().columns_of("answer"))


def _marks(numbered: Numbered) -> list[str]:
    """Return the marks of what had been said when the sheet was made: one, unless sheets were mixed."""
    return sorted({cells[BEFORE] for _, cells in numbered if cells.get(BEFORE)}) or [""]


def _coding(key: str, numbered: Numbered, saved: Rows, coder: str) -> tuple[SheetCoding | None, list[Finding]]:
    """Return the coding of one program with what is noticed; None where it is empty or has an error."""
    filled = [(number, cells) for number, cells in numbered if _is_filled(cells)]
    if not filled:
        emptied = Finding(code="sheet-emptied", row=numbered[0][0], params={"value": key})
        return None, [emptied] if _marks(numbered) != [""] else []
    found = [*_missing(key, numbered, filled)]
    shares = read_percents(
        key, [(number, {each: cells.get(each, "") for each in PERCENTS}) for number, cells in filled]
    )
    found += shares.findings
    if any(fault.severity == "error" for fault in found):
        return None, found
    texts = [
        {"program_key": key, "coder": coder or "sheet", "status": "single", "taxonomy_version": taxonomy().version,
         **cells, **{column: cell_text(share, _SHARE) for column, share in part.items()}}
        for cells, part in zip(_texts(filled), shares.rows, strict=True)
    ]  # fmt: skip
    given = given_coding(texts)
    rows = [number for number, _ in filled]
    found += [replace(fault, row=rows[(fault.row or 1) - 1]) for fault in given.findings]
    doubts = [fault for number, cells in filled for fault in held(cells.get("note", ""), row=number, column="note")]
    if not given.rows:
        return None, found
    own = SheetCoding(program_key=key, row=rows[0], rows=given.rows, saved=saved, is_doubtful=bool(doubts))
    return own, [*found, *doubts]


def _missing(key: str, numbered: Numbered, filled: Numbered) -> Iterator[Finding]:
    params = {"value": key}
    if len(_marks(numbered)) > 1:
        yield Finding(code="sheet-two-states", row=numbered[0][0], params=params)
    for number, cells in filled:
        if not cells.get("category"):
            yield Finding(code="sheet-category-missing", row=number, column="category", params=params)
    if not any(cells.get("basis") for _, cells in filled):
        yield Finding(code="sheet-basis-missing", row=filled[0][0], column="basis", params=params)


def _texts(filled: Numbered) -> list[dict[str, str]]:
    """Return the cells of the coding: codes for words, and what the first row says for the others too."""
    first = {column: next((c[column] for _, c in filled if c.get(column)), "") for column in _CARRIED}
    found = []
    for _, cells in filled:
        texts = {column: cells.get(column) or first.get(column, "") for column in (*LISTED, "note", "markers")}
        codes = {column: code_of(kind, texts[column]) for column, kind in LISTED.items()}
        found.append({**texts, **codes, "note": str(safe_cell(texts["note"]))})
    return found


def _placed(fault: Finding, sheet: ReadSheet) -> Finding:
    column = sheet.titles.get(fault.column or "", fault.column)
    return replace(fault, file=sheet.shown_as, column=column)
