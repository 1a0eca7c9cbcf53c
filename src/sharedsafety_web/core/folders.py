"""A community folder as the workspace meets it: who it is, and what the check finds."""

from __future__ import annotations

from pathlib import Path

from sharedsafety.core.errors import BadInput
from sharedsafety.core.findings import Finding
from sharedsafety.folder.cells import is_id
from sharedsafety.folder.community import Profile
from sharedsafety.folder.yaml_in import shaped, yaml_content

#: Names that the addresses of the platform use themselves.
RESERVED = frozenset({"es", "workspace", "accounts", "static"})


def folder_profile(folder: Path) -> Profile:
    """Return who a folder is about, without reading the rest of it.

    Raises:
        BadInput: ``community.yaml`` is missing or not as documented, or its id can't be an address or is one of the
            platform's own.
    """
    content, faults = yaml_content(folder, "community.yaml")
    profile, wrong = shaped(content, Profile, "community.yaml") if content is not None else (None, [])
    if profile is None:
        wrong = [one for one in (*faults, *wrong) if one.severity == "error"]
        raise BadInput.with_all(wrong or [Finding(code="not-a-mapping", file="community.yaml")])
    if not is_id(profile.id):
        raise BadInput("not-an-id", file="community.yaml", column="id", value=profile.id)
    if profile.id in RESERVED:
        raise BadInput("name-reserved", file="community.yaml", column="id", value=profile.id)
    return profile
