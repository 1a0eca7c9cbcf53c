"""Whether the areas and districts that observations name are those of ``areas.csv``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sharedsafety.core.findings import Finding
from sharedsafety.folder.community import Community
from sharedsafety.progress.area_map import area_map_rules
from sharedsafety.progress.series import Observation
from sharedsafety.progress.series_checks import OBSERVATIONS


def area_row_findings(community: Community) -> Iterator[Finding]:
    """Yield a finding for each unknown area or district of an indicator, at its first row, and for both in one sign."""
    rules = area_map_rules()
    known = {
        rules.group_type: {area.area_id for area in community.areas},
        rules.district_type: {area.part_of for area in community.areas if area.part_of},
    }
    yield from _unknown(community, {kind: names for kind, names in known.items() if names})
    if known[rules.district_type]:
        yield from _both(community)


def _unknown(community: Community, known: Mapping[str, set[str]]) -> Iterator[Finding]:
    codes = {area_map_rules().group_type: "observation-of-unknown-area"}
    seen: set[tuple[str, str, str]] = set()
    for row in community.observations:
        key = (row.indicator_id, row.group_type, row.group)
        if row.group not in known.get(row.group_type, {row.group}) and key not in seen:
            seen.add(key)
            params = {"indicator_id": row.indicator_id, "area_id": row.group}
            yield _finding(codes.get(row.group_type, "observation-of-unknown-district"), row, params)


def _both(community: Community) -> Iterator[Finding]:
    """Yield an error for each sign of people by area and by district: a district less its areas tells a hidden one."""
    rules = area_map_rules()
    for indicator in community.indicators:
        rows = [row for row in community.observations if row.indicator_id == indicator.id]
        kinds = {row.group_type for row in rows}
        if indicator.people and {rules.group_type, rules.district_type} <= kinds:
            first = next(row for row in rows if row.group_type == rules.district_type)
            yield _finding("districts-beside-areas", first, {"indicator_id": indicator.id})


def _finding(code: str, row: Observation, params: Mapping[str, str]) -> Finding:
    return Finding(code=code, file=OBSERVATIONS, row=row.row, column="group", params=dict(params))
