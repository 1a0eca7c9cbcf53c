"""The books of a community: its published budgets as one ledger, reconciled to the documents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Mapping as ByKey
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sharedsafety.core.errors import BadInput
from sharedsafety.core.figure import Figure
from sharedsafety.core.findings import Finding
from sharedsafety.folder.assessment import DocumentResult
from sharedsafety.folder.community import Community, Document
from sharedsafety.folder.documents import files_of_documents
from sharedsafety.folder.replies import replies_about_nothing
from sharedsafety.folder.yaml_in import with_rows
from sharedsafety.investments.coding import coding_findings
from sharedsafety.investments.cube import program_lines
from sharedsafety.investments.document_totals import DocumentTotal
from sharedsafety.investments.engines import DUCKDB
from sharedsafety.investments.kept_import import kept_cube, kept_import
from sharedsafety.investments.ledger import LedgerImport, import_ledger
from sharedsafety.investments.ledger_schema import LedgerCube
from sharedsafety.investments.mapping import Mapping
from sharedsafety.investments.mapping_file import read_mapping
from sharedsafety.investments.no_ledger import no_cube, no_lines
from sharedsafety.investments.reconcile import Control, Reconciliation, reconciliations
from sharedsafety.investments.scope import MOST_CENTS


@dataclass(frozen=True, slots=True, kw_only=True)
class Books:
    """A community's ledger in the forms the rest works on.

    Args:
        cube: totals by program, year, phase, fund and character.
        lines: the lines of the ledger (Arrow, ``program_lines``), sorted by program.
        documents: each document with its reconciliation.
        findings: what the import and the reconciliation noticed.
    """

    cube: LedgerCube
    lines: Any
    documents: tuple[DocumentResult, ...]
    findings: tuple[Finding, ...]


def books_of(community: Community, keep_in: Path, *, engine: str = DUCKDB) -> Books:
    """Return the books of a community; the ledger is kept in the folder ``keep_in``, and files known there not read.

    ``engine`` is where the ledger is added up (``ledger_tables``). A community that has loaded no budget has books
    without a line.

    Raises:
        BadInput, Unreadable: a published file can't be used; nothing is left behind then.
    """
    if not has_budget(community):
        return Books(cube=no_cube(), lines=no_lines(), documents=(), findings=())
    mapping = mapping_of_books(community)
    imported = kept_import(mapping, community.root, keep_in, jurisdiction_id=community.profile.id)
    path = _path_or_refusal(imported)
    if refused := [*with_rows(_unusable(community, imported.totals), community.root)]:
        raise BadInput.with_all(refused)
    elsewhere = files_of_documents(community.documents, mapping)
    checks, found = reconciliations(imported.totals, [control_of(document) for document in community.documents])
    return Books(
        cube=kept_cube(path, engine=engine),
        lines=program_lines(path),
        documents=_documents(community.documents, checks, imported),
        findings=(*elsewhere, *imported.findings, *found),
    )


def has_budget(community: Community) -> bool:
    """Return whether a community has loaded a budget, or begun to: a document, a mapping, or a published file."""
    budget = community.root / "budget"
    return bool(community.documents) or (budget / "mapping.yaml").exists() or (budget / "ledger").exists()


def mapping_of_books(community: Community) -> Mapping:
    """Return how the published files are read; they are named as from the community's folder.

    Raises:
        BadInput: the mapping has faults; all of them are told.
    """
    mapping, faults = read_mapping(community.root / "budget" / "mapping.yaml")
    if mapping is None:
        raise BadInput.with_all(faults)
    return mapping.below("budget")


def books_findings(community: Community) -> tuple[Finding, ...]:
    """Return every finding about the published budget files and their coding, without writing anything.

    A community that has loaded no budget has nothing to be found.
    """
    if not has_budget(community):
        return tuple(coding_findings(community.coding))
    try:
        mapping = mapping_of_books(community)
        elsewhere = tuple(files_of_documents(community.documents, mapping))
        imported = import_ledger(mapping, community.root, jurisdiction_id=community.profile.id)
    except BadInput as error:
        return (*error.findings, *coding_findings(community.coding))
    _, unreconciled = reconciliations(imported.totals, [control_of(document) for document in community.documents])
    found = (*elsewhere, *imported.findings, *unreconciled)
    if not imported.usable:
        return (*found, *coding_findings(community.coding))
    programs = frozenset(imported.lines["program_key"].unique().to_pylist())
    nothing = (*_of_no_program(community, programs), *_replies_about_nothing(community, imported.lines))
    unused = (*coding_findings(community.coding, programs=programs), *nothing)
    return (*found, *_unusable(community, imported.totals), *unused)


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


def _unusable(community: Community, totals: Sequence[DocumentTotal]) -> Iterator[Finding]:
    """Yield why a ledger that was read can't be assessed: no line where the pages open, or more money than there is."""
    headline = (community.profile.headline_year, community.profile.headline_phase)
    if headline not in {(total.fiscal_year, total.phase) for total in totals}:
        params = {"phase": headline[1], "fiscal_year": headline[0]}
        yield Finding(code="headline-empty", file="community.yaml", column="headline_year", params=params)
    if (together := sum(abs(total.cents) for total in totals)) > MOST_CENTS:
        yield Finding(code="ledger-sum-too-large", params={"amount": f"{together:,}"})


def _of_no_program(community: Community, programs: frozenset[str]) -> Iterator[Finding]:
    """Yield each row that names a program without a line in the ledger: it says nothing about any dollar."""
    for file, rows in (("budget/links.csv", community.links), ("budget/areas.csv", community.area_shares)):
        for row in rows:
            if row.program_key not in programs:
                params = {"value": row.program_key}
                yield Finding(code="program-not-in-ledger", file=file, row=row.row, column="program_key", params=params)
    for request in community.requests:
        if request.about_kind == "program" and request.about_id not in programs:
            params = {"value": request.about_id or ""}
            yield Finding(
                code="program-not-in-ledger", file="requests.csv", row=request.row, column="about_id", params=params
            )


def _replies_about_nothing(community: Community, lines: Any) -> Iterator[Finding]:
    """Yield each row about a program, department or fund without a line in the ledger."""
    known = {name: frozenset(lines[name].unique().to_pylist()) for name in ("program_key", "department", "fund_code")}
    yield from replies_about_nothing(community, known["program_key"], known["department"], known["fund_code"])


def _together(statuses: set[str]) -> bool | None:
    if "unreconciled" in statuses:
        return False
    return True if statuses == {"reconciled"} else None


def _path_or_refusal(imported: LedgerImport) -> Path:
    if imported.path is None:
        raise BadInput.with_all(imported.findings)
    return imported.path


def control_of(document: Document) -> Control:
    """Return what a document prints as its own total."""
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
        rejected_rows=sum(is_table_of(row.file, document) for row in imported.left_out),
    )


def is_table_of(shown_as: str, document: Document) -> bool:
    """Return whether a table is the document's file or a sheet of it."""
    return shown_as == f"budget/{document.file}" or shown_as.startswith(f"budget/{document.file} [")


def _of(total: DocumentTotal, document: Document) -> bool:
    return (total.doc_id, total.fiscal_year, total.phase) == (document.doc_id, document.fiscal_year, document.phase)


def _dollars(cents: int | None, basis: str, doc_id: str) -> Figure:
    why = "no_control_total" if cents is None else None
    return Figure(value=None if cents is None else cents / 100, unit="usd", basis=basis, why=why, ids=(doc_id,))
