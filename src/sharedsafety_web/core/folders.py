"""A community folder as the workspace meets it: who it is, and what the check finds."""

from __future__ import annotations

from pathlib import Path

from sharedsafety.core.errors import BadInput
from sharedsafety.folder.community import Profile
from sharedsafety.folder.yaml_in import shaped, yaml_content

#: Names that the addresses of the platform use themselves.
RESERVED = frozenset({"es", "workspace", "accounts", "static"})


def folder_profile(folder: Path) -> Profile:
    """Return who a folder is about, without reading the rest of it.

    Raises:
        BadInput: ``community.yaml`` is missing or not as documented, or its id is one of the platform's own addresses.
    """
    content, faults = yaml_content(folder, "community.yaml")
    profile, wrong = shaped(content, Profile, "community.yaml") if content is not None else (None, [])
    if profile is None:
        first = [*faults, *wrong][0]
        raise BadInput(first.code, file=first.file, row=first.row, column=first.column, **first.params)
    if profile.id in RESERVED:
        raise BadInput("name-reserved", file="community.yaml", column="id", value=profile.id)
    return profile
