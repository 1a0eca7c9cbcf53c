"""A budget file brought through the workspace: looked at, asked about, added whole, taken back."""

import gzip
import io
import zipfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from tests.library.investments.test_spreadsheets import workbook
from tests.old_spreadsheet import old_spreadsheet

from sharedsafety_web.core.models import AuditEntry
from sharedsafety_web.core.services import membership_set, staff_set
from sharedsafety_web.investments.models import BudgetAdded, BudgetUpload

FILES = "/workspace/communities/small-example/money/files/"
NEW = f"{FILES}new/"
LINES = "Department,Program,Fund,2025 Adopted\nSheriff,Patrol,100,1100\nHealth,Night clinic,100,600\n"
FACTS = {
    "name": "county",
    "title": "Adopted budget",
    "publisher": "County of X",
    "source": "https://example.org/budget",
    "licence": "public record",
    "retrieved_on": "2025-07-01",
    "control_2025_adopted": "$1,700.00",
}


@pytest.fixture
def analyst(signed_in: Callable[..., Client]) -> Client:
    return signed_in("budget_analyst")


def upload(client: Client, content: str | bytes = LINES, name: str = "adopted.csv") -> Any:
    raw = content.encode() if isinstance(content, str) else content
    return client.post(f"{NEW}upload/", {"file": SimpleUploadedFile(name, raw)}, follow=True)


def words(response: Any) -> str:
    return " ".join(response.content.decode().split())


