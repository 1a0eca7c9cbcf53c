"""The vision and the definition of well-being as they stand, in every language of a community."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

from sharedsafety.core.text_in import text_of
from sharedsafety.folder.agreed_words import TRANSLATIONS, agreed_state
from sharedsafety_web.framework.selectors.desk import Desk


def agreed_values(*, community: Any, desk: Desk, key: str) -> dict[str, str]:
    """Return what stands of one text, by the names of its form; ``before`` marks the files as they are now."""
    profile, root = desk.folder.profile, Path(community.folder)
    first, *others = profile.languages
    told = _translated(root, key)
    return {
        "before": agreed_state(root),
        f"text_{first}": getattr(profile, key) or "",
        **{f"text_{language}": told.get(language, "") for language in others},
        **{name: getattr(profile, f"{key}_{name}") or "" for name in ("agreed_by", "agreed_on", "source")},
    }


def _translated(root: Path, key: str) -> dict[str, str]:
    if not (root / TRANSLATIONS).is_file():
        return {}
    rows = csv.DictReader(io.StringIO(text_of(root / TRANSLATIONS, TRANSLATIONS)[0]))
    own = [row for row in rows if row.get("object_id") == f"community/{key}"]
    return {str(row.get("language")): str(row.get("text")) for row in own}
