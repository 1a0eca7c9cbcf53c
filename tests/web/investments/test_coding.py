"""Coding as work for people: a list by dollars, two who do not see each other, disputes that somebody else settles."""

from __future__ import annotations

import csv
import errno
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from sharedsafety_web.core.alone import alone_in
from sharedsafety_web.core.models import AuditEntry
from sharedsafety_web.investments.models import Decision
from sharedsafety_web.investments.services import coding as services

pytestmark = pytest.mark.django_db

HERE = "/workspace/communities/small-example/money"
CLINIC = "health.clinic"
PATROL = "sheriff.patrol"


def filled(
    program: str = CLINIC, *parts: tuple[str, str] | tuple[str, str, str, str], before: Any = "", **more: str
) -> dict[str, Any]:
    """The form of a program, as a browser sends it."""
    form: dict[str, Any] = {
        "program": program, "before": before, "basis": "A", "delivery_agent": "health_agency", "note": "By its name",
        "share-TOTAL_FORMS": len(parts), "share-INITIAL_FORMS": 0, **more,
    }  # fmt: skip
    for at, (category, share, *ends) in enumerate(parts):
        cells = {"category": category, "share": share, **dict(zip(("low", "high"), ends, strict=False))}
        form |= {f"share-{at}-{name}": text for name, text in cells.items()}
    return form


def save(client: Client, *args: Any, **more: Any) -> str:
    return str(client.post(f"{HERE}/coding/save/", filled(*args, **more), follow=True).content.decode())


def page(client: Client, where: str = f"programs/{CLINIC}/") -> str:
    return str(client.get(f"{HERE}/{where}", follow=True).content.decode())