def state(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def waiting() -> list[Path]:
    from django.conf import settings

    folder = settings.VAR_DIR / "uploads"
    return [*folder.iterdir()] if folder.is_dir() else []


def answered(client: Client, page: Any, *, go_on: bool = False, **given: str) -> Any:
    """Send the page of the proposal back: what it shows, but for what is given (column or question -> answer)."""
    import json

    state = json.loads(page.context["page"].state)
    form = {"state": page.context["page"].state}
    form |= {f"field-{at}": given.get(name, was) for at, (name, was) in enumerate(state["columns"])}
    form |= {f"answer-{at}": given.get(key, was) for at, (key, was) in enumerate(state["doubts"])}
    return client.post(f"{NEW}answer/", {**form, **({"go_on": "1"} if go_on else {})}, follow=True)


def looked(client: Client, **facts: str) -> Any:
    return client.post(f"{NEW}describe/", {**FACTS, **facts}, follow=True)


def confirmed(client: Client, look: Any) -> Any:
    return client.post(f"{NEW}confirm/", {"before": look.context["before"]}, follow=True)


def added(client: Client, content: str = LINES, **facts: str) -> Any:
    upload(client, content)
    return confirmed(client, looked(client, **facts))


def test_a_file_that_was_replaced_in_another_window_is_not_added_unseen(analyst, folder):
    upload(analyst)
    seen = looked(analyst)
    upload(analyst, LINES.replace("600", "601"))
    looked(analyst)
    before = state(folder)
    confirmed(analyst, seen)
    assert state(folder) == before
    seen = looked(analyst, title="As seen")
    looked(analyst, title="Otherwise")
    confirmed(analyst, seen)
    assert state(folder) == before


def test_answers_for_a_file_that_another_window_removed_are_dropped(analyst, community):
    from sharedsafety_web.investments.services.budget_files import upload_answer, upload_describe

    upload(analyst)
    known = BudgetUpload.objects.get()
    analyst.post(f"{NEW}cancel/")
    upload_answer(upload=known, columns={}, answers={"year": "2025"})
    upload_describe(upload=known, facts=FACTS)
    assert not BudgetUpload.objects.exists()


def test_the_list_shows_every_document_against_its_printed_total(analyst):
    text = words(analyst.get(FILES))
    assert "a24" in text
    assert "$1,500" in text
    assert f"{FILES}a24/" in text


def test_a_file_is_looked_at_before_anything_is_written(analyst, folder):
    before = state(folder)
    text = words(upload(analyst))
    assert "The names of the columns stand in row 1." in text
    assert "Nothing had to be guessed." in text
    assert "its name says “department”" in text
    assert "administrative-classification:generic:code" in text
    assert "Night clinic" in text
    assert "$1,700.00" in text
    assert state(folder) == before


def test_the_waiting_file_lies_under_a_private_name(analyst, community):
    upload(analyst, name="../../secret name.csv")
    assert len(waiting()) == 1
    assert "secret" not in waiting()[0].name
    assert BudgetUpload.objects.get().shown_as == "secret name.csv"


def test_facts_lead_to_what_would_change_and_confirming_writes_it_whole(analyst, folder):
    upload(analyst)
    look = looked(analyst)
    text = words(look)
    assert "county-2025-adopted" in text
    assert "Coded already: 1, with $1,100.00. New: 1. Coded, but without a line here: 0." in text
    assert "health.night-clinic: $600.00" in text
    text = words(confirmed(analyst, look))
    assert "Added: county-2025-adopted." in text
    assert (folder / "budget/ledger/county.csv").read_text(encoding="utf-8") == LINES
    assert "ledger/county.csv" in (folder / "budget/mapping.yaml").read_text(encoding="utf-8")
    assert waiting() == []
    assert AuditEntry.objects.order_by("-number").filter(content__action="budget-added").exists()


def test_taking_it_back_restores_every_byte(analyst, folder):
    before = state(folder)
    added(analyst, headline="2025-adopted")
    assert state(folder) != before
    text = words(analyst.post(f"{NEW}undo/{BudgetAdded.objects.get().pk}/", follow=True))
    assert "Taken back: the folder is as it was before." in text
    assert state(folder) == before


def test_what_was_changed_since_can_not_be_taken_back(analyst, folder):
    added(analyst)
    documents = folder / "budget/documents.csv"
    documents.write_text(documents.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    before = state(folder)
    assert "Take this file back" not in words(analyst.get(FILES))
    text = words(analyst.post(f"{NEW}undo/{BudgetAdded.objects.get().pk}/", follow=True))
    assert "can&#x27;t be taken back" in text
    assert state(folder) == before


def test_a_crash_half_way_can_be_taken_back(analyst, folder):
    before = state(folder)
    added(analyst)
    made = BudgetAdded.objects.get()
    made.after = ""
    made.save()
    (folder / "budget/documents.csv").write_bytes(before["budget/documents.csv"])  # as if it was never written
    text = words(analyst.get(FILES))
    assert "Take this file back" in text
    analyst.post(f"{NEW}undo/{made.pk}/")
    assert state(folder) == before


def test_the_same_file_twice_changes_nothing_and_says_so(analyst, folder):
    added(analyst)
    before = state(folder)
    text = words(upload(analyst))
    assert "This very file is loaded already, as county-2025-adopted. Nothing was changed." in text
    assert state(folder) == before
    assert waiting() == []


def test_a_question_shows_its_consequence_and_the_answer_changes_what_is_loaded(analyst):
    text = (
        "Department,Program,2025 Adopted\nFire,Rescue,1000\nFire,Trees,500\nFire,,1500\nParks,Trees,300\nParks,,300\n"
    )
    page = upload(analyst, text)
    assert "These 2 rows have no program and look like subtotals" in words(page)
    assert "(2 rows, 1,800.00 dollars)" in words(page)
    assert "$1,800.00" in words(page)
    page = answered(analyst, page, subtotals="keep")
    assert "$3,600.00" in words(page)
    assert BudgetUpload.objects.get().answers["subtotals"] == "keep"


def test_an_answer_that_fits_nothing_any_more_is_passed_over(analyst):
    page = upload(analyst, "Department,Amount\nFire,10\nParks,5\n", name="budget.csv")
    assert "In which year does the fiscal year of this file end?" in words(page)
    page = answered(analyst, page, year="2025", phase="adopted")
    assert "$15.00" in words(page)
    BudgetUpload.objects.update(answers={"year": "2025", "subtotals": "keep", "phase": "never"})
    assert "$15.00" in words(analyst.get(NEW))


def test_a_column_is_taken_for_what_a_person_says(analyst):
    text = "Department,Program,Stuff,2025 Adopted\nFire,Rescue,Salaries,10\nParks,Trees,Bonds,5\n"
    page = upload(analyst, text)
    assert "no known word stands in its name" in words(page)
    page = answered(analyst, page, Stuff="object")
    assert "somebody said so" in words(page)
    assert page.context["page"].looked.proposal.first[0]["object"] == "Salaries"


def test_amounts_nobody_recognised_can_be_named(analyst):
    page = upload(analyst, "Department,FTE\nFire,3\nParks,4\n", name="x.csv")
    assert "can’t be added as it is read now" in words(page)
    page = answered(analyst, page, FTE="amount")
    assert "In which year does the fiscal year of this file end?" in words(page)
    page = answered(analyst, page, year="2024")
    assert "$7.00" in words(page)


def test_going_on_leads_to_the_facts(analyst):
    page = answered(analyst, upload(analyst), go_on=True)
    assert "Step 2 of 3" in words(page)
    assert 'name="control_2025_adopted"' in words(page)


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"title": ""}, "This field is required"),
        ({"name": "a b"}, "valid “slug”"),
        ({"retrieved_on": "last week"}, "Enter a valid date"),
        ({"control_2025_adopted": "about a million"}, "is not an amount of money"),
        ({"control_2025_adopted": "-5"}, "-5.00"),
    ],
)
def test_a_fact_that_is_none_is_told_and_nothing_is_written(analyst, folder, facts, said):
    before = state(folder)
    upload(analyst)
    look = looked(analyst, **facts)
    assert said in words(look)
    assert "Add the file" not in words(look)
    assert state(folder) == before


