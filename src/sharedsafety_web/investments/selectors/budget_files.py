"""The budget documents of a community as a list, and the last file that can still be taken back."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sharedsafety.core.errors import SharedSafetyError
from sharedsafety.core.findings import Finding
from sharedsafety.folder.assessment import DocumentResult
from sharedsafety.folder.budget_change import budget_state
from sharedsafety_web.investments.models import BudgetAdded, BudgetUpload
from sharedsafety_web.investments.selectors.budget_upload import upload_of
from sharedsafety_web.investments.selectors.desk import money_desk


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetFiles:
    """Every document with its reconciliation, the newest year first; the file that waits, and the last one added.

    A folder with faults has no documents here, and ``findings`` say why: what broke it can still be taken back.
    """

    documents: tuple[DocumentResult, ...]
    findings: tuple[Finding, ...]
    waiting: BudgetUpload | None
    last: BudgetAdded | None


def budget_files(*, community: Any, person: Any) -> BudgetFiles:
    """Return the budget files of a community for one person."""
    documents: tuple[DocumentResult, ...] = ()
    findings: tuple[Finding, ...] = ()
    try:
        documents = money_desk(community=community).books.documents
    except SharedSafetyError as error:
        findings = error.findings
    newest = sorted(documents, key=lambda each: (-each.document.fiscal_year, each.document.phase, each.document.doc_id))
    return BudgetFiles(
        documents=tuple(newest),
        findings=findings,
        waiting=upload_of(community=community, person=person),
        last=added_last(community=community),
    )


def added_last(*, community: Any) -> BudgetAdded | None:
    """Return the last file added, if it can be taken back: the folder is as that left it, or half-done by a crash."""
    last = BudgetAdded.objects.filter(community=community, undone=False).first()
    if last is None or last.after not in ("", budget_state(Path(community.folder))):
        return None
    return last
