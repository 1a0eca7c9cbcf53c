"""A withdrawn release: its files are gone, and every old address below it says when, who and why."""

from __future__ import annotations

from pathlib import Path

from sharedsafety.core.release_story import ReleaseState
from sharedsafety_web.publishing.site.output import replaced_site
from sharedsafety_web.publishing.site.top import SiteProfile, withdrawn_page


def withdrawn_site(place: Path, profile: SiteProfile, state: ReleaseState) -> str:
    """Put the page of a withdrawal in the place of a release and return the hash of its manifest."""
    page = withdrawn_page(profile, state)
    with replaced_site(place) as folder:
        folder.write("index.html", page)
        folder.write("404.html", page)
        return folder.seal({"community": profile.id, "release": state.number, "withdrawn_on": state.withdrawn_on})
