"""Budget files brought through the workspace: kept while they are looked at, added whole, taken back."""

from __future__ import annotations

import gzip
import re
import secrets
import zlib
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from sharedsafety.core.errors import BadInput, SharedSafetyError
from sharedsafety.core.findings import Finding
from sharedsafety.folder.budget_change import known_as
from sharedsafety.investments.upload_limits import upload_limits
from sharedsafety_web.investments.models import BudgetUpload
from sharedsafety_web.investments.selectors.budget_upload import upload_said

_MEGABYTE = 1_000_000
_LONGEST_NAME = 80


def upload_keep(*, community: Any, person: Any, given: Any) -> tuple[str, ...]:
    """Keep an uploaded file for the next step and return no documents; those it is already, where it is loaded.

    A file that can't be read, or that is loaded already, is not kept.

    Raises:
        BadInput, Unreadable: the file is too large or can't be read, or the folder has errors.
    """
    uploads_expire()
    shown_as = shown_name(given.name)
    if given.size > upload_limits().web_megabytes * _MEGABYTE:
        raise _too_large(shown_as)
    stored_as = f"{community.pk}-{person.pk}-{secrets.token_hex(16)}"
    path = settings.VAR_DIR / "uploads" / stored_as
    try:
        _write(path, given, shown_as)
        if same := known_as(Path(community.folder), path):
            path.unlink()
            return same
        said = upload_said(folder=Path(community.folder), path=path, shown_as=shown_as)
    except SharedSafetyError:
        path.unlink(missing_ok=True)
        raise
    upload_drop(community=community, person=person)
    before = {"columns": said.columns, "answers": said.answers} if said else {}
    new = {"stored_as": stored_as, "shown_as": shown_as, "uploaded_at": timezone.now(), "kept": said is not None}
    BudgetUpload.objects.update_or_create(community=community, person=person, defaults={**new, **before})
    return ()


def upload_answer(*, upload: BudgetUpload, columns: Mapping[str, str], answers: Mapping[str, str]) -> None:
    """Keep what a person said of columns and to questions, beside what was said before."""
    upload.columns = {**upload.columns, **columns}
    upload.answers = {**upload.answers, **answers}
    _uploads(upload).update(columns=upload.columns, answers=upload.answers)


def upload_describe(*, upload: BudgetUpload, facts: Mapping[str, Any]) -> None:
    """Keep what a person says of the file as a whole."""
    upload.facts = {**facts}
    _uploads(upload).update(facts=upload.facts)


def upload_drop(*, community: Any, person: Any) -> None:
    """Remove the file of this person that waits for this community, if there is one."""
    _drop(BudgetUpload.objects.filter(community=community, person=person))


def uploads_expire() -> None:
    """Remove every file that has waited too long, and every one that nothing knows any more."""
    oldest = timezone.now() - timedelta(hours=upload_limits().kept_hours)
    _drop(BudgetUpload.objects.filter(uploaded_at__lt=oldest))
    known = set(BudgetUpload.objects.values_list("stored_as", flat=True))
    folder = settings.VAR_DIR / "uploads"
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.name not in known and path.stat().st_mtime < oldest.timestamp():
            path.unlink(missing_ok=True)


def shown_name(name: str) -> str:
    """Return the name a file came with, as far as it can be shown and looked at.

    >>> shown_name("../../Budget 2024 <b>.csv")
    'Budget 2024 b.csv'
    """
    last = re.split(r"[/\\]", name)[-1]
    plain = re.sub(r"[^\w .()-]+", "", last).strip(" .")
    return plain[-_LONGEST_NAME:] or "file"


def _uploads(upload: BudgetUpload) -> Any:
    """Return the stored file, which another window may have removed or replaced meanwhile: then it is none."""
    return BudgetUpload.objects.filter(pk=upload.pk, stored_as=upload.stored_as)


@transaction.atomic
def _drop(uploads: Any) -> None:
    paths = [upload.path for upload in uploads]
    uploads.delete()
    for path in paths:
        path.unlink(missing_ok=True)


def _write(path: Path, given: Any, shown_as: str) -> None:
    """Write an uploaded file in pieces; one that unpacks to too much is refused."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as stream:
        for piece in given.chunks():
            stream.write(piece)
    with path.open("rb") as stream:
        packed = stream.read(2) == b"\x1f\x8b"
    if packed and _unpacked_bytes(path) > upload_limits().web_megabytes * _MEGABYTE:
        raise _too_large(shown_as)


def _unpacked_bytes(path: Path) -> int:
    """Return how many bytes a packed file holds, counted no further than the cap; damage is told when it is read."""
    total = 0
    try:
        with gzip.open(path) as stream:
            while total <= upload_limits().web_megabytes * _MEGABYTE and (piece := stream.read(_MEGABYTE)):
                total += len(piece)
    except (OSError, EOFError, zlib.error):
        return 0
    return total


def _too_large(shown_as: str) -> BadInput:
    params = {"most": upload_limits().web_megabytes}
    return BadInput.with_all([Finding(code="budget-file-large", file=shown_as, params=params)])