def test_a_difference_is_told_before_the_file_is_added(analyst):
    upload(analyst)
    text = words(looked(analyst, control_2025_adopted="1,600"))
    assert "does not match the printed total" in text
    assert "$100" in text


def test_two_people_at_once_the_later_is_told_and_sees_the_new_state(analyst, folder, community):
    upload(analyst)
    look = looked(analyst)
    other = Client()
    user = staff_set(email="other@example.org", password="correct horse battery staple")
    membership_set(user=user, community=community, role="data_analyst")
    other.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    upload(other, LINES.replace("2025", "2026").replace("1100", "1200"))
    look_of_other = other.post(f"{NEW}describe/", {**FACTS, "name": "next", "control_2026_adopted": ""}, follow=True)
    confirmed(other, look_of_other)
    before = state(folder)
    response = confirmed(analyst, look)
    assert "somebody else changed the budget of this folder meanwhile" in words(response)
    assert "Add the file" in words(response)
    assert state(folder) == before
    assert "Added: county-2025-adopted." in words(confirmed(analyst, response))


def test_next_year_the_same_layout_is_read_the_same_way_and_drift_is_told(analyst):
    text = "Department,Program,Stuff,2025 Adopted\nSheriff,Patrol,Salaries,10\nHealth,Clinic,Bonds,5\n"
    page = answered(analyst, upload(analyst, text), Stuff="object")
    confirmed(analyst, looked(analyst, control_2025_adopted=""))
    page = upload(analyst, text.replace("2025", "2026").replace("10", "11"))
    assert "this one is read the same way" in words(page)
    assert "Nothing has changed in its layout since." in words(page)
    assert page.context["page"].looked.proposal.columns["Stuff"] == "object"
    renamed = text.replace("2025", "2026").replace("Department", "Dept Name")
    page = upload(analyst, renamed)
    assert [row["code"] for row in page.context["page"].drift] == ["drift-column-renamed"]


def test_a_new_fund_next_year_is_told(analyst):
    added(analyst)
    page = upload(analyst, LINES.replace("2025", "2026").replace("clinic,100", "clinic,777"))
    assert "drift-value-new" in [row["code"] for row in page.context["page"].drift]


