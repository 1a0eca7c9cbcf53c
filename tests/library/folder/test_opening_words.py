"""Opening words of reports: read, checked with their place, and written back as they were."""

from __future__ import annotations

from pathlib import Path

import pytest

from sharedsafety.core.reviewed import read_catalogue
from sharedsafety.folder.check import checked_community
from sharedsafety.folder.community import OpeningWords
from sharedsafety.folder.foreign import folder_files
from sharedsafety.folder.write import write_community

WORDS = """\
opening_words:
- report: board-letter
  language: en
  said_by: Office of the Administrator
  text: |-
    First paragraph.

    Second paragraph, with "quotes" & #signs.
"""


def codes(folder: Path, content: str) -> dict[str, str | None]:
    (folder / "reports.yaml").write_text(content, encoding="utf-8")
    return {finding.code: finding.column for finding in checked_community(folder).findings}


def test_words_are_read_as_they_were_written(folder: Path) -> None:
    assert codes(folder, WORDS) == {}
    community = checked_community(folder).community
    assert community is not None
    text = 'First paragraph.\n\nSecond paragraph, with "quotes" & #signs.'
    expected = OpeningWords(report="board-letter", language="en", said_by="Office of the Administrator", text=text)
    assert community.opening_words == (expected,)


@pytest.mark.parametrize(
    ("old", "new", "row"),
    [
        ("board-letter", "bored-letter", 2), ("language: en", "language: fr", 3),
        ("Office of the Administrator", '" "', 4), ("said_by: Office of the Administrator", "by: somebody", 2),
        ("language: en", "tongue: en", 3),
    ],
)  # fmt: skip
def test_a_fault_of_opening_words_is_named_with_its_row(folder: Path, old: str, new: str, row: int) -> None:
    codes(folder, WORDS.replace(old, new))
    assert row in {finding.row for finding in checked_community(folder).findings}


def test_words_survive_being_written_back(folder: Path, tmp_path: Path) -> None:
    codes(folder, WORDS)
    first = checked_community(folder).community
    assert first is not None
    write_community(first, tmp_path / "one")
    second = checked_community(tmp_path / "one").community
    assert second is not None
    assert second.opening_words == first.opening_words
    write_community(second, tmp_path / "two")
    assert [path.read_bytes() for path in folder_files(tmp_path / "one")] == [
        path.read_bytes() for path in folder_files(tmp_path / "two")
    ]


def test_a_folder_without_opening_words_gets_no_file_of_them(folder: Path, tmp_path: Path) -> None:
    community = checked_community(folder).community
    assert community is not None
    assert community.opening_words == ()
    write_community(community, tmp_path / "one")
    assert not (tmp_path / "one/reports.yaml").exists()


@pytest.mark.parametrize(
    ("old", "new", "code", "column"),
    [
        ("board-letter", "bored-letter", "not-on-list", "bored-letter.en.report"),
        ("language: en", "language: fr", "not-on-list", "board-letter.fr.language"),
        ("Office of the Administrator", '" "', "cell-missing", "board-letter.en.said_by"),
        ("said_by: Office of the Administrator", "by: somebody", "data-shape", "opening_words.0.by"),
        ("First paragraph.", "x" * (read_catalogue("report/reports")["longest_opening_words"] + 1),
         "opening-words-long", "board-letter.en.text"),
        (WORDS, WORDS + WORDS.removeprefix("opening_words:\n"), "opening-words-twice", "board-letter.en.report"),
        (WORDS, "opening_words: yes\n", "data-shape", "opening_words"),
        (WORDS, "", "file-empty", None),
        (WORDS, "# nothing yet\n", "file-empty", None),
        (WORDS, "- a\n- b\n", "not-a-mapping", None),
        (WORDS, "opening_words: [\n", "not-yaml", None),
    ],
)  # fmt: skip
def test_what_can_not_be_meant_is_named_with_its_place(
    folder: Path, old: str, new: str, code: str, column: str | None
) -> None:
    found = codes(folder, WORDS.replace(old, new))
    assert code in found
    assert found[code] == column
    assert checked_community(folder).community is None
