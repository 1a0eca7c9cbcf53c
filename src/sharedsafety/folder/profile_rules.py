"""What ``community.yaml`` may say, beyond the types of its keys."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sharedsafety.core.findings import Finding
from sharedsafety.core.reviewed import load_data
from sharedsafety.folder.cells import is_day, is_id
from sharedsafety.folder.community import Profile

_FILE = "community.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileWords:
    """The words that keys of ``community.yaml`` may hold."""

    kinds: tuple[str, ...]
    provenances: tuple[str, ...]
    languages: tuple[str, ...]
    phases: tuple[str, ...]


def profile_findings(profile: Profile) -> Iterator[Finding]:
    """Yield what is wrong with a profile: its id, its words, its month, its languages, an empty name.

    Source: data/folder/profile.yaml.
    """
    words = load_data("folder/profile", ProfileWords)
    if not is_id(profile.id):
        yield _finding("not-an-id", "id", value=profile.id)
    for key in ("name", "about"):
        if not getattr(profile, key).strip():
            yield _finding("cell-missing", key)
    for key, value, allowed in (
        ("kind", profile.kind, words.kinds),
        ("provenance", profile.provenance, words.provenances),
        ("headline_phase", profile.headline_phase, words.phases),
        *(("languages", language, words.languages) for language in profile.languages or ("",)),
    ):
        if value not in allowed:
            yield _finding("not-on-list", key, value=value, allowed=", ".join(allowed))
    if len(set(profile.languages)) < len(profile.languages):
        yield _finding("language-twice", "languages", languages=", ".join(profile.languages))
    yield from _agreed_findings(profile)
    if not 1 <= profile.fiscal_year_start <= 12:
        yield _finding("not-a-month", "fiscal_year_start", value=profile.fiscal_year_start)


def _agreed_findings(profile: Profile) -> Iterator[Finding]:
    """Yield what is wrong with the days on which the vision and the definition of well-being were agreed."""
    for key, words in (("vision", profile.vision), ("well_being", profile.well_being)):
        day = getattr(profile, f"{key}_agreed_on")
        if day is not None and not is_day(day):
            yield _finding("not-a-date", f"{key}_agreed_on", value=day)
        if words is None and (day or getattr(profile, f"{key}_agreed_by")):
            yield _finding("cell-missing", key)


def _finding(code: str, key: str, **params: object) -> Finding:
    return Finding(code=code, file=_FILE, column=key, params=params)
