"""Errors with a stable code; their sentences stand in one translatable table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Self

from sharedsafety.core.findings import Finding


class SharedSafetyError(Exception):
    """The base of every error this library raises on purpose.

    ``code`` is stable and may be relied on; the sentence comes from
    ``data/core/messages.yaml`` and may be reworded or translated.

    >>> str(SharedSafetyError("file-missing", file="budget/documents.csv"))
    'budget/documents.csv: the file is missing. Add the file, or take its name out of the folder.'
    """

    def __init__(
        self,
        code: str,
        *,
        file: str | None = None,
        row: int | None = None,
        column: str | None = None,
        **params: Any,
    ) -> None:
        self.finding = Finding(code=code, file=file, row=row, column=column, params=params)
        self.findings: tuple[Finding, ...] = (self.finding,)
        super().__init__(code)

    @classmethod
    def with_all(cls, findings: Sequence[Finding]) -> Self:
        """Return an error for the first fault among ``findings`` that tells all of them."""
        first = next(finding for finding in findings if finding.severity == "error")
        error = cls(first.code, file=first.file, row=first.row, column=first.column, **first.params)
        error.findings = tuple(findings)
        return error

    @property
    def code(self) -> str:
        """Return the stable code of the error."""
        return self.finding.code

    def __str__(self) -> str:
        return self.finding.sentence("en")


class BadData(SharedSafetyError):
    """A reviewed data file of this library breaks its own rules."""


class BadInput(SharedSafetyError):
    """What the user gave can't be used as it is; ``finding`` says where and what to do."""


class Unreadable(BadInput):
    """The input can't be read at all (command line: exit status 3)."""
