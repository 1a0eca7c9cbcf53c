"""What the workspace writes about indicators: entered numbers, an entry taken back, an indicator of the catalogue."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from sharedsafety.core.errors import BadInput
from sharedsafety.core.whole_file import restore, write_whole
from sharedsafety.folder.adopt import with_indicator
from sharedsafety.folder.candidate_change import CandidateChange, write_candidates
from sharedsafety.folder.content_hash import folder_hash
from sharedsafety.folder.observations_change import Entered, ObservationChange, write_change
from sharedsafety.folder.unchanged_file import file_hash
from sharedsafety.progress.catalogue import Language, catalogue, indicator_of
from sharedsafety.progress.catalogue_checks import INDICATORS
from sharedsafety.progress.series_checks import OBSERVATIONS
from sharedsafety_web.core.alone import folder_alone
from sharedsafety_web.core.services import check_store, record_add
from sharedsafety_web.progress.models import Entry
from sharedsafety_web.progress.selectors import entry_change, entry_last, folder_reading


def entry_write(*, community: Any, user: Any, indicator: str, entered: Entered, before: str, why: str) -> Entry:
    """Return the entry that was written: the observations whole, with who, when and why in the record.

    Args:
        before: the SHA-256 of the observations as the person saw them.

    Raises:
        BadInput: the rows have faults, the folder was changed since the person looked, or it is being changed just now.
    """
    with folder_alone(community):
        change = entry_change(community=community, entered=entered)
        _refuse(change, before)
        made = _kept(community, user, indicator, change, why)
        _checked_again(community, user)
        return made


def entry_undo(*, community: Any, user: Any, indicator: str, pk: int) -> None:
    """Take the last entry back: the observations are again what they were, byte for byte.

    Raises:
        BadInput: ``entry-undo-gone``: it is not the last one, or something changed the observations since.
    """
    with folder_alone(community) as root:
        last = entry_last(community=community, indicator=indicator)
        if last is None or last.pk != pk:
            raise BadInput("entry-undo-gone", file=OBSERVATIONS)
        with transaction.atomic():
            last.undone = True
            last.save(update_fields=["undone"])
            record_add(action="entry-undone", actor=user, community=community, indicator=indicator, entry=pk)
            restore(root / OBSERVATIONS, bytes(last.before))
        _checked_again(community, user)


def indicator_adopt(*, community: Any, user: Any, entry: str, language: Language) -> str:
    """Return the id under which an entry of the catalogue was added to the community's own list.

    Raises:
        BadInput: there is no such entry, its id is taken, or the list can't be added to.
    """
    indicator = indicator_of(catalogue().entry(entry), language=language, place=community.name)
    with folder_alone(community) as root:
        content = with_indicator(root, indicator)
        with transaction.atomic():
            record_add(action="indicator-adopted", actor=user, community=community, indicator=indicator["id"])
            write_whole(root / INDICATORS, content)
        _checked_again(community, user)
    return str(indicator["id"])


def candidate_write(*, community: Any, user: Any, change: CandidateChange, candidate: str) -> None:
    """Write a candidate: the table whole, with who and when in the record.

    Raises:
        BadInput: the table was changed since the person looked, or the folder is being changed just now.
    """
    with folder_alone(community) as root:
        with transaction.atomic():
            record_add(action="candidate-saved", actor=user, community=community, indicator=candidate)
            write_candidates(root, change)
        _checked_again(community, user)


def _refuse(change: ObservationChange, before: str) -> None:
    if change.content is None:
        raise BadInput.with_all(change.findings)
    if change.before != before:
        raise BadInput("observations-changed", file=OBSERVATIONS)
    if change.is_empty:
        raise BadInput("entry-empty")


@transaction.atomic
def _kept(community: Any, user: Any, indicator: str, change: ObservationChange, why: str) -> Entry:
    """Write the change last: where that fails, nothing is kept of it."""
    root = Path(community.folder)
    place = root / OBSERVATIONS
    made = Entry.objects.create(
        community=community,
        indicator=indicator,
        entered_by=user,
        entered_at=timezone.now(),
        why=why,
        added=len(change.added),
        changed=len(change.changed),
        before=place.read_bytes() if place.is_file() else b"",
        after="",
    )
    counts = {"added": made.added, "changed": made.changed}
    record_add(action="numbers-entered", actor=user, community=community, indicator=indicator, why=why, **counts)
    write_change(root, change)
    made.after = file_hash(root, OBSERVATIONS)
    made.save(update_fields=["after"])
    return made


def _checked_again(community: Any, user: Any) -> None:
    """Store what the check says of the folder as it is now."""
    reading = folder_reading(community=community)
    digest = folder_hash(Path(community.folder))
    check_store(community=community, findings=reading.findings, folder_hash=digest, actor=user)
