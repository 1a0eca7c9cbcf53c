"""Whether indicators that name an entry of the catalogue agree with it in unit and direction."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sharedsafety.core.findings import Finding
from sharedsafety.progress.catalogue import CatalogueEntry, catalogue
from sharedsafety.progress.series import Indicator

INDICATORS = "indicators/indicators.yaml"


def catalogue_findings(indicators: Sequence[Indicator]) -> Iterator[Finding]:
    """Yield a warning for every indicator that says it is an entry of the catalogue and is not measured like it.

    The scale of a rate may differ: 5 of 1,000 and 500 of 100,000 are the same rate.
    """
    named = [each for each in indicators if each.catalogue_id]
    entries = {entry.id: entry for entry in catalogue().indicators} if named else {}
    for each in named:
        entry = entries.get(each.catalogue_id or "")
        if entry is None:
            yield _finding(each, "catalogue-id-unknown", "catalogue_id")
        else:
            yield from _differences(each, entry)


def _differences(indicator: Indicator, entry: CatalogueEntry) -> Iterator[Finding]:
    if indicator.unit != entry.unit:
        yield _finding(indicator, "catalogue-unit-differs", "unit", given=indicator.unit, expected=entry.unit)
    if indicator.better != entry.better:
        words = {"given": indicator.better or "-", "expected": entry.better or "-"}
        yield _finding(indicator, "catalogue-direction-differs", "better", **words)


def _finding(indicator: Indicator, code: str, column: str, **params: Any) -> Finding:
    params = {"id": indicator.id, "entry": indicator.catalogue_id, **params}
    return Finding(code=code, file=INDICATORS, column=f"{indicator.id}.{column}", params=params)
