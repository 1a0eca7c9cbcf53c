"""Budget files on their way into a folder, and those that were added, kept so that they can be taken back."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from django.conf import settings
from django.db import models


class BudgetUpload(models.Model):
    """A file that one person looks at and has not added yet; it lies under a private name, never the name it came with.

    ``columns`` and ``answers`` are what the person said of it (``said_columns.Said``), ``facts`` what is known of it.
    """

    community = models.ForeignKey("core.Community", on_delete=models.CASCADE, related_name="budget_uploads")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    stored_as = models.CharField(max_length=80)
    shown_as = models.CharField(max_length=100)
    uploaded_at = models.DateTimeField()
    columns = models.JSONField(default=dict)
    answers = models.JSONField(default=dict)
    kept = models.BooleanField(default=False)
    facts = models.JSONField(default=dict)

    class Meta:
        """One file at a time for each person and community."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["community", "person"], name="one_budget_upload_each"),
        ]

    def __str__(self) -> str:
        return self.shown_as

    @property
    def path(self) -> Path:
        """Return where the file lies until it is added, cancelled or too old."""
        place: Path = settings.VAR_DIR / "uploads" / self.stored_as
        return place


class BudgetAdded(models.Model):
    """One budget file that was added: who, when, and the files of the folder as they were before.

    ``after`` is the mark of those files (``budget_state``) as adding left them, empty while it is not finished; only
    while it still holds can the file be taken back.
    """

    community = models.ForeignKey("core.Community", on_delete=models.CASCADE, related_name="budgets_added")
    documents = models.JSONField()
    place = models.CharField(max_length=200)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    added_at = models.DateTimeField()
    mapping_before = models.BinaryField()
    documents_before = models.BinaryField()
    profile_before = models.BinaryField()
    after = models.CharField(max_length=64)
    undone = models.BooleanField(default=False)

    class Meta:
        """Newest first."""

        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return f"{self.place} {self.added_at:%Y-%m-%d}"
