"""Names of groups in the language of an edition: an area by its name, any other as the folder writes it."""

from __future__ import annotations

from sharedsafety.progress.area_map import area_map_rules, area_names
from sharedsafety_web.publishing.site.edition import Edition, Text


def group_name(edition: Edition, group_type: str, group: str) -> Text:
    """Return the name of a group."""
    names = area_names(edition.assessment.areas) if group_type == area_map_rules().group_type else {}
    return edition.line(names.get(group, group))
