"""What is wrong with the versions of a definition: one in use that is not listed, or a change that is no break."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sharedsafety.core.findings import Finding
from sharedsafety.progress.catalogue_checks import INDICATORS
from sharedsafety.progress.series import Indicator


def definition_findings(indicator: Indicator) -> Iterator[Finding]:
    """Yield a finding for each fault: nothing is compared across a change of definition, so each needs its break."""
    versions = [each.version for each in indicator.definitions]
    if versions and indicator.definition_version not in versions:
        yield _finding(indicator, "definition-unknown", "definition_version", version=indicator.definition_version)
    breaks = {each.period for each in indicator.breaks}
    for each in indicator.definitions[1:]:
        if each.since not in breaks:
            yield _finding(
                indicator, "definition-without-break", "definitions", version=each.version, period=each.since
            )
    for version in sorted({one for one in versions if versions.count(one) > 1}):
        yield _finding(indicator, "definition-twice", "definitions", version=version)


def _finding(indicator: Indicator, code: str, column: str, **params: Any) -> Finding:
    return Finding(code=code, file=INDICATORS, column=f"{indicator.id}.{column}", params={"id": indicator.id, **params})
