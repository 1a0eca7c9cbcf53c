"""One document of a community led from its difference to the rows of its published file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sharedsafety.core.errors import BadInput
from sharedsafety.core.findings import Finding
from sharedsafety.folder.books import control_of, is_table_of, mapping_of_books
from sharedsafety.folder.budget_facts import DOCUMENTS
from sharedsafety.folder.community import Community, Document
from sharedsafety.investments.document_lines import document_lines
from sharedsafety.investments.document_reconciliation import DocumentReconciliation, document_reconciliation
from sharedsafety.investments.kept_import import kept_import
from sharedsafety.investments.mapping import FileMapping
from sharedsafety.investments.reconcile import Reconciliation, reconciliations
from sharedsafety.investments.table_rows import LeftOut


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentLed:
    """A document, its reconciliation, its lines (Arrow, ``document_lines``), and what was noticed about its file."""

    document: Document
    check: Reconciliation
    led: DocumentReconciliation
    lines: Any
    tables: tuple[str, ...]
    findings: tuple[Finding, ...]


def document_led(community: Community, doc_id: str, keep_in: Path) -> DocumentLed | None:
    """Return a document with the rows its total is made of; None where the community has no such document.

    Args:
        keep_in: where ledgers are kept (``books_of``).

    Raises:
        BadInput, Unreadable: a published file can't be used.
    """
    document = next((each for each in community.documents if each.doc_id == doc_id), None)
    if document is None:
        return None
    mapping = mapping_of_books(community)
    done = kept_import(mapping, community.root, keep_in, jurisdiction_id=community.profile.id)
    if done.path is None:
        raise BadInput.with_all(done.findings)
    control = control_of(document)
    lines = document_lines(done.path, control)
    signs = {_table(each): each.sign for each in mapping.files}
    rows = [*(_signed(row, signs.get(row.file, 1)) for row in done.left_out), *done.ruled_out]
    left_out = [row for row in rows if is_table_of(row.file, document)]
    tables = tuple(_table(each) for each in mapping.files)
    printed = document.control_total_cents
    return DocumentLed(
        document=document,
        check=reconciliations(done.totals, [control])[0][0],
        led=document_reconciliation(lines, left_out, printed_cents=printed, tables=tables),
        lines=lines,
        tables=tables,
        findings=tuple(each for each in done.findings if _about(each, document)),
    )


def _table(file: FileMapping) -> str:
    return f"{file.file} [{file.sheet}]" if file.sheet else file.file


def _signed(row: LeftOut, sign: int) -> LeftOut:
    """Return a row left out with its amounts as lines have them: spending above zero, however it is published."""
    return replace(row, amounts={column: cents * sign for column, cents in row.amounts.items()})


def _about(found: Finding, document: Document) -> bool:
    """Return whether a finding is about the file of a document, or its row among the documents."""
    if found.file == DOCUMENTS:
        return found.row == document.row
    return bool(found.file) and is_table_of(found.file or "", document)
