"""A looked-at budget file written into the folder, and taken back byte for byte."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from sharedsafety.core.errors import BadInput, SharedSafetyError
from sharedsafety.core.whole_file import restore
from sharedsafety.folder.agreed_words import PROFILE
from sharedsafety.folder.budget_change import MAPPING, BudgetChange, budget_state
from sharedsafety.folder.budget_facts import DOCUMENTS
from sharedsafety.folder.budget_write import write_budget
from sharedsafety.folder.check import checked_community
from sharedsafety.folder.content_hash import folder_hash
from sharedsafety_web.core.alone import folder_alone
from sharedsafety_web.core.services import check_store, record_add
from sharedsafety_web.investments.models import BudgetAdded, BudgetUpload
from sharedsafety_web.investments.selectors.budget_files import added_last
from sharedsafety_web.investments.selectors.budget_upload import looked_mark, upload_change, upload_looked
from sharedsafety_web.investments.services.budget_files import upload_drop


def budget_add(*, community: Any, person: Any, upload: BudgetUpload, before: str) -> BudgetAdded:
    """Return the record of a file that was added: the file, its mapping and its documents, all or nothing.

    Args:
        before: the mark of the folder and of the file (``looked_mark``) as the person saw them.

    Raises:
        BadInput, Unreadable: the file does not fit, the folder or what is said of the file was changed since the person
            looked, or somebody else writes just now; nothing is written.
    """
    with folder_alone(community) as root:
        change = upload_change(upload=upload, looked=upload_looked(upload=upload))
        if change.same or looked_mark(upload=upload, change=change) != before:
            raise BadInput("budget-changed-meanwhile", file=MAPPING)
        if not change.usable:
            raise BadInput.with_all(change.findings)
        made = _begun(root, community, change, person)
        try:
            write_budget(root, change, upload.path)
        except (OSError, SharedSafetyError):  # nothing of it stands in the folder
            made.delete()
            raise
        _finished(root, made, person)
    upload_drop(community=community, person=person)
    return made


def budget_undo(*, community: Any, pk: int, person: Any) -> None:
    """Take the last file back: the folder is again what it was, byte for byte.

    Raises:
        BadInput: ``budget-undo-gone``: it is not the last one, or the folder was changed since; or somebody else
            writes just now.
    """
    with folder_alone(community) as root:
        last = added_last(community=community)
        if last is None or last.pk != pk:
            raise BadInput("budget-undo-gone", file=MAPPING)
        BudgetAdded.objects.filter(pk=pk).update(after="")  # half-done by a crash, it can be taken back again
        with transaction.atomic():
            last.undone = True
            last.save(update_fields=["undone"])
            record_add(action="budget-taken-back", actor=person, community=community, about=last.place)
            restore(root / MAPPING, bytes(last.mapping_before))
            restore(root / DOCUMENTS, bytes(last.documents_before))
            restore(root / PROFILE, bytes(last.profile_before))
            (root / last.place).unlink(missing_ok=True)
        _checked_again(root, community, person)


def _begun(root: Path, community: Any, change: BudgetChange, person: Any) -> BudgetAdded:
    """Keep the folder's files as they are, before any of them is written: a crash can be taken back."""
    return BudgetAdded.objects.create(
        community=community,
        documents=[each.document.doc_id for each in change.documents],
        place=change.place,
        added_by=person,
        added_at=timezone.now(),
        mapping_before=_bytes(root / MAPPING),
        documents_before=_bytes(root / DOCUMENTS),
        profile_before=_bytes(root / PROFILE),
        after="",
    )


@transaction.atomic
def _finished(root: Path, made: BudgetAdded, person: Any) -> None:
    made.after = budget_state(root)
    made.save(update_fields=["after"])
    record_add(
        action="budget-added", actor=person, community=made.community, about=made.place, documents=made.documents
    )
    _checked_again(root, made.community, person)


def _checked_again(root: Path, community: Any, person: Any) -> None:
    """Store what the check says of the folder as it is now."""
    findings = checked_community(root, books=True).findings
    check_store(community=community, findings=findings, folder_hash=folder_hash(root), actor=person)


def _bytes(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""
