"""What one person decided about one program, at one moment."""

from __future__ import annotations

from typing import Any, ClassVar, NoReturn

from django.conf import settings
from django.db import models


class Decision(models.Model):
    """A coding of one program, or the settling of a dispute over it: written once, never changed or removed.

    ``rows`` are cells of ``budget/coding.csv`` by column, as texts. ``seen`` is what the program spent as the person
    saw it: "year phase fund" -> cents. ``coder`` is the name under which the rows stand in the folder: a number, no
    person's name or address. A carried program has no rows: what was said before stands under another key since.
    """

    class Kind(models.TextChoices):
        """A person's own coding, the settling of a dispute, or the carrying of all that to another program."""

        CODING = "coding"
        SETTLING = "settling"
        CARRIED = "carried"

    community = models.ForeignKey("core.Community", on_delete=models.CASCADE, related_name="decisions")
    program_key = models.CharField(max_length=500)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    coder = models.CharField(max_length=100)
    made_at = models.DateTimeField()
    rows = models.JSONField()
    seen = models.JSONField()
    reason = models.TextField(blank=True)

    class Meta:
        """In the order in which they were made."""

        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [models.Index(fields=["community", "program_key"])]

    def __str__(self) -> str:
        return f"{self.program_key} {self.coder}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store a new decision; one that is stored can't be saved again."""
        if self.pk is not None:
            self._refuse()
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse: decisions stay."""
        self._refuse()

    def _refuse(self) -> NoReturn:
        raise TypeError("A decision is never changed or removed.")
