"""The framework of a community folder as it stands on one day, and what is dated after that day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from sharedsafety.core.findings import Finding
from sharedsafety.folder.community import Community
from sharedsafety.folder.framework_file import community_changes, community_pack
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
    tables: tuple[tuple[str, Iterable[Any], tuple[str, ...]], ...] = (
        ("ratings.csv", community.ratings, ("round",)),
        ("commitments.csv", community.commitments, ("asked_on", "answered_on")),
        ("readiness.csv", community.readiness, ("answered_on",)),
    )
    for file, rows, columns in tables:
        for row in rows:
            for column in columns:
                day = getattr(row, column)
                if day is not None and day > as_of.isoformat():
                    words = {"date": day, "as_of": as_of.isoformat()}
                    yield Finding(code="framework-later", file=file, row=row.row, column=column, params=words)
