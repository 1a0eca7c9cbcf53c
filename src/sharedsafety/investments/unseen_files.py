"""A published file never seen before, opened: which of its sheets holds the budget, and where the table begins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sharedsafety.core.errors import BadInput
from sharedsafety.core.findings import Finding
from sharedsafety.investments.column_words import named_kind, phase_named, year_named
from sharedsafety.investments.doubts import Doubt, Questions, choices_with
from sharedsafety.investments.header_rows import TableStart, table_start
from sharedsafety.investments.parquet_in import is_parquet, parquet_as_csv
from sharedsafety.investments.spreadsheets_in import is_spreadsheet, sheet_names, sheets_as_csv
from sharedsafety.investments.tables_in import PublishedTable, published_table
from sharedsafety.investments.text_stream import encoding_of


@dataclass(frozen=True, slots=True, kw_only=True)
class UnseenTable:
    """One table of a file, with how it begins; ``alike`` are further sheets with the same columns."""

    table: PublishedTable
    start: TableStart
    sheet: str | None = None
    alike: tuple[str, ...] = ()

    def findings(self) -> tuple[Finding, ...]:
        """Return what was noticed about the file, and that its names stand in two rows."""
        twice = self.start.second_row is not None
        two = [Finding(code="map-two-header-rows", file=self.table.shown_as, row=self.table.header_row)]
        return (*self.table.findings, *(two if twice else []))


def unseen_table(path: Path, scratch: Path, questions: Questions, *, sheet: str | None = None) -> UnseenTable:
    """Return the table of a published file; of several sheets the likeliest, and a question.

    Args:
        scratch: an empty folder for what a spreadsheet or Parquet file is turned into.
        sheet: the sheet to read, where a person has said it.

    Raises:
        Unreadable: the file is missing, empty, damaged, protected or could harm the reader.
        BadInput: no row of it looks like the names of its columns, or there is no such sheet.
    """
    shown = path.name
    if path.is_file() and is_parquet(path):
        parquet_as_csv(path, scratch / "0.csv", shown_as=shown)
        return _opened(scratch / "0.csv", shown, encoding="utf-8", delimiter=",")
    if path.is_file() and is_spreadsheet(path):
        return _spreadsheet(path, scratch, questions, sheet)
    if sheet is not None:
        raise BadInput("ledger-sheet-of-text", file=shown, sheet=sheet)
    return _opened(path, shown, encoding=encoding_of(path, shown_as=shown))


def _opened(path: Path, shown: str, *, encoding: str, delimiter: str | None = None) -> UnseenTable:
    start = table_start(path, encoding, shown_as=shown, delimiter=delimiter)
    if start.header_row is None:
        raise BadInput("map-no-header", file=shown)
    return UnseenTable(table=_table(path, shown, start, None if delimiter is None else encoding), start=start)


def _table(path: Path, shown: str, start: TableStart, encoding: str | None) -> PublishedTable:
    return published_table(
        path, shown_as=shown, header_row=start.header_row or 1, delimiter=start.delimiter, encoding=encoding
    )


def _spreadsheet(path: Path, scratch: Path, questions: Questions, sheet: str | None) -> UnseenTable:
    names = (sheet,) if sheet is not None else sheet_names(path, scratch, shown_as=path.name)
    written = sheets_as_csv(path, names, scratch, shown_as=path.name)
    found: dict[str, UnseenTable] = {}
    for name, text in zip(names, written, strict=True):
        start = table_start(text, "utf-8", shown_as=path.name, delimiter=",") if text.stat().st_size else None
        if start is not None and start.header_row is not None:
            table = _table(text, f"{path.name} [{name}]", start, "utf-8")
            found[name] = UnseenTable(table=table, start=start, sheet=name)
    if not found:
        raise BadInput("map-no-header", file=path.name)
    return _chosen(found, questions)


def _chosen(found: dict[str, UnseenTable], questions: Questions) -> UnseenTable:
    """Return the sheet whose names say most; sheets with the same columns go together."""
    best = max(found, key=lambda name: _known(found[name].table.header))
    if len(found) == 1:
        return found[best]
    groups = [name for name in found if _same(found[name], found[best])]
    assumed = "all-alike" if len(groups) > 1 else best
    doubt = Doubt(id="sheet", question="sheet", params={"count": len(found)},
                  choices=choices_with(assumed, tuple(found)), assumed=assumed)  # fmt: skip
    answer = questions.ask(doubt)
    if answer != "all-alike":
        return found[answer]
    chosen = found[groups[0]]
    return UnseenTable(table=chosen.table, start=chosen.start, sheet=groups[0], alike=tuple(groups[1:]))


def _same(one: UnseenTable, other: UnseenTable) -> bool:
    return one.table.header == other.table.header and one.table.header_row == other.table.header_row


def _known(header: Sequence[str]) -> int:
    kinds = {named.kind for name in header if (named := named_kind(name))}
    money = sum(year_named(name) is not None or phase_named(name) is not None for name in header)
    return 10 * len(kinds - {"other"}) + money
