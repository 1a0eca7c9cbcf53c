"""Every fault of a folder is found at once, named with file, row and column, and nothing on disk changes."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from sharedsafety.core.errors import Unreadable
from sharedsafety.core.findings import Finding
from sharedsafety.folder.check import checked_community
from sharedsafety.folder.content_hash import folder_hash


def found(root: Path, code: str) -> Finding:
    """Return the one finding with a code."""
    matching = [finding for finding in checked_community(root).findings if finding.code == code]
    assert len(matching) == 1, [finding.code for finding in checked_community(root).findings]
    return matching[0]


def test_a_sound_folder_has_no_errors_and_its_shares_stay_exact(folder: Path) -> None:
    reading = checked_community(folder)
    assert [finding.sentence() for finding in reading.findings if finding.severity == "error"] == []
    assert reading.community is not None
    assert reading.community.coding[1].share == Fraction(3, 5)
    assert reading.community.coding[1].markers == {"CSC": 0.4}
    assert reading.community.documents[0].control_total_cents == 150_000


def test_a_place_without_community_yaml_is_refused_as_unreadable(tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as caught:
        checked_community(tmp_path)
    assert caught.value.code == "not-a-community"


def spoil(path: Path, old: str, new: str) -> None:
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def test_a_missing_column_is_named(folder: Path) -> None:
    spoil(folder / "budget/coding.csv", "program_key,category", "program_key,kategory")
    codes = {finding.code: finding.column for finding in checked_community(folder).findings}
    assert codes["column-unknown"] == "kategory"
    assert codes["column-missing"] == "category"


def test_a_wrong_cell_is_named_with_row_and_column(folder: Path) -> None:
    spoil(folder / "budget/coding.csv", ",0.4,,0.3", ",much,,0.3")
    finding = found(folder, "not-a-number")
    assert (finding.file, finding.row, finding.column) == ("budget/coding.csv", 4, "share")
    assert "much" in finding.sentence("en")
    assert "much" in finding.sentence("es")


def test_a_fault_in_one_table_hides_no_fault_of_another(folder: Path) -> None:
    spoil(folder / "priorities.csv", "S", "X")
    spoil(folder / "budget/coding.csv", ",0.4,,0.3", ",0.3,,0.3")
    files = {finding.file for finding in checked_community(folder).findings if finding.severity == "error"}
    assert {"priorities.csv", "budget/coding.csv"} <= files


def test_a_table_with_a_fault_is_not_blamed_for_what_then_refers_to_nothing(folder: Path) -> None:
    with (folder / "priorities.csv").open("a", encoding="utf-8") as file:
        file.write("one,cell\n")
    (folder / "roadmap.csv").write_text(
        "id,title,priority_id,owner,status\na,Act,nothing,Council,not_started\n", encoding="utf-8"
    )
    assert [f.code for f in checked_community(folder).findings if f.severity == "error"] == ["row-length"]


def test_a_repeated_key_in_yaml_is_named_with_its_row(folder: Path) -> None:
    with (folder / "community.yaml").open("a", encoding="utf-8") as file:
        file.write("kind: city\n")
    finding = found(folder, "key-twice")
    assert (finding.file, finding.row) == ("community.yaml", 11)


def test_two_documents_for_the_same_money_are_refused(folder: Path) -> None:
    path = folder / "budget/documents.csv"
    rows = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([*rows, rows[1].replace("a24", "b24")]) + "\n", encoding="utf-8")
    assert found(folder, "document-twice").row == 3


@pytest.mark.parametrize("printed", ["0", "0.00", "-1500.00"])
def test_a_printed_total_of_zero_or_less_is_an_error(folder: Path, printed: str) -> None:
    spoil(folder / "budget/documents.csv", "1500.00", printed)
    finding = found(folder, "control-not-above-zero")
    assert (finding.severity, finding.file, finding.row) == ("error", "budget/documents.csv", 2)
    assert finding.column == "control_total_usd"


def test_without_a_mapping_every_other_fault_is_told_too(folder: Path) -> None:
    (folder / "budget/mapping.yaml").unlink(missing_ok=True)
    spoil(folder / "budget/documents.csv", "1500.00", "0")
    spoil(folder / "budget/coding.csv", "WB-MEN,0.6", "WB-MEN,0.3")
    spoil(folder / "community.yaml", "headline_year: 2024", "headline_year: 2031")
    told = {finding.code for finding in checked_community(folder, books=True).findings}
    assert {"file-missing", "control-not-above-zero", "headline-missing", "coding-share-sum"} <= told


def test_a_changed_ledger_file_is_noticed(folder: Path) -> None:
    spoil(folder / "budget/ledger/lines.csv", "1000", "9000")
    assert found(folder, "document-changed").column == "sha256"


def test_a_document_may_not_point_outside_the_folder(folder: Path) -> None:
    spoil(folder / "budget/documents.csv", "ledger/lines.csv", "../../etc/passwd")
    assert found(folder, "document-file-missing").row == 2


def test_a_record_of_single_people_is_refused_wherever_it_lies(folder: Path) -> None:
    (folder / "listening").mkdir()
    (folder / "listening/sign_in.csv").write_text("First Name,Date\nA,2026-01-01\n", encoding="utf-8")
    assert found(folder, "person-record").file == "listening/sign_in.csv"


def test_an_empty_file_is_named(folder: Path) -> None:
    (folder / "priorities.csv").write_bytes(b"")
    assert found(folder, "file-empty").file == "priorities.csv"


def test_a_spreadsheet_export_in_another_encoding_is_read_and_said(folder: Path) -> None:
    path = folder / "priorities.csv"
    path.write_bytes(path.read_text(encoding="utf-8").replace("heal,More", "heal,Más").encode("windows-1252"))
    reading = checked_community(folder)
    assert found(folder, "encoding-said").severity == "note"
    assert reading.community is not None
    assert reading.community.priorities[0].title == "Más help to heal"


def test_tabs_and_utf_16_are_read(folder: Path) -> None:
    path = folder / "priorities.csv"
    path.write_bytes(path.read_text(encoding="utf-8").replace(",", "\t").encode("utf-16"))
    reading = checked_community(folder)
    assert reading.community is not None
    assert reading.community.priorities[0].principle == "CSC"


def test_all_faults_are_told_at_once(folder: Path) -> None:
    spoil(folder / "budget/coding.csv", ",0.4,,0.3", ",much,,0.3")
    spoil(folder / "priorities.csv", "S3", "S9")
    spoil(folder / "community.yaml", "kind: county", "kynd: county")
    codes = {finding.code for finding in checked_community(folder).findings}
    assert {"not-a-number", "not-on-list", "data-shape"} <= codes


def test_checking_changes_nothing_on_disk(folder: Path) -> None:
    before = folder_hash(folder)
    checked_community(folder)
    assert folder_hash(folder) == before


@pytest.mark.parametrize(
    ("old", "new", "code", "key"),
    [
        ("id: small-example", "id: ../small", "not-an-id", "id"),
        ("name: Small Example", "name: ' '", "cell-missing", "name"),
        ("kind: county", "kind: planet", "not-on-list", "kind"),
        ("provenance: example", "provenance: '{0}'", "not-on-list", "provenance"),
        ("[en, es]", "[]", "not-on-list", "languages"),
        ("[en, es]", "[en, fr]", "not-on-list", "languages"),
        ("[en, es]", "[en, en]", "language-twice", "languages"),
        ("fiscal_year_start: 7", "fiscal_year_start: 13", "not-a-month", "fiscal_year_start"),
    ],
)
def test_what_community_yaml_may_not_say_is_named_with_its_key(
    folder: Path, old: str, new: str, code: str, key: str
) -> None:
    spoil(folder / "community.yaml", old, new)
    finding = found(folder, code)
    keys = [line.partition(":")[0] for line in (folder / "community.yaml").read_text(encoding="utf-8").splitlines()]
    assert (finding.file, finding.row, finding.column) == ("community.yaml", keys.index(key) + 1, key)
    assert finding.sentence("en") != finding.sentence("es")


def test_every_key_of_the_wrong_type_is_named_with_its_row(folder: Path) -> None:
    spoil(folder / "community.yaml", "fiscal_year_start: 7", "fiscal_year_start: July")
    spoil(folder / "community.yaml", 'place_codes: {fips: "00000"}', "place_codes: none")
    spoil(folder / "community.yaml", "kind: county\n", "")
    faults = [finding for finding in checked_community(folder).findings if finding.code == "data-shape"]
    assert {(finding.column, finding.row) for finding in faults} == {
        ("fiscal_year_start", 4), ("place_codes", 6), ("kind", 1)
    }  # fmt: skip


INDICATOR = """\
  name: A sign
  plain_question: Is it better?
  principle: CSC
  unit: count
  numerator: people
  denominator: none
  source: {title: made up}
