"""The first lines of a ledger as they would be read, to look at before anything is written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

#: What of a line is shown.
SHOWN = (
    "source_row", "fiscal_year", "phase", "flow", "department", "program_code", "program", "fund_code", "fund",
    "object", "amount_cents",
)  # fmt: skip


class FirstLines:
    """Keeps the first lines of what it is given, in their order, and lets the rest go."""

    def __init__(self, most: int) -> None:
        self._most = most
        self.lines: list[Mapping[str, Any]] = []

    def take(self, batch: Any) -> None:
        """Keep lines of an Arrow batch until there are enough."""
        left = self._most - len(self.lines)
        if left > 0:
            self.lines += batch.select(SHOWN).slice(0, left).to_pylist()
