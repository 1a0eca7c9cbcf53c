"""A mapping that can't be used is named with its row and key, before any file is opened."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sharedsafety.core.errors import Unreadable
from sharedsafety.investments.mapping_file import mapping_of, read_mapping

GOOD = """\
files:
- file: lines.csv
  amounts:
  - {column: Amount, fiscal_year: 2024, phase: adopted, document: 'a{fiscal_year}'}
"""


def test_the_mapping_below_is_sound() -> None:
    assert mapping_of(GOOD)[1] == ()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (GOOD, "files: []"),
        ("lines.csv", "''"),
        ("lines.csv", "../lines.csv"),
        ("lines.csv", "/etc/passwd"),
        ("lines.csv", "lines.csv\n  encoding: klingon"),
        ("lines.csv", "lines.csv\n  encoding: base64"),
        ("lines.csv", "lines.csv\n  delimiter: ''"),
        ("lines.csv", "lines.csv\n  delimiter: ab"),
        ("lines.csv", "lines.csv\n  delimiter: →"),
        ("a{fiscal_year}", "a{year}"),
        ("a{fiscal_year}", "a{"),
        ("a{fiscal_year}", "{0}"),
        ("a{fiscal_year}", "{fiscal_year.__class__}"),
        ("2024", "99999999999999999999"),
        ("2024", "0"),
        (
            "amounts",
            "unpivot: [{pattern: 'a{99999999999}', document: d, fiscal_year: 2024, phase: adopted}]\n  amounts",
        ),
        (
            "amounts",
            f"unpivot: [{{pattern: '{'(' * 3000}{')' * 3000}', document: d, fiscal_year: 1, phase: b}}]\n  amounts",
        ),
    ],
)
def test_a_mapping_that_can_not_be_used_is_refused(old: str, new: str) -> None:
    mapping, faults = mapping_of(GOOD.replace(old, new))
    assert mapping is None
    assert {fault.code for fault in faults} == {"mapping-shape"}
    assert faults[0].row is not None
    assert faults[0].sentence("es")


@pytest.mark.parametrize(
    "new", ['"a\\0b"', '"a\\e[2Jb"', '"a\\u202eb"', "!!int lines", "!!timestamp lines", "!!bool lines", "9" * 5000]
)
def test_a_value_that_is_no_text_or_number_is_named_with_its_row(new: str) -> None:
    mapping, (fault,) = mapping_of(GOOD.replace("lines.csv", new))
    assert mapping is None
    assert (fault.code, fault.row) == ("mapping-not-yaml", 2)


def test_a_mapping_is_read_only_where_it_is_a_small_text_file(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "circle").symlink_to("circle")
    for name in ("folder", "pipe", "circle", "nothing"):
        with pytest.raises(Unreadable) as caught:
            read_mapping(tmp_path / name)
        assert caught.value.code == "file-missing"


def test_a_mapping_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "mapping.yaml"
    path.write_bytes(GOOD.replace("lines", "líneas").encode("latin-1"))
    with pytest.raises(Unreadable) as caught:
        read_mapping(path)
    assert caught.value.code == "mapping-unreadable"
