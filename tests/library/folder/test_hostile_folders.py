"""A folder made to harm or confuse: each fault is a finding, nothing is waited for or read in silence."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from sharedsafety.core.errors import BadInput, Unreadable
from sharedsafety.folder import table_in
from sharedsafety.folder.check import checked_community
from sharedsafety.folder.content_hash import folder_hash, unchanged_folder

CODING = "budget/coding.csv"


def codes(root: Path) -> list[str]:
    return [finding.code for finding in checked_community(root).findings]


def errors(root: Path, *, books: bool = False) -> list[str]:
    found = checked_community(root, books=books).findings
    return [finding.code for finding in found if finding.severity == "error"]


@pytest.mark.parametrize("target", ["coding.csv", "nowhere.csv"], ids=["circle", "nothing"])
def test_a_table_that_is_a_link_to_nothing_is_a_fault_and_not_an_absence(folder: Path, target: str) -> None:
    (folder / CODING).unlink()
    (folder / CODING).symlink_to(target)
    assert errors(folder) == ["file-missing"]


def test_a_link_to_a_folder_elsewhere_is_refused(folder: Path, tmp_path: Path) -> None:
    (folder / "budget").rename(tmp_path / "elsewhere")
    (folder / "budget").symlink_to(tmp_path / "elsewhere")
    assert "link-outside" in errors(folder)


def test_a_link_to_a_folder_inside_is_followed(folder: Path) -> None:
    (folder / "budget").rename(folder / "money")
    (folder / "budget").symlink_to("money")
    assert "link-outside" not in codes(folder)


@pytest.mark.parametrize("make", ["circle", "pipe", "folder"])
def test_a_ledger_that_is_no_file_is_named(folder: Path, make: str) -> None:
    ledger = folder / "budget/ledger/lines.csv"
    ledger.unlink()
    {"circle": lambda: ledger.symlink_to("lines.csv"), "pipe": lambda: os.mkfifo(ledger), "folder": ledger.mkdir}[
        make
    ]()
    assert errors(folder)[0] == "document-file-missing"


def test_a_mapping_that_is_a_pipe_is_never_waited_for(folder: Path) -> None:
    os.mkfifo(folder / "budget/mapping.yaml")
    assert errors(folder, books=True) == ["file-missing"]


@pytest.mark.parametrize("name", ["x" * 5000, "../../etc/passwd", "/etc/passwd"])
def test_a_document_whose_file_can_not_be_meant_is_named_with_its_row(folder: Path, name: str) -> None:
    path = folder / "budget/documents.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("ledger/lines.csv", name), encoding="utf-8")
    found = checked_community(folder).findings
    assert [(f.code, f.row, f.column) for f in found if f.severity == "error"] == [("document-file-missing", 2, "file")]


@pytest.mark.parametrize("text", ["a\x1b[2Jb", "a\u202eb", "a\x7fb"])
def test_a_character_that_can_not_be_shown_is_named_with_row_and_column(folder: Path, text: str) -> None:
    path = folder / "priorities.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("More help to heal", text), encoding="utf-8")
    (fault,) = [finding for finding in checked_community(folder).findings if finding.severity == "error"]
    assert (fault.code, fault.row, fault.column) == ("text-unseen-character", 2, "title")


def test_every_script_and_emoji_is_welcome(folder: Path) -> None:
    path = folder / "priorities.csv"
    names = "مساعدة 👩🏽‍⚕️ עזרה 帮助"
    path.write_text(path.read_text(encoding="utf-8").replace("More help to heal", names), encoding="utf-8")
    assert checked_community(folder).community is not None


def test_line_ends_of_an_old_macintosh_are_read_whatever_else_stands_in_the_cells(folder: Path) -> None:
    path = folder / CODING
    text = path.read_text(encoding="utf-8").replace("Nurses", "Nurses;" * 30).replace("\n", "\r")
    path.write_bytes(text.encode())
    assert errors(folder) == []


def test_a_table_of_a_million_columns_gives_one_finding(folder: Path) -> None:
    (folder / CODING).write_text(",".join(map(str, range(1_000_000))), encoding="utf-8")
    (fault,) = [finding for finding in checked_community(folder).findings if finding.severity == "error"]
    assert (fault.code, fault.row, fault.params["count"]) == ("table-too-wide", 1, 1_000_000)


def test_a_table_full_of_faults_gives_a_list_one_can_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    limits = {"table_columns": 200, "faults_listed": 5}
    monkeypatch.setattr(table_in, "read_catalogue", lambda data_id: limits)
    with (folder / CODING).open("a", encoding="utf-8") as file:
        file.write("sheriff.patrol,JS-POL\n" * 100)
    found = checked_community(folder).findings
    assert [finding.row for finding in found if finding.code == "row-length"] == [5, 6, 7, 8, 9]
    assert [finding.params["count"] for finding in found if finding.code == "ledger-more-faults"] == [95]


def test_a_wrong_cell_of_any_length_is_shown_in_short(folder: Path) -> None:
    path = folder / CODING
    path.write_text(path.read_text(encoding="utf-8").replace(",0.4,,0.3", f",{'9' * 50_000},,0.3"), encoding="utf-8")
    (fault,) = [finding for finding in checked_community(folder).findings if finding.severity == "error"]
    assert (fault.code, fault.row) == ("not-a-number", 4)
    assert len(fault.sentence()) < 300


def test_a_damaged_packed_ledger_is_named(folder: Path) -> None:
    import gzip

    ledger = folder / "budget/ledger/lines.csv"
    packed = gzip.compress(os.urandom(200_000).hex().encode())[:-1000]
    (folder / "budget/ledger/lines.csv.gz").write_bytes(packed)
    path = folder / "budget/documents.csv"
    text = path.read_text(encoding="utf-8").replace("lines.csv", "lines.csv.gz")
    path.write_text(text.replace(hashlib.sha256(ledger.read_bytes()).hexdigest(), "0" * 64), encoding="utf-8")
    assert "document-changed" in errors(folder)


@pytest.mark.parametrize("change", ["grown", "added", "removed"])
def test_a_folder_changed_while_it_is_worked_on_is_noticed(folder: Path, change: str) -> None:
    def work() -> None:
        if change == "grown":
            (folder / CODING).write_text("x", encoding="utf-8")
        elif change == "added":
            (folder / "areas.csv").write_text("x", encoding="utf-8")
        else:
            (folder / CODING).unlink()

    with pytest.raises(BadInput) as refused, unchanged_folder(folder):
        work()
    assert refused.value.code == "folder-changed"


def test_the_hash_of_a_place_that_is_no_community_is_never_taken(tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as refused:
        folder_hash(tmp_path)
    assert refused.value.code == "not-a-community"
