"""``budget what-if``, ``plan``, ``agreement`` and ``audit`` from outside, on a small folder and on Example County."""

import csv
import json
from pathlib import Path

import pytest
from tests.small_folder import write_folder

from sharedsafety.cli.main import status_of

EXAMPLE = Path(__file__).parents[3] / "examples" / "example-county"
HEADER = "from,to,amount_usd,fiscal_year,source\n"
FUNDING = "fund_code,name,source_code,level,control,recurrence,end_fy,mandate,pass_through_key,restriction\n"


@pytest.fixture
def folder(tmp_path) -> Path:
    made = write_folder(tmp_path / "small", slug="small", name="Small")
    (made / "budget" / "funding.csv").write_text(FUNDING + "100,General,GF,local,discretionary,ongoing,,none,,\n")
    return made


@pytest.fixture(scope="module")
def kept(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("kept")


def said(capsys, *words: object, status: int = 0) -> dict:
    capsys.readouterr()
    assert status_of(["budget", *map(str, words), "--json"]) == status
    return json.loads(capsys.readouterr().out)


def moves(folder: Path, text: str) -> Path:
    path = folder.parent / "moves.csv"
    path.write_text(HEADER + text, encoding="utf-8")
    return path


def test_what_moves_is_in_both_sides_and_the_folder_stays_as_it_is(folder, capsys):
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    table = moves(folder, "sheriff.patrol,CR-CRI,250.00,2024,the table\n")
    found = said(capsys, "what-if", folder, table)
    after = {row["code"]: row["amount_usd"] for row in found["after"]["rows"] if row["table"] == "category"}
    assert after == {"JS-POL": 750.0, "CR-CRI": 250.0}
    assert found["losses"][0] == {"program_key": "sheriff.patrol", "fiscal_year": 2024, "before_usd": 1000.0,
                                  "after_usd": 750.0, "personnel_usd": None, "mandates": []}  # fmt: skip
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_a_refused_move_is_told_with_its_row_and_ends_with_1(folder, capsys):
    table = moves(folder, "sheriff.patrol,CR-CRI,250,2024,\nsheriff.patrol,CR-CRI,800,2024,\n")
    found = said(capsys, "what-if", folder, table, status=1)
    assert [(each["row"], each["amount_usd"]) for each in found["refused"]] == [(3, 800.0)]
    assert found["problems"][0]["code"] == "move-too-much"


@pytest.mark.parametrize("text", ["sheriff.patrol,CR-CRI,much,2024,\n", "sheriff.patrol,,5,2024,\n"])
def test_a_table_of_moves_with_faults_is_told_and_nothing_moves(folder, capsys, text):
    assert said(capsys, "what-if", folder, moves(folder, text), status=1)["problems"][0]["row"] == 2


def test_a_lamp_that_turns_is_among_the_lamps_after(kept, tmp_path, capsys):
    table = tmp_path / "moves.csv"
    table.write_text(HEADER + "sheriff.1001.sheriff-patrol,public-health.2106.trauma-recovery-center,12000000,2026,\n")
    found = said(capsys, "what-if", EXAMPLE, table, "--keep", kept)
    before = {(each["priority"], each["lamp"]): each["state"] for each in found["before"]["lamps"]}
    after = {(each["priority"], each["lamp"]): each["state"] for each in found["after"]["lamps"]}
    assert {key for key in before if before[key] != after[key]}
    assert sum(each["amount_usd"] for each in found["taken"]) == 12_000_000


def test_a_plan_moves_as_much_out_as_in_and_never_more_than_allowed(kept, capsys):
    found = said(capsys, "plan", EXAMPLE, "--floor", "SV-TRC=9000000", "--keep", kept)
    assert sum(row["out_usd"] for row in found["rows"]) == pytest.approx(found["moved_usd"])
    assert sum(row["in_usd"] for row in found["rows"]) == pytest.approx(found["moved_usd"])
    assert all(row["out_usd"] <= 0.2 * row["discretionary_usd"] + 1e-6 for row in found["rows"])
    trauma = next(row for row in found["rows"] if row["category"] == "SV-TRC")
    assert trauma["current_usd"] + trauma["in_usd"] == pytest.approx(9_000_000)


def test_floors_out_of_reach_are_told_with_the_most_that_can_be_reached(kept, capsys):
    found = said(capsys, "plan", EXAMPLE, "--floor", "SV-TRC=900000000", "--keep", kept)
    assert found["status"] == "infeasible"
    assert 3_530_000 < found["reachable_maximum_usd"] < 900_000_000


def test_a_plan_for_no_category_is_refused(capsys):
    assert (
        said(capsys, "plan", EXAMPLE, "--floor", "NOPE=1", status=1)["problems"][0]["code"] == "plan-category-unknown"
    )


def ledger(folder: Path) -> Path:
    out = folder.parent / "ledger.parquet"
    call = [
        "budget",
        "import",
        folder / "budget" / "ledger" / "lines.csv",
        "--mapping",
        folder / "budget" / "mapping.yaml",
    ]
    assert status_of([*map(str, call), "--out", str(out)]) == 0
    return out


def test_a_sample_is_drawn_and_its_results_give_a_bound(folder, capsys):
    path = ledger(folder)
    drawn = said(capsys, "audit", path, "--sample", 3)
    results = folder.parent / "results.csv"
    with results.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([("line_id", "taint"), *((line["line_id"], 0) for line in drawn["sample"])])
    bound = said(capsys, "audit", path, "--sample", 3, "--results", results)["upper_bound_share"]
    assert bound == pytest.approx(2.9957 / 3, abs=1e-3)
    results.write_text("line_id,taint\nsomething,0\n", encoding="utf-8")
    assert said(capsys, "audit", path, "--sample", 3, "--results", results, status=1)["problems"]


def test_two_coders_in_one_file_are_compared_by_dollars(folder, capsys):
    both = folder.parent / "both.csv"
    both.write_text(
        "program_key,category,share,basis,coder,status,taxonomy_version\n"
        "sheriff.patrol,JS-POL,1,A,ana,single,0.1.0\nsheriff.patrol,CR-CRI,1,A,ben,single,0.1.0\n"
        "health.clinic,WB-MEN,1,A,ana,single,0.1.0\nhealth.clinic,WB-MEN,1,A,ben,single,0.1.0\n",
        encoding="utf-8",
    )
    found = said(capsys, "agreement", both, "--ledger", ledger(folder))
    assert found["agreement"] == 0.5
    assert found["dollar_agreement"] == pytest.approx(1 / 3)
    assert [each["program_key"] for each in found["disputes"]] == ["sheriff.patrol"]


def test_a_file_of_one_coder_says_that_nothing_can_be_compared(capsys):
    found = said(capsys, "agreement", EXAMPLE / "budget" / "coding.csv")
    assert found["programs"] == 0
    assert [each["code"] for each in found["problems"]] == ["agreement-one-coder"]


def test_floors_without_a_budget_or_given_twice_are_told_and_never_end_well(tmp_path, capsys):
    bare = EXAMPLE.parent / "signs-only" / "santa-cruz"
    found = said(capsys, "plan", bare, "--floor", "SV-TRC=1", status=1)
    assert [each["code"] for each in found["problems"] if each["severity"] == "error"] == ["plan-no-budget"]
    twice = said(capsys, "plan", bare, "--floor", "SV-TRC=1", "--floor", "SV-TRC=2", status=1)
    assert twice["problems"][0]["code"] == "plan-floor-twice"


@pytest.mark.parametrize("verb", [("agreement",), ("what-if", EXAMPLE.parent / "signs-only" / "santa-cruz")])
def test_a_table_that_is_no_text_can_not_be_read_at_all(tmp_path, capsys, verb):
    odd = tmp_path / "odd.csv"
    odd.write_bytes(bytes(range(256)) * 40)
    assert said(capsys, *verb, odd, status=3)["problems"][0]["code"] == "not-text"


def test_an_engine_that_nobody_has_is_told_even_where_there_is_nothing_to_add_up(tmp_path, capsys):
    bare = EXAMPLE.parent / "signs-only" / "santa-cruz"
    out = tmp_path / "out"
    assert status_of(["assess", str(bare), "--out", str(out), "--engine", "mysql://me:secret@y", "--json"]) == 1
    told = capsys.readouterr().out
    assert json.loads(told)["problems"][0]["code"] == "ledger-engine"
    assert "secret" not in told
    assert not out.exists()


def test_a_plan_for_a_priority_is_written_as_moves_that_the_what_if_takes(kept, tmp_path, capsys):
    table = tmp_path / "moves.csv"
    asked = ("--priority", "heal", "--target", 60, "--unit", "usd_per_person", "--moves", table)
    plan = said(capsys, "plan", EXAMPLE, *asked, "--keep", kept)
    assert (plan["status"], plan["target"]) == ("optimal", 60)
    assert sum(row["out_usd"] for row in plan["rows"]) == pytest.approx(plan["moved_usd"])
    found = said(capsys, "what-if", EXAMPLE, table, "--keep", kept)
    assert sum(each["amount_usd"] for each in found["taken"]) == pytest.approx(plan["moved_usd"])
    lamps = {each["lamp"]: each["state"] for each in found["after"]["lamps"] if each["priority"] == "heal"}
    assert lamps["level"] == "consistent"


def test_a_plan_with_money_bound_to_a_purpose_warns_and_one_out_of_reach_writes_nothing(kept, tmp_path, capsys):
    table = tmp_path / "moves.csv"
    asked = ("--priority", "heal", "--unit", "usd_per_person", "--moves", table, "--keep", kept)
    bound = said(capsys, "plan", EXAMPLE, *asked, "--target", 100, "--steerable")
    assert {each["code"] for each in bound["problems"]} >= {"move-steerable"}
    table.unlink()
    far = said(capsys, "plan", EXAMPLE, *asked, "--target", 100000)
    assert far["status"] == "infeasible"
    assert far["now"] < far["reachable"] < 100000
    assert not table.exists()


@pytest.mark.parametrize("asked", [(), ("--floor", "SV-TRC=1", "--priority", "heal")])
def test_a_plan_is_for_floors_or_for_one_priority(asked, capsys):
    assert said(capsys, "plan", EXAMPLE, *asked, status=1)["problems"][0]["code"] == "plan-asks-twice"
