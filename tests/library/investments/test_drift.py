"""Next year's file: what has changed since the mapping was made."""

from pathlib import Path

from sharedsafety.core.findings import Finding
from sharedsafety.investments.drift import drift, with_rules_of
from sharedsafety.investments.mapping_file import checked, mapping_of
from sharedsafety.investments.mapping_text import mapping_text
from sharedsafety.investments.proposed_mapping import proposed_mapping

OLD = "Department,Fund,Account Type,2023 Adopted\nFire,General,Expense,10\nParks,Zoo,Revenue,5\n"


def drifted(folder: Path, new: str, old: str = OLD) -> tuple[Finding, ...]:
    (folder / "old.csv").write_text(old, encoding="utf-8")
    (folder / "new.csv").write_text(new, encoding="utf-8")
    kept = proposed_mapping(folder / "old.csv").mapping
    assert kept is not None
    return drift(checked(mapping_of(mapping_text(kept))), proposed_mapping(folder / "new.csv"))


def told(findings: tuple[Finding, ...]) -> list[tuple[str, str | None]]:
    return [(finding.code, finding.column) for finding in findings]


def test_a_file_that_only_moved_on_by_a_year_has_not_drifted(tmp_path):
    assert drifted(tmp_path, OLD.replace("2023", "2024")) == ()


def test_a_renamed_column_is_told_with_both_names(tmp_path):
    found = drifted(tmp_path, OLD.replace("Department", "Dept Name"))
    assert told(found) == [("drift-column-renamed", "Dept Name")]
    assert found[0].params == {"old": "Department", "new": "Dept Name"}


def test_a_column_gone_and_a_new_one_are_told(tmp_path):
    found = drifted(
        tmp_path, "Department,Account Type,2024 Adopted,Priority\nFire,Expense,10,Safe\nParks,Revenue,5,Green\n"
    )
    assert told(found) == [("drift-column-gone", "Fund"), ("drift-column-new", "Priority")]


def test_new_funds_and_marks_are_told_with_their_rows(tmp_path):
    rows = "Fire,General,Expense,10\nParks,Park,Expense,5\nParks,Park,Revenue,5\n"
    found = drifted(tmp_path, f"Department,Fund,Account Type,2024 Adopted\n{rows}")
    assert told(found) == [("drift-value-new", "Fund"), ("drift-value-gone", "Fund")]
    assert (found[0].params, found[1].params) == ({"value": "Park", "rows": 2}, {"value": "Zoo"})


def test_amounts_written_in_another_way_are_told(tmp_path):
    new = "Department;Fund;Account Type;2024 Adopted\nFire;General;Expense;10,50\nParks;Zoo;Revenue;5,25\n"
    assert told(drifted(tmp_path, new)) == [("drift-amounts", None)]


def test_rules_that_people_wrote_go_over_to_the_new_mapping(tmp_path):
    (tmp_path / "new.csv").write_text(OLD, encoding="utf-8")
    new = proposed_mapping(tmp_path / "new.csv").mapping
    assert new is not None
    text = "department_names: {Parks: Parks and Recreation}\n" + mapping_text(new)
    joined = with_rules_of(checked(mapping_of(text)), new)
    assert joined.department_names == {"Parks": "Parks and Recreation"}
    assert joined.files == new.files
