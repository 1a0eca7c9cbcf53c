"""What-if scenarios in the workspace: started, filled, saved by two at once, compared, shared, printed, taken along."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from sharedsafety.cli.main import status_of
from sharedsafety_web.core.models import AuditEntry
from sharedsafety_web.investments.models import Scenario, ScenarioResult

WHAT_IF = "/workspace/communities/small-example/money/what-if/"
FUNDING = (
    "fund_code,name,source_code,level,control,recurrence,end_fy,mandate,pass_through_key,restriction\n"
    "100,General Fund,GF,local,discretionary,ongoing,,none,,\n"
    "200,Sales tax,P172,state,steerable,ongoing,,state_law,,public safety only\n"
    "300,Court grant,GRANT,state,locked,ongoing,,state_law,,courts\n"
)
LEDGER = (
    "Department,Program,Fund,Amount\nSheriff,Patrol,100,1000\nSheriff,Patrol,200,400\nSheriff,Patrol,300,100\n"
    "Health,Clinic,100,500\n"
)
LINKS = "program_key,priority_id,weight,note,category\nhealth.clinic,heal,1.0,Heals,\n"
CODED = "health.clinic,SV-TRC,1,,,,A,,someone,single,Clinic,0.1.0\n"
HEADER = "from,to,amount_usd,fiscal_year,source,fund_code\n"


@pytest.fixture
def county(community: Any) -> Path:
    """The small folder with a free, a bound and a locked fund, and a clinic that serves the priority."""
    root = Path(community.folder)
    (root / "budget/ledger/lines.csv").write_text(LEDGER, encoding="utf-8")
    (root / "budget/funding.csv").write_text(FUNDING, encoding="utf-8")
    (root / "budget/links.csv").write_text(LINKS, encoding="utf-8")
    with (root / "budget/coding.csv").open("a", encoding="utf-8") as file:
        file.write(CODED)
    documents = root / "budget/documents.csv"
    text = documents.read_text(encoding="utf-8").replace("1500.00", "2000.00")
    digest = hashlib.sha256(LEDGER.encode()).hexdigest()
    documents.write_text(re.sub(r"lines\.csv,[0-9a-f]{64}", f"lines.csv,{digest}", text), encoding="utf-8")
    return root


@pytest.fixture
def analyst(signed_in: Callable[..., Client], county: Path) -> Client:
    return signed_in("budget_analyst")


def started(client: Client, name: str = "Heal first") -> int:
    client.post(f"{WHAT_IF}start/", {"name": name})
    return Scenario.objects.get(name=name).pk


def added(client: Client, pk: int, **given: str) -> str:
    version = str(Scenario.objects.get(pk=pk).version)
    fields = {"version": version, "line": "sheriff.patrol", "to": "health.clinic", "amount": "300",
              "fiscal_year": "2024", "source": "the table"}  # fmt: skip
    return page(client.post(f"{WHAT_IF}{pk}/add/", {**fields, **given}, follow=True))


def page(answer: Any) -> str:
    return " ".join(unescape(answer.content.decode()).split())


def shown(client: Client, pk: int) -> str:
    return page(client.get(f"{WHAT_IF}{pk}/"))


def table_of(text: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("moves.csv", text.encode(), content_type="text/csv")


def test_the_list_of_lines_says_how_free_each_is_and_what_is_left(analyst: Client) -> None:
    first = shown(analyst, started(analyst))
    assert "Patrol: Free to decide $1,000, Can be steered $400, Locked by law or grant $100" in first
    assert "Patrol, Court grant: Locked by law or grant $100" in first
    pk = Scenario.objects.get().pk
    assert "Patrol: Free to decide $700, Can be steered $400" in added(analyst, pk)


def test_a_move_is_saved_with_every_measure_and_lamp_before_and_after(analyst: Client) -> None:
    text = added(analyst, started(analyst))
    assert "$300 would move in 2023-24" in text
    assert "Money that serves it: $500 → <strong>$800</strong>" in text
    assert "Loses $300, 20 % of its money: $1,500 → $1,200." in text.replace("\xa0", " ")
    assert "General Fund (Free to decide): $300, 30 % of what it has there, 20 % of that whole fund." in text.replace(
        "\xa0", " "
    )
    assert "Show the working" in text
    assert "Dollars that must change place to meet the stated shares of safety money" in text
    assert "No priority states a share of the money" in text
    assert "Part of safety money that can be placed on a map" in text
    assert "Can't tell: the year before and the two years after a rise have to be loaded." in text


def test_money_bound_to_a_purpose_moves_with_the_purpose_and_what_it_needs(analyst: Client) -> None:
    text = added(analyst, started(analyst), line="sheriff.patrol|200", amount="50")
    assert "public safety only" in text
    assert "Ask the budget office whether that purpose allows health.clinic." in text


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"line": "sheriff.patrol|300", "amount": "50"}, "the rest is locked by law or contract"),
        ({"amount": "1450"}, "the rest is locked by law or contract"),
        ({"amount": "1500.01"}, "can't leave it"),
        ({"amount": "-5"}, "must be more than 0"),
        ({"amount": "0"}, "must be more than 0"),
        ({"amount": "NaN"}, "'NaN' is not an amount of money"),
        ({"amount": "1.234,50"}, "is not an amount of money"),
        ({"amount": "12,34"}, "is not an amount of money"),
        ({"amount": "0.001"}, "is not an amount of money"),
        ({"amount": "9" * 30}, "is not an amount of money"),
        ({"amount": ""}, "is empty"),
        ({"line": "no.such"}, "has no program 'no.such'"),
        ({"line": ""}, "is empty"),
        ({"line": "sheriff.patrol|999"}, "no spending out of fund '999'"),
        ({"to": "no.such"}, "neither a program of the budget nor a category"),
        ({"to": "sheriff.patrol"}, "gives money to itself"),
        ({"fiscal_year": "1999"}, "no spending in 1999"),
        ({"fiscal_year": "soon"}, "soon"),
        ({"line": "", "to": "", "amount": "", "fiscal_year": "", "source": ""}, "there is no move in it"),
    ],
)
def test_a_move_that_can_not_be_made_stays_in_the_form_with_its_reason(
    analyst: Client, given: dict[str, str], said: str
) -> None:
    pk = started(analyst)
    text = added(analyst, pk, **given)
    assert "Nothing was saved:" in text
    assert said in text
    assert f'value="{given.get("source", "the table")}"' in text
    assert Scenario.objects.get(pk=pk).moves == []


@pytest.mark.parametrize("amount", ["$1,000", "1,000.00", " 1000 ", "1000.0"])
def test_an_amount_may_be_written_as_people_write_it(analyst: Client, amount: str) -> None:
    pk = started(analyst)
    added(analyst, pk, amount=amount)
    assert Scenario.objects.get(pk=pk).moves[0][2] == 1000_00


def test_two_people_who_save_at_once_lose_nothing(analyst: Client, signed_in: Callable[..., Client]) -> None:
    pk = started(analyst)
    seen = str(Scenario.objects.get(pk=pk).version)
    added(signed_in("director"), pk, amount="100", source="theirs")
    text = added(analyst, pk, version=seen, amount="77", source="mine")
    assert "somebody changed this scenario after you opened it" in text
    assert "theirs" in text
    assert 'value="77"' in text
    assert [move[2] for move in Scenario.objects.get(pk=pk).moves] == [100_00]
    added(analyst, pk, amount="77", source="mine")
    assert [move[2] for move in Scenario.objects.get(pk=pk).moves] == [100_00, 77_00]


def test_a_table_that_came_too_late_is_kept_and_can_go_behind_theirs_or_apart(
    analyst: Client, signed_in: Callable[..., Client]
) -> None:
    pk = started(analyst)
    seen = str(Scenario.objects.get(pk=pk).version)
    added(signed_in("director"), pk, amount="100")
    late = {"version": seen, "file": table_of(f"{HEADER}sheriff.patrol,SV-TRC,9.00,2024,mine,\n")}
    text = page(analyst.post(f"{WHAT_IF}{pk}/upload/", late))
    assert "What you wanted to save" in text
    assert "$9: sheriff.patrol → SV-TRC" in text
    mine = f"{HEADER}sheriff.patrol,SV-TRC,9.00,2024,mine,\r\n"
    analyst.post(f"{WHAT_IF}{pk}/copy/", {"text": mine, "name": "Mine"})
    assert [move[2] for move in Scenario.objects.get(name="Mine").moves] == [9_00]
    analyst.post(f"{WHAT_IF}{pk}/upload/", {"text": mine, "version": str(Scenario.objects.get(pk=pk).version)})
    assert [move[2] for move in Scenario.objects.get(pk=pk).moves] == [100_00, 9_00]


@pytest.mark.parametrize("what", ["remove", "rename"])
def test_an_old_page_changes_nothing(analyst: Client, what: str) -> None:
    pk = started(analyst)
    added(analyst, pk)
    old = {"version": "1", "row": "2", "name": "Other"}
    assert "somebody changed this scenario" in page(analyst.post(f"{WHAT_IF}{pk}/{what}/", old))
    found = Scenario.objects.get(pk=pk)
    assert (found.name, len(found.moves)) == ("Heal first", 1)


def test_a_move_is_taken_out_once(analyst: Client) -> None:
    pk = started(analyst)
    added(analyst, pk)
    out = {"version": str(Scenario.objects.get(pk=pk).version), "row": "2"}
    assert "Taken out." in page(analyst.post(f"{WHAT_IF}{pk}/remove/", out, follow=True))
    out["version"] = str(Scenario.objects.get(pk=pk).version)
    assert "is not in the scenario any more" in page(analyst.post(f"{WHAT_IF}{pk}/remove/", out))


def test_a_scenario_is_renamed_copied_and_deleted_by_its_owner_alone(
    analyst: Client, signed_in: Callable[..., Client]
) -> None:
    pk = started(analyst)
    added(analyst, pk)
    version = str(Scenario.objects.get(pk=pk).version)
    assert "Renamed." in page(
        analyst.post(f"{WHAT_IF}{pk}/rename/", {"version": version, "name": "  Heal   soon "}, follow=True)
    )
    assert "$300 would move" in shown(analyst, pk)
    other = signed_in("director")
    assert "only they can delete it" in page(other.post(f"{WHAT_IF}{pk}/delete/", follow=True))
    assert "Copied." in page(other.post(f"{WHAT_IF}{pk}/copy/", {"name": "Director's"}, follow=True))
    assert "named 'Heal soon' already" in page(other.post(f"{WHAT_IF}{pk}/copy/", {"name": "Heal soon"}))
    assert "Deleted." in page(analyst.post(f"{WHAT_IF}{pk}/delete/", follow=True))
    assert [each.name for each in Scenario.objects.all()] == ["Director's"]
    actions = [entry.content["action"] for entry in AuditEntry.objects.all()]
    assert {"scenario-started", "scenario-saved", "scenario-deleted"} <= set(actions)


@pytest.mark.parametrize("name", ["", "   ", "x" * 121])
def test_a_scenario_without_a_fitting_name_is_not_started(analyst: Client, name: str) -> None:
    assert "1 to 120 characters" in page(analyst.post(f"{WHAT_IF}start/", {"name": name}, follow=True))
    assert not Scenario.objects.exists()


@pytest.mark.parametrize("name", ["a\0b", "Turned \u202e around"])
def test_a_name_with_characters_that_nobody_sees_is_told(analyst: Client, name: str) -> None:
    assert "can't be shown" in page(analyst.post(f"{WHAT_IF}start/", {"name": name}, follow=True))
    assert not Scenario.objects.exists()


def test_another_community_s_scenario_is_not_there(analyst: Client, other_community: Any) -> None:
    from django.utils import timezone

    now = timezone.now()
    theirs = Scenario.objects.create(community=other_community, name="Theirs", created_at=now, changed_at=now)
    own = started(analyst)
    for path in ("", "print/", "moves.csv", "scenario.json"):
        assert analyst.get(f"{WHAT_IF}{theirs.pk}/{path}").status_code == 404
    for path in ("add", "remove", "rename", "copy", "delete", "upload", "recompute"):
        assert analyst.post(f"{WHAT_IF}{theirs.pk}/{path}/").status_code == 404
    assert analyst.get(f"{WHAT_IF}compare/?s={own}&s={theirs.pk}").status_code == 404


def test_everybody_who_may_see_the_community_reads_a_scenario_and_only_some_change_it(
    analyst: Client, signed_in: Callable[..., Client]
) -> None:
    pk = started(analyst)
    added(analyst, pk)
    reader = signed_in("provider")
    text = shown(reader, pk)
    assert "$300 would move" in text
    assert "Add a move" not in text
    assert reader.post(f"{WHAT_IF}{pk}/add/").status_code == 404


def test_scenarios_stand_side_by_side(analyst: Client) -> None:
    first, second = started(analyst, "One"), started(analyst, "Two")
    added(analyst, first)
    added(analyst, second, to="SV-TRC", amount="600")
    text = page(analyst.get(f"{WHAT_IF}compare/?s={first}&s={second}"))
    assert "Patrol → Clinic" in text
    assert "Patrol → Trauma care and healing" in text
    assert "Money that serves each priority" in text
    assert "<strong>$800</strong>" in text


@pytest.mark.parametrize("query", ["", "?s=1", "?s=1&s=1", "?s=1&s=2&s=3&s=4"])
def test_fewer_than_two_or_more_than_three_are_not_compared(analyst: Client, query: str) -> None:
    assert "two or three can" in page(analyst.get(f"{WHAT_IF}compare/{query}", follow=True))


@pytest.mark.parametrize("what", ["add", "recompute"])
def test_a_scenario_that_is_deleted_while_it_is_computed_is_gone(
    analyst: Client, monkeypatch: pytest.MonkeyPatch, county: Path, what: str
) -> None:
    from sharedsafety_web.investments.services import scenarios as services

    def slow(*args: Any) -> Any:
        Scenario.objects.all().delete()
        return told(*args)

    pk, told = started(analyst), services.scenario_told
    (county / "survey.csv").write_text("changed,since\n", encoding="utf-8")
    monkeypatch.setattr(services, "scenario_told", slow)
    move = {"line": "sheriff.patrol", "to": "health.clinic", "amount": "300", "fiscal_year": "2024", "source": "table"}
    assert analyst.post(f"{WHAT_IF}{pk}/{what}/", {"version": "1", **move}).status_code == 404
    assert not ScenarioResult.objects.exists()


def test_a_scenario_that_was_deleted_can_not_be_compared_or_saved(analyst: Client) -> None:
    first, second = started(analyst, "One"), started(analyst, "Two")
    analyst.post(f"{WHAT_IF}{second}/delete/")
    assert analyst.get(f"{WHAT_IF}compare/?s={first}&s={second}").status_code == 404
    assert analyst.get(f"{WHAT_IF}compare/?s={first}&s=x").status_code == 404
    assert analyst.post(f"{WHAT_IF}{second}/add/", {"version": "1"}).status_code == 404


def test_the_moves_go_out_as_a_table_and_come_back_here_and_on_the_command_line(
    analyst: Client, county: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pk, other = started(analyst), started(analyst, "Other")
    added(analyst, pk, source="=the, table")
    added(analyst, pk, line="sheriff.patrol|200", amount="50.25", to="SV-TRC")
    table = analyst.get(f"{WHAT_IF}{pk}/moves.csv").content
    back = {"version": "1", "file": SimpleUploadedFile("m.csv", table)}
    assert "Saved." in page(analyst.post(f"{WHAT_IF}{other}/upload/", back, follow=True))
    assert Scenario.objects.get(pk=other).moves == Scenario.objects.get(pk=pk).moves
    assert analyst.get(f"{WHAT_IF}{other}/moves.csv").content == table
    path = tmp_path / "moves.csv"
    path.write_bytes(table)
    capsys.readouterr()
    assert status_of(["budget", "what-if", str(county), str(path), "--json"]) == 0
    assert sum(each["amount_usd"] for each in json.loads(capsys.readouterr().out)["taken"]) == 350.25


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "there is no move in it"),
        (HEADER, "there is no move in it"),
        (f"{HEADER}sheriff.patrol,SV-TRC,5,2024,,\nsheriff.patrol,SV-TRC,much,2024,,\n", "not an amount of money"),
        (f"{HEADER}sheriff.patrol,SV-TRC,5,2024,,\nsheriff.patrol,SV-TRC,5,2024,,300\n", "locked by law"),
        (f"{HEADER}{'sheriff.patrol,SV-TRC,0.01,2024,,' * 1}\n" + "sheriff.patrol,SV-TRC,0.01,2024,,\n" * 10_000,
         "10001 moves are more than one scenario holds (2000)"),
        ("who,what\n1,2\n", "who"),
    ],
)  # fmt: skip
def test_a_table_with_a_fault_changes_nothing(analyst: Client, text: str, said: str) -> None:
    pk = started(analyst)
    added(analyst, pk)
    version = str(Scenario.objects.get(pk=pk).version)
    given = {"version": version, "file": table_of(text)} if text else {"version": version}
    answer = page(analyst.post(f"{WHAT_IF}{pk}/upload/", given))
    assert (said if text else "no file was chosen") in answer
    assert len(Scenario.objects.get(pk=pk).moves) == 1


def test_a_changed_folder_is_told_and_both_results_are_kept(analyst: Client, county: Path) -> None:
    pk = started(analyst)
    added(analyst, pk)
    assert "on an older folder" not in shown(analyst, pk)
    fresh = "priorities.csv"
    text = (county / fresh).read_text(encoding="utf-8")
    (county / fresh).write_text(text.replace("More help", "Much more help"), encoding="utf-8")
    stale = shown(analyst, pk)
    assert "on an older folder" in stale
    assert "Much more help" not in stale
    assert json.loads(analyst.get(f"{WHAT_IF}{pk}/scenario.json").content)["folder_changed_since"] is True
    again = page(analyst.post(f"{WHAT_IF}{pk}/recompute/", follow=True))
    assert "Much more help" in again
    assert "Computed on other states of the folder" in again
    older = ScenarioResult.objects.filter(scenario=pk).last()
    assert older is not None
    assert "Much more help" not in page(analyst.get(f"{WHAT_IF}{pk}/?result={older.pk}"))
    analyst.post(f"{WHAT_IF}{pk}/recompute/")
    assert ScenarioResult.objects.filter(scenario=pk).count() == 2


def test_a_folder_with_faults_keeps_the_scenario_readable_and_takes_no_move(analyst: Client, county: Path) -> None:
    pk = started(analyst)
    added(analyst, pk)
    (county / "budget/coding.csv").write_text("program_key\nx\n", encoding="utf-8")
    text = shown(analyst, pk)
    assert "$300 would move" in text
    assert "No move can be added now" in text
    assert "Nothing was saved:" in added(analyst, pk)
    assert analyst.get(f"{WHAT_IF}plan/").status_code == 200


def test_a_move_that_a_new_budget_forbids_stays_and_is_shown_as_refused(analyst: Client, county: Path) -> None:
    pk = started(analyst)
    added(analyst, pk, amount="900")
    ledger = county / "budget/ledger/lines.csv"
    new = LEDGER.replace("100,1000", "100,200").replace("200,400", "300,1200")
    ledger.write_text(new, encoding="utf-8")
    documents = county / "budget/documents.csv"
    old, digest = (hashlib.sha256(each.encode()).hexdigest() for each in (LEDGER, new))
    documents.write_text(documents.read_text(encoding="utf-8").replace(old, digest), encoding="utf-8")
    text = page(analyst.post(f"{WHAT_IF}{pk}/recompute/", follow=True))
    assert "can’t be made" in text
    assert len(Scenario.objects.get(pk=pk).moves) == 1
    assert "Copied." in page(analyst.post(f"{WHAT_IF}{pk}/copy/", {"name": "Copy"}, follow=True))


def test_the_printed_pages_say_when_from_what_and_what_they_do_not_say(analyst: Client) -> None:
    pk = started(analyst)
    added(analyst, pk)
    text = page(analyst.get(f"{WHAT_IF}{pk}/print/"))
    result = ScenarioResult.objects.get(scenario=pk)
    assert result.folder_hash in text
    assert "Adopted budget" in text
    assert "it says nothing about what the money would do" in text
    assert "Take out" not in text


def test_a_result_of_another_version_of_the_software_is_said_to_be_so(analyst: Client) -> None:
    pk = started(analyst)
    ScenarioResult.objects.filter(scenario=pk).update(content={"fiscal_year": 2024})
    assert "comes from another version of this software" in shown(analyst, pk)
    assert "Nothing has been computed yet." in page(analyst.get(f"{WHAT_IF}{pk}/print/"))


def test_a_plan_is_shown_and_taken_as_a_scenario(analyst: Client) -> None:
    asked = {"priority": "heal", "target": "600", "unit": "usd"}
    text = page(analyst.get(f"{WHAT_IF}plan/", asked))
    assert "It has $500 now. $100 would have to move to Clinic." in text
    assert "takes evenly from what may move" in text
    taken = page(analyst.post(f"{WHAT_IF}plan/take/", {**asked, "name": "Plan"}, follow=True))
    assert "Taken as a scenario" in taken
    assert Scenario.objects.get().moves[0][:3] == ["sheriff.patrol", "health.clinic", 100_00]


def test_a_plan_out_of_reach_tells_the_reachable_maximum_and_more_with_bound_money(analyst: Client) -> None:
    asked = {"priority": "heal", "target": "750", "unit": "usd"}
    text = page(analyst.get(f"{WHAT_IF}plan/", asked))
    assert "The reachable maximum under these rules is $700, so no plan is made." in text
    text = page(analyst.get(f"{WHAT_IF}plan/", {**asked, "steerable": "on"}))
    assert "$250 would have to move to Clinic." in text
    nothing = page(analyst.post(f"{WHAT_IF}plan/take/", {"priority": "heal", "target": "x", "name": "No"}, follow=True))
    assert "'x' is not a number" in nothing
    assert not Scenario.objects.exists()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"priority": "heal"}, "names no amount and no share"),
        ({"priority": "nobody", "target": "5"}, "no priority 'nobody'"),
        ({"priority": "heal", "target": "-5"}, "can't be reached by anything"),
        ({"priority": "heal", "target": "nan"}, "can't be reached by anything"),
        ({"priority": "heal", "target": "inf"}, "can't be reached by anything"),
        ({"priority": "heal", "target": "120", "unit": "share"}, "can't be reached by anything"),
        ({"priority": "heal", "target": "5", "unit": "usd_per_person"}, "No population is loaded."),
        ({"priority": "heal", "target": "600", "to": "sheriff.patrol"}, "is no program that could take this money"),
    ],
)
def test_a_plan_that_makes_no_sense_says_why(analyst: Client, given: dict[str, str], said: str) -> None:
    text = page(analyst.get(f"{WHAT_IF}plan/", given))
    assert "No plan was made:" in text
    assert said in text


def test_pages_are_spanish_for_who_reads_spanish(analyst: Client) -> None:
    pk = started(analyst)
    added(analyst, pk)
    analyst.cookies["django_language"] = "es"
    for path in ("", f"{pk}/", f"{pk}/print/", "plan/?priority=heal&target=600&unit=usd"):
        text = page(analyst.get(f"{WHAT_IF}{path}"))
        assert 'lang="es"' in text
        assert "What if money moved" not in text
    assert "Se moverían $300 en 2023-24" in shown(analyst, pk)
