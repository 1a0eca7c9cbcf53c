"""What was entered in the workspace, kept so that it can be taken back."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models


class Entry(models.Model):
    """One change of a folder's observations: who, when, why, and the file as it was before.

    ``after`` is the SHA-256 of the file as the change left it; only while it is still so can the change be taken back.
    """

    community = models.ForeignKey("core.Community", on_delete=models.CASCADE, related_name="entries")
    indicator = models.CharField(max_length=80)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    entered_at = models.DateTimeField()
    why = models.CharField(max_length=300)
    added = models.PositiveIntegerField()
    changed = models.PositiveIntegerField()
    before = models.BinaryField()
    after = models.CharField(max_length=64)
    undone = models.BooleanField(default=False)

    class Meta:
        """Newest first."""

        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return f"{self.indicator} {self.entered_at:%Y-%m-%d}"
