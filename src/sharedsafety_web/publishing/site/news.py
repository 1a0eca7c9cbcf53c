"""What is new in a release: compared with the data of the release before it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from sharedsafety.folder.assessment import Assessment
from sharedsafety.folder.json_out import assessment_json
from sharedsafety.report.names import year_name
from sharedsafety.report.release_changes import Change, release_changes
from sharedsafety.report.release_sentences import change_sentence


def news_since(before: Path | None, assessment: Assessment) -> tuple[Change, ...] | None:
    """Return what a release tells differently from the one whose folder is ``before``; None where there is none."""
    if before is None:
        return None
    known = json.loads((before / "data" / "assessment.json").read_bytes())
    return release_changes(known, json.loads(assessment_json(assessment)))


def comparison_sentences(earlier: Path, later: Path, languages: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
    """Return what the release in one folder tells differently from that in another, by language, a sentence each."""
    before, after = (json.loads((place / "data" / "assessment.json").read_bytes()) for place in (earlier, later))
    changes = release_changes(before, after)
    return {language: tuple(_sentences(changes, after, language)) for language in languages}


def _sentences(changes: Sequence[Change], after: Any, language: str) -> Iterator[str]:
    stated = {one["stated"]["id"]: one["stated"]["title"] for one in after["priorities"]}
    asked = {f"request/{one['request']['id']}": one["request"]["holder"] for one in after.get("requests", ())}
    titles = stated | {one["id"]: one["name"] for one in after["indicators"]} | asked
    start = after["profile"]["fiscal_year_start"]

    def year(basis: str) -> str:
        number, _, phase = basis.partition(" ")
        return year_name(int(number), phase, start, language) if number.isdigit() else basis

    return (change_sentence(one, titles, year, language) for one in changes)
