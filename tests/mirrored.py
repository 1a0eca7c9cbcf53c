"""A community in the mirror (method.md 4.11): every statement turned into its opposite, every category renamed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sharedsafety.folder.assessment import Assessment, PriorityResult
from sharedsafety.folder.community import Community
from sharedsafety.framework.priority import Direction, StatedPriority
from sharedsafety.investments.results import Lamp

OPPOSITE: Mapping[Direction, Direction] = {"more": "less", "less": "more"}


def asking(community: Community) -> Community:
    """Return the community with "more" asked where its own statements name no direction: there is one to turn."""
    return replace(
        community,
        priorities=tuple(
            one if one.stated_by or one.direction else replace(one, direction="more") for one in community.priorities
        ),
    )


def lamps(result: PriorityResult) -> dict[str, Lamp]:
    """Return the lamps of a priority by their name."""
    return {lamp.name: lamp for lamp in result.money.lamps}


def opposite(result: PriorityResult) -> StatedPriority:
    """Return the statement turned: more for less, a floor for a ceiling, a share as far on the other side.

    A share is turned by its ratio to the money: where there is between 1.2 and 1.5 times what was asked, there is
    then between 1 / 1.5 and 1 / 1.2 of it.
    """
    stated = result.stated
    turned = replace(stated, direction=OPPOSITE.get(stated.direction, stated.direction) if stated.direction else None)
    asked = lamps(result)["level"].figures.get("asked_of")
    floor_for_ceiling = stated.statement_kind == "S2" and stated.direction in OPPOSITE
    if floor_for_ceiling or asked is None or not asked.value:
        return turned
    low, high = (asked.value if end is None else end for end in (asked.low, asked.high))
    return replace(turned, target_value=low * high / (stated.target_value or 1.0))


def turned(community: Community, done: Assessment) -> Community:
    """Return the community with every statement turned into its opposite."""
    return replace(community, priorities=tuple(map(opposite, done.priorities)))


def five_areas_with_few_cases(community: Community) -> Community:
    """Return the community with its first five areas only, hardly anybody harmed in them, and all money inside."""
    areas = tuple(replace(area, need=need) for area, need in zip(community.areas, (1, 2, 0, 1, 2), strict=False))
    ids = {area.area_id for area in areas}
    inside = [share for share in community.area_shares if share.area_id in ids]
    whole = {key: sum(s.share for s in inside if s.program_key == key) for key in {s.program_key for s in inside}}
    shares = tuple(replace(s, share=s.share / whole[s.program_key]) for s in inside if whole[s.program_key])
    return replace(community, areas=areas, area_shares=shares)
