"""A framework pack taken into a folder, and taken back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from sharedsafety.core.errors import BadInput
from sharedsafety.core.whole_file import restore, write_whole
from sharedsafety.folder.framework_file import FILE
from sharedsafety.folder.pack_exchange import PackImport
from sharedsafety.folder.unchanged_file import file_hash
from sharedsafety_web.core.alone import folder_alone
from sharedsafety_web.core.services import record_add
from sharedsafety_web.framework.models import PackTaken
from sharedsafety_web.framework.selectors.packs import pack_last, pack_looked


def pack_take(*, community: Any, given: bytes, before: str, person: Any) -> PackTaken:
    """Return the record of a pack that was put into ``framework.yaml``, whole.

    Args:
        given: the pack, as a file.
        before: the SHA-256 of ``framework.yaml`` as the person saw it.

    Raises:
        SharedSafetyError: the pack does not fit, the file was changed since the person looked, or somebody else writes
            just now; nothing is written.
    """
    with folder_alone(community) as root:
        found = pack_looked(community=community, given=given)
        if found.before != before:
            raise BadInput("pack-changed-meanwhile", file=FILE)
        return _kept(root, community, found, person)


def pack_undo(*, community: Any, pk: int, person: Any) -> None:
    """Take the last pack back: ``framework.yaml`` is again what it was, byte for byte.

    Raises:
        BadInput: ``pack-undo-gone``: it is not the last one, or the file was changed since; or somebody else writes.
    """
    with folder_alone(community) as root:
        last = pack_last(community=community)
        if last is None or last.pk != pk:
            raise BadInput("pack-undo-gone", file=FILE)
        with transaction.atomic():
            last.undone = True
            last.save(update_fields=["undone"])
            record_add(action="pack-taken-back", actor=person, community=community, pack=last.pack)
            restore(root / FILE, bytes(last.before))


@transaction.atomic
def _kept(root: Path, community: Any, found: PackImport, person: Any) -> PackTaken:
    """Write the file last: where that fails, nothing is kept of it."""
    place, pack = root / FILE, f"{found.pack.id} {found.pack.version}"
    made = PackTaken.objects.create(
        community=community,
        pack=pack[:200],
        taken_by=person,
        taken_at=timezone.now(),
        before=place.read_bytes() if place.is_file() else b"",
        after="",
    )
    record_add(action="pack-taken", actor=person, community=community, pack=pack)
    write_whole(place, found.content)
    made.after = file_hash(root, FILE)
    made.save(update_fields=["after"])
    return made
