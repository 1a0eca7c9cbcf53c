"""A mapping that can't be used is named with its row and key, before any file is opened."""

from __future__ import annotations

import pytest

from sharedsafety.investments.mapping_file import mapping_of

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
        ("lines.csv", '"a\\0b"'),
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
    ],
)
def test_a_mapping_that_can_not_be_used_is_refused(old: str, new: str) -> None:
    mapping, faults = mapping_of(GOOD.replace(old, new))
    assert mapping is None
    assert {fault.code for fault in faults} == {"mapping-shape"}
    assert faults[0].row is not None
    assert faults[0].sentence("es")
