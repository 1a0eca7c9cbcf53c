"""The long work of one community, one job at a time."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

#: What a job does, in order; data/report/names.yaml has the words. Those in the middle are the assessment's own.
STEPS = ("checking", "ledger", "money", "change", "programs", "gate", "building", "signing")


class Job(models.Model):
    """One piece of long work for one community: a check of its folder, or a new release."""

    class Kind(models.TextChoices):
        """What the job does."""

        CHECK = "check", _("Check the folder")
        PUBLISH = "publish", _("Draft a release")

    class State(models.TextChoices):
        """Where the job stands; the last four are final."""

        WAITING = "waiting", _("Waiting")
        RUNNING = "running", _("Running")
        DONE = "done", _("Done")
        REFUSED = "refused", _("Refused: the check found faults")
        FAILED = "failed", _("Failed")
        CANCELLED = "cancelled", _("Cancelled")

    public_id = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    community = models.ForeignKey("core.Community", on_delete=models.CASCADE, related_name="jobs")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    step = models.CharField(max_length=10, blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)
    fault = models.JSONField(null=True)
    plan = models.JSONField(default=dict)

    class Meta:
        """Newest first."""

        ordering: ClassVar = ["-asked_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.community_id} {self.state}"

    @property
    def is_final(self) -> bool:
        """Return whether nothing more will happen."""
        return self.state not in {self.State.WAITING, self.State.RUNNING}

    @property
    def step_number(self) -> int:
        """Return which step is running, from 1; 0 before the first."""
        return STEPS.index(self.step) + 1 if self.step in STEPS else 0
