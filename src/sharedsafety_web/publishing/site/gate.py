"""What a new release of a site would give away beside the releases that stand there."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from sharedsafety.core.disclosure import PeopleTable
from sharedsafety.core.findings import Finding
from sharedsafety.core.hash_chain import ChainEntry
from sharedsafety.core.release_story import held_tables, release_states
from sharedsafety.core.site_record import read_record
from sharedsafety.folder.assessment import Assessment
from sharedsafety.folder.held_tables import without_held
from sharedsafety.folder.release_gate import gate_findings, people_of


def site_gate_findings(site: Path, assessment: Assessment) -> tuple[Finding, ...]:
    """Return what the gate finds in a release that would be added to a site; without an error it may be added.

    Raises:
        Unreadable: the record can't be read.
    """
    entries = read_record(site)
    held = held_tables(entries)
    shown = without_held(assessment, held) if held else assessment
    return gate_findings(shown, _earlier(site, entries))


def _earlier(site: Path, entries: Sequence[ChainEntry]) -> dict[str, tuple[PeopleTable, ...]]:
    numbers = sorted(state.number for state in release_states(entries))
    files = {f"r{number}": site / f"r{number}" / "data" / "assessment.json" for number in numbers}
    return {name: people_of(json.loads(file.read_bytes()), name) for name, file in files.items() if file.is_file()}