"""


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("priorities: [unheard-of]", "reference-unknown"),
        ("breaks: [{period: some day, note: x, source: x}]", "period-unreadable"),
        ("target: {kind: floor, value: 1, by: some day}", "period-unreadable"),
        ("colour: red", "data-shape"),
        ("better: sideways", "data-shape"),
        ("id: not an id", "not-an-id"),
    ],
)
def test_a_fault_of_an_indicator_is_named_with_the_row_of_its_key(folder: Path, line: str, code: str) -> None:
    (folder / "indicators").mkdir()
    second = f"- {line}\n" if line.startswith("id:") else f"- id: second\n  {line}\n"
    text = f"# made up\nindicators:\n- id: first\n{INDICATOR}{second}{INDICATOR}"
    (folder / "indicators/indicators.yaml").write_text(text, encoding="utf-8")
    row = next(number for number, each in enumerate(text.splitlines(), start=1) if line in each)
    assert (found(folder, code).file, found(folder, code).row) == ("indicators/indicators.yaml", row)


def test_area_shares_of_more_than_all_of_a_program_are_refused(folder: Path) -> None:
    (folder / "areas.csv").write_text("area_id,name,population\nn,North,5\ns,South,5\n", encoding="utf-8")
    shares = "program_key,area_id,share\nhealth.clinic,n,0.6\nhealth.clinic,s,{}\nsheriff.patrol,n,0.2\n"
    (folder / "budget/areas.csv").write_text(shares.format("0.4"), encoding="utf-8")
    assert checked_community(folder).community is not None
    (folder / "budget/areas.csv").write_text(shares.format("0.41"), encoding="utf-8")
    finding = found(folder, "area-share-sum")
    assert (finding.file, finding.row, finding.column) == ("budget/areas.csv", 3, "share")


MAPPING = """\
files:
  - file: ledger/lines.csv
    columns: {department: Department, program: Program, fund: Fund}
    amounts: [{column: Amount, fiscal_year: 2024, phase: adopted, document: a24}]
