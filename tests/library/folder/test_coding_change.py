"""The coding of one program is put into the file; all other rows stay as they were written."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from sharedsafety.core.errors import BadInput
from sharedsafety.folder.coding_change import coding_with, given_coding, put_coding
from sharedsafety.folder.one_table import table_values_of
from sharedsafety.investments.coded import CodedShare

BEFORE = (
    "program_key,category,share,level,low,high,basis,markers,coder,status,note,taxonomy_version\r\n"
    'jail,JS-JAL,1.00,,,,A,,ana,single,"Jail, all of it",0.1.0\r\n'
    "parks,WB-PLA,0.5,,0.4,0.6,E,,ana,single,Half,0.1.0\r\n"
    "parks,WB-YOU,0.5,,0.4,0.6,E,,ana,single,Half,0.1.0\r\n"
    "clerk,OT-ADM,1,,,,A,,ana,single,,0.1.0\r\n"
)
GIVEN = {"program_key": "parks", "category": "WB-PLA", "share": "1", "basis": "A", "coder": "ben",
         "status": "single", "taxonomy_version": "0.1.0"}  # fmt: skip


def row(**other: str) -> CodedShare:
    found = given_coding([{**GIVEN, **other}])
    assert found.findings == ()
    return found.rows[0]


def test_only_the_rows_of_the_program_change() -> None:
    after = coding_with(BEFORE, {"parks": [row()]}).decode()
    lines, before = after.split("\r\n"), BEFORE.split("\r\n")
    assert lines[:2] == before[:2]
    assert lines[2] == "parks,WB-PLA,1,,,,A,,ben,single,,0.1.0"
    assert lines[3:] == before[4:]


def test_a_program_without_rows_is_added_at_the_end_and_one_is_taken_out() -> None:
    after = coding_with(BEFORE, {"new": [row(program_key="new")], "jail": []}).decode().split("\r\n")
    assert after[1].startswith("parks")
    assert after[-2].startswith("new,WB-PLA")
    assert not any(line.startswith("jail") for line in after)


def test_a_column_that_the_file_lacks_is_added_when_a_row_needs_it() -> None:
    after = coding_with(BEFORE, {"parks": [replace(row(), delivery_agent="school")]}).decode().split("\r\n")
    assert after[0].endswith(",taxonomy_version,delivery_agent")
    assert after[2].endswith(",0.1.0,school")


def test_a_file_with_faults_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "budget").mkdir()
    wrong = BEFORE.replace("clerk,OT-ADM,1,", "clerk,OT-ADM,0.9,")
    (tmp_path / "budget/coding.csv").write_bytes(wrong.encode())
    with pytest.raises(BadInput) as refused:
        put_coding(tmp_path, {"parks": [row()]})
    assert [found.code for found in refused.value.findings] == ["coding-share-sum"]
    assert (tmp_path / "budget/coding.csv").read_bytes() == wrong.encode()


def test_the_first_coding_of_a_folder_makes_the_file_and_it_reads_back_as_given(tmp_path: Path) -> None:
    given = row(note="=1+1; a reason", low="", high="")
    put_coding(tmp_path, {"parks": [given]})
    (back,) = table_values_of(tmp_path / "budget/coding.csv", "budget/coding.csv", CodedShare)
    assert replace(back, row=None, note="") == replace(given, row=None, note="")
    assert back.note.lstrip("'") == given.note


def test_faults_are_told_by_the_row_of_the_form() -> None:
    wrong = [{**GIVEN, "share": "0.5"}, {**GIVEN, "category": "WB-YOU", "share": "half"}]
    assert [(found.code, found.row, found.column) for found in given_coding(wrong).findings] == [
        ("not-a-number", 2, "share")
    ]
    wrong = [{**GIVEN, "share": "0.5"}, {**GIVEN, "category": "XX-XXX", "share": "0.5"}]
    assert [(found.code, found.row) for found in given_coding(wrong).findings] == [("coding-unknown-value", 2)]
    assert given_coding([GIVEN]).rows[0].share == Fraction(1)
