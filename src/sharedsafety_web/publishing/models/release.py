"""A release, its files never change, and what the seats that review it said."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

#: A number belongs to one release at a time: drafts that were sent back or taken back leave theirs.
HOLDS_NUMBER = ("review", "signed", "public", "withdrawn")


class Release(models.Model):
    """One release of one community's public site, from its draft on. ``content_hash`` is that of its manifest.

    ``people`` are its tables of people as they are shown: later releases are compared with them, whatever becomes of
    its files. ``findings`` is what the gate found.
    """

    class State(models.TextChoices):
        """Where the release stands."""

        REVIEW = "review", _("Under review")
        SENT_BACK = "sent_back", _("Sent back")
        SIGNED = "signed", _("Signed, not public yet")
        UNDONE = "undone", _("Taken back before it was public")
        PUBLIC = "public", _("Public")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    community = models.ForeignKey("core.Community", on_delete=models.PROTECT, related_name="releases")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.REVIEW)
    created_at = models.DateTimeField()
    address = models.CharField(max_length=200)
    content_hash = models.CharField(max_length=64)
    folder_hash = models.CharField(max_length=64)
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    job = models.OneToOneField("publishing.Job", on_delete=models.PROTECT, related_name="release")
    uncoded_usd = models.FloatField(null=True)
    cannot_tell = models.PositiveIntegerField()
    findings = models.JSONField(default=list)
    people = models.JSONField(default=list)
    independent = models.BooleanField(default=False)
    next_promised = models.DateField(null=True)
    corrects = models.PositiveIntegerField(null=True)
    note = models.TextField(blank=True)
    embargo_until = models.DateTimeField(null=True)
    signed_at = models.DateTimeField(null=True)
    public_from = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)

    class Meta:
        """Newest first."""

        ordering: ClassVar = ["-number", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["community", "number"],
                condition=models.Q(state__in=HOLDS_NUMBER),
                name="one_release_number",
            )
        ]

    def __str__(self) -> str:
        return f"{self.community_id} r{self.number} {self.state}"


class Review(models.Model):
    """What one seat said of one draft. Who said it stays in the workspace; what was sent back is published."""

    class Decision(models.TextChoices):
        """What was said."""

        APPROVED = "approved", _("Approved")
        SENT_BACK = "sent_back", _("Sent back")

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="reviews")
    seat = models.CharField(max_length=30)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    decision = models.CharField(max_length=10, choices=Decision.choices)
    table = models.CharField(max_length=100, blank=True)
    reason = models.TextField(blank=True)
    decided_at = models.DateTimeField()

    class Meta:
        """In the order in which they were said."""

        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.release_id} {self.seat} {self.decision}"
