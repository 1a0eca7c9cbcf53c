"""The public record of a community's releases: written once, chained, and copied to its site."""

from __future__ import annotations

from typing import Any, ClassVar, NoReturn

from django.db import models


class PublicEntry(models.Model):
    """One entry of the public record; it names roles and reasons, never a person."""

    community = models.ForeignKey("core.Community", on_delete=models.PROTECT, related_name="public_entries")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        """In the order of the chain."""

        ordering: ClassVar = ["number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["community", "number"], name="one_public_number")]

    def __str__(self) -> str:
        return f"{self.community_id} {self.number} {self.content.get('action', '')}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store a new entry; one that is stored can't be saved again."""
        if self.pk is not None:
            self._refuse()
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse: entries stay."""
        self._refuse()

    def _refuse(self) -> NoReturn:
        raise TypeError("An entry of the public record is never changed or removed.")
