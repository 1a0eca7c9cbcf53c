"""A person's work list out of a community folder, and what comes back put into its coding."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sharedsafety.core.findings import Finding
from sharedsafety.folder.books import Books, mapping_of_books
from sharedsafety.folder.community import Community
from sharedsafety.folder.money_inputs import headline_of
from sharedsafety.folder.work_sheet import Hint, SheetProgram, WorkSheet
from sharedsafety.folder.work_sheet_take import Rows, TakenSheet
from sharedsafety.investments.coded import CodedShare
from sharedsafety.investments.coded_names import coded_by_people, shipped_names
from sharedsafety.investments.cube import cube_of_file
from sharedsafety.investments.kept_import import kept_import
from sharedsafety.investments.program_cents import cents_to_code
from sharedsafety.investments.program_names import names_in_ledger
from sharedsafety.investments.settled import settled
from sharedsafety.investments.suggestions import Suggestion, suggestions
from sharedsafety.investments.work_list import WorkRow, work_list
from sharedsafety.report.names import year_name


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderChange:
    """What goes into the coding, by program; ``findings`` name the programs that others coded differently."""

    rows: Mapping[str, Rows]
    findings: tuple[Finding, ...]


def folder_work_sheet(
    community: Community, books: Books, hints: Mapping[str, Suggestion], *, coder: str, language: str
) -> WorkSheet:
    """Return the work of one coder: programs that are not coded, those for a second person, and their own.

    Args:
        books: the community's ledger.
        hints: program -> what is suggested.
        coder: the name under which the person's rows stand; others' rows are never shown.
    """
    year = headline_of(community)
    own = own_codings(community.coding, coder)
    rows = _by_program(community.coding)
    texts = {text.program_key: text.text for text in community.program_texts}
    named = {row["program_key"]: row for row in books.cube.programs.to_pylist()}
    programs = [
        SheetProgram(
            program_key=row.program_key,
            department=named[row.program_key]["department"] or "",
            name=named[row.program_key]["program"] or "",
            cents=row.cents,
            todo=todo,
            text=texts.get(row.program_key, ""),
            hint=hint_of(hints.get(row.program_key), rows.get(row.program_key, ())),
            own=own.get(row.program_key, ()),
        )
        for row in work_list(cents_to_code(books.cube, year), community.coding).rows
        if (todo := _todo(row, rows.get(row.program_key, ()), row.program_key in own))
    ]
    headline = year_name(*year, community.profile.fiscal_year_start, language)
    about = {"community_id": community.profile.id, "community": community.profile.name, "coder": coder}
    return WorkSheet(**about, headline=headline, programs=tuple(programs))


def folder_hints(community: Community, keep_in: Path) -> Mapping[str, Suggestion]:
    """Return program -> what earlier codings or words suggest; the ledger is kept in ``keep_in``."""
    mapping = mapping_of_books(community)
    ledger = kept_import(mapping, community.root, keep_in, jurisdiction_id=community.profile.id).path
    if ledger is None:
        return {}
    names = names_in_ledger(ledger, cube_of_file(ledger))
    found = suggestions(names, community.coding, examples=shipped_names()).suggestions
    return {each.program_key: each for each in found}


def hint_of(suggestion: Suggestion | None, in_folder: Sequence[CodedShare]) -> Hint | None:
    """Return what a person is shown as suggested: what is learned, else a proposal that nobody reviewed."""
    if suggestion:
        return Hint(category=suggestion.category, because=suggestion.because)
    proposed = [row for row in in_folder if row.status == "unreviewed"]
    if not proposed:
        return None
    return Hint(category=min(proposed, key=lambda row: (-row.share, row.category)).category, because=())


def own_codings(coding: Sequence[CodedShare], coder: str) -> Mapping[str, Rows]:
    """Return program -> the rows that carry a coder's name; a nameless coder has none."""
    people = coded_by_people(coding)
    return {key: rows for key, rows in people.items() if coder and coder in _coders(rows)}


def folder_change(community: Community, taken: TakenSheet, *, coder: str) -> FolderChange:
    """Return what a sheet puts into a folder: what others say of the same program must be the same, else it is left."""
    people, rows, differ = coded_by_people(community.coding), {}, []
    for change in taken.changes:
        there = people.get(change.program_key, ())
        others = [name for name in _coders(there) if name != coder]
        comes_to = settled({**({"; ".join(others): there} if others else {}), coder: change.rows})
        if comes_to is None or any(row.status == "adjudicated" for row in there):
            params = {"value": change.program_key}
            differ.append(Finding(code="sheet-others-differ", row=change.row, params=params))
        else:
            rows[change.program_key] = comes_to
    return FolderChange(rows=rows, findings=tuple(differ))


def _coders(rows: Sequence[CodedShare]) -> list[str]:
    return list(dict.fromkeys(name.strip() for row in rows for name in row.coder.split(";") if name.strip()))


def _by_program(coding: Sequence[CodedShare]) -> Mapping[str, list[CodedShare]]:
    found: dict[str, list[CodedShare]] = defaultdict(list)
    for row in coding:
        found[row.program_key].append(row)
    return found


def _todo(row: WorkRow, rows: Sequence[CodedShare], is_own: bool) -> str:
    """Return what the person should do; nothing for a program that others coded and nobody has to code again."""
    if is_own:
        return "coded"
    if not row.coded:
        return "uncoded"
    return "second" if row.by_two and {each.status for each in rows} == {"single"} else ""


def named(findings: Sequence[Finding], file: str) -> Iterator[Finding]:
    """Yield findings with the file they are about."""
    yield from (replace(found, file=file) for found in findings)
