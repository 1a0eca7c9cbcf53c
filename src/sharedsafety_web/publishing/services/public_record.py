"""The public record of a community: entries are added, never changed, and copied to the site at once."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from sharedsafety.core.site_record import chained
from sharedsafety_web.core.folders import folder_profile
from sharedsafety_web.publishing.models import PublicEntry
from sharedsafety_web.publishing.selectors import public_entries
from sharedsafety_web.publishing.site.top import SiteProfile, write_top


@transaction.atomic
def public_add(*, community: Any, action: str, **content: Any) -> PublicEntry:
    """Return a new last entry of the public record, dated today; the site shows it once the transaction is stored."""
    known = public_entries(community=community)
    entry = chained(known, {"action": action, "on": timezone.localdate().isoformat(), **content})
    stored = PublicEntry.objects.create(
        community=community,
        number=entry.number,
        content=dict(entry.content),
        previous=entry.previous,
        hash=entry.hash,
    )
    transaction.on_commit(partial(site_top_write, community=community))
    return stored


def site_top_write(*, community: Any) -> None:
    """Write the pages above a community's releases and its record again."""
    site = Path(settings.SITES_DIR) / community.slug
    write_top(site, site_profile(community=community), public_entries(community=community))


def site_profile(*, community: Any) -> SiteProfile:
    """Return how the site names itself and in which languages."""
    profile = folder_profile(Path(community.folder))
    return SiteProfile(
        id=community.slug,
        name=community.name,
        languages=profile.languages,
        is_example=community.provenance == "example",
    )
