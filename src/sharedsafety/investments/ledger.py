"""Importing published budget files into a ledger: every dollar once, every line traceable."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from sharedsafety.core.errors import BadInput
from sharedsafety.core.findings import Finding
from sharedsafety.investments.cells import Cells
from sharedsafety.investments.document_totals import DocumentTotal
from sharedsafety.investments.documents_twice import overlapping_documents
from sharedsafety.investments.faults import FaultList
from sharedsafety.investments.ledger_lines import lines_of
from sharedsafety.investments.ledger_schema import CELL_COLUMNS, LEDGER_COLUMNS
from sharedsafety.investments.line_ids import with_line_ids
from sharedsafety.investments.mapping import FileMapping, Mapping
from sharedsafety.investments.parquet_in import is_parquet
from sharedsafety.investments.reading_plan import ReadingPlan, reading_plan
from sharedsafety.investments.receivers import Receivers
from sharedsafety.investments.rule_effects import RuleEffects
from sharedsafety.investments.spreadsheets_in import Workbooks, is_spreadsheet
from sharedsafety.investments.table_rows import LeftOut, TableReading, ledger_rows, said_rounded
from sharedsafety.investments.tables_in import PublishedTable, published_table


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerImport:
    """What an import has read.

    Args:
        lines: Arrow table with ``LEDGER_COLUMNS`` (``import_ledger``), or None where they went to a file.
        totals: exact sums by document, year, phase, fund and flow.
        findings: everything that was noticed; errors among them make the import unusable.
        left_out: published rows that are not in the ledger, each with its reason.
        ruled_out: the first lines that a rule of the mapping leaves out (``upload_limits().left_out_listed``).
        path: the ledger file (``import_to_file``), or None where none was written.
    """

    lines: Any
    totals: tuple[DocumentTotal, ...]
    findings: tuple[Finding, ...]
    left_out: tuple[LeftOut, ...]
    ruled_out: tuple[LeftOut, ...] = ()
    path: Path | None = None

    @property
    def usable(self) -> bool:
        """Return whether the ledger may be used: no finding is an error."""
        return not any(finding.severity == "error" for finding in self.findings)


@dataclass(slots=True)
class _Notes:
    """What an import notes on its way."""

    findings: list[Finding] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)


def ledger_schema() -> Any:
    """Return the Arrow schema of a ledger.

    >>> ledger_schema().field("amount_cents").type
    DataType(int64)
    """
    import pyarrow as pa

    return pa.schema([(name, getattr(pa, kind)()) for name, kind in (LEDGER_COLUMNS | CELL_COLUMNS).items()])


def import_ledger(mapping: Mapping, root: Path, *, jurisdiction_id: str) -> LedgerImport:
    """Return the lines of every file of the mapping, with all that was found wrong or left out.

    Args:
        mapping: how each file is read.
        root: the folder that the mapping's file names start from.

    Raises:
        Unreadable: a file is missing or can't be read at all.
        BadInput: a file has no header, or a sheet is too large or not there.
    """
    import pyarrow as pa

    batches: list[Any] = []
    done = import_into(batches.append, mapping, root, jurisdiction_id=jurisdiction_id)
    tables = [with_line_ids(pa.Table.from_batches([batch])).cast(ledger_schema()) for batch in batches]
    lines = pa.concat_tables(tables) if tables else ledger_schema().empty_table()
    return replace(done, lines=lines)


def import_into(take: Callable[[Any], None], mapping: Mapping, root: Path, *, jurisdiction_id: str) -> LedgerImport:
    """Hand every batch of lines to ``take``, in bounded memory, and return the rest of the import."""
    notes, effects, receivers, cells = _Notes(), RuleEffects(mapping), Receivers(mapping), Cells()

    def keep(batch: Any) -> None:
        if batch.num_rows:
            take(cells.numbered(batch))

    with tempfile.TemporaryDirectory() as scratch:
        workbooks = Workbooks(mapping.files, root, Path(scratch))
        for number, file in enumerate(mapping.files, start=1):
            table = _table(file, root, workbooks)
            for batch in _lines(table, file, number, mapping, jurisdiction_id, notes):
                keep(receivers.settled_part(effects.kept(batch)))
    for batch in receivers.rest():
        keep(batch)
    notes.findings += [*effects.findings(), *receivers.findings(), *overlapping_documents(cells.departments())]
    return LedgerImport(
        lines=None,
        totals=cells.document_totals(),
        findings=tuple(notes.findings),
        left_out=tuple(notes.left_out),
        ruled_out=tuple(effects.ruled_out),
    )


def _lines(
    table: PublishedTable, file: FileMapping, number: int, mapping: Mapping, jurisdiction_id: str, notes: _Notes
) -> Iterator[Any]:
    plan = reading_plan(file, table)
    notes.findings += [*table.findings, *plan.findings]
    if any(finding.severity == "error" for finding in plan.findings):
        return
    reading = TableReading(FaultList(table.shown_as))
    for rows in ledger_rows(table, plan, mapping, reading):
        for spec in plan.amounts:
            yield lines_of(rows, spec, mapping, table=number, sign=plan.sign, jurisdiction_id=jurisdiction_id)
    notes.findings += [*reading.faults.findings(), *said_rounded(table, reading), *_nothing(plan, table, reading)]
    notes.left_out += reading.left_out


def _nothing(plan: ReadingPlan, table: PublishedTable, reading: TableReading) -> Iterator[Finding]:
    """Yield the finding that not one amount was read."""
    if not plan.amounts or not reading.sums:
        yield Finding(code="ledger-no-lines", file=table.shown_as)


def _table(file: FileMapping, root: Path, workbooks: Workbooks) -> PublishedTable:
    path, shown_as = root / file.file, file.file
    if path.is_file() and is_parquet(path):
        return published_table(workbooks.parquet(file), shown_as=shown_as, encoding="utf-8", delimiter=",")
    if path.is_file() and is_spreadsheet(path):
        sheet, shown_as = workbooks.sheet(file), f"{shown_as} [{file.sheet}]"
        return published_table(sheet, shown_as=shown_as, header_row=file.header_row, encoding="utf-8", delimiter=",")
    if file.sheet is not None:
        raise BadInput("ledger-sheet-of-text", file=shown_as, sheet=file.sheet)
    return published_table(
        path, shown_as=shown_as, header_row=file.header_row, encoding=file.encoding, delimiter=file.delimiter
    )
