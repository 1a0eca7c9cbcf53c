"""The framework of a community folder as it stands on one day, and what is dated after that day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sharedsafety.core.findings import Finding
from sharedsafety.folder.community import Community
from sharedsafety.folder.framework_file import community_changes, community_pack
from sharedsafety.folder.later_days import later_days
from sharedsafety.framework.standing import FrameworkRecords, FrameworkStanding, framework_standing


def standing_of(community: Community, as_of: date) -> FrameworkStanding:
    """Return the framework of a community as it stands on a day."""
    records = FrameworkRecords(
        ratings=community.ratings,
        commitments=community.commitments,
        readiness=community.readiness,
        priorities=[priority.id for priority in community.priorities],
    )
    pack = community_pack(community.framework).pack
    return framework_standing(pack, community_changes(community.framework), records, as_of=as_of)


def later_records(community: Community, as_of: date) -> Iterator[Finding]:
    """Yield each date of a rating, a commitment or an answer that lies after the day of the assessment."""
    yield from later_days("ratings.csv", community.ratings, ("round",), as_of=as_of)
    yield from later_days("commitments.csv", community.commitments, ("asked_on", "answered_on"), as_of=as_of)
    yield from later_days("readiness.csv", community.readiness, ("answered_on",), as_of=as_of)
