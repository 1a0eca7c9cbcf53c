"""Figures about the coding stand in the folder, one a day and kind; everything else stays as it was written."""

from dataclasses import replace
from pathlib import Path

import pytest
from tests.small_folder import write_folder

from sharedsafety.core.errors import BadInput
from sharedsafety.folder.check import checked_community
from sharedsafety.folder.coding_checks_change import CHECKS, write_coding_checks
from sharedsafety.investments.coding_checks import CodingCheck, newest_check

AUDIT = CodingCheck(checked_on="2026-11-20", kind="audit", fiscal_year=2024, phase="adopted", value=0.05, items=40,
                    differ=1, risk=0.05, seed=7)  # fmt: skip
ALIKE = CodingCheck(checked_on="2026-11-21", kind="agreement", fiscal_year=2024, phase="adopted", value=0.82, items=30,
                    differ=4)  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_folder(tmp_path / "small", slug="small", name="Small")


def test_what_is_written_is_read_again(folder: Path) -> None:
    write_coding_checks(folder, [AUDIT, ALIKE])
    found = checked_community(folder)
    assert found.community is not None
    assert [replace(each, row=None) for each in found.community.coding_checks] == [AUDIT, ALIKE]


def test_a_check_of_the_same_day_and_kind_is_replaced_and_the_others_stay(folder: Path) -> None:
    write_coding_checks(folder, [AUDIT, ALIKE])
    lines = (folder / CHECKS).read_text().splitlines()
    write_coding_checks(folder, [replace(AUDIT, value=0.08)])
    after = (folder / CHECKS).read_text().splitlines()
    assert (after[0], after[2]) == (lines[0], lines[2])
    assert after[1] == lines[1].replace("0.05,40", "0.08,40")


def test_a_check_that_is_out_of_range_is_not_written(folder: Path) -> None:
    write_coding_checks(folder, [AUDIT])
    before = (folder / CHECKS).read_bytes()
    with pytest.raises(BadInput):
        write_coding_checks(folder, [replace(ALIKE, value=1.2)])
    assert (folder / CHECKS).read_bytes() == before


def test_the_newest_of_a_kind_counts() -> None:
    later = replace(AUDIT, checked_on="2026-12-01")
    assert newest_check([later, AUDIT, ALIKE], "audit") == later
    assert newest_check([ALIKE], "audit") is None
