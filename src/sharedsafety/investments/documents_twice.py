"""Two documents that tell of the same spending: counted together they would double it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sharedsafety.core.findings import Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartmentOfDocument:
    """A department that spends in a document."""

    doc_id: str
    fiscal_year: int
    phase: str
    department: str


def overlapping_documents(lines: Sequence[DepartmentOfDocument]) -> tuple[Finding, ...]:
    """Return a finding for every two documents of one year and phase that show the same department spending.

    Two sections of one budget hold different departments; the same budget loaded twice holds the same.
    """
    seen: dict[tuple[int, str, str], set[str]] = {}
    for line in lines:
        seen.setdefault((line.fiscal_year, line.phase, line.department), set()).add(line.doc_id)
    pairs = {
        (year, phase, *sorted(documents)[:2]): department
        for (year, phase, department), documents in sorted(seen.items(), reverse=True)
        if len(documents) > 1
    }
    return tuple(
        Finding(code="ledger-document-twice",
                params={"fiscal_year": year, "phase": phase, "first": first, "second": second, "department": name})
        for (year, phase, first, second), name in sorted(pairs.items())
    )  # fmt: skip
