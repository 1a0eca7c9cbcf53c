"""Numbers of indicators are entered in three steps: look, confirm, done; and can be taken back."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.small_folder import INDICATORS

from sharedsafety_web.progress.models import Entry

PAGE = "/workspace/communities/small-example/indicators/"
CALM = f"{PAGE}calm/"
OBSERVATIONS = "indicator_id,period,value,numerator,denominator,note\ncalm,2023,0.50,,,typed by hand\n"


@pytest.fixture
def place(community: Any) -> Path:
    root = Path(community.folder)
    (root / "indicators").mkdir()
    (root / "indicators/indicators.yaml").write_text(INDICATORS, encoding="utf-8")
    (root / "indicators/observations.csv").write_text(OBSERVATIONS, encoding="utf-8")
    return root


@pytest.fixture
def analyst(signed_in: Callable[..., Client], place: Path) -> Client:
    return signed_in("data_analyst")


def text_of(answer: Any) -> str:
    return str(answer.content.decode())


def hidden(page: str) -> dict[str, str]:
    """The hidden fields of the page to confirm, as a browser would send them."""
    from html import unescape

    fields = re.findall(r'<input type="hidden" name="(rows|shown_as|before)" value="([^"]*)"', page)
    return {name: unescape(value) for name, value in fields}


def observations(place: Path) -> str:
    return (place / "indicators/observations.csv").read_text(encoding="utf-8")


def confirmed(client: Client, given: dict[str, Any]) -> Any:
    looked = text_of(client.post(f"{CALM}look/", given))
    return client.post(f"{CALM}confirm/", {**hidden(looked), "why": "new numbers came"}, follow=True)


def test_looking_shows_what_would_change_and_writes_nothing(analyst: Client, place: Path) -> None:
    page = text_of(analyst.post(f"{CALM}look/", {"period": "2024", "numerator": "60", "denominator": "100"}))
    assert "1 new, 0 changed, 0 as they are. Nothing has been written yet." in page
    assert observations(place) == OBSERVATIONS


def test_confirming_writes_one_row_and_leaves_every_other_byte_of_the_folder(analyst: Client, place: Path) -> None:
    before = {path: path.read_bytes() for path in place.rglob("*") if path.is_file()}
    page = text_of(confirmed(analyst, {"period": "2024", "numerator": "60", "denominator": "100"}))
    assert "Written: 1 new, 0 changed" in page
    after = {path: path.read_bytes() for path in place.rglob("*") if path.is_file()}
    assert {path.name for path in after if after[path] != before.get(path)} == {"observations.csv"}
    assert observations(place) == OBSERVATIONS + "calm,2024,,60,100,\n"


def test_the_record_says_who_when_and_why(analyst: Client, place: Path, signed_in: Callable[..., Client]) -> None:
    confirmed(analyst, {"period": "2024", "value": "0.6"})
    page = text_of(signed_in("director").get("/workspace/communities/small-example/record/"))
    assert "Entered numbers calm (new numbers came)" in page


def test_nothing_is_written_without_saying_why(analyst: Client, place: Path) -> None:
    looked = text_of(analyst.post(f"{CALM}look/", {"period": "2024", "value": "0.6"}))
    answer = analyst.post(f"{CALM}confirm/", hidden(looked), follow=True)
    assert "Nothing was written: say why" in text_of(answer)
    assert observations(place) == OBSERVATIONS


def test_an_entry_can_be_taken_back_to_the_last_byte(analyst: Client, place: Path) -> None:
    page = text_of(confirmed(analyst, {"period": "2023", "value": "0.7"}))
    assert observations(place) != OBSERVATIONS
    address = re.search(r'action="([^"]*/undo/\d+/)"', page)
    assert address
    assert "Undone" in text_of(analyst.post(address[1], follow=True))
    assert observations(place) == OBSERVATIONS
    assert "nothing to undo" in text_of(analyst.post(address[1], follow=True))


def test_undo_is_gone_when_somebody_changed_the_numbers_since(analyst: Client, place: Path) -> None:
    page = text_of(confirmed(analyst, {"period": "2024", "value": "0.7"}))
    address = re.search(r'action="([^"]*/undo/\d+/)"', page)
    assert address
    path = place / "indicators/observations.csv"
    path.write_text(observations(place) + "calm,2025,0.8,,,\n", encoding="utf-8")
    assert "nothing to undo" in text_of(analyst.post(address[1], follow=True))
    assert "calm,2025,0.8" in observations(place)


def test_two_people_saving_at_once_lose_nothing(analyst: Client, place: Path, signed_in: Callable[..., Client]) -> None:
    director = signed_in("director")
    first = hidden(text_of(analyst.post(f"{CALM}look/", {"period": "2024", "value": "0.6"})))
    second = hidden(text_of(director.post(f"{CALM}look/", {"period": "2025", "value": "0.7"})))
    analyst.post(f"{CALM}confirm/", {**first, "why": "a"})
    page = text_of(director.post(f"{CALM}confirm/", {**second, "why": "b"}))
    assert "somebody else changed the observations meanwhile" in page
    assert "1 new, 0 changed, 0 as they are. Nothing has been written yet." in page
    assert "calm,2025" not in observations(place)
    director.post(f"{CALM}confirm/", {**hidden(page), "why": "b"})
    assert {"calm,2024,0.6,,,", "calm,2025,0.7,,,"} <= set(observations(place).splitlines())


@pytest.mark.parametrize("separator", ["\t", ",", ";"])
def test_pasted_rows_are_read_with_english_or_spanish_names(analyst: Client, place: Path, separator: str) -> None:
    rows = [["año", "numerador", "denominador"], ["2024", "60", "100"], ["2025", "70", "100"]]
    confirmed(analyst, {"table": "\n".join(separator.join(row) for row in rows)})
    assert observations(place).endswith("calm,2024,,60,100,\ncalm,2025,,70,100,\n")


def workbook(rows: list[list[Any]]) -> bytes:
    """A small XLSX file, written by hand: nothing in this project writes one."""
    import zipfile

    cells = "".join(
        "<row>" + "".join(f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in row) + "</row>" for row in rows
    )
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kind}.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" '
        f'Type="{rel}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{rel}"><sheets><sheet name="Numbers" sheetId="1" '
        'r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" '
        f'Type="{rel}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{cells}</sheetData></worksheet>',
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as container:
        for name, text in parts.items():
            container.writestr(name, text)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("numbers.csv", b"period,value\n2024,0.6\n"),
        ("numbers.csv", "per\u00edodo;valor\r\n2024;0.6\r\n".encode("utf-16")),
        ("numbers.xlsx", workbook([["period", "value"], ["2024", "0.6"]])),
    ],
)
def test_a_file_is_read_by_its_content(analyst: Client, place: Path, name: str, content: bytes) -> None:
    confirmed(analyst, {"file": SimpleUploadedFile(name, content)})
    assert observations(place).endswith("calm,2024,0.6,,,\n")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"period": "2024", "value": "60"}, "is not between 0 and 1"),
        ({"period": "2024", "value": "250"}, "more than 100 percent"),
        ({"period": "2203", "value": "0.5"}, "begins after"),
        ({"period": "soon", "value": "0.5"}, "is not a period"),
        ({"period": "2024", "numerator": "5", "denominator": "0"}, "nothing can be divided by it"),
        ({"period": "2024", "numerator": "5"}, "nothing it is counted among"),
        ({"value": "0.5"}, "is empty"),
        ({}, "there is nothing to enter"),
        ({"table": "period,valeu\n2024,0.5"}, "this one is not known"),
        ({"table": "value\n0.5"}, "missing"),
        ({"table": "period,value\n2024,0.5,9"}, "the row has 3 cells"),
        ({"table": "period,value\n2024,0.5\n2024,0.6"}, "stands twice"),
        ({"table": "period,value\n2024,<script>"}, "is not a number"),
        ({"period": "2024", "value": "0.5", "note": "Ask Maria Lopez, 555-0100-1234"}, None),
    ],
)
def test_a_fault_is_shown_in_place_and_nothing_is_written(
    analyst: Client, place: Path, given: dict[str, str], said: str | None
) -> None:
    page = text_of(analyst.post(f"{CALM}look/", given))
    assert observations(place) == OBSERVATIONS
    assert "<script>" not in page
    if said:
        assert "What to mend, row by row" in page, page
        assert said in page


def test_a_fault_of_a_pasted_table_names_row_and_column_as_the_person_wrote_them(analyst: Client, place: Path) -> None:
    page = text_of(analyst.post(f"{CALM}look/", {"table": "Año,Valor\n2023,0.5\n2024,60"}))
    row = re.search(r"<td>your table</td>\s*<td class=\"number\">(\d+)</td>\s*<td>(.*?)</td>", page)
    assert row
    assert row.groups() == ("3", "Valor")
    assert "2024,60" in page


def test_what_is_there_already_is_said_and_changes_nothing(analyst: Client, place: Path) -> None:
    page = text_of(analyst.post(f"{CALM}look/", {"period": "2023", "value": "0.5", "note": "typed by hand"}))
    assert "All of it is there already" in page


def test_rows_for_another_indicator_can_not_be_slipped_in(analyst: Client, place: Path) -> None:
    looked = hidden(text_of(analyst.post(f"{CALM}look/", {"period": "2024", "value": "0.6"})))
    forged = json.dumps([[1, {"indicator_id": "other", "period": "2024", "value": "0.6", "row": "x"}]])
    analyst.post(f"{CALM}confirm/", {**looked, "rows": forged, "why": "x"})
    assert "other" not in observations(place)
    for broken in ("", "null", "[1]", '[["a",{}]]', '[[1,["x"]]]'):
        analyst.post(f"{CALM}confirm/", {**looked, "rows": broken, "why": "x"})


def test_a_file_that_is_no_table_is_refused_in_words(analyst: Client, place: Path) -> None:
    for content in (b"", b"\x00\x01\x02", b"PK\x03\x04broken"):
        answer = analyst.post(f"{CALM}look/", {"file": SimpleUploadedFile("x.xlsx", content)})
        assert answer.status_code == 200
    assert observations(place) == OBSERVATIONS


def test_the_list_says_where_each_indicator_stands(analyst: Client, place: Path) -> None:
    page = text_of(analyst.get(PAGE))
    assert "Feels calm at home" in page
    assert "too old" in page or "due" in page


def test_an_indicator_of_the_catalogue_is_taken_over_in_a_click(analyst: Client, place: Path) -> None:
    before = (place / "indicators/indicators.yaml").read_text(encoding="utf-8")
    page = text_of(analyst.post(f"{PAGE}adopt", {"entry": "PH-01"}, follow=True))
    assert "Emergency visits after an assault" in page
    after = (place / "indicators/indicators.yaml").read_text(encoding="utf-8")
    assert after.startswith(before)
    assert "survivor_named" not in after
    assert "there is already an indicator" in text_of(analyst.post(f"{PAGE}adopt", {"entry": "PH-01"}, follow=True))
    assert "no indicator &#x27;XX-99&#x27;" in text_of(analyst.post(f"{PAGE}adopt", {"entry": "XX-99"}, follow=True))


@pytest.mark.parametrize(
    ("language", "file", "why"),
    [("en", "Renter households that pay 30 percent", "ask the office or program that keeps these totals"),
     ("es", "Hogares inquilinos que pagan 30 por ciento", "pida estos totales a la oficina o al programa")],
)  # fmt: skip
def test_the_catalogue_says_beside_each_entry_which_file_can_be_imported_or_why_none(
    analyst: Client, place: Path, language: str, file: str, why: str
) -> None:
    page = text_of(analyst.get(f"{PAGE}catalogue", headers={"accept-language": language}))
    assert file in page
    assert why in page


def test_a_folder_with_faults_is_not_written_into(analyst: Client, place: Path) -> None:
    (place / "priorities.csv").write_text("id,title\n", encoding="utf-8")
    assert "The folder has faults" in text_of(analyst.get(PAGE))
    page = text_of(analyst.post(f"{CALM}look/", {"period": "2024", "value": "0.6"}, follow=True))
    assert "They have to be mended before numbers can be entered" in page
    assert observations(place) == OBSERVATIONS


def test_an_indicator_that_is_not_there_is_not_found(analyst: Client, place: Path) -> None:
    assert analyst.get(f"{PAGE}no-such/").status_code == 404


def test_a_member_sees_numbers_and_no_form(signed_in: Callable[..., Client], place: Path) -> None:
    page = text_of(signed_in("member").get(CALM))
    assert "Your role may not enter numbers." in page
    assert 'name="period"' not in page


def test_the_pages_are_in_spanish_too(analyst: Client, place: Path) -> None:
    analyst.cookies["django_language"] = "es"
    assert "Ver qué cambiaría" in text_of(analyst.get(CALM))
    assert "no es un período" in text_of(analyst.post(f"{CALM}look/", {"period": "x", "value": "1"}))


@pytest.mark.parametrize("rows", ["[[1e999, {}]]", "[" * 20_000, "[[1, 5]]", "7"])
def test_rows_that_no_page_made_are_refused(analyst: Client, place: Path, rows: str) -> None:
    looked = hidden(text_of(analyst.post(f"{CALM}look/", {"period": "2024", "value": "0.6"})))
    page = text_of(analyst.post(f"{CALM}confirm/", {**looked, "rows": rows, "why": "new"}, follow=True))
    assert "Nothing was written" in page
    assert observations(place) == OBSERVATIONS


def test_a_file_with_a_very_long_name_can_be_confirmed(analyst: Client, place: Path) -> None:
    file = SimpleUploadedFile("n" * 250 + ".csv", b"period,value\n2024,0.6\n")
    assert "Written: 1 new" in text_of(confirmed(analyst, {"file": file}))


def test_an_indicator_shows_the_public_files_its_numbers_are_from(analyst: Client, place: Path) -> None:
    head = "indicator_id,shape,place,file,sha256,retrieved_on,first_period,last_period,rows\n"
    row = f"calm,preschool,06001,calm_2023.csv,{'ab' * 32},2026-11-23,2023,2023,1\n"
    assert "Not recorded." in text_of(analyst.get(CALM))
    (place / "indicators/vintages.csv").write_text(head + row, encoding="utf-8")
    page = text_of(analyst.get(CALM))
    assert "calm_2023.csv" in page
    assert "2026-11-23" in page


def test_a_confirm_sent_twice_is_written_once(analyst: Client, place: Path) -> None:
    looked = hidden(text_of(analyst.post(f"{CALM}look/", {"period": "2024", "value": "0.4"})))
    for _ in range(2):
        analyst.post(f"{CALM}confirm/", {**looked, "why": "new numbers came"})
    assert observations(place).count("calm,2024,") == 1
    assert Entry.objects.count() == 1


def test_of_two_people_who_undo_at_once_the_second_changes_nothing(
    analyst: Client, place: Path, signed_in: Callable[..., Client]
) -> None:
    confirmed(analyst, {"period": "2024", "value": "0.4"})
    other, undo = signed_in("director"), f"{CALM}undo/{Entry.objects.get().pk}/"
    assert "Undone" in text_of(analyst.post(undo, follow=True))
    assert "there is nothing to undo" in text_of(other.post(undo, follow=True))
    assert observations(place) == OBSERVATIONS


def test_an_entry_of_one_community_can_not_be_undone_from_another(
    analyst: Client, place: Path, signed_in: Callable[..., Client], other_community: Any
) -> None:
    confirmed(analyst, {"period": "2024", "value": "0.4"})
    written, pk = observations(place), Entry.objects.get().pk
    stranger = signed_in("director", place=other_community)
    assert stranger.post(f"{CALM}undo/{pk}/").status_code == 404
    stranger.post(f"{CALM.replace('small-example', 'neighbour')}undo/{pk}/")
    assert observations(place) == written


@pytest.mark.parametrize("address", ["look/", "confirm/", "undo/1/"])
def test_nothing_is_written_by_opening_an_address(analyst: Client, address: str) -> None:
    assert analyst.get(f"{CALM}{address}").status_code == 405


def test_a_post_without_the_token_is_refused(analyst: Client, place: Path) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = analyst.cookies
    assert strict.post(f"{CALM}look/", {"period": "2024", "value": "0.4"}).status_code == 403


def test_a_paste_of_ten_megabytes_is_refused_and_nothing_is_written(analyst: Client, place: Path) -> None:
    answer = analyst.post(f"{CALM}look/", {"table": "period,value\n" + "2024,0.4\n" * 1_200_000})
    assert answer.status_code == 400
    assert observations(place) == OBSERVATIONS


@pytest.mark.parametrize(
    "content", [b"\xff\xfe\x00\x01", b"period,value\n2024,0.4\x00\n", b"\x80\x81\x82\n\x83,\x84\n"]
)
def test_a_file_in_no_known_writing_is_told_and_nothing_is_written(
    analyst: Client, place: Path, content: bytes
) -> None:
    page = text_of(analyst.post(f"{CALM}look/", {"file": SimpleUploadedFile("numbers.csv", content)}))
    assert "Nothing was changed." in page
    assert observations(place) == OBSERVATIONS


@pytest.mark.parametrize(("letters", "fits"), [(20, True), (480, False)])
def test_a_table_that_could_not_be_confirmed_is_told_when_it_is_looked_at(
    analyst: Client, place: Path, letters: int, fits: bool
) -> None:
    rows = "".join(f"2024,0.4,area,place-{n:05},{'x' * letters}\n" for n in range(4_900))
    given = {"file": SimpleUploadedFile("numbers.csv", f"period,value,group_type,group,note\n{rows}".encode())}
    page = text_of(analyst.post(f"{CALM}look/", given))
    assert ("more text than can be confirmed at once" in page) is not fits
    if "rows" in hidden(page):
        assert analyst.post(f"{CALM}confirm/", {**hidden(page), "why": "new numbers"}).status_code == 302
    assert ("rows" in hidden(page)) is fits
