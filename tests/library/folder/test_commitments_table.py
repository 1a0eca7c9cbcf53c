"""``commitments.csv``: checked with its row, and the same after a round trip."""

from __future__ import annotations

from pathlib import Path

import pytest

from sharedsafety.folder.check import checked_community
from sharedsafety.folder.write import write_community

PAGE = Path(__file__).resolve().parents[3] / "docs/reference/framework-pack.md"
TABLE = """\
about_kind,about_id,body,sector,role,asked_on,answered_on,answer,commitment,due,source
priority,heal,Public Health,agency,lead,2026-05-01,2026-05-20,committed,Opens a trauma clinic,2027-03-31,Letter
practice,1.2,Network of survivors,community,partner,2026-05-01,,,,,Minutes
"""


def codes(folder: Path, table: str) -> set[tuple[str, int | None]]:
    (folder / "commitments.csv").write_text(table, encoding="utf-8")
    return {(each.code, each.row) for each in checked_community(folder).findings if each.file == "commitments.csv"}


def test_commitments_are_read_and_written_back_as_they_were(folder: Path, tmp_path: Path) -> None:
    assert codes(folder, TABLE) == set()
    community = checked_community(folder).community
    assert community is not None
    assert [each.answer for each in community.commitments] == ["committed", None]
    write_community(community, tmp_path / "again")
    assert (tmp_path / "again/commitments.csv").read_text(encoding="utf-8") == TABLE


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("priority,heal", "priority,sleep", "reference-unknown"),
        ("priority,heal", "practice,9.9", "reference-unknown"),
        ("2026-05-20,committed", ",committed", "commitment-undated"),
        ("2026-05-20,committed", "2026-05-20,", "commitment-answer-missing"),
        ("Opens a trauma clinic", "", "commitment-unsaid"),
        ("2026-05-20", "2026-04-20", "commitment-before-asked"),
        ("committed", "perhaps", "not-on-list"),
        ("agency,lead", "sheriff,lead", "not-on-list"),
    ],
)
def test_a_fault_is_told_with_its_row(folder: Path, old: str, new: str, code: str) -> None:
    assert codes(folder, TABLE.replace(old, new)) == {(code, 2)}


def test_a_second_lead_is_a_warning_unless_the_first_declined(folder: Path) -> None:
    second = "priority,heal,Schools,agency,lead,2026-05-01,,,,,Letter\n"
    assert codes(folder, TABLE + second) == {("commitment-two-leads", 4)}
    assert checked_community(folder).community is not None
    declined = TABLE.replace("committed,Opens a trauma clinic,2027-03-31", "declined,,")
    assert codes(folder, declined + second) == set()


@pytest.mark.parametrize(("number", "name"), [(0, "ratings.csv"), (1, "commitments.csv"), (2, "readiness.csv")])
def test_the_examples_of_the_page_are_sound(folder: Path, number: int, name: str) -> None:
    example = PAGE.read_text(encoding="utf-8").split("```csv\n")[number + 1].split("```")[0]
    (folder / name).write_text(example, encoding="utf-8")
    assert [each for each in checked_community(folder).findings if each.file == name] == []
