"""A folder as it would be with another budget file: tried on a copy, which costs no room where the disk can link."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from sharedsafety.core.errors import SharedSafetyError
from sharedsafety.core.findings import Finding
from sharedsafety.folder.assessment import DocumentResult
from sharedsafety.folder.books import Books, books_of, has_budget
from sharedsafety.folder.check import checked_community
from sharedsafety.folder.community import Community
from sharedsafety.investments.programs_met import ProgramsMet, programs_met


@dataclass(frozen=True, slots=True, kw_only=True)
class TriedBudget:
    """The new documents reconciled, their programs against the coding, and findings the folder did not have."""

    documents: tuple[DocumentResult, ...] = ()
    programs: ProgramsMet | None = None
    findings: tuple[Finding, ...] = ()


@contextmanager
def copy_of(root: Path) -> Iterator[Path]:
    """Yield a copy of a folder, with a place for published budget files."""
    with tempfile.TemporaryDirectory() as space:
        copy = Path(space) / root.name
        shutil.copytree(root, copy, copy_function=linked)
        (copy / "budget/ledger").mkdir(parents=True, exist_ok=True)
        yield copy


def linked(source: str | Path, target: str | Path) -> None:
    """Make a file appear at another place, without copying its bytes where the disk allows it."""
    try:
        if not Path(source).is_symlink():
            os.link(source, target)
            return
    except OSError:  # another disk
        pass
    shutil.copyfile(source, target)


def tried(copy: Path, now: Community, keep_in: Path, documents: Sequence[str]) -> TriedBudget:
    """Return what a copy of a folder with a new file in it says: reconciliations, programs, and what it now finds.

    Args:
        copy: the folder as it would be.
        now: the folder as it is.
        keep_in: where ledgers are kept (``books_of``).
        documents: ids of the new documents.
    """
    reading = checked_community(copy)
    told = {*_findings(now, keep_in)}
    if reading.community is None:
        return TriedBudget(findings=tuple(reading.findings))
    try:
        books = books_of(reading.community, keep_in)
    except SharedSafetyError as error:
        return TriedBudget(findings=error.findings)
    found = [each for each in (*reading.findings, *books.findings) if _said(each) not in told]
    own = tuple(each for each in books.documents if each.document.doc_id in documents)
    coded = frozenset(row.program_key for row in now.coding)
    return TriedBudget(documents=own, programs=programs_met(books.lines, documents, coded),
                        findings=(*found, *_earlier_changed(now, books, keep_in)))  # fmt: skip


def _findings(now: Community, keep_in: Path) -> list[str]:
    said = [_said(each) for each in checked_community(now.root).findings]
    with suppress(SharedSafetyError):
        said += [_said(each) for each in books_of(now, keep_in).findings]
    return said


def _said(found: Finding) -> str:
    return f"{found.code} {found.file} {sorted(found.params.items(), key=str)}"


def _earlier_changed(now: Community, then: Books, keep_in: Path) -> list[Finding]:
    """Return a warning for each earlier document whose total the new file's rules would change."""
    if not has_budget(now):
        return []
    try:
        before = {each.document.doc_id: each.loaded.value for each in books_of(now, keep_in).documents}
    except SharedSafetyError:
        return []
    after = {each.document.doc_id: each.loaded.value for each in then.documents}
    return [
        Finding(code="budget-earlier-changed", file="budget/mapping.yaml",
                params={"doc_id": doc_id, "before": f"{value or 0:,.2f}", "after": f"{after[doc_id] or 0:,.2f}"})
        for doc_id, value in before.items()
        if doc_id in after and after[doc_id] != value
    ]  # fmt: skip
