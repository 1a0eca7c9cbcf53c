"""``budget/rules.csv``: read, written again as it was, and refused where it names what is not there."""

from pathlib import Path
from shutil import copytree

import pytest

from sharedsafety.folder.check import checked_community
from sharedsafety.folder.read import read_community
from sharedsafety.folder.write import write_community

EXAMPLE = Path(__file__).parents[3] / "examples" / "example-county"
HEADER = "id,priority_id,not_through,words,adopted_on,source\n"
SOUND = "r,heal,community,none through them,2024-05-14,minutes\n"


@pytest.fixture
def folder(tmp_path):
    return copytree(EXAMPLE, tmp_path / "folder")


def test_a_rule_is_read_and_written_as_it_was(folder, tmp_path):
    (folder / "budget/rules.csv").write_text(HEADER + SOUND, encoding="utf-8")
    community = read_community(folder).community
    assert [(rule.id, rule.not_through, rule.adopted_on) for rule in community.rules] == [
        ("r", "community", "2024-05-14")
    ]
    write_community(community, tmp_path / "again")
    assert (tmp_path / "again/budget/rules.csv").read_text(encoding="utf-8") == HEADER + SOUND


@pytest.mark.parametrize(
    ("wrong", "code", "column"),
    [
        (SOUND.replace("heal", "nowhere"), "reference-unknown", "priority_id"),
        (SOUND.replace("community", "everybody"), None, "not_through"),
        (SOUND.replace("2024-05-14", ""), None, "adopted_on"),
        (SOUND.replace("minutes", ""), None, "source"),
    ],
)
def test_a_rule_of_no_priority_no_group_no_day_or_no_source_is_refused_at_its_row(folder, wrong, code, column):
    (folder / "budget/rules.csv").write_text(HEADER + wrong, encoding="utf-8")
    found = [each for each in checked_community(folder).findings if each.file == "budget/rules.csv"]
    assert [(each.column, each.row) for each in found] == [(column, 2)]
    assert code in (None, found[0].code)
