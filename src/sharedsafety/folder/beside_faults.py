"""What can be told about a folder while some of its files have errors: only what those errors can't have caused."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sharedsafety.core.findings import Finding

#: A file -> the files that a rule about it reads too: where one of them has an error, the rule could be wrong.
READS = {
    "indicators/indicators.yaml": ("priorities.csv",),
    "indicators/observations.csv": ("indicators/indicators.yaml", "areas.csv"),
    "indicators/candidates.csv": ("indicators/indicators.yaml",),
    "indicators/vintages.csv": ("indicators/indicators.yaml", "indicators/observations.csv"),
    "areas.geojson": ("areas.csv",),
    "budget/links.csv": ("priorities.csv",),
    "budget/areas.csv": ("areas.csv",),
    "roadmap.csv": ("priorities.csv",),
    "requests.csv": ("priorities.csv", "indicators/indicators.yaml", "indicators/candidates.csv"),
    "ratings.csv": ("framework.yaml",),
    "commitments.csv": ("framework.yaml", "priorities.csv"),
}


def faulty_files(findings: Iterable[Finding]) -> frozenset[str]:
    """Return the files with an error."""
    return frozenset(finding.file for finding in findings if finding.severity == "error" and finding.file)


def beside_faults(found: Iterable[Finding], before: Sequence[Finding]) -> Iterator[Finding]:
    """Yield findings of later rules, without those that an error found before may have caused.

    >>> later = [Finding(code="key-repeated", file="areas.csv"), Finding(code="key-repeated", file="roadmap.csv")]
    >>> [f.file for f in beside_faults(later, [Finding(code="file-empty", file="priorities.csv")])]
    ['areas.csv']
    """
    faulty = faulty_files(before)
    for finding in found:
        file = finding.file or ""
        if not faulty & {file, *READS.get(file, ())}:
            yield finding
