"""What a new release of a site would give away beside the releases that stand there."""

from __future__ import annotations

import json
from pathlib import Path

from sharedsafety.core.disclosure import PeopleTable
from sharedsafety.core.findings import Finding
from sharedsafety.core.release_story import release_states
from sharedsafety.core.site_record import read_record
from sharedsafety.folder.assessment import Assessment
from sharedsafety.folder.held_tables import without_held
from sharedsafety.folder.release_gate import gate_findings, people_of
from sharedsafety_web.publishing.site.page import label_from_record


def site_gate_findings(site: Path, assessment: Assessment) -> tuple[Finding, ...]:
    """Return what the gate finds in a release that would be added to a site; without an error it may be added.

    Raises:
        Unreadable: the record can't be read.
    """
    entries = read_record(site)
    held = label_from_record(entries, number=1, date=assessment.as_of).held
    shown = without_held(assessment, held) if held else assessment
    return gate_findings(shown, _earlier(site))


def _earlier(site: Path) -> dict[str, tuple[PeopleTable, ...]]:
    numbers = sorted(state.number for state in release_states(read_record(site)))
    files = {f"r{number}": site / f"r{number}" / "data" / "assessment.json" for number in numbers}
    return {name: people_of(json.loads(file.read_bytes()), name) for name, file in files.items() if file.is_file()}