def rows(folder: Path, program: str = CLINIC) -> list[dict[str, str]]:
    with (folder / "budget/coding.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["program_key"] == program]


def settle(client: Client, choice: str, *, reason: str = "The contract says so", before: int | None = None) -> str:
    last = Decision.objects.filter(program_key=CLINIC).last()
    form = {"program": CLINIC, "before": before or (last.pk if last else 0), "choice": choice, "reason": reason}
    return str(client.post(f"{HERE}/disputes/settle/", form, follow=True).content.decode())


@pytest.fixture
def ana(signed_in: Callable[..., Client]) -> Client:
    return signed_in("budget_analyst")


@pytest.fixture
def ben(signed_in: Callable[..., Client]) -> Client:
    return signed_in("member")


@pytest.fixture
def judge(signed_in: Callable[..., Client]) -> Client:
    return signed_in("adjudicator")


def name_of(client: Client) -> str:
    return f"person {client.session['_auth_user_id']}"


def test_the_work_list_names_the_largest_uncoded_program_first(ana: Client) -> None:
    shown = page(ana, "coding/")
    assert "1 program is not coded." in shown
    assert shown.index("Not coded yet") < shown.index("Clinic")
    assert "$500" in shown


def test_a_coding_goes_into_the_folder_with_a_number_instead_of_a_name(ana: Client, folder: Path) -> None:
    before = (folder / "budget/coding.csv").read_text().splitlines()
    save(ana, CLINIC, ("wb-phc", "75", "70", "80"), ("Trauma care and healing", "25 %", "20", "30"))
    after = rows(folder)
    assert [(row["category"], row["share"], row["low"], row["high"]) for row in after] == [
        ("WB-PHC", "0.75", "0.7", "0.8"),
        ("SV-TRC", "0.25", "0.2", "0.3"),
    ]
    assert {(row["coder"], row["status"], row["taxonomy_version"]) for row in after} == {
        (name_of(ana), "single", "0.1.0")
    }
    assert (folder / "budget/coding.csv").read_text().splitlines()[1].startswith(before[1])
    assert "@" not in (folder / "budget/coding.csv").read_text()
    entry = AuditEntry.objects.order_by("number").last()
    assert entry is not None
    assert entry.content["detail"] == {"program": CLINIC}


def test_one_category_without_a_percent_is_all_of_it(ana: Client, folder: Path) -> None:
    save(ana, CLINIC, ("WB-PHC", ""), ("", ""))
    assert [row["share"] for row in rows(folder)] == ["1"]


def test_the_second_person_does_not_see_the_first_ones_coding_anywhere(ana: Client, ben: Client) -> None:
    save(ana, CLINIC, ("WB-PHC", "100"), note="A very particular reason")
    for where in (f"programs/{CLINIC}/", "coding/", "disputes/", f"disputes/{CLINIC}/"):
        shown = page(ben, where)
        assert "A very particular reason" not in shown
        assert 'value="WB-PHC" maxlength' not in shown
    assert "Somebody has coded it." in page(ben)
    save(ben, CLINIC, ("WB-PHC", "100"))
    assert "A very particular reason" in page(ben)


def test_two_who_say_the_same_make_a_double_coding(ana: Client, ben: Client, folder: Path) -> None:
    save(ana, CLINIC, ("WB-PHC", "60"), ("SV-TRC", "40"), note="Positions")
    assert "Two people say the same." in save(ben, CLINIC, ("SV-TRC", "40"), ("WB-PHC", "60"), note="Contracts")
    after = rows(folder)
    assert {(row["coder"], row["status"], row["note"]) for row in after} == {
        (f"{name_of(ana)}; {name_of(ben)}", "double", "Positions / Contracts")
    }
    assert "coded alike" not in page(ana, "disputes/")
    assert "No dispute." in page(ana, "disputes/")


def test_a_dispute_is_settled_by_neither_of_the_two_and_both_reasons_stay(
    ana: Client, ben: Client, judge: Client, folder: Path
) -> None:
    save(ana, CLINIC, ("WB-PHC", "100"), note="Injury clinic")
    before = rows(folder)
    assert "something different" in save(ben, CLINIC, ("SV-TRC", "100"), note="Trauma recovery")
    assert rows(folder) == before
    shown = page(judge, f"disputes/{CLINIC}/")
    assert shown.index("Injury clinic") < shown.index("Trauma recovery")
    assert "Settled." in settle(judge, name_of(ben))
    (row,) = rows(folder)
    assert (row["category"], row["status"]) == ("SV-TRC", "adjudicated")
    assert row["note"] == "Trauma recovery / The contract says so"
    history = page(ana)
    for said in ("Injury clinic", "Trauma recovery", "The contract says so", "3 decisions about it"):
        assert said in history
    assert "No dispute." in page(ana, "disputes/")


def test_a_coder_cannot_settle_their_own_dispute(ana: Client, ben: Client, community: Any, folder: Path) -> None:
    from sharedsafety_web.core.models import User
    from sharedsafety_web.core.services import membership_set

    save(ana, CLINIC, ("WB-PHC", "100"))
    save(ben, CLINIC, ("SV-TRC", "100"))
    user = User.objects.get(pk=ben.session["_auth_user_id"])
    membership_set(user=user, community=community, role="adjudicator")
    before = rows(folder)
    assert "You coded it too" in page(ben, f"disputes/{CLINIC}/")
    assert "can&#x27;t settle the dispute" in settle(ben, name_of(ben))
    assert rows(folder) == before


def test_a_settling_made_on_an_older_page_is_refused(ana: Client, ben: Client, judge: Client) -> None:
    save(ana, CLINIC, ("WB-PHC", "100"))
    save(ben, CLINIC, ("SV-TRC", "100"))
    seen = Decision.objects.last()
    mine = Decision.objects.filter(coder=name_of(ben)).last()
    assert seen
    assert mine
    save(ben, CLINIC, ("SV-NAV", "100"), before=mine.pk)
    assert "somebody decided about" in settle(judge, name_of(ben), before=seen.pk)
    assert not Decision.objects.filter(kind="settling").exists()
    assert "Choose one of the codings" in settle(judge, name_of(ben), reason=" ")
    assert "none of the codings" in settle(judge, "nobody")


def test_who_changes_their_mind_ends_the_dispute(ana: Client, ben: Client, folder: Path) -> None:
    save(ana, CLINIC, ("WB-PHC", "100"))
    save(ben, CLINIC, ("SV-TRC", "100"))
    mine = Decision.objects.filter(coder=name_of(ben)).last()
    assert mine
    assert "Two people say the same." in save(ben, CLINIC, ("WB-PHC", "100"), before=mine.pk)
    assert {row["status"] for row in rows(folder)} == {"double"}
    assert Decision.objects.count() == 3


def test_the_same_person_in_two_windows_loses_nothing(ana: Client, folder: Path) -> None:
    save(ana, CLINIC, ("WB-PHC", "100"), note="From the first window")
    shown = save(ana, CLINIC, ("SV-TRC", "100"), note="From the second window")
    assert "you saved another coding" in shown
    assert "From the first window" in shown
    assert "From the second window" in shown
    assert [row["category"] for row in rows(folder)] == ["WB-PHC"]
    again = save(ana, CLINIC, ("SV-TRC", "100"), before=Decision.objects.get().pk)
    assert "Saved" in again
    assert [row["category"] for row in rows(folder)] == ["SV-TRC"]


def test_a_coding_that_came_with_the_folder_is_a_first_opinion(ana: Client, folder: Path) -> None:
    assert "Somebody has coded it." in page(ana, f"programs/{PATROL}/")
    save(ana, PATROL, ("CR-CRI", "100"))
    assert "See both reasons" in page(ana, f"programs/{PATROL}/")
    assert [row["coder"] for row in rows(folder, PATROL)] == ["someone"]
    assert [each.coder for each in Decision.objects.all()] == ["someone", name_of(ana)]


def test_agreeing_with_the_folder_names_both(ana: Client, folder: Path) -> None:
    save(ana, PATROL, ("JS-POL", "100"), delivery_agent="unknown")
    assert [(row["coder"], row["status"]) for row in rows(folder, PATROL)] == [(f"someone; {name_of(ana)}", "double")]


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ((("WB-PHC", "60"), ("SV-TRC", "30")), "add up to 0.9"),
        ((("WB-PHC", "sixty"), ("SV-TRC", "40")), "sixty"),
        ((("No such thing", "100"),), "No such thing"),
        ((("WB-PHC", "120"), ("SV-TRC", "-20")), "not between 0 and 1"),
        ((("WB-PHC", "100", "100", "50"),), "are not in order"),
        ((("WB-PHC", "NaN"),), "NaN"),
        ((("WB-PHC", "50"), ("wb-phc", "50")), "WB-PHC"),
        ((("", ""),), "nothing was chosen"),
    ],
)
def test_a_fault_says_what_is_wrong_and_keeps_what_was_typed(
    ana: Client, folder: Path, parts: tuple[tuple[str, ...], ...], said: str
) -> None:
    before = (folder / "budget/coding.csv").read_bytes()
    shown = save(ana, CLINIC, *parts, note="My reason stays")
    assert "Nothing was saved." in shown
    assert said in shown
    assert "My reason stays" in shown
    assert (folder / "budget/coding.csv").read_bytes() == before
    assert not Decision.objects.exists()


