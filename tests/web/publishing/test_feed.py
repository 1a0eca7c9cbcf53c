"""The Atom feed of a site: every release, and what each tells that the one before it did not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from sharedsafety.core.hash_chain import ChainEntry
from sharedsafety.core.site_record import chained
from sharedsafety.report.release_changes import BARE
from sharedsafety_web.publishing.site.top import SiteProfile, top_files

ATOM = "{http://www.w3.org/2005/Atom}"
NAMED = SiteProfile(id="small", name="Small & Example", languages=("en", "es"), is_example=True)
PUBLISHED = {"action": "published", "next_promised": None, "independent": False, "reviewed_by": [], "corrects": None}


def request(state: str) -> dict[str, Any]:
    asked = {"id": "q1", "needed": "population", "holder": "Finance & Planning"}
    return {"request": asked, "state": state}


def put(site: Path, number: int, state: str) -> None:
    data = site / f"r{number}" / "data"
    data.mkdir(parents=True)
    told = {**BARE, "profile": {"fiscal_year_start": "07-01"}, "requests": [request(state)]}
    (data / "assessment.json").write_text(json.dumps(told), encoding="utf-8")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    put(tmp_path, 1, "waiting")
    put(tmp_path, 2, "given")
    return tmp_path


def record(*extra: dict[str, Any]) -> list[ChainEntry]:
    entries: list[ChainEntry] = []
    for number in (1, 2):
        content = {**PUBLISHED, "release": number, "manifest": "0" * 64, "note": "", "on": f"2026-0{number}-01"}
        entries.append(chained(entries, content))
    for content in extra:
        entries.append(chained(entries, content))
    return entries


def contents(site: Path, entries: list[ChainEntry], language: str) -> list[str]:
    files = dict(top_files(NAMED, entries, site))
    feed = ElementTree.fromstring(files[f"releases/feed.{language}.xml"])
    return [entry.findtext(f"{ATOM}content", "") for entry in feed.findall(f"{ATOM}entry")]


@pytest.mark.parametrize("language", ["en", "es"])
def test_an_answered_request_is_told_by_the_newer_release_alone(site: Path, language: str) -> None:
    newest, first = contents(site, record(), language)
    assert "Finance & Planning" in newest
    assert first == ""


def test_a_withdrawn_release_is_compared_with_nothing(site: Path) -> None:
    gone = {"action": "withdrawn", "release": 2, "by": "analyst", "reason": "A wrong number.", "on": "2026-03-01"}
    gone["manifest"] = "1" * 64
    assert contents(site, record(gone), "en") == ["", ""]


def test_a_damaged_release_does_not_stop_the_feed(site: Path) -> None:
    (site / "r1" / "data" / "assessment.json").write_text("{", encoding="utf-8")
    assert contents(site, record(), "en") == ["", ""]