FAULTS = {
    "empty": b"",
    "binary": b"\x00\x01\x02\x03" * 50,
    "no names": b"1,2,3\n4,5,6\n7,8,9\n",
    "no table": b"Dear all,\nplease find attached\n",
    "picture": b"\x89PNG\r\n\x1a\n" + b"\x00" * 64,
    "damaged book": b"PK\x03\x04" + b"damaged" * 20,
    "damaged parquet": b"PAR1" + b"damaged" * 20,
    "damaged gzip": b"\x1f\x8b\x08" + b"damaged" * 20,
}


@pytest.mark.parametrize("content", FAULTS.values(), ids=FAULTS.keys())
def test_a_file_that_can_not_be_read_is_refused_with_what_to_do(analyst, folder, content):
    before = state(folder)
    response = upload(analyst, content)
    assert response.status_code == 200
    assert "Nothing was changed" in words(response) or "Choose a file first" in words(response)
    assert state(folder) == before
    assert waiting() == []


def test_a_book_that_unpacks_to_too_much_is_refused(analyst, tmp_path):
    with zipfile.ZipFile(tmp_path / "bomb.xlsx", "w", zipfile.ZIP_DEFLATED) as container:
        container.writestr("[Content_Types].xml", "<x/>")
        container.writestr("xl/worksheets/sheet1.xml", b" " * 5_000_000)
    text = words(upload(analyst, (tmp_path / "bomb.xlsx").read_bytes(), name="bomb.xlsx"))
    assert "it unpacks to too much" in text
    assert waiting() == []


def test_a_packed_text_that_unpacks_to_too_much_is_refused(analyst, monkeypatch):
    from dataclasses import replace

    from sharedsafety_web.investments.services import budget_files

    limits = replace(budget_files.upload_limits(), web_megabytes=1)
    monkeypatch.setattr(budget_files, "upload_limits", lambda: limits)
    text = words(upload(analyst, gzip.compress(b" " * 3_000_000), name="bomb.csv.gz"))
    assert "larger than 1 megabytes" in text
    assert waiting() == []


def test_a_file_over_the_limit_is_refused(analyst, monkeypatch):
    from dataclasses import replace

    from sharedsafety_web.investments.services import budget_files

    limits = replace(budget_files.upload_limits(), web_megabytes=0)
    monkeypatch.setattr(budget_files, "upload_limits", lambda: limits)
    assert "larger than 0 megabytes" in words(upload(analyst))


SPANISH = (
    "Dependencia;Programa;Fuente de financiamiento;Partida;Ejercicio;Presupuesto aprobado\n"
    "Bomberos;Rescate;Fondo General;Salarios;2024;1.234.567,50\n"
    "Parques;Árboles;Fondo General;Bienes;2024;(34,50)\n"
)


@pytest.mark.parametrize(
    "content",
    [SPANISH.encode(), SPANISH.encode("utf-16"), SPANISH.replace("\n", "\r").encode(), SPANISH.encode("cp1252")],
    ids=["utf-8", "utf-16", "CR only", "windows"],
)
def test_spanish_names_decimal_commas_and_old_line_ends_are_read(analyst, content):
    text = words(upload(analyst, content, name="presupuesto.csv"))
    assert "$1,234,567.50" in text
    assert "−$34.50" in text
    assert "Árboles" in text


ROWS: list[list[str | float]] = [
    ["Department", "Program", "2025 Adopted"],
    ["Sheriff", "Jail", 1100],
    ["Health", "Café", 6],
]


def packed(parts: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as container:
        for name, content in parts.items():
            container.writestr(name, content)
    return out.getvalue()


def open_document() -> bytes:
    names = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for short, name in (("office", "office"), ("table", "table"), ("text", "text"))
    )
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    rows = "".join(f"<table:table-row>{''.join(cell.format(value) for value in row)}</table:table-row>" for row in ROWS)
    table = f'<table:table table:name="Budget">{rows}</table:table>'
    body = f"<office:body><office:spreadsheet>{table}</office:spreadsheet></office:body>"
    return packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": '<manifest:manifest xmlns:manifest="x"/>',
            "content.xml": f'<?xml version="1.0"?><office:document-content {names}>{body}</office:document-content>',
        }
    )