def test_a_reason_that_seems_to_name_a_person_is_asked_about_once(ana: Client, folder: Path) -> None:
    shown = save(ana, CLINIC, ("WB-PHC", "100"), note="Maria Lopez told us, 831-555-0142")
    assert "looks as if it named a person" in shown
    assert rows(folder) == []
    save(ana, CLINIC, ("WB-PHC", "100"), note="Maria Lopez told us, 831-555-0142", looked="1")
    assert len(rows(folder)) == 1


def test_a_coding_of_two_that_came_with_the_folder_stays_a_coding_of_several(ana: Client, folder: Path) -> None:
    place = folder / "budget/coding.csv"
    place.write_text(place.read_text().replace("someone,single", "coder one; coder two,double"))
    save(ana, PATROL, ("JS-POL", "100"), delivery_agent="unknown")
    (row,) = rows(folder, PATROL)
    assert (row["status"], row["coder"]) == ("double", f"coder one; coder two; {name_of(ana)}")


def test_a_program_that_is_not_there_is_not_found(ana: Client, ben: Client) -> None:
    assert ana.get(f"{HERE}/programs/no.such/").status_code == 404
    assert ana.post(f"{HERE}/coding/save/", filled("no.such", ("WB-PHC", "100"))).status_code == 404
    assert "<h1>Clinic</h1>" in page(ben, f"disputes/{CLINIC}/")


def test_a_folder_in_use_keeps_the_decision_and_the_next_one_puts_both_in(
    ana: Client, ben: Client, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services, "PATIENCE", 0.0)
    with alone_in(folder, else_code="folder-busy"):
        assert "Kept, but not in the folder yet" in save(ana, CLINIC, ("WB-PHC", "100"))
    assert rows(folder) == []
    save(ben, PATROL, ("JS-POL", "100"), delivery_agent="unknown")
    assert [row["category"] for row in rows(folder)] == ["WB-PHC"]
    assert rows(folder, PATROL)[0]["status"] == "double"


