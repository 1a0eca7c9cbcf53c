"""A signature, the day in which it can be taken back, and the moment a release becomes public."""

from __future__ import annotations

import shutil
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from sharedsafety.core.errors import BadInput
from sharedsafety_web.core.services import record_add
from sharedsafety_web.publishing.landing import landing_write
from sharedsafety_web.publishing.models import Release, Review
from sharedsafety_web.publishing.review_rules import gate_faults, seats_missing
from sharedsafety_web.publishing.selectors import draft_folder
from sharedsafety_web.publishing.services.public_record import public_add, site_top_write


def release_sign(*, release: Release, user: Any, embargo_until: datetime | None = None) -> Release:
    """Return the signed release; it becomes public after the time in which it can be taken back, and any embargo.

    Raises:
        BadInput: it is not under review, the gate found what would give people away, or a seat has not approved it.
    """
    now = timezone.now()
    with transaction.atomic():
        signed = _locked(release, Release.State.REVIEW)
        if weak := gate_faults(release=signed):
            raise BadInput("release-gives-away", number=len(weak))
        if missing := seats_missing(release=signed):
            raise BadInput("review-missing", seats=", ".join(seat.id for seat in missing))
        signed.state, signed.signed_by, signed.signed_at = Release.State.SIGNED, user, now
        signed.embargo_until = embargo_until
        undo_ends = now + timedelta(hours=settings.UNDO_HOURS)
        signed.public_from = max(undo_ends, embargo_until) if embargo_until else undo_ends
        signed.save()
        detail = {"release": signed.number, "content_hash": signed.content_hash, "folder_hash": signed.folder_hash}
        record_add(action="release-signed", actor=user, community=signed.community, **detail)
    releases_publish_due(now=now)
    signed.refresh_from_db()
    return signed


@transaction.atomic
def release_undo(*, release: Release, user: Any) -> None:
    """Take a signed release back before anybody outside has seen it.

    Raises:
        BadInput: it is public already; then only a correction or a withdrawal is left.
    """
    taken = _locked(release, Release.State.SIGNED)
    taken.state = Release.State.UNDONE
    taken.save(update_fields=["state"])
    record_add(action="release-undone", actor=user, community=taken.community, release=taken.number)


def releases_publish_due(*, now: datetime) -> list[Release]:
    """Return the releases that became public now: signed ones whose time has come."""
    due = Release.objects.filter(state=Release.State.SIGNED, public_from__lte=now)
    published = [release_publish(release=release) for release in due.select_related("community")]
    if published:
        landing_write(sites=settings.SITES_DIR)
    return published


def release_publish(*, release: Release) -> Release:
    """Return the release, now public: its files moved to the site, its entry in the public record."""
    _move_files(release)
    with transaction.atomic():
        public = _locked(release, Release.State.SIGNED)
        public.state, public.published_at = Release.State.PUBLIC, timezone.now()
        public.save(update_fields=["state", "published_at"])
        public_add(community=public.community, action="published", **_content(public))
        record_add(action="release-published", actor=None, community=public.community, release=public.number)
    site_top_write(community=public.community)
    return public


def _content(release: Release) -> dict[str, Any]:
    approved = release.reviews.filter(decision=Review.Decision.APPROVED).values_list("seat", flat=True)
    return {
        "release": release.number,
        "manifest": release.content_hash,
        "next_promised": release.next_promised.isoformat() if release.next_promised else None,
        "independent": release.independent,
        "reviewed_by": sorted(set(approved)),
        "corrects": release.corrects,
        "note": release.note,
    }


def _move_files(release: Release) -> None:
    """Put the draft's files into the site, in one step; a process that stopped in between finds them moved already."""
    draft = draft_folder(community=release.community, number=release.number)
    place = Path(settings.SITES_DIR) / release.community.slug / f"r{release.number}"
    if draft.is_dir():
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(place, ignore_errors=True)  # nothing there was ever recorded: the number is this release's
        draft.rename(place)


def _locked(release: Release, state: str) -> Release:
    found = Release.objects.select_for_update().select_related("community").get(pk=release.pk)
    if found.state != state:
        raise BadInput("release-in-another-state", number=release.number)
    return found
