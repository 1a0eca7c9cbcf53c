"""What the seats say of a draft: approved, a table sent back, or the whole draft sent back, with a public reason."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from sharedsafety.core.errors import BadInput
from sharedsafety_web.core.services import record_add
from sharedsafety_web.publishing.models import Release, Review
from sharedsafety_web.publishing.review_rules import seats_of
from sharedsafety_web.publishing.services.public_record import public_add


@transaction.atomic
def release_approve(*, release: Release, seat: str, person: Any) -> Review:
    """Return the stored approval of one seat.

    Raises:
        BadInput: the person does not hold the seat, or the draft is not under review.
    """
    review = _said(release, seat, person, Review.Decision.APPROVED)
    record_add(action="release-approved", actor=person, community=release.community, release=release.number)
    return review


@transaction.atomic
def release_send_back(*, release: Release, seat: str, person: Any, reason: str, table: str = "") -> Review:
    """Return the stored refusal of a draft; the reason goes to the public record, and a table stays held until let go.

    Raises:
        BadInput: as above, or no reason was given.
    """
    if not reason.strip():
        raise BadInput("reason-missing")
    review = _said(release, seat, person, Review.Decision.SENT_BACK, reason=reason.strip(), table=table)
    Release.objects.filter(pk=release.pk).update(state=Release.State.SENT_BACK)
    content = {"release": release.number, "table": table, "seat": seat, "reason": review.reason}
    public_add(community=release.community, action="sent-back", **content)
    record_add(action="release-sent-back", actor=person, community=release.community, release=release.number)
    return review


@transaction.atomic
def table_let_go(*, community: Any, table: str, person: Any) -> None:
    """Let the next release show a table again that was held back."""
    public_add(community=community, action="let-go", table=table)
    record_add(action="table-let-go", actor=person, community=community, table=table)


@transaction.atomic
def dissent_add(*, community: Any, by: str, text: str, person: Any) -> None:
    """Add a minority statement; every later release prints it unedited.

    Raises:
        BadInput: a name or a text is missing.
    """
    if not by.strip() or not text.strip():
        raise BadInput("reason-missing")
    public_add(community=community, action="dissent", by=by.strip(), text=text.strip())
    record_add(action="dissent-added", actor=person, community=community)


def _said(release: Release, seat: str, person: Any, decision: str, **more: str) -> Review:
    locked = Release.objects.select_for_update().get(pk=release.pk)
    if locked.state != Release.State.REVIEW:
        raise BadInput("release-not-under-review", number=release.number)
    if seat not in {one.id for one in seats_of(release=locked, person=person)}:
        raise BadInput("seat-not-held")
    return Review.objects.create(
        release=locked, seat=seat, person=person, decision=decision, decided_at=timezone.now(), **more
    )