@pytest.mark.parametrize("broken", ["budget/coding.csv", "budget/mapping.yaml", "community.yaml"])
def test_a_folder_with_faults_keeps_the_decision_and_the_next_one_puts_it_in(
    ana: Client, ben: Client, folder: Path, broken: str
) -> None:
    before = (folder / broken).read_bytes()
    (folder / broken).write_bytes(b"{")
    ana.post(f"{HERE}/coding/save/", filled(CLINIC, ("WB-PHC", "100"), note="Not lost"), follow=True)
    assert [each.rows[0]["note"] for each in Decision.objects.all()] == ["Not lost"]
    (folder / broken).write_bytes(before)
    save(ben, PATROL, ("JS-POL", "100"))
    assert [row["note"] for row in rows(folder)] == ["Not lost"]


def test_a_disk_that_refuses_keeps_the_decision_and_says_so(
    ana: Client, ben: Client, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("sharedsafety.folder.coding_change.write_whole", full)
        assert "No space left on device" in save(ana, CLINIC, ("WB-PHC", "100"))
    assert rows(folder) == []
    save(ben, PATROL, ("JS-POL", "100"))
    assert len(rows(folder)) == 1


def test_a_folder_that_was_removed_is_told_and_the_decision_is_kept(ana: Client, folder: Path) -> None:
    folder.rename(folder.with_name("away"))
    ana.post(f"{HERE}/coding/save/", filled(CLINIC, ("WB-PHC", "100")), follow=True)
    ana.post(f"{HERE}/coding/carry/", {"old": CLINIC, "new": "no.such"}, follow=True)
    assert Decision.objects.count() == 1


def test_what_was_written_into_the_file_by_hand_is_never_written_over_in_silence(
    ana: Client, ben: Client, folder: Path
) -> None:
    save(ana, CLINIC, ("WB-PHC", "100"), note="Typed here")
    by_hand(folder, "Typed here", "Typed into the file")
    save(ben, PATROL, ("JS-POL", "100"))
    assert [row["note"] for row in rows(folder)] == ["Typed into the file"]
    save(ben, CLINIC, ("WB-PHC", "100"), note="Contracts")
    (row,) = rows(folder)
    assert (row["status"], row["note"]) == ("double", "Typed into the file / Contracts")
    assert row["coder"] == f"{name_of(ana)}; {name_of(ben)}"
    assert "3 decisions about it" in page(ana)


def test_a_settled_coding_that_was_changed_by_hand_is_in_dispute_again(
    ana: Client, ben: Client, judge: Client, folder: Path
) -> None:
    save(ana, CLINIC, ("WB-PHC", "100"))
    save(ben, CLINIC, ("SV-TRC", "100"))
    settle(judge, name_of(ben))
    by_hand(folder, "SV-TRC", "SV-NAV")
    save(ben, PATROL, ("JS-POL", "100"), delivery_agent="unknown")
    assert [row["category"] for row in rows(folder)] == ["SV-NAV"]
    assert "Clinic" in page(judge, "disputes/")
    settle(judge, name_of(ana))
    assert [row["category"] for row in rows(folder)] == ["WB-PHC"]
    kept = [row["category"] for each in Decision.objects.all() for row in each.rows]
    assert kept == ["WB-PHC", "SV-TRC", "SV-TRC", "JS-POL", "JS-POL", "SV-NAV", "WB-PHC"]
    assert "No dispute." in page(judge, "disputes/")


def test_who_comes_to_say_what_the_file_says_under_their_name_is_not_two_people(ana: Client, folder: Path) -> None:
    save(ana, CLINIC, ("WB-PHC", "100"))
    by_hand(folder, "WB-PHC", "SV-NAV")
    assert "See both reasons" in page(ana)
    save(ana, CLINIC, ("SV-NAV", "100"), before=Decision.objects.get().pk)
    (row,) = rows(folder)
    assert (row["category"], row["status"], row["coder"]) == ("SV-NAV", "single", name_of(ana))


def test_a_reason_for_settling_is_looked_at_like_a_reason_for_coding(ana: Client, ben: Client, judge: Client) -> None:
    save(ana, CLINIC, ("WB-PHC", "100"))
    save(ben, CLINIC, ("SV-TRC", "100"))
    shown = settle(judge, name_of(ben), reason="Maria Lopez told us, 831-555-0142")
    assert "looks as if it named a person" in shown
    assert "831-555-0142" in shown
    assert "can&#x27;t be shown" in settle(judge, name_of(ben), reason="Turned \u202e around")
    assert not Decision.objects.filter(kind="settling").exists()


@pytest.mark.parametrize("note", ["=SUM(A1)", "-2 positions", "@home"])
def test_a_reason_that_looks_like_a_formula_is_guarded_once_and_comes_back(
    ana: Client, folder: Path, note: str
) -> None:
    from sharedsafety.core.spreadsheet_cells import safe_cell

    save(ana, CLINIC, ("WB-PHC", "100"), note=note)
    assert [row["note"] for row in rows(folder)] == [safe_cell(note)]


@pytest.mark.parametrize("share", ["1e9999999999", "1e999999", "1e-999999", "5_0", "inf"])
def test_a_percent_that_nobody_writes_is_told_as_it_was_typed(ana: Client, share: str) -> None:
    shown = save(ana, CLINIC, ("WB-PHC", share))
    assert f"'{share}'" in shown.replace("&#x27;", "'")
    assert not Decision.objects.exists()


def test_who_writes_just_now_is_waited_for(ana: Client, folder: Path) -> None:
    held, let_go = threading.Event(), threading.Event()

    def other() -> None:
        with alone_in(folder, else_code="folder-busy"):
            held.set()
            let_go.wait(0.3)

    thread = threading.Thread(target=other)
    thread.start()
    held.wait()
    shown = save(ana, CLINIC, ("WB-PHC", "100"))
    let_go.set()
    thread.join()
    assert "Kept, but not in the folder yet" not in shown
    assert len(rows(folder)) == 1


def test_money_that_changed_after_the_coding_is_told(ana: Client, folder: Path) -> None:
    save(ana, CLINIC, ("WB-PHC", "100"))
    change(folder, "Health,Clinic,100,500", "Health,Clinic,100,650", total="1650.00")
    assert "The money changed after it was coded" in page(ana, "coding/")
    assert "changed after it was coded" in page(ana)
    save(ana, CLINIC, ("WB-PHC", "100"), before=Decision.objects.get().pk)
    assert "The money changed after it was coded" not in page(ana, "coding/")


def test_a_fund_that_was_renamed_is_told_as_changed_money(ana: Client, folder: Path) -> None:
    save(ana, CLINIC, ("WB-PHC", "100"))
    change(folder, "Health,Clinic,100,500", "Health,Clinic,150,500")
    assert "The money changed after it was coded" in page(ana, "coding/")
    assert [row["category"] for row in rows(folder)] == ["WB-PHC"]


def test_a_year_that_came_since_does_not_send_anybody_back_to_work(ana: Client, folder: Path) -> None:
    save(ana, CLINIC, ("WB-PHC", "100"))
    change(folder, "Sheriff,Patrol,100,1000", "Sheriff,Patrol,100,1100", total="1600.00")
    assert "The money changed after it was coded" not in page(ana, "coding/")


def test_a_renamed_program_takes_its_coding_along(ana: Client, ben: Client, folder: Path) -> None:
    save(ana, CLINIC, ("WB-PHC", "100"), note="By its name")
    change(folder, "Health,Clinic", "Health,Community Clinic")
    shown = page(ben, "coding/")
    assert "health.clinic is now:" in shown
    new = "health.community-clinic"
    answer = ben.post(f"{HERE}/coding/carry/", {"old": CLINIC, "new": new}, follow=True)
    assert "under the new name" in answer.content.decode()
    assert rows(folder) == []
    assert [row["coder"] for row in rows(folder, new)] == [name_of(ana)]
    assert "By its name" in page(ana, f"programs/{new}/")
    again = ben.post(f"{HERE}/coding/carry/", {"old": CLINIC, "new": new}, follow=True).content.decode()
    assert "can&#x27;t be put under" in again
    assert len(rows(folder, new)) == 1


def test_a_coding_that_was_carried_does_not_come_back_under_the_old_name(
    ana: Client, ben: Client, folder: Path
) -> None:
    save(ana, CLINIC, ("WB-PHC", "100"))
    change(folder, "Health,Clinic", "Health,Community Clinic")
    new = "health.community-clinic"
    ben.post(f"{HERE}/coding/carry/", {"old": CLINIC, "new": new})
    save(ben, PATROL, ("JS-POL", "100"))
    assert rows(folder) == []
    assert "Two people say the same." in save(ben, new, ("WB-PHC", "100"))
    assert rows(folder) == []


@pytest.mark.parametrize("new", ["sheriff.patrol", "no.such"])
def test_a_coding_is_carried_from_a_program_that_is_gone_to_one_that_is_there(
    ana: Client, ben: Client, folder: Path, new: str
) -> None:
    save(ana, CLINIC, ("WB-PHC", "100"))
    (row,) = rows(folder)
    again = ben.post(f"{HERE}/coding/carry/", {"old": CLINIC, "new": new}, follow=True).content.decode()
    assert "still in the budget" in again
    assert rows(folder) == [row]
    change(folder, "Health,Clinic", "Health,Community Clinic")
    ben.post(f"{HERE}/coding/carry/", {"old": CLINIC, "new": new})
    assert rows(folder) == [row]


def test_saving_leads_to_the_next_program_or_says_that_nothing_is_left(ana: Client, folder: Path) -> None:
    change(folder, "Health,Clinic,100,500", "Health,Clinic,100,500\nParks,Pool,100,0")
    assert "<h1>Pool</h1>" in save(ana, CLINIC, ("WB-PHC", "100"))
    assert "<h1>Patrol</h1>" in save(ana, "parks.pool", ("WB-PLA", "100"))
    assert "Nothing is left for you to code." in save(ana, PATROL, ("JS-POL", "100"))


def test_a_program_that_comes_with_a_later_year_stands_in_the_list(ana: Client, folder: Path) -> None:
    mapping = (folder / "budget/mapping.yaml").read_text()
    later = "    - {column: Next, fiscal_year: 2025, phase: proposed, document: a25}\n"
    (folder / "budget/mapping.yaml").write_text(mapping.replace("    amounts: [", "    amounts:\n    - ").replace(
        "document: a24}]\n", "document: a24}\n" + later))  # fmt: skip
    change(folder, "Department,Program,Fund,Amount\nSheriff,Patrol,100,1000\nHealth,Clinic,100,500\n",
           "Department,Program,Fund,Amount,Next\nSheriff,Patrol,100,1000,1000\nHealth,Clinic,100,500,\n"
           "Parks,Night pool,100,,750\n")  # fmt: skip
    documents = folder / "budget/documents.csv"
    row = documents.read_text().splitlines()[1].replace("a24,2024,adopted", "a25,2025,proposed").replace("1500.00", "")
    documents.write_text(documents.read_text() + row + "\n")
    shown = page(ana, "coding/")
    assert "Night pool" in shown
    assert "$750" in shown
    assert shown.count("$1,000") == 1


def test_what_a_person_decided_is_never_changed_or_removed(ana: Client) -> None:
    save(ana, CLINIC, ("WB-PHC", "100"))
    made = Decision.objects.get()
    with pytest.raises(TypeError):
        made.save()
    with pytest.raises(TypeError):
        made.delete()


def test_the_pages_are_in_spanish_too(ana: Client) -> None:
    ana.post("/workspace/language/", {"language": "es", "next": "/workspace/"})
    assert "1 programa no está clasificado." in page(ana, "coding/")
    assert "Guardar y pasar al siguiente" in page(ana)


def test_a_community_without_a_budget_has_an_empty_list(ana: Client, folder: Path) -> None:
    for name in ("coding.csv", "documents.csv", "mapping.yaml", "ledger/lines.csv"):
        (folder / "budget" / name).unlink()
    (folder / "budget/ledger").rmdir()
    assert "No budget is loaded yet." in page(ana, "coding/")


def by_hand(folder: Path, old: str, new: str) -> None:
    """Change the coding of a folder as a person with an editor would."""
    place = folder / "budget/coding.csv"
    text = place.read_text()
    assert old in text
    place.write_text(text.replace(old, new))


def change(folder: Path, old: str, new: str, *, total: str = "1500.00") -> None:
    """Change a published file as a publisher would, with its hash and its printed total."""
    import hashlib

    place = folder / "budget/ledger/lines.csv"
    text = place.read_text()
    assert old in text
    digest = hashlib.sha256(text.encode()).hexdigest()
    changed = text.replace(old, new)
    place.write_text(changed)
    documents = folder / "budget/documents.csv"
    listed = documents.read_text().replace(digest, hashlib.sha256(changed.encode()).hexdigest())
    documents.write_text(listed.replace("1500.00", total))
