"""Spreadsheets that could harm the reader are refused with their reason, and never with a traceback."""

import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from sharedsafety.core.errors import BadInput, SharedSafetyError, Unreadable
from sharedsafety.investments import spreadsheets_in
from sharedsafety.investments.ledger import LedgerImport, import_ledger
from sharedsafety.investments.mapping_file import checked, mapping_of
from sharedsafety.investments.spreadsheets_in import sheets_as_csv
from sharedsafety.investments.upload_limits import UploadLimits, upload_limits

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAPPING = """
files:
  - file: book.xlsx
    sheet: {sheet}
    columns: {{department: Department}}
    amounts: [{{column: Amount, fiscal_year: 2024, phase: adopted, document: d}}]
"""


def workbook(**sheets: list[list[str]]) -> dict[str, str]:
    """The parts of a small workbook."""
    names = "".join(f'<sheet name="{name}" sheetId="{n}" r:id="r{n}"/>' for n, name in enumerate(sheets, 1))
    links = "".join(f'<Relationship Id="r{n}" Type="{OFFICE}/worksheet" Target="worksheets/s{n}.xml"/>'
                    for n in range(1, len(sheets) + 1))  # fmt: skip
    parts = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship Id="r" Type="{OFFICE}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{names}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{RELATIONS}">{links}</Relationships>',
    }
    for number, rows in enumerate(sheets.values(), 1):
        cells = "".join(
            f'<row r="{r}">'
            + "".join(f'<c r="{"ABCDEFGH"[c]}{r}" t="inlineStr"><is><t>{v}</t></is></c>' for c, v in enumerate(row))
            + "</row>"
            for r, row in enumerate(rows, 1)
        )
        parts[f"xl/worksheets/s{number}.xml"] = f'<worksheet xmlns="{MAIN}"><sheetData>{cells}</sheetData></worksheet>'
    return parts


BUDGET = [["Department", "Amount"], ["Fire", "10"], ["Parks", "5"]]


def saved(folder: Path, parts: dict[str, str]) -> Path:
    path = folder / "book.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as container:
        for name, content in parts.items():
            container.writestr(name, content)
    return path


def imported(folder: Path, sheet: str = "Budget") -> LedgerImport:
    return import_ledger(checked(mapping_of(MAPPING.format(sheet=sheet))), folder, jurisdiction_id="here")


def refusal(folder: Path) -> str:
    with pytest.raises(Unreadable) as refused:
        imported(folder)
    assert refused.value.code == "ledger-spreadsheet-refused"
    assert refused.value.finding.file == "book.xlsx"
    reason: str = refused.value.finding.params["reason"]
    return reason


def limited(monkeypatch: pytest.MonkeyPatch, **caps: int) -> None:
    limits = upload_limits()
    smaller: UploadLimits = replace(limits, spreadsheet=replace(limits.spreadsheet, **caps))
    monkeypatch.setattr(spreadsheets_in, "upload_limits", lambda: smaller)


def test_a_sheet_is_read_row_for_row(tmp_path):
    saved(tmp_path, workbook(Notes=[["x"]], Budget=BUDGET))
    lines = imported(tmp_path).lines
    assert lines["amount_cents"].to_pylist() == [1000, 500]
    assert lines["source_row"].to_pylist() == [2, 3]
    assert lines["source_column"].to_pylist() == ["Budget!Amount"] * 2


def test_a_workbook_is_opened_once_for_all_its_sheets(tmp_path, monkeypatch):
    saved(tmp_path, workbook(First=BUDGET, Second=BUDGET))
    opened = []
    monkeypatch.setattr(
        spreadsheets_in, "sheets_as_csv",
        lambda path, sheets, out, *, shown_as: opened.append(tuple(sheets)) or sheets_as_csv(
            path, sheets, out, shown_as=shown_as),
    )  # fmt: skip
    both = MAPPING.format(sheet="First") + MAPPING.format(sheet="Second").split("files:\n")[1].replace(
        "document: d", "document: e").replace("2024", "2025")  # fmt: skip
    done = import_ledger(checked(mapping_of(both)), tmp_path, jurisdiction_id="here")
    assert opened == [("First", "Second")]
    assert done.lines["source_column"].to_pylist() == ["First!Amount"] * 2 + ["Second!Amount"] * 2


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path):
    saved(tmp_path, workbook(Budget=BUDGET) | {"xl/bomb.xml": "0" * (30 << 20)})
    assert refusal(tmp_path) == "it unpacks to too much"


def test_a_bomb_whose_directory_lies_is_refused(tmp_path, monkeypatch):
    path = saved(tmp_path, workbook(Budget=BUDGET) | {"xl/bomb.xml": "0" * 100_000})
    true, said = (100_000).to_bytes(4, "little"), (10).to_bytes(4, "little")
    path.write_bytes(path.read_bytes().replace(true, said))
    limited(monkeypatch, unpacked_bytes=50_000)
    assert refusal(tmp_path) in {"it unpacks to too much", "its container is damaged"}


