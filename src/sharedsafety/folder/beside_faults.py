"""What can be told about a folder while some of its files have errors: only what those errors can't have caused."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sharedsafety.core.findings import Finding
from sharedsafety.core.reviewed import read_catalogue


def faulty_files(findings: Iterable[Finding]) -> frozenset[str]:
    """Return the files with an error."""
    return frozenset(finding.file for finding in findings if finding.severity == "error" and finding.file)


def beside_faults(found: Iterable[Finding], before: Sequence[Finding]) -> Iterator[Finding]:
    """Yield findings of later rules, without those that an error found before may have caused.

    Source: data/folder/reads.yaml (which files the rules about a file read).

    >>> later = [Finding(code="key-repeated", file="areas.csv"), Finding(code="key-repeated", file="roadmap.csv")]
    >>> [f.file for f in beside_faults(later, [Finding(code="file-empty", file="priorities.csv")])]
    ['areas.csv']
    """
    faulty = faulty_files(before)
    reads = read_catalogue("folder/reads")["files"]
    for finding in found:
        file = finding.file or ""
        if not faulty & {file, *reads.get(file, ())}:
            yield finding
