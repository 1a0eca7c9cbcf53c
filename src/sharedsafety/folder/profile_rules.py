"""What ``community.yaml`` may say, beyond the types of its keys."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sharedsafety.core.findings import Finding
from sharedsafety.core.reviewed import load_data
from sharedsafety.folder.cells import is_id
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
    if not 1 <= profile.fiscal_year_start <= 12:
        yield _finding("not-a-month", "fiscal_year_start", value=profile.fiscal_year_start)


def _finding(code: str, key: str, **params: object) -> Finding:
    return Finding(code=code, file=_FILE, column=key, params=params)