"""


def test_a_published_file_is_named_from_the_folder_by_check_and_by_the_import(folder: Path) -> None:
    (folder / "budget/mapping.yaml").write_text(MAPPING, encoding="utf-8")
    spoil(folder / "budget/ledger/lines.csv", "500", "half")
    findings = checked_community(folder, books=True).findings
    assert {finding.file for finding in findings if finding.code == "text-in-amount"} == {"budget/ledger/lines.csv"}
    assert "budget/ledger/lines.csv" in found(folder, "document-changed").sentence("en")


def test_a_document_whose_lines_are_read_from_another_file_is_refused(folder: Path) -> None:
    (folder / "budget/mapping.yaml").write_text(MAPPING.replace("lines.csv", "other.csv"), encoding="utf-8")
    (folder / "budget/ledger/other.csv").write_bytes((folder / "budget/ledger/lines.csv").read_bytes())
    findings = checked_community(folder, books=True).findings
    elsewhere = [(finding.row, finding.column) for finding in findings if finding.code == "document-other-file"]
    assert elsewhere == [(2, "file")]


@pytest.mark.parametrize("content", ["# nothing yet\n", "- a\n", "words\n"])
def test_a_community_yaml_without_keys_is_never_sound(folder: Path, content: str) -> None:
    (folder / "community.yaml").write_text(content, encoding="utf-8")
    assert found(folder, "not-a-mapping").file == "community.yaml"


@pytest.mark.parametrize("name", ["../../x", "a/b", ".", "two words", "ü", "x" * 81, "{x}", "<script>"])
def test_an_identifier_that_can_not_name_a_file_is_refused(folder: Path, name: str) -> None:
    spoil(folder / "priorities.csv", "heal,More", f"{name},More")
    assert (found(folder, "not-an-id").row, found(folder, "not-an-id").column) == (2, "id")


@pytest.mark.parametrize("listed", ["5", "", "abc", "{a: b}"])
def test_indicators_that_are_no_list_are_refused(folder: Path, listed: str) -> None:
    (folder / "indicators").mkdir()
    (folder / "indicators/indicators.yaml").write_text(f"indicators: {listed}\n", encoding="utf-8")
    assert found(folder, "not-a-list").column == "indicators"


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (",S3,more,,,,", ",S1,more,-0.1,share,P,", "out-of-range"),
        (",S3,more,,,,", ",S1,more,5,share,P,", "share-outside"),
        (",S3,more,,,,", ",S1,more,1e400,share,P,", "not-a-number"),
    ],
)
def test_a_target_nobody_could_mean_is_refused(folder: Path, old: str, new: str, code: str) -> None:
    spoil(folder / "priorities.csv", old, new)
    assert (found(folder, code).row, found(folder, code).column) == (2, "target_value")


@pytest.mark.parametrize(("file", "value"), [("population.csv", "0"), ("deflator.csv", "0"), ("population.csv", "-5")])
def test_a_year_without_people_or_prices_is_refused(folder: Path, file: str, value: str) -> None:
    (folder / file).write_text(f"fiscal_year,value,source\n2024,{value},made up\n", encoding="utf-8")
    assert (found(folder, "out-of-range").file, found(folder, "out-of-range").row) == (file, 2)


def test_a_link_out_of_the_folder_is_refused(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.csv").write_text("area_id,name,population\na,A,5\n", encoding="utf-8")
    (folder / "areas.csv").symlink_to(tmp_path / "secret.csv")
    assert found(folder, "link-outside").file == "areas.csv"


def test_a_file_name_that_can_not_be_shown_is_refused(folder: Path) -> None:
    (folder / "a\nb.csv").write_text("x\n", encoding="utf-8")
    assert found(folder, "file-name-unreadable").file == r"'a\nb.csv'"


@pytest.mark.parametrize(
    ("file", "content", "code"),
    [
        ("areas.csv", b"\xef\xbb\xbf", "file-empty"),
        ("areas.csv", b"\xff\xfea", "not-text"),
        ("areas.csv", b"area_id\0", "not-text"),
        ("areas.csv", b"a" * 200_000, "not-a-table"),
        ("areas.csv", b'area_id,name,population\n"a,A,5\n' + b"x" * 200_000, "not-a-table"),
        ("listening/words.csv.gz", b"not packed", "not-text"),
    ],
)
def test_a_damaged_file_is_named(folder: Path, file: str, content: bytes, code: str) -> None:
    (folder / file).parent.mkdir(exist_ok=True)
    (folder / file).write_bytes(content)
    assert found(folder, code).file == file
