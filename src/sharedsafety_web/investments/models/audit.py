"""An audit of coded dollars: what was drawn, and what a second person said of it."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models


class Audit(models.Model):
    """A monetary-unit sample of the coded dollars of one year and phase, as it was drawn; nothing in it changes.

    ``lines`` are the drawn lines (``SampledLine``), ``coding`` the coding that is audited: program -> rows as texts,
    as it stood when the sample was drawn. ``cents`` is the sum of the dollars that could be drawn.
    """

    community = models.ForeignKey("core.Community", on_delete=models.CASCADE, related_name="audits")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    drawn_at = models.DateTimeField()
    fiscal_year = models.PositiveSmallIntegerField()
    phase = models.CharField(max_length=20)
    seed = models.BigIntegerField()
    size = models.PositiveIntegerField()
    cents = models.BigIntegerField()
    risk = models.FloatField()
    lines = models.JSONField()
    coding = models.JSONField()

    class Meta:
        """The newest first."""

        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return f"{self.community_id} {self.fiscal_year} {self.phase} {self.seed}"


class AuditAnswer(models.Model):
    """What a second person found in one drawn line: written once, since they see the coding afterwards.

    ``rows`` are category and share as texts, empty where the taint came in a table; ``taint`` is the share of the line
    coded wrong, exact as a decimal text.
    """

    audit = models.ForeignKey(Audit, on_delete=models.CASCADE, related_name="answers")
    line_id = models.CharField(max_length=500)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()
    rows = models.JSONField()
    taint = models.CharField(max_length=70)
    note = models.TextField(blank=True)

    class Meta:
        """One answer a line."""

        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["audit", "line_id"], name="one_answer_a_line")]

    def __str__(self) -> str:
        return f"{self.line_id} {self.taint}"
