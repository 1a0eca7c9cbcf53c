"""A workbook of codings that comes back: its rows by column, or why it can't be taken."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sharedsafety.core.errors import BadInput
from sharedsafety.core.findings import Finding
from sharedsafety.folder.work_sheet import sheet_words
from sharedsafety.framework.taxonomy import taxonomy
from sharedsafety.investments.spreadsheets_in import sheet_names, sheets_as_csv

Cells = Mapping[str, str]
#: First cell of the hidden sheet, and what it says.
_KIND = ("sheet", "sharedsafety work 1")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadSheet:
    """A workbook as it came back.

    Args:
        titles: column -> its title in the sheet, as findings name it.
        rows: rows that hold anything, each with its number and its cells by column.
        findings: errors keep the whole sheet out.
    """

    shown_as: str
    titles: Cells
    rows: tuple[tuple[int, Cells], ...]
    findings: tuple[Finding, ...]

    @property
    def is_refused(self) -> bool:
        """Return whether nothing of it can be taken."""
        return any(finding.severity == "error" for finding in self.findings)


def read_work_sheet(path: Path, *, shown_as: str, community_id: str, coder: str) -> ReadSheet:
    """Return the rows of a workbook that was made for this person; columns and rows may stand in any order.

    Raises:
        Unreadable: the file is no workbook, or one that could harm.
        BadInput: ``sheet-not-ours``: it was not made here.
    """
    with tempfile.TemporaryDirectory() as scratch:
        work, about = _sheets(path, Path(scratch), shown_as)
    refusals = tuple(_refusals(about, shown_as, community_id, coder))
    header = [cell.strip() for cell in work[0]] if work else []
    known = {getattr(column, tongue): name for name, column in sheet_words().columns.items() for tongue in ("en", "es")}
    names = [known.get(title, "") for title in header]
    language = about.get("language", "en")
    faults = tuple(_header_faults(header, names, shown_as, language))
    rows = [
        (number, {name: cell.strip() for name, cell in zip(names, cells, strict=False) if name})
        for number, cells in enumerate(work[1:], start=2)
    ]
    return ReadSheet(
        shown_as=shown_as,
        titles={name: title for name, title in zip(names, header, strict=True) if name},
        rows=tuple((number, cells) for number, cells in rows if any(cells.values())),
        findings=(*refusals, *faults),
    )


def _sheets(path: Path, scratch: Path, shown_as: str) -> tuple[list[list[str]], Mapping[str, str]]:
    titles, words = sheet_names(path, scratch, shown_as=shown_as), sheet_words().sheets
    wanted = [next((each for each in titles if each in words[name].values()), "") for name in ("work", "about")]
    if not all(wanted):
        raise BadInput("sheet-not-ours", file=shown_as)
    work, about = (_rows(each) for each in sheets_as_csv(path, wanted, scratch, shown_as=shown_as))
    told = {cells[0]: cells[1] for cells in about if len(cells) > 1}
    if told.get(_KIND[0]) != _KIND[1]:
        raise BadInput("sheet-not-ours", file=shown_as)
    return work, told


def _rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return [*csv.reader(stream)]


def _refusals(about: Cells, file: str, community_id: str, coder: str) -> Iterator[Finding]:
    given, version = about.get("coder", ""), about.get("taxonomy", "")
    if about.get("community") != community_id:
        params = {"given": about.get("community", ""), "own": community_id}
        yield Finding(code="sheet-other-community", file=file, params=params)
    if given and given != coder:
        yield Finding(code="sheet-other-person", file=file, params={"given": given})
    if version != taxonomy().version:
        params = {"given": version, "own": taxonomy().version}
        yield Finding(code="sheet-other-taxonomy", file=file, params=params)


def _header_faults(header: Sequence[str], names: Sequence[str], file: str, language: str) -> Iterator[Finding]:
    needed = ("program_key", *sheet_words().columns_of("answer"), *sheet_words().columns_of("hidden"))
    for name in needed:
        column = sheet_words().columns[name]
        title = column.es if language == "es" else column.en
        if names.count(name) != 1:
            code = "sheet-column-twice" if name in names else "sheet-column-missing"
            yield Finding(code=code, file=file, row=1, params={"value": title})
    for title, name in zip(header, names, strict=True):
        if title and not name:
            yield Finding(code="sheet-column-unknown", file=file, row=1, column=title[:80], params={"value": title})