def parquet() -> bytes:
    names, *rows = ROWS
    out = io.BytesIO()
    pq.write_table(pa.table({str(name): [row[at] for row in rows] for at, name in enumerate(names)}), out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("suffix", "content"),
    [
        ("xls", old_spreadsheet(ROWS)),
        ("xlsx", packed(workbook(Budget=[[str(cell) for cell in row] for row in ROWS]))),
        ("ods", open_document()),
        ("parquet", parquet()),
        ("csv.gz", gzip.compress(b"Department,Program,2025 Adopted\nSheriff,Jail,1100\nHealth,Caf\xc3\xa9,6\n")),
    ],
    ids=["xls", "xlsx", "ods", "parquet", "csv.gz"],
)
def test_every_kind_of_file_is_read_and_kept_by_what_it_holds(analyst, folder, suffix, content):
    assert "Café" in words(upload(analyst, content, name="budget.txt"))
    text = words(confirmed(analyst, looked(analyst, control_2025_adopted="1106")))
    assert "Added: county-2025-adopted." in text
    assert (folder / f"budget/ledger/county.{suffix}").read_bytes() == content
    assert "matches the printed total" in text


def test_a_file_that_waited_too_long_is_removed(analyst):
    upload(analyst)
    BudgetUpload.objects.update(uploaded_at=timezone.now() - timedelta(hours=25))
    assert "no file of yours waits here" in words(analyst.get(NEW, follow=True))
    upload(analyst, LINES.replace("600", "601"))
    assert len(waiting()) == 1


def test_cancelling_removes_the_file(analyst):
    upload(analyst)
    assert "The file was removed. Nothing was changed." in words(analyst.post(f"{NEW}cancel/", follow=True))
    assert waiting() == []
    assert not BudgetUpload.objects.exists()


def test_a_file_of_one_person_is_not_seen_by_another(analyst, signed_in):
    upload(analyst)
    assert "no file of yours waits here" in words(signed_in("data_analyst").get(NEW, follow=True))


def test_somebody_without_the_permission_sees_the_list_and_no_form(signed_in, folder):
    member = signed_in("member")
    text = words(member.get(FILES))
    assert "a24" in text
    assert "Look how it is read" not in text
    assert upload(member).status_code == 404


@pytest.mark.parametrize("state", ["", "[]", "{", '{"columns": 3, "doubts": []}', "[" * 5000])
def test_a_form_that_was_not_made_by_the_page_says_nothing(analyst, state):
    upload(analyst)
    response = analyst.post(f"{NEW}answer/", {"state": state, "field-0": "amount"}, follow=True)
    assert response.status_code == 200
    assert BudgetUpload.objects.get().columns == {}


def test_a_document_leads_from_its_difference_to_the_row(analyst):
    upload(analyst)
    confirmed(analyst, looked(analyst, control_2025_adopted="600"))
    text = words(analyst.get(f"{FILES}county-2025-adopted/"))
    assert "$1,700.00 of spending is loaded, and the document prints $600.00: a difference of $1,100.00" in text
    assert "This could be it" in text
    assert "(row 2, column 2025 Adopted)" in text
    text = words(analyst.get(f"{FILES}county-2025-adopted/lines/?department=Health&page=7"))
    assert "Page 1 of 1" in text
    assert "$600.00" in text


def test_a_document_that_agrees_says_so(analyst):
    assert "to the cent what the document prints" in words(analyst.get(f"{FILES}a24/"))


@pytest.mark.parametrize("address", ["nothing/", "nothing/lines/"])
def test_a_document_that_is_not_there_is_not_found(analyst, address):
    assert analyst.get(f"{FILES}{address}").status_code == 404


def test_the_pages_speak_spanish(analyst):
    analyst.cookies.load({"django_language": "es"})
    page = upload(analyst)
    assert "Paso 1 de 3" in words(page)
    assert "su nombre dice «department»" in words(page)
    assert "Paso 3 de 3" in words(looked(analyst))
    assert "Archivos de presupuesto" in words(analyst.get(FILES))
