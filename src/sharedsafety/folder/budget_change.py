"""What adding a budget file would change in a folder: tried on a copy of it before anything is written."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sharedsafety.core.errors import BadInput
from sharedsafety.core.findings import Finding
from sharedsafety.core.text_in import text_of
from sharedsafety.core.whole_file import write_whole
from sharedsafety.folder.agreed_words import PROFILE, replaced_keys
from sharedsafety.folder.assessment import DocumentResult
from sharedsafety.folder.budget_facts import DOCUMENTS, BudgetFacts, document_rows, under_name
from sharedsafety.folder.budget_tried import copy_of, linked, tried
from sharedsafety.folder.check import checked_community
from sharedsafety.folder.community import Community
from sharedsafety.folder.mapping_edit import mapping_with
from sharedsafety.folder.shape import folder_shape
from sharedsafety.folder.table_edit import EditedTable
from sharedsafety.folder.unchanged_file import file_hash
from sharedsafety.investments.drift import with_rules_of
from sharedsafety.investments.mapping import Mapping as BudgetMapping
from sharedsafety.investments.mapping_file import checked, read_mapping
from sharedsafety.investments.programs_met import ProgramsMet

MAPPING = "budget/mapping.yaml"
#: The files that adding a budget may write, besides the published file itself.
CHANGED = (MAPPING, DOCUMENTS, PROFILE)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewBudget:
    """A published file to be added: where it lies, the end of its name, how it is read, and what is known of it."""

    path: Path
    suffix: str
    mapping: BudgetMapping
    parts: tuple[tuple[int, str], ...]
    facts: BudgetFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetChange:
    """What would change.

    Args:
        before: a mark of the folder's files as they were read (``budget_state``).
        place: where the published file would lie; empty where nothing is to be written.
        contents: path -> the whole file as it would be.
        same: documents that this very file is already.
        documents: the new documents, reconciled.
        programs: what is new and gone against what is coded.
        findings: what the folder would be told beyond what it is told now.
    """

    before: str
    place: str = ""
    contents: Mapping[str, bytes] = field(default_factory=dict)
    same: tuple[str, ...] = ()
    documents: tuple[DocumentResult, ...] = ()
    programs: ProgramsMet | None = None
    findings: tuple[Finding, ...] = ()

    @property
    def usable(self) -> bool:
        """Return whether it may be written: there is something to write, and no finding is an error."""
        return bool(self.place) and not any(finding.severity == "error" for finding in self.findings)


def budget_state(root: Path) -> str:
    """Return a mark of the files that adding a budget changes: other bytes give another mark."""
    return hashlib.sha256(" ".join(file_hash(root, name) for name in CHANGED).encode()).hexdigest()


def known_as(root: Path, path: Path) -> tuple[str, ...]:
    """Return the documents of a folder that a file is already, by its content.

    Raises:
        BadInput, Unreadable: the folder has errors.
    """
    digest = _sha256(path)
    return tuple(document.doc_id for document in _usable(root).documents if document.sha256 == digest)


def budget_change(root: Path, new: NewBudget, keep_in: Path) -> BudgetChange:
    """Return what adding a published file would change in a folder; nothing is written there.

    Args:
        keep_in: where ledgers are kept (``books_of``).

    Raises:
        BadInput, Unreadable: the folder has errors as it is, or a fact about the file is senseless.
    """
    now, before = _usable(root), budget_state(root)
    if same := known_as(root, new.path):
        return BudgetChange(before=before, same=same)
    place = _free_place(root, f"ledger/{new.facts.name}", new.suffix)
    rows = document_rows(new.facts, new.parts, file=place, sha256=_sha256(new.path))
    contents = {
        MAPPING: _mapping_text(root, new, place).encode(),
        DOCUMENTS: _documents_text(root, rows),
        **_headline(root, new.facts),
    }
    with copy_of(root) as copy:
        linked(new.path, copy / "budget" / place)
        for name, content in contents.items():
            write_whole(copy / name, content)
        then = tried(copy, now, keep_in, [row["doc_id"] for row in rows])
    return BudgetChange(before=before, place=f"budget/{place}", contents=contents, documents=then.documents,
                        programs=then.programs, findings=then.findings)  # fmt: skip


def _usable(root: Path) -> Community:
    reading = checked_community(root)
    if reading.community is None:
        raise BadInput.with_all([found for found in reading.findings if found.severity == "error"])
    return reading.community


def _mapping_text(root: Path, new: NewBudget, place: str) -> str:
    named = under_name(new.mapping, new.facts, place)
    if not (root / MAPPING).is_file():
        return mapping_with("", None, named)
    old = checked(read_mapping(root / MAPPING))
    joined = with_rules_of(old, named)
    whole = BudgetMapping(
        **{**{name: getattr(joined, name) for name in joined.__slots__}, "files": (*old.files, *named.files)}
    )
    return mapping_with(text_of(root / MAPPING, MAPPING)[0], old, whole)


def _documents_text(root: Path, rows: Sequence[Mapping[str, str]]) -> bytes:
    text = text_of(root / DOCUMENTS, DOCUMENTS)[0] if (root / DOCUMENTS).is_file() else ""
    table = EditedTable(text, tuple(column.name for column in folder_shape().table(DOCUMENTS).columns))
    table.add(rows, by="file")
    return table.content()


def _headline(root: Path, facts: BudgetFacts) -> dict[str, bytes]:
    """Return ``community.yaml`` with another year and phase to open with, where one is wanted."""
    year, _, phase = facts.headline.partition("-")
    if not phase or not year.isdecimal():
        return {}
    text, _ = text_of(root / PROFILE, PROFILE)
    return {PROFILE: replaced_keys(text, {"headline_year": int(year), "headline_phase": phase}).encode()}


def _free_place(root: Path, name: str, suffix: str) -> str:
    """Return a place below ``budget`` at which nothing lies yet."""
    tried = [f"{name}.{suffix}", *(f"{name}-{number}.{suffix}" for number in range(2, 100))]
    return next((each for each in tried if not (root / "budget" / each).exists()), tried[0])


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
