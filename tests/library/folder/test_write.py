"""A folder that was read can be written again: equal files, a valid Data Package, nothing half-written."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from sharedsafety.core.errors import BadInput
from sharedsafety.folder.cells import cell_value
from sharedsafety.folder.check import checked_community
from sharedsafety.folder.community import Community
from sharedsafety.folder.foreign import folder_files
from sharedsafety.folder.shape import Column, folder_shape
from sharedsafety.folder.write import cell_text, table_text, write_community


def read(root: Path) -> Community:
    reading = checked_community(root)
    assert reading.community is not None, [finding.sentence() for finding in reading.findings]
    return reading.community


def test_writing_twice_gives_equal_bytes(folder: Path, tmp_path: Path) -> None:
    write_community(read(folder), tmp_path / "one")
    write_community(read(tmp_path / "one"), tmp_path / "two")
    one = {path.relative_to(tmp_path / "one"): path.read_bytes() for path in folder_files(tmp_path / "one")}
    two = {path.relative_to(tmp_path / "two"): path.read_bytes() for path in folder_files(tmp_path / "two")}
    assert one == two
    assert Path("budget/ledger/lines.csv") in one


def test_what_is_read_back_is_what_was_written(folder: Path, tmp_path: Path) -> None:
    first = read(folder)
    write_community(first, tmp_path / "one")
    second = read(tmp_path / "one")
    for name in ("profile", "priorities", "documents", "coding", "funds", "links"):
        assert getattr(second, name) == getattr(first, name)


def test_a_ledger_named_like_a_table_of_the_folder_is_copied_too(folder: Path, tmp_path: Path) -> None:
    (folder / "budget/ledger/spending by areas.csv").write_text("Area,Amount\nNorth,1\n", encoding="utf-8")
    write_community(read(folder), tmp_path / "one")
    assert (tmp_path / "one/budget/ledger/spending by areas.csv").is_file()


@pytest.mark.parametrize("title", ["=HYPERLINK(1)", "- beds", "'=already guarded", "'tis", "two\rlines"])
def test_text_that_looks_like_a_formula_is_written_as_text_and_read_back_unchanged(title: str) -> None:
    shape = folder_shape().table("priorities.csv")
    written = table_text([{"id": "p1", "title": title}], shape)
    cell = next(csv.DictReader(io.StringIO(written, newline="")))["title"]
    assert not cell.startswith(("=", "-"))
    assert cell_value(cell, Column(name="title", type="string")) == title


def test_a_negative_amount_is_written_as_a_number() -> None:
    assert cell_text(-250, Column(name="control_total_usd", type="money")) == "-2.5"


def test_nothing_is_overwritten(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    with pytest.raises(BadInput):
        write_community(read(folder), tmp_path / "one")


def test_the_descriptor_is_a_valid_data_package(folder: Path, tmp_path: Path) -> None:
    from frictionless import Package

    write_community(read(folder), tmp_path / "one")
    descriptor = json.loads((tmp_path / "one/datapackage.json").read_text(encoding="utf-8"))
    assert Package.metadata_validate(descriptor) is not None
    assert list(Package.metadata_validate(descriptor)) == []
    report = Package(tmp_path / "one/datapackage.json").validate()
    assert report.valid, report.flatten(["type", "message"])
