"""What-if scenarios: named lists of moves, and what was computed of them on which state of the folder."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from sharedsafety.investments.move import Move


class Scenario(models.Model):
    """Moves of money under a name. ``version`` counts its changes: who saves names the version that they saw.

    ``moves`` holds each move as [from, to, cents, fiscal year, source, fund or null].
    """

    community = models.ForeignKey("core.Community", on_delete=models.CASCADE, related_name="scenarios")
    name = models.CharField(max_length=120)
    moves = models.JSONField(default=list)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        """The one that was changed last comes first; a name is used once."""

        ordering: ClassVar = ["-changed_at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["community", "name"], name="one_scenario_of_a_name"),
        ]

    def __str__(self) -> str:
        return self.name

    def as_moves(self) -> tuple[Move, ...]:
        """Return the moves; their rows are those of the exported table."""
        return tuple(
            Move(
                from_program=giver,
                to=to,
                amount_cents=cents,
                fiscal_year=year,
                source=source,
                fund_code=fund,
                row=row,
            )
            for row, (giver, to, cents, year, source, fund) in enumerate(self.moves, start=2)
        )


class ScenarioResult(models.Model):
    """What a version of a scenario changed, as computed on one state of the folder; an older one is kept beside it."""

    scenario = models.ForeignKey(Scenario, on_delete=models.CASCADE, related_name="results")
    version = models.PositiveIntegerField()
    folder_hash = models.CharField(max_length=64)
    computed_at = models.DateTimeField()
    content: models.JSONField[Any, Any] = models.JSONField()

    class Meta:
        """Newest first."""

        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return f"{self.scenario_id} v{self.version} {self.computed_at:%Y-%m-%d}"
