"""The faults of one file: the first of each kind one by one, the rest as a count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from sharedsafety.core.findings import Finding
from sharedsafety.investments.upload_limits import upload_limits


class FaultList:
    """Collects findings; a file with a million faults gives a short list and a number."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._listed: list[Finding] = []
        self._counts: Counter[str] = Counter()

    def add(self, code: str, *, row: int | None = None, column: str | None = None, **params: Any) -> None:
        """Add one finding about the file."""
        self.extend((Finding(code=code, file=self._file, row=row, column=column, params=params),))

    def extend(self, findings: Iterable[Finding]) -> None:
        """Add findings made elsewhere."""
        for finding in findings:
            self._counts[finding.code] += 1
            if self._counts[finding.code] <= upload_limits().faults_listed:
                self._listed.append(finding)

    def findings(self) -> tuple[Finding, ...]:
        """Return the findings, with one more for each kind that was cut short."""
        cap = upload_limits().faults_listed
        more = tuple(
            Finding(code="ledger-more-faults", file=self._file, params={"count": count - cap, "kind": code})
            for code, count in sorted(self._counts.items())
            if count > cap
        )
        return (*self._listed, *more)
