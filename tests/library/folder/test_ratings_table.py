"""``ratings.csv``: counts by kind of rater, checked with their row, and the same after a round trip."""

from __future__ import annotations

from pathlib import Path

import pytest

from sharedsafety.folder.check import checked_community
from sharedsafety.folder.shape import folder_shape
from sharedsafety.folder.write import write_community
from sharedsafety.framework.rating_scale import rating_rules
from sharedsafety.framework.ratings import practice_ratings

TABLE = """\
round,practice,rater_kind,rating,raters,evidence,source
2026-05-01,1.2,agency,3,12,"Data team meets monthly, minutes",Round of 1 May
2026-05-01,1.2,community,1,20,,Round of 1 May
"""


def codes(folder: Path, table: str) -> set[tuple[str, int | None]]:
    (folder / "ratings.csv").write_text(table, encoding="utf-8")
    return {(each.code, each.row) for each in checked_community(folder).findings if each.file == "ratings.csv"}


def test_counts_are_read_and_written_back_as_they_were(folder: Path, tmp_path: Path) -> None:
    assert codes(folder, TABLE) == set()
    community = checked_community(folder).community
    assert community is not None
    assert practice_ratings(community.ratings)[0].reading == "agency_higher"
    write_community(community, tmp_path / "again")
    assert (tmp_path / "again/ratings.csv").read_text(encoding="utf-8") == TABLE


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("1.2,agency", "9.9,agency", "reference-unknown"),
        ("agency,3", "agency,5", "out-of-range"),
        ("agency,3,12", "agency,3,-1", "out-of-range"),
        ("agency,3,12", "agency,3,many", "not-a-whole-number"),
        ("1.2,agency", "1.2,sheriff", "not-on-list"),
        ("2026-05-01,1.2,agency", "soon,1.2,agency", "not-a-date"),
    ],
)
def test_a_fault_is_told_with_its_row(folder: Path, old: str, new: str, code: str) -> None:
    assert codes(folder, TABLE.replace(old, new)) == {(code, 2)}
    assert checked_community(folder).community is None


def test_one_count_told_twice_is_a_fault(folder: Path) -> None:
    row = TABLE.splitlines()[1]
    assert {row for _, row in codes(folder, f"{TABLE}{row}\n")} == {4}


def test_the_ends_of_the_column_are_those_of_the_scale() -> None:
    column = next(each for each in folder_shape().table("ratings.csv").columns if each.name == "rating")
    steps = [step.rating for step in rating_rules().scale]
    assert (column.least, column.most) == (min(steps), max(steps))


def test_the_table_is_for_staff_because_it_may_hold_small_counts() -> None:
    assert folder_shape().table("ratings.csv").access == "staff"
