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


def with_notes(root: Path, note: str, *cleared: str) -> Path:
    rows = list(csv.DictReader((root / "roadmap.csv").open(encoding="utf-8", newline="")))
    rows[0]["note"] = note
    with (root / "roadmap.csv").open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    with (root / "cleared.csv").open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(["words", "cleared_by", "cleared_on", "reason"])
        writer.writerows([words, "privacy steward", "2026-11-26", "An office"] for words in cleared)
    return root


def test_words_that_a_steward_cleared_are_not_asked_about_again(tmp_path: Path) -> None:
    root = with_notes(shutil.copytree(EXAMPLE, tmp_path / "e"), f"me llamo {SECRET}, 831-555-0142", SECRET)
    assert told(root) == [("roadmap.csv", 2, "note")]
    assert [f.code for f in checked_community(root).findings if f.code.startswith("personal")] == ["personal-phone"]


def test_an_identity_number_can_not_be_cleared(tmp_path: Path) -> None:
    root = with_notes(shutil.copytree(EXAMPLE, tmp_path / "e"), "123-45-6789", "123-45-6789")
    assert told(root) == [("roadmap.csv", 2, "note")]


def test_cleared_words_that_stand_nowhere_are_told(tmp_path: Path) -> None:
    root = with_notes(shutil.copytree(EXAMPLE, tmp_path / "e"), "All well", "Fort Nowhere")
    found = [f for f in checked_community(root).findings if f.code == "cleared-nowhere"]
    assert [(f.file, f.row) for f in found] == [("cleared.csv", 2)]


@pytest.mark.parametrize("name", ["example-county", "los-angeles", "san-joaquin"])
def test_the_examples_name_nobody(name: str) -> None:
    assert told(EXAMPLE.parent / name) == []
