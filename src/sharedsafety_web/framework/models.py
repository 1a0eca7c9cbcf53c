"""Packs that were taken into a folder in the workspace, kept so that they can be taken back."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models


class PackTaken(models.Model):
    """One pack taken into a folder: who, when, and ``framework.yaml`` as it was before.

    ``after`` is the SHA-256 of the file as the import left it; only while it is still so can it be taken back.
    """

    community = models.ForeignKey("core.Community", on_delete=models.CASCADE, related_name="packs_taken")
    pack = models.CharField(max_length=200)
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    taken_at = models.DateTimeField()
    before = models.BinaryField()
    after = models.CharField(max_length=64)
    undone = models.BooleanField(default=False)

    class Meta:
        """Newest first."""

        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return f"{self.pack} {self.taken_at:%Y-%m-%d}"
