"""Everything the page of one release shows, and what a person may do with it there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sharedsafety.core.findings import Finding
from sharedsafety.core.roles import all_roles
from sharedsafety.report.names import name
from sharedsafety_web.core.selectors import permission_names
from sharedsafety_web.publishing.models import Release, Review
from sharedsafety_web.publishing.review_rules import seats_missing, seats_needed, seats_of
from sharedsafety_web.publishing.selectors import draft_tables


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatRow:
    """One seat of the review: whether it is needed here, whether it has approved, and whether one may speak for it."""

    id: str
    name: str
    needed: bool
    approved: bool
    mine: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseDesk:
    """One release as the workspace shows it."""

    release: Release
    seats: tuple[SeatRow, ...]
    reviews: tuple[Review, ...]
    findings: tuple[dict[str, Any], ...]
    tables: tuple[tuple[str, str], ...]
    may: frozenset[str]

    @property
    def may_sign(self) -> bool:
        """Return whether a signature is all that is missing."""
        return "sign" in self.may and self.release.state == "review" and not self.waits_for and not self.is_weak

    @property
    def is_weak(self) -> bool:
        """Return whether the gate found what would give people away, so that nobody may sign."""
        return any(row["severity"] == "error" for row in self.findings)

    @property
    def waits_for(self) -> tuple[str, ...]:
        """Return the names of the seats that still have to approve."""
        return tuple(seat.name for seat in self.seats if seat.needed and not seat.approved)

    @property
    def mine(self) -> tuple[SeatRow, ...]:
        """Return the seats for which the person may still speak."""
        return tuple(seat for seat in self.seats if seat.mine and not seat.approved)


def release_desk(*, release: Release, user: Any, language: str) -> ReleaseDesk:
    """Return the page of one release for one person."""
    needed = {seat.id for seat in seats_needed(community=release.community, drafter=release.drafted_by)}
    missing = {seat.id for seat in seats_missing(release=release)}
    mine = {seat.id for seat in seats_of(release=release, person=user)}
    rows = tuple(
        SeatRow(
            id=seat.id,
            name=name("review_seat", seat.id, language),
            needed=seat.id in needed,
            approved=seat.id in needed - missing,
            mine=seat.id in mine and release.state == Release.State.REVIEW,
        )
        for seat in all_roles().review_seats
    )
    return ReleaseDesk(
        release=release,
        seats=rows,
        reviews=tuple(release.reviews.all()),
        findings=tuple(Finding(**row).as_row(language) for row in release.findings),
        tables=draft_tables(release=release),
        may=frozenset(permission_names(user=user, community=release.community)),
    )
