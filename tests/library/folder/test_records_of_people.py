"""A community folder takes no records of single people, wherever they lie and however they are packed."""

from __future__ import annotations

import gzip
import io
import zipfile
from pathlib import Path

import pytest
from tests.library.core.record_samples import export_plan, signed, votes_table

from sharedsafety.core.findings import Finding
from sharedsafety.core.record_export import exported_records, records_csv
from sharedsafety.folder.check import checked_community
from sharedsafety.folder.foreign import folder_files
from sharedsafety.folder.records_of_people import people_findings

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"
PEOPLE = {"person-record", "person-points", "person-votes", "person-file", "not-text"}


def refused(folder: Path, name: str, content: str | bytes) -> list[Finding]:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    reading = checked_community(folder)
    found = [finding for finding in reading.findings if finding.code in PEOPLE]
    assert (reading.community is None) == bool(found)
    return found


def told(findings: list[Finding]) -> list[tuple[str, int | None, str | None]]:
    return [(finding.code, finding.row, finding.column) for finding in findings]


@pytest.mark.parametrize(
    "place", ["listening/a.csv", "inventory/a.csv", "budget/ledger/a.csv", "a.csv", "new/deep/a.tsv"]
)
@pytest.mark.parametrize(
    "column",
    ["voter-id", "VoterID", "Participant", "respondent_id", "ID de votante", "Ballot ID", "survivor", "Is Survivor",
     "Sobreviviente", "Victim status", "Víctima", "first_name", "Fecha de nacimiento", "SSN", "case-number",
     "person_record"],
)  # fmt: skip
def test_a_column_of_single_people_is_refused_wherever_it_lies(folder: Path, place: str, column: str) -> None:
    found = refused(folder, place, f"statement,{column},total\n1,x,20\n")
    assert told(found) == [("person-record", 1, column)]
    assert found[0].file == place
    for language in ("en", "es"):
        assert found[0].fix(language)


def test_an_export_of_records_is_refused_too(folder: Path) -> None:
    table = votes_table()
    text = records_csv(exported_records(table, signed(export_plan(table), table)))
    codes = {finding.code for finding in refused(folder, "listening/votes.csv", text)}
    assert codes == {"person-record", "person-votes"}


POLIS = "4,1,-1,0,1,1\n0,-1,0,,1,-1\n3,1,1,0,,1\n"
WORDS = "a,agree,Disagree,pass,agree,agree\nb,pass,agree,,disagree,agree\nc,agree,agree,disagree,pass,pass\n"


@pytest.mark.parametrize("rows", [POLIS, WORDS, POLIS.replace("1", "1.0")])
def test_a_matrix_of_votes_is_refused_even_when_nothing_in_its_header_says_so(folder: Path, rows: str) -> None:
    assert told(refused(folder, "listening/m.csv", f"n,0,1,2,3,4\n{rows}")) == [("person-votes", 1, "0")]


@pytest.mark.parametrize("text", [
    "statement,group,agree,disagree,pass,n,seen\n1,a,20,11,15,46,60\n2,a,30,0,12,42,60\n3,b,1,0,0,1,60\n",
    "service,spanish,walk_in,night,free,parking\nA,yes,no,yes,yes,no\nB,no,no,yes,yes,no\nC,yes,yes,yes,no,no\n",
    "program,a,b,c,d,e\nx,1,0,0,1,1\ny,0,0,1,0,1\nz,1,1,1,0,0\n",
    "statement,verdict\n1,agree\n2,disagree\n3,pass\n4,agree\n",
    "priority,total,victims,survivors,participants,voters\nheal,30,20,11,40,12\n",
], ids=["totals", "yes and no", "flags", "one column", "counts"])  # fmt: skip
def test_totals_and_lists_of_services_are_no_votes_of_single_people(folder: Path, text: str) -> None:
    assert refused(folder, "listening/t.csv", text) == []


def test_points_of_participants_are_refused_and_those_of_services_are_not(folder: Path) -> None:
    points = "title,Latitude,Longitude\nA,36.9,-122.0\n"
    assert refused(folder, "inventory/locations.csv", points + "B,36.9,-122.1\n") == []
    found = refused(folder, "listening/map.csv", points)
    assert told(found) == [("person-points", 1, "Latitude"), ("person-points", 1, "Longitude")]


def test_points_beside_the_age_of_whoever_set_them_are_refused_anywhere(folder: Path) -> None:
    found = refused(folder, "unknown.csv", "lat,lon,Age\n36.9,-122.0,33\n")
    assert told(found) == [("person-points", 1, "lat"), ("person-points", 1, "lon")]


