"""Who has to review a draft before it can be signed: rules over stored facts, written once."""

from __future__ import annotations

from typing import Any

from sharedsafety.core.findings import Finding
from sharedsafety.core.roles import ReviewSeat, all_roles
from sharedsafety_web.publishing.models import Release, Review


def seats_needed(*, community: Any, drafter: Any) -> tuple[ReviewSeat, ...]:
    """Return the seats that somebody holds in this community; the drafter never counts as the privacy steward."""
    held = community.memberships.filter(user__is_active=True).values_list("role", "user_id")
    return tuple(
        seat
        for seat in all_roles().review_seats
        if any(role in seat.roles and not (seat.apart_from_drafter and _is(drafter, user)) for role, user in held)
    )


def seats_missing(*, release: Release) -> tuple[ReviewSeat, ...]:
    """Return the seats that have not approved this draft yet."""
    said = set(release.reviews.filter(decision=Review.Decision.APPROVED).values_list("seat", flat=True))
    needed = seats_needed(community=release.community, drafter=release.drafted_by)
    return tuple(seat for seat in needed if seat.id not in said)


def seats_of(*, release: Release, person: Any) -> tuple[ReviewSeat, ...]:
    """Return the seats for which a person may speak on this draft."""
    roles = set(person.memberships.filter(community=release.community).values_list("role", flat=True))
    return tuple(
        seat
        for seat in all_roles().review_seats
        if roles & set(seat.roles) and not (seat.apart_from_drafter and _is(release.drafted_by, person.pk))
    )


def is_independent(*, community: Any, drafter: Any) -> bool:
    """Return whether a privacy steward other than the drafter has to approve; else a release says that none did."""
    return any(seat.apart_from_drafter for seat in seats_needed(community=community, drafter=drafter))


def gate_faults(*, release: Release) -> tuple[Finding, ...]:
    """Return what the gate found in a draft that keeps it from being signed by anybody."""
    found = (Finding(**row) for row in release.findings)
    return tuple(finding for finding in found if finding.severity == "error")


def waits(*, release: Release) -> bool:
    """Return whether anything but the signature is missing: a seat, or a draft that gives nobody away."""
    return bool(gate_faults(release=release) or seats_missing(release=release))


def _is(person: Any, user_id: int) -> bool:
    return person is not None and person.pk == user_id
