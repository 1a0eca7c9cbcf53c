"""The faults of one file: the first of each kind one by one, the rest as a count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from sharedsafety.core.findings import Finding
from sharedsafety.investments.upload_limits import upload_limits


class FaultList:
    """Collects findings; a file with a million faults gives a short list and a number.

    Args:
        file: the file as the user knows it.
        listed: how many faults of one kind are told one by one; None takes the number for budget files.
    """

    def __init__(self, file: str, *, listed: int | None = None) -> None:
        self._file = file
        self._cap = upload_limits().faults_listed if listed is None else listed
        self._listed: list[Finding] = []
        self._counts: Counter[str] = Counter()

    def add(self, code: str, *, row: int | None = None, column: str | None = None, **params: Any) -> None:
        """Add one finding about the file."""
        self.extend((Finding(code=code, file=self._file, row=row, column=column, params=params),))

    def extend(self, findings: Iterable[Finding]) -> None:
        """Add findings made elsewhere."""
        for finding in findings:
            self._counts[finding.code] += 1
            if self._counts[finding.code] <= self._cap:
                self._listed.append(finding)

    @property
    def total(self) -> int:
        """Return how many findings there are, those that are only counted among them."""
        return self._counts.total()

    def findings(self) -> tuple[Finding, ...]:
        """Return the findings, with one more for each kind that was cut short."""
        more = tuple(
            Finding(code=_more(code), file=self._file, params={"count": count - self._cap, "kind": code})
            for code, count in sorted(self._counts.items())
            if count > self._cap
        )
        return (*self._listed, *more)


def _more(code: str) -> str:
    """Return the code that says there are more of a kind: more notes don't make an error."""
    is_error = Finding(code=code).severity == "error"
    return "ledger-more-faults" if is_error else "ledger-more-notes"