def test_a_service_may_have_a_telephone_and_a_street_and_a_list_of_people_may_not(folder: Path) -> None:
    text = "name,phone,email,street address\nClinic,831-555-0100,a@example.org,1 Main St\n"
    assert refused(folder, "inventory/services.csv", text) == []
    assert len(refused(folder, "listening/people.csv", text)) == 3


def test_packed_files_are_looked_into_whatever_the_capitals_of_their_endings(folder: Path) -> None:
    packed = gzip.compress(b"Voter ID;vote\n7;agree\n")
    assert told(refused(folder, "listening/votes.CSV.GZ", packed)) == [("person-record", 1, "Voter ID")]


@pytest.mark.parametrize("name", ["listening/poll.pb", "listening/poll.pb.gz", "inventory/survey.SAV", "survey.dta"])
def test_kinds_of_files_that_hold_one_row_a_person_are_refused(folder: Path, name: str) -> None:
    assert told(refused(folder, name, b"whatever")) == [("person-file", None, None)]


@pytest.mark.parametrize("text", ["", "\n\nvoter-id\n", "a\n", "\x00" * 50, 'a,"b\nc,d\n', "x" * 200_000])
def test_odd_files_end_in_findings_or_in_nothing(folder: Path, text: str) -> None:
    refused(folder, "listening/odd.csv", text)


SPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def workbook(*rows: list[str], shared: bool = True, extra: dict[str, bytes] | None = None) -> bytes:
    """The parts of a workbook of one sheet in which its texts stand."""
    texts = [text for row in rows for text in row]
    cells = {
        text: f'<c t="s"><v>{texts.index(text)}</v></c>' if shared else f'<c t="inlineStr"><is><t>{text}</t></is></c>'
        for text in texts
    }
    shared_texts = "".join(f"<si><r><t>{text}</t></r></si>" for text in texts)
    lines = (
        f'<row r="{number}">{"".join(cells[text] for text in row)}</row>' for number, row in enumerate(rows, 1) if row
    )
    parts = {
        "xl/sharedStrings.xml": f"<sst {SPACE}>{shared_texts}</sst>".encode(),
        "xl/worksheets/sheet1.xml": f"<worksheet {SPACE}><sheetData>{''.join(lines)}</sheetData></worksheet>".encode(),
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as book:
        for name, content in (parts | (extra or {})).items():
            book.writestr(name, content)
    return made.getvalue()


@pytest.mark.parametrize("shared", [True, False], ids=["shared texts", "texts in cells"])
def test_a_sheet_of_a_workbook_is_looked_into_below_its_title_too(folder: Path, shared: bool) -> None:
    book = workbook(["Votes of spring"], [], ["Statement", "Voter ID"], ["1", "7"], shared=shared)
    assert told(refused(folder, "listening/votes.xlsx", book)) == [("person-record", 3, "Voter ID")]


def test_a_workbook_of_totals_passes_and_a_damaged_or_sealed_one_is_named(folder: Path) -> None:
    book = workbook(["Statement", "Agree"], ["1", "30"])
    assert refused(folder, "listening/totals.xlsx", book) == []
    assert told(refused(folder, "listening/totals.xlsx", book[: len(book) // 2])) == [("not-text", None, None)]
    assert told(refused(folder, "listening/totals.xlsx", b"\xd0\xcf\x11\xe0 sealed")) == [("not-text", None, None)]


VOTER = b'<c t="inlineStr"><is><t>Voter ID</t></is></c>'


def test_a_workbook_made_to_harm_is_unpacked_no_further_than_four_megabytes(folder: Path) -> None:
    bomb = (
        b'<worksheet><sheetData><row r="1"><c t="inlineStr"><is><t>'
        + b" " * 20_000_000
        + b"</t></is></c>"
        + VOTER
        + b"</row>"
    )
    entities = b'<!DOCTYPE x [<!ENTITY a "voter id">]><worksheet><row><c t="str"><v>&a;</v></c></row></worksheet>'
    extra = {
        "xl/worksheets/sheet2.xml": bomb,
        "xl/worksheets/sheet3.xml": entities,
        "xl/worksheets/sheet4.xml": b"<row",
    }
    assert refused(folder, "listening/bomb.xlsx", workbook(["Statement"], extra=extra)) == []


@pytest.mark.parametrize("example", ["example-county", "los-angeles", "san-joaquin"])
def test_the_examples_give_no_false_alarm(example: str) -> None:
    root = EXAMPLES / example
    assert [*_all_findings(root)] == []


def _all_findings(root: Path) -> list[Finding]:
    files = folder_files(root)
    assert len(files) > 8
    return [finding for path in files for finding in people_findings(path, path.relative_to(root).as_posix())]
