"""The books of a community: its published budgets as one ledger, reconciled to the documents."""

from __future__ import annotations

from collections.abc import Mapping as ByKey
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sharedsafety.core.errors import BadInput
from sharedsafety.core.figure import Figure
from sharedsafety.core.findings import Finding
from sharedsafety.folder.assessment import DocumentResult
from sharedsafety.folder.community import Community, Document
from sharedsafety.investments.coding import coding_findings
from sharedsafety.investments.cube import program_lines
from sharedsafety.investments.document_totals import DocumentTotal
from sharedsafety.investments.kept_import import kept_cube, kept_import
from sharedsafety.investments.ledger import LedgerImport, import_ledger
from sharedsafety.investments.ledger_schema import LedgerCube
from sharedsafety.investments.mapping import Mapping
from sharedsafety.investments.mapping_file import read_mapping
from sharedsafety.investments.reconcile import Control, Reconciliation, reconciliations


@dataclass(frozen=True, slots=True, kw_only=True)
class Books:
    """A community's ledger in the forms the rest works on.

    Args:
        cube: totals by program, year, phase, fund and character.
        lines: the lines of the ledger (Arrow, ``program_lines``), sorted by program.
        documents: each document with its reconciliation.
        path: the Parquet file, named by its content.
        findings: what the import and the reconciliation noticed.
    """

    cube: LedgerCube
    lines: Any
    documents: tuple[DocumentResult, ...]
    path: Path
    findings: tuple[Finding, ...]


def books_of(community: Community, keep_in: Path) -> Books:
    """Return the books of a community; the ledger is kept in the folder ``keep_in``, and files known there not read.

    Raises:
        BadInput, Unreadable: a published file can't be used; nothing is left behind then.
    """
    mapping = mapping_of_books(community)
    imported = kept_import(mapping, community.root / "budget", keep_in, jurisdiction_id=community.profile.id)
    path = _path_or_refusal(imported)
    checks, found = reconciliations(imported.totals, [_control(document) for document in community.documents])
    return Books(
        cube=kept_cube(path),
        lines=program_lines(path),
        documents=_documents(community.documents, checks, imported),
        path=path,
        findings=(*imported.findings, *found),
    )


def mapping_of_books(community: Community) -> Mapping:
    """Return how the published files are read.

    Raises:
        BadInput: the mapping has faults; all of them are told.
    """
    mapping, faults = read_mapping(community.root / "budget" / "mapping.yaml")
    if mapping is None:
        raise BadInput.with_all(faults)
    return mapping


def books_findings(community: Community) -> tuple[Finding, ...]:
    """Return every finding about the published budget files and their coding, without writing anything."""
    try:
        mapping = mapping_of_books(community)
        imported = import_ledger(mapping, community.root / "budget", jurisdiction_id=community.profile.id)
    except BadInput as error:
        return (*error.findings, *coding_findings(community.coding))
    programs = set(imported.lines["program_key"].to_pylist()) if imported.usable else None
    _, unreconciled = reconciliations(imported.totals, [_control(document) for document in community.documents])
    return (*imported.findings, *unreconciled, *coding_findings(community.coding, programs=programs))


def documents_by_year(
    documents: tuple[DocumentResult, ...],
) -> ByKey[tuple[int, str], tuple[tuple[str, ...], bool | None]]:
    """Return for each (fiscal year, phase) its documents and whether all reconcile; None where none prints a total."""
    grouped: dict[tuple[int, str], list[DocumentResult]] = {}
    for result in documents:
        grouped.setdefault((result.document.fiscal_year, result.document.phase), []).append(result)
    return {
        key: (tuple(result.document.doc_id for result in group), _together({result.status for result in group}))
        for key, group in grouped.items()
    }


def _together(statuses: set[str]) -> bool | None:
    if "unreconciled" in statuses:
        return False
    return True if statuses == {"reconciled"} else None


def _path_or_refusal(imported: LedgerImport) -> Path:
    if imported.path is None:
        raise BadInput.with_all(imported.findings)
    return imported.path


def _control(document: Document) -> Control:
    return Control(
        doc_id=document.doc_id,
        fiscal_year=document.fiscal_year,
        phase=document.phase,
        control_total_cents=document.control_total_cents,
        fund=document.control_fund,
    )


def _documents(
    documents: tuple[Document, ...], checks: tuple[Reconciliation, ...], imported: LedgerImport
) -> tuple[DocumentResult, ...]:
    return tuple(_document(document, check, imported) for document, check in zip(documents, checks, strict=True))


def _document(document: Document, check: Reconciliation, imported: LedgerImport) -> DocumentResult:
    basis = f"FY{document.fiscal_year} {document.phase}"
    status = {None: "no_control", True: "reconciled", False: "unreconciled"}[check.reconciled]
    return DocumentResult(
        document=document,
        loaded=_dollars(check.ledger_cents, basis, document.doc_id),
        control=_dollars(check.control_cents, basis, document.doc_id),
        difference=_dollars(check.difference_cents, basis, document.doc_id),
        difference_share=Figure(
            value=None if check.share is None else float(check.share),
            unit="share",
            basis=basis,
            denominator="printed total",
            denominator_value=None if check.control_cents is None else check.control_cents / 100,
            why=None if check.share is not None else "no_control_total",
            ids=(document.doc_id,),
        ),
        status=status,
        lines=sum(total.lines for total in imported.totals if _of(total, document)),
        rejected_rows=sum(row.file == document.file for row in imported.left_out),
    )


def _of(total: DocumentTotal, document: Document) -> bool:
    return (total.doc_id, total.fiscal_year, total.phase) == (document.doc_id, document.fiscal_year, document.phase)


def _dollars(cents: int | None, basis: str, doc_id: str) -> Figure:
    why = "no_control_total" if cents is None else None
    return Figure(value=None if cents is None else cents / 100, unit="usd", basis=basis, why=why, ids=(doc_id,))
