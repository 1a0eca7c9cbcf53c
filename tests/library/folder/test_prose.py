"""Names and numbers of people in the texts of a folder are asked about; programs and publishers' words are not."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest

from sharedsafety.folder.check import checked_community

EXAMPLE = Path(__file__).resolve().parents[3] / "examples" / "example-county"
SECRET = "Maria Lopez"


def told(root: Path) -> list[tuple[str | None, int | None, str | None]]:
    findings = checked_community(root).findings
    assert not any(SECRET in finding.sentence(language) for finding in findings for language in ("en", "es"))
    return [(f.file, f.row, f.column) for f in findings if f.code.startswith("personal-")]


@pytest.mark.parametrize(
    ("file", "column"), [("budget/coding.csv", "note"), ("priorities.csv", "body"), ("roadmap.csv", "note")]
)
def test_a_name_in_words_by_people_is_told_with_its_place(file: str, column: str, tmp_path: Path) -> None:
    root = shutil.copytree(EXAMPLE, tmp_path / "example")
    rows = list(csv.DictReader((root / file).open(encoding="utf-8", newline="")))
    rows[0][column] = f"me llamo {SECRET}"
    with (root / file).open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    assert (file, 2, column) in told(root)


def test_the_example_names_nobody() -> None:
    assert told(EXAMPLE) == []