def test_too_many_parts_are_refused(tmp_path):
    saved(tmp_path, workbook(Budget=BUDGET) | {f"xl/part{n}.xml": "" for n in range(2001)})
    assert refusal(tmp_path) == "it has too many parts"


@pytest.mark.parametrize("name", ["../outside.xml", "/etc/passwd", "xl/../../outside.xml", "C:\\outside.xml"])
def test_a_part_that_climbs_out_is_refused(tmp_path, name):
    saved(tmp_path, workbook(Budget=BUDGET) | {name: ""})
    assert refusal(tmp_path) == "a part points outside the file"


def test_two_parts_of_one_name_are_refused(tmp_path):
    path = saved(tmp_path, workbook(Budget=BUDGET))
    with zipfile.ZipFile(path, "a") as container, pytest.warns(UserWarning, match="Duplicate name"):
        container.writestr("xl/workbook.xml", "")
    assert refusal(tmp_path) == "two of its parts have one name"


def test_a_protected_part_is_refused(tmp_path):
    path = saved(tmp_path, workbook(Budget=BUDGET))
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1  # the flag of the first part in the directory
    path.write_bytes(data)
    assert refusal(tmp_path) == "it is protected by a password"


def test_macros_are_refused(tmp_path):
    saved(tmp_path, workbook(Budget=BUDGET) | {"xl/vbaProject.bin": "x"})
    assert refusal(tmp_path) == "it carries macros"


def test_a_zip_of_another_kind_is_refused(tmp_path):
    saved(tmp_path, {"photo.jpg": "x"})
    assert refusal(tmp_path) == "it is not a spreadsheet"


def test_a_container_that_only_looks_like_a_spreadsheet_is_refused(tmp_path):
    saved(tmp_path, {"[Content_Types].xml": "<Types/>", "word/document.xml": "<w/>"})
    assert refusal(tmp_path) == "it can't be opened"


def test_a_damaged_container_is_refused(tmp_path):
    path = saved(tmp_path, workbook(Budget=BUDGET))
    data = path.read_bytes()
    path.write_bytes(data[:60] + b"\xff" * 40 + data[100:])
    assert refusal(tmp_path) in {"its container is damaged", "it can't be opened"}


@pytest.mark.parametrize("content", [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 4096, b"PK\x03\x04 no zip at all"])
def test_what_only_begins_like_a_spreadsheet_is_refused(tmp_path, content):
    (tmp_path / "book.xlsx").write_bytes(content)
    assert refusal(tmp_path) == "it can't be opened"


def test_a_child_without_enough_memory_ends_in_a_refusal(tmp_path, monkeypatch):
    saved(tmp_path, workbook(Budget=BUDGET))
    limited(monkeypatch, memory_bytes=8 << 20)
    assert refusal(tmp_path) == "it can't be opened"


def test_a_child_that_takes_too_long_ends_in_a_refusal(tmp_path, monkeypatch):
    saved(tmp_path, workbook(Budget=BUDGET))
    limited(monkeypatch, cpu_seconds=0)
    assert refusal(tmp_path) == "it can't be opened"


def test_a_sheet_that_is_not_there_is_named(tmp_path):
    saved(tmp_path, workbook(Budget=BUDGET))
    with pytest.raises(BadInput) as refused:
        imported(tmp_path, sheet="Budgets")
    assert (refused.value.code, refused.value.finding.params["sheet"]) == ("ledger-no-such-sheet", "Budgets")


def test_a_sheet_as_large_as_the_caps_is_read(tmp_path, monkeypatch):
    saved(tmp_path, workbook(Budget=BUDGET))
    limited(monkeypatch, rows=3, columns=2, cell_characters=10)
    assert imported(tmp_path).lines.num_rows == 2


@pytest.mark.parametrize(
    ("caps", "place"),
    [({"rows": 2}, (3, "2")), ({"columns": 1}, (3, "2")), ({"cell_characters": 5}, (1, "1"))],
)
def test_a_sheet_beyond_a_cap_names_the_place(tmp_path, monkeypatch, caps, place):
    saved(tmp_path, workbook(Budget=BUDGET))
    limited(monkeypatch, **caps)
    with pytest.raises(BadInput) as refused:
        imported(tmp_path)
    assert refused.value.code == "ledger-sheet-too-large"
    assert (refused.value.finding.row, refused.value.finding.column) == place


@pytest.mark.parametrize("content", [b"PK\x05\x06" + b"\0" * 18, b""])
def test_an_empty_container_or_file_is_refused(tmp_path, content):
    (tmp_path / "book.xlsx").write_bytes(content)
    with pytest.raises(SharedSafetyError):
        imported(tmp_path)
