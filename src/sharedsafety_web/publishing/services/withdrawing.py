"""A withdrawal: the files of a release go, and a page stays that says when, who and why."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from sharedsafety.core.errors import BadInput
from sharedsafety.core.release_story import ReleaseState
from sharedsafety.core.roles import all_roles
from sharedsafety_web.core.services import record_add
from sharedsafety_web.publishing.landing import landing_write
from sharedsafety_web.publishing.models import Release
from sharedsafety_web.publishing.services.public_record import public_add, site_profile, site_top_write
from sharedsafety_web.publishing.site.withdrawn import withdrawn_site


def release_withdraw(*, release: Release, user: Any, reason: str) -> None:
    """Withdraw a public release for good; the record keeps its hash.

    Raises:
        BadInput: it is not public, or no reason was given.
    """
    if not reason.strip():
        raise BadInput("reason-missing")
    with transaction.atomic():
        gone = Release.objects.select_for_update().select_related("community").get(pk=release.pk)
        if gone.state != Release.State.PUBLIC:
            raise BadInput("release-in-another-state", number=release.number)
        by = _role(gone, user)
        state = ReleaseState(
            number=gone.number,
            on="",
            manifest="",
            withdrawn_on=timezone.localdate().isoformat(),
            withdrawn_by=by,
            reason=reason.strip(),
        )
        place = Path(settings.SITES_DIR) / gone.community.slug / f"r{gone.number}"
        manifest = withdrawn_site(place, site_profile(community=gone.community), state)
        gone.state, gone.content_hash = Release.State.WITHDRAWN, manifest
        gone.save(update_fields=["state", "content_hash"])
        content = {"release": gone.number, "by": by, "reason": reason.strip(), "manifest": manifest}
        public_add(community=gone.community, action="withdrawn", **content)
        record_add(action="release-withdrawn", actor=user, community=gone.community, release=gone.number)
    site_top_write(community=gone.community)
    landing_write(sites=settings.SITES_DIR)


def _role(release: Release, user: Any) -> str:
    """Return the role in which a person withdraws a release: the public record names roles, never people."""
    held = set(release.community.memberships.filter(user=user).values_list("role", flat=True))
    return next((role.id for role in all_roles().roles if role.id in held and "withdraw" in role.may), "")
