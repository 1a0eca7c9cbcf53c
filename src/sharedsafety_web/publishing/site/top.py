"""What stands above the releases of a site: the way to the newest one, all releases, a feed, and the record."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation

from sharedsafety.core.hash_chain import ChainEntry
from sharedsafety.core.manifest import packed
from sharedsafety.core.release_story import ReleaseState, promises, release_states, sent_back, under_review_since
from sharedsafety.core.roles import all_roles
from sharedsafety.core.site_record import RECORD, record_bytes, top_hashes
from sharedsafety.folder.open_data.files import json_bytes
from sharedsafety_web.publishing.site import assets
from sharedsafety_web.publishing.site.news import comparison_sentences

#: The feed says of so many releases what is new: their whole assessments are read for it each time it is written.
_TOLD = 5

#: Number of a release -> language -> what it tells differently from the one before.
Told = Mapping[int, Mapping[str, tuple[str, ...]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteProfile:
    """How a site names itself: id, name, languages (the first is its own), and whether all of it is made up."""

    id: str
    name: str
    languages: tuple[str, ...]
    is_example: bool


def write_top(site: Path, profile: SiteProfile, entries: Sequence[ChainEntry]) -> None:
    """Write everything above the releases, each file in one step, and the record last."""
    for path, content in top_files(profile, entries, site):
        _put(site / path, content)
        if path.endswith((".html", ".css", ".xml", ".json")):
            _put(site / f"{path}.gz", packed(content))
    content = record_bytes(entries, top_hashes(site))
    _put(site / RECORD, content)
    _put(site / f"{RECORD}.gz", packed(content))


def top_files(profile: SiteProfile, entries: Sequence[ChainEntry], site: Path) -> Iterator[tuple[str, bytes]]:
    """Yield every file above the releases as (path, content); ``site`` holds the releases, which the feed compares."""
    states = release_states(entries)
    public = [state for state in states if not state.withdrawn_on]
    newest = f"r{public[-1].number}/" if public else "releases/"
    told = _told(public, site, profile.languages)
    yield "index.html", _page("site/top/newest.html", profile, profile.languages[0], {"newest": newest})
    yield "api/latest.json", _latest(profile, public)
    for language in profile.languages:
        place = "releases/" if language == profile.languages[0] else f"releases/{language}/"
        yield f"{place}index.html", _releases(profile, entries, language)
        yield f"releases/feed.{language}.xml", _feed(profile, states, told, language)
    yield from ((path, content) for path, content in assets.files() if not path.endswith(".js"))


def _latest(profile: SiteProfile, public: Sequence[ReleaseState]) -> bytes:
    """Return where programs find the newest release and every other public one, as addresses relative to the file."""
    releases = [
        {
            "release": state.number,
            "date": state.on,
            "api": f"../r{state.number}/api/index.json",
            "openapi": f"../r{state.number}/api/openapi.json",
            "data": f"../r{state.number}/data/datapackage.json",
        }
        for state in public[::-1]
    ]
    provenance = "example" if profile.is_example else "real"
    whole = {"community": profile.id, "name": profile.name, "provenance": provenance}
    return json_bytes({**whole, "latest": releases[0] if releases else None, "releases": releases})


def withdrawn_page(profile: SiteProfile, state: ReleaseState) -> bytes:
    """Return the page that stays in the place of a withdrawn release."""
    language = profile.languages[0]
    who = next((role.name[language] for role in all_roles().roles if role.id == state.withdrawn_by), "")
    return _page("site/top/withdrawn.html", profile, language, {"state": state, "who": who, "up": "../"})


def _releases(profile: SiteProfile, entries: Sequence[ChainEntry], language: str) -> bytes:
    last = entries[-1] if entries else None
    context = {
        "states": release_states(entries)[::-1],
        "promises": promises(entries, last.content["on"] if last else ""),
        "sent_back": sent_back(entries)[::-1],
        "under_review_since": under_review_since(entries),
        "head": last.hash if last else "",
        "up": "../" if language == profile.languages[0] else "../../",
    }
    return _page("site/top/releases.html", profile, language, context)


def _feed(profile: SiteProfile, states: Sequence[ReleaseState], told: Told, language: str) -> bytes:
    """Return an Atom feed of the releases; its ids stay the same wherever the site is copied."""
    space = uuid.uuid5(uuid.NAMESPACE_URL, f"shared-safety:{profile.id}")
    own = {number: words.get(language, ()) for number, words in told.items()}
    rows = [(state, uuid.uuid5(space, str(state.number)), own.get(state.number, ())) for state in states[::-1]]
    updated = max((state.withdrawn_on or state.on for state in states), default="1970-01-01")
    context = {"rows": rows, "feed_id": space, "updated": updated}
    return _page("site/top/feed.xml", profile, language, context)


def _told(public: Sequence[ReleaseState], site: Path, languages: Sequence[str]) -> Told:
    """Return what each of the newest releases tells differently from the public one before it, by its number."""
    pairs = [*pairwise(state.number for state in public)][-_TOLD:]
    return {later: _compared(site / f"r{earlier}", site / f"r{later}", languages) for earlier, later in pairs}


def _compared(earlier: Path, later: Path, languages: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
    try:
        return comparison_sentences(earlier, later, languages)
    except (OSError, ValueError, LookupError):
        return {}  # a damaged release is named by ``release verify``; withdrawing it must still be possible


def _page(template: str, profile: SiteProfile, language: str, context: dict[str, Any]) -> bytes:
    others = [
        (code, translation.get_language_info(code)["name_local"].capitalize())
        for code in profile.languages
        if code != language
    ]
    with translation.override(language):
        shared = {"profile": profile, "language": language, "first_language": profile.languages[0], "others": others}
        return render_to_string(template, {**shared, **context}).encode()


def _put(path: Path, content: bytes) -> None:
    """Put a file in place at once: readers see the old one or the new one, never half."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.new")
    draft.write_bytes(content)
    draft.replace(path)
