"""One flipped byte anywhere in a site is found, and its file or entry is named."""

from __future__ import annotations

import gzip
import json
import random
from pathlib import Path

import pytest

from sharedsafety.cli.main import status_of
from sharedsafety.core.errors import Unreadable
from sharedsafety.core.hash_chain import ChainEntry
from sharedsafety.core.manifest import file_hashes, write_manifest
from sharedsafety.core.site_record import RECORD, chained, record_bytes, site_faults, top_hashes

from .record_entries import published, sent_back, withdrawn


def release(site: Path, number: int) -> str:
    """A small release on disk; returns the hash of its manifest."""
    root = site / f"r{number}"
    for name, text in (("en/index.html", "<p>What people asked for</p>"), ("data/money.csv", "code,usd\nPV,12\n")):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text * 20)
        path.with_name(f"{path.name}.gz").write_bytes(gzip.compress(path.read_bytes(), 6, mtime=0))
    return write_manifest(root, file_hashes(root), {"release": number})


def record(site: Path, *contents: dict[str, object]) -> list[ChainEntry]:
    entries: list[ChainEntry] = []
    for content in contents:
        entries.append(chained(entries, content))
    (site / RECORD).write_bytes(record_bytes(entries, top_hashes(site)))
    return entries


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site with two releases, a page above them and its record."""
    hashes = [release(tmp_path, number) for number in (1, 2)]
    (tmp_path / "index.html").write_text("<p>Newest: release 2</p>")
    entries = [published(number, f"2026-0{number}-01", manifest=digest) for number, digest in enumerate(hashes, 1)]
    record(tmp_path, *entries, sent_back("2026-03-01", release=3, reason="Too few people."))
    return tmp_path


def test_a_whole_site_has_no_fault(site: Path) -> None:
    assert site_faults(site) == ()


def test_any_of_a_thousand_flipped_bytes_is_found_and_named(site: Path) -> None:
    chance = random.Random(20170401)
    files = sorted(path for path in site.rglob("*") if path.is_file())
    for _ in range(1000):
        path = chance.choice(files)
        before = path.read_bytes()
        place = chance.randrange(len(before))
        flipped = bytearray(before)
        flipped[place] ^= 1 << chance.randrange(8)
        path.write_bytes(flipped)
        try:
            named = {fault.file for fault in site_faults(site)}
        except Unreadable as error:
            named = {error.finding.file}
        path.write_bytes(before)
        assert path.relative_to(site).as_posix() in named


def test_a_removed_and_an_added_file_are_named(site: Path) -> None:
    (site / "r1/en/index.html").unlink()
    (site / "r2/en/more.html").write_text("new")
    assert [(fault.code, fault.file) for fault in site_faults(site)] == [
        ("release-file-missing", "r1/en/index.html"),
        ("release-file-added", "r2/en/more.html"),
    ]


def test_a_release_that_nobody_recorded_is_named(site: Path) -> None:
    release(site, 7)
    assert [(fault.code, fault.file) for fault in site_faults(site)] == [("release-not-recorded", "r7")]


def test_a_removed_release_is_missed(site: Path) -> None:
    for path in sorted((site / "r1").rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    (site / "r1").rmdir()
    assert [fault.file for fault in site_faults(site)] == ["r1"]


def test_a_record_that_was_written_anew_no_longer_holds_the_noted_head(site: Path) -> None:
    noted = json.loads((site / RECORD).read_text())["head"]
    assert site_faults(site, noted) == ()
    first = json.loads((site / RECORD).read_text())["entries"][0]["content"]
    second = json.loads((site / RECORD).read_text())["entries"][1]["content"]
    record(site, first, second)
    assert site_faults(site) == ()
    assert [fault.code for fault in site_faults(site, noted)] == ["release-head-unknown"]


def test_a_withdrawn_release_is_checked_against_the_page_that_says_so(site: Path) -> None:
    entries = json.loads((site / RECORD).read_text())["entries"]
    for path in (site / "r1").rglob("*"):
        if path.is_file():
            path.unlink()
    (site / "r1/index.html").write_text("Withdrawn")
    manifest = write_manifest(site / "r1", file_hashes(site / "r1"), {"release": 1})
    gone = withdrawn(1, "2026-04-01", manifest=manifest)
    record(site, *(row["content"] for row in entries), gone)
    assert site_faults(site) == ()
    (site / "r1/index.html").write_text("Nothing to see")
    assert [fault.file for fault in site_faults(site)] == ["r1/index.html"]


def test_the_verbs_list_show_and_verify(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert status_of(["release", "verify", str(site)]) == 0
    assert status_of(["release", "list", str(site)]) == 0
    assert status_of(["release", "show", str(site), "3"]) == 0
    assert "Too few people." in capsys.readouterr().out
    assert status_of(["release", "show", str(site), "9"]) == 1
    (site / "r2/data/money.csv").write_text("code,usd\nPV,13\n")
    assert status_of(["release", "verify", str(site)]) == 1
    assert "r2/data/money.csv" in capsys.readouterr().out


def test_a_folder_without_a_record_can_not_be_verified(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert status_of(["release", "verify", str(tmp_path)]) == 3
    assert "record.json" in capsys.readouterr().err
