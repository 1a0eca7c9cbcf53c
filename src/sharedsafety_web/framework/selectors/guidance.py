"""How each step is done, as the community's pack says it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sharedsafety.framework.guidance import lines_in, words_in
from sharedsafety.report.names import name
from sharedsafety_web.framework.selectors.desk import Desk


def framework_steps(*, desk: Desk) -> list[tuple[str, str]]:
    """Return the id and the title of each step that has guidance."""
    return [(step.id, words_in(step.title, desk.language)[1]) for step in desk.folder.standing.pack.guidance]


def framework_step(*, desk: Desk, step: str) -> Mapping[str, Any] | None:
    """Return the guidance of one step; None where the pack has none."""
    language = desk.language
    found = next((one for one in desk.folder.standing.pack.guidance if one.id == step), None)
    if found is None:
        return None
    return {
        "title": words_in(found.title, language)[1],
        "asks": words_in(found.asks, language)[1],
        "provenance": name("pack_provenance", found.provenance, language),
        "is_ours": found.provenance == "proposed",
        "parts": [(words_in(part.title, language)[1], lines_in(part, language)[1]) for part in found.parts],
        "others": [one for one in framework_steps(desk=desk) if one[0] != step],
    }
