"""What is kept beside a ledger: equal to a fresh import, never used where a file, the mapping or the place differs."""

from pathlib import Path

import pytest

from sharedsafety.investments import kept_import as kept
from sharedsafety.investments.cube import ledger_cube
from sharedsafety.investments.ledger import LedgerImport
from sharedsafety.investments.mapping import Mapping
from sharedsafety.investments.mapping_file import checked, mapping_of

MAPPING = """
files:
  - file: budget.csv
    columns: {department: Department}
    amounts: [{column: Amount, fiscal_year: 2022, phase: adopted, document: adopted-2022}]
"""
ROWS = "Department,Amount\nFire,1e3\nFire Total,1000\nParks,7\n"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "budget.csv").write_text(ROWS)
    return tmp_path


def imported(place: Path, text: str = MAPPING, jurisdiction: str = "here") -> LedgerImport:
    mapping: Mapping = checked(mapping_of(text))
    return kept.kept_import(mapping, place, place / "kept", jurisdiction_id=jurisdiction)


def nothing_is_read(*args: object, **kwargs: object) -> LedgerImport:
    raise AssertionError("the published files were read again")


def test_the_same_files_are_not_read_again_and_the_import_is_the_same(place, monkeypatch):
    first = imported(place)
    assert {finding.code for finding in first.findings} == {"ledger-rounded", "ledger-total-row"}
    monkeypatch.setattr(kept, "import_to_file", nothing_is_read)
    assert imported(place) == first


@pytest.mark.parametrize(
    ("rows", "text", "jurisdiction"),
    [
        (ROWS + "Fire,2\n", MAPPING, "here"),
        (ROWS, MAPPING.replace("adopted-2022", "adopted"), "here"),
        (ROWS, MAPPING, "there"),
    ],
)
def test_another_file_mapping_or_place_is_another_import(place, rows, text, jurisdiction):
    first = imported(place)
    (place / "budget.csv").write_text(rows)
    assert imported(place, text, jurisdiction).path != first.path


def test_other_code_reads_again(place, monkeypatch):
    imported(place)
    monkeypatch.setattr(kept, "_code", lambda: "changed")
    monkeypatch.setattr(kept, "import_to_file", nothing_is_read)
    with pytest.raises(AssertionError):
        imported(place)


def test_a_ledger_that_is_gone_is_made_again(place):
    path = imported(place).path
    assert path is not None
    path.unlink()
    assert imported(place).path == path
    assert path.is_file()


def test_an_import_with_an_error_leaves_nothing(place):
    (place / "budget.csv").write_text(ROWS + "Fire,about ten\n")
    assert imported(place).path is None
    assert not (place / "kept").exists()


def test_a_kept_cube_is_the_cube(place, monkeypatch):
    path = imported(place).path
    assert path is not None
    first = kept.kept_cube(path)
    monkeypatch.setattr(kept, "ledger_cube", nothing_is_read)
    again, fresh = kept.kept_cube(path), ledger_cube(path)
    assert first.table.equals(again.table)
    assert again.table.equals(fresh.table)
    assert again.programs.equals(fresh.programs)
