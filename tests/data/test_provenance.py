"""Reviewed data says where it comes from, and copies are what their sources hold."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sharedsafety.core.reviewed import data_ids, data_text, read_catalogue
from sharedsafety.core.strict_yaml import parse_yaml

CASES = Path(__file__).resolve().parents[1] / "cases"


def provenance_faults(header: dict[str, Any]) -> list[str]:
    """What the header of a reviewed data file leaves unsaid."""
    faults = [] if header["sources"] else ["no source"]
    for source in header["sources"]:
        faults += [f"source without {key}" for key in ("title", "retrieved") if not source.get(key)]
        faults += [] if "url" in source else ["source that does not say whether it has an address"]
    dates = [source.get("retrieved") for source in header["sources"]] + [header["reviewed"].get("date")]
    faults += [f"not a date: {each}" for each in dates if each and not _is_date(str(each))]
    return faults + ([] if header["reviewed"].get("by") else ["no reviewer"])


def _is_date(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False


@pytest.mark.parametrize("data_id", data_ids())
def test_a_data_file_says_its_sources_and_who_reviewed_it(data_id: str) -> None:
    assert read_catalogue(data_id)
    assert provenance_faults(parse_yaml(data_text(f"{data_id}.yaml"))) == []


@pytest.mark.parametrize(
    "header",
    [
        {"sources": [], "reviewed": {"by": "somebody", "date": "2026-01-01"}},
        {"sources": [{"title": "A book", "url": None}], "reviewed": {"by": "somebody", "date": "2026-01-01"}},
        {
            "sources": [{"title": "A book", "url": None, "retrieved": "May"}],
            "reviewed": {"by": "x", "date": "2026-01-01"},
        },
        {"sources": [{"title": "A book", "url": None, "retrieved": "2026-01-01"}], "reviewed": {"date": "2026-01-01"}},
    ],
)
def test_a_header_without_provenance_is_found(header: dict[str, Any]) -> None:
    assert provenance_faults(header)


def statuses(block: Any) -> set[str | None]:
    """The status a block of the taxonomy states for itself, or those of its parts."""
    return {block["status"]} if "status" in block else {part.get("status") for part in block.values()}


def test_every_block_of_the_taxonomy_says_whether_it_is_established_adapted_or_proposed() -> None:
    blocks = read_catalogue("framework/taxonomy")
    stated = blocks["meta"]["block_status"]
    said = {name: {stated[name]} if name in stated else statuses(block) for name, block in blocks.items()}
    assert {name: words for name, words in said.items() if not words <= {"established", "adapted", "proposal"}} == {}


def test_every_practice_says_where_it_was_read_or_that_it_is_a_stand_in() -> None:
    practices = parse_yaml(data_text("framework/practices.yaml"))["practices"]
    unsaid = [each["id"] for each in practices if not (each.get("provenance") or each.get("unknown"))]
    assert unsaid == []


def test_the_worked_examples_are_the_copy_their_source_note_names() -> None:
    digest = hashlib.sha256((CASES / "worked_examples.yaml").read_bytes()).hexdigest()
    assert f"sha256: {digest}" in (CASES / "SOURCE.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("example", ["example-county", "los-angeles", "san-joaquin"])
def test_every_example_says_at_its_top_where_it_comes_from(example: str) -> None:
    assert (Path(__file__).resolve().parents[2] / "examples" / example / "SOURCE.md").read_text(encoding="utf-8")
