"""What the open data of a release says of the release itself."""

from __future__ import annotations

from dataclasses import dataclass

from sharedsafety.folder.community import Profile


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseStamp:
    """Number and day (ISO date) of a release."""

    number: int
    date: str

    @property
    def version(self) -> str:
        """Return the version of a release as data catalogues write it.

        >>> ReleaseStamp(number=3, date="2026-11-23").version
        '3.0.0'
        """
        return f"{self.number}.0.0"


def title_of(profile: Profile, stamp: ReleaseStamp) -> dict[str, str]:
    """Return the title of a release's data in English and Spanish; made-up data says so."""
    example = {"en": " (example data, made up)", "es": " (datos de ejemplo, inventados)"}
    marks = example if profile.provenance == "example" else {"en": "", "es": ""}
    return {
        "en": f"{profile.name}: shared safety, release {stamp.number}{marks['en']}",
        "es": f"{profile.name}: seguridad compartida, edición {stamp.number}{marks['es']}",
    }
