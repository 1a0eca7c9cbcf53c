"""``sharedsafety budget map`` from outside: what it prints, what it writes, and that the result can be imported."""

import json
from pathlib import Path

import pytest

from sharedsafety.cli.main import status_of
from sharedsafety.investments.mapping_file import read_mapping

BUDGET = 'County of X,,\nDepartment,Fund,Amount\nFire,General,"1,200"\nParks,General,(200)\nTotal,,"1,000"\n'


@pytest.fixture
def budget(tmp_path: Path) -> Path:
    (tmp_path / "ledger").mkdir()
    file = tmp_path / "ledger" / "budget.csv"
    file.write_text(BUDGET, encoding="utf-8")
    return file


def call(*words: object) -> int:
    return status_of(["budget", "map", *map(str, words), "--json"])


def test_the_mapping_it_writes_imports_the_dollars_it_said(budget, tmp_path, capsys):
    assert call(budget, "--out", tmp_path / "mapping.yaml", "--answer", "year=2024") == 0
    said = json.loads(capsys.readouterr().out)
    assert [(each["id"], each["assumed"], each["answered"]) for each in said["doubts"]] == [
        ("year", "2024", True), ("phase", "adopted", False),
    ]  # fmt: skip
    assert said["doubts"][1]["question"]["es"].startswith("Nada en «Amount»")
    assert said["mapping"]["files"][0]["file"] == "ledger/budget.csv"
    out = ["--mapping", str(tmp_path / "mapping.yaml"), "--out", str(tmp_path / "l.parquet"), "--json"]
    assert status_of(["budget", "import", str(budget), *out]) == 0
    done = json.loads(capsys.readouterr().out)
    assert {row["flow"]: row["amount_usd"] for row in done["by_year"]} == {
        "expenditure": "1200.00",
        "correction": "-200.00",
    }


def test_without_a_year_nothing_is_written_and_the_question_is_shown(budget, tmp_path, capsys):
    assert call(budget, "--out", tmp_path / "mapping.yaml") == 1
    said = json.loads(capsys.readouterr().out)
    assert (said["mapping"], [problem["code"] for problem in said["problems"]]) == (None, ["map-no-year"])
    assert not (tmp_path / "mapping.yaml").exists()


def test_answers_come_from_a_file_and_a_single_one_counts_more(budget, tmp_path, capsys):
    (tmp_path / "answers.yaml").write_text("year: 2023\nphase: proposed\n", encoding="utf-8")
    assert call(budget, "--answers", tmp_path / "answers.yaml", "--answer", "year=2024") == 0
    totals = json.loads(capsys.readouterr().out)["totals"]
    assert {(each["fiscal_year"], each["phase"]) for each in totals} == {(2024, "proposed")}


@pytest.mark.parametrize("text", ["- a\n", "year: [1]\n", "year: {\n", "year: 1\nyear: 2\n"])
def test_answers_of_another_shape_are_refused(budget, tmp_path, capsys, text):
    (tmp_path / "answers.yaml").write_text(text, encoding="utf-8")
    assert call(budget, "--answers", tmp_path / "answers.yaml") == 1
    assert json.loads(capsys.readouterr().out)["problems"][0]["code"] == "map-answers-shape"


def test_a_mapping_of_other_files_is_never_written_over(budget, tmp_path, capsys):
    out = tmp_path / "mapping.yaml"
    for text in (
        "something else",
        "files: [{file: b.csv, amounts: [{column: A, fiscal_year: 2024, phase: actual, document: d}]}]",
    ):
        out.write_text(text, encoding="utf-8")
        assert call(budget, "--out", out, "--answer", "year=2024") == 1
        assert json.loads(capsys.readouterr().out)["problems"][0]["code"] == "map-out-exists"
        assert out.read_text(encoding="utf-8") == text


def test_its_own_mapping_is_written_again_with_other_answers(budget, tmp_path, capsys):
    for year in ("2023", "2024"):
        assert call(budget, "--out", tmp_path / "mapping.yaml", "--answer", f"year={year}") == 0
    mapping, _ = read_mapping(tmp_path / "mapping.yaml")
    assert mapping is not None
    assert mapping.files[0].amounts[0].fiscal_year == 2024


def test_a_mapping_elsewhere_than_its_file_is_refused(budget, tmp_path, capsys):
    (tmp_path / "other").mkdir()
    assert call(budget, "--out", tmp_path / "other" / "mapping.yaml") == 1
    assert json.loads(capsys.readouterr().out)["problems"][0]["code"] == "map-out-elsewhere"


def test_next_years_file_is_compared_with_the_kept_mapping(budget, tmp_path, capsys):
    assert call(budget, "--out", tmp_path / "mapping.yaml", "--answer", "year=2023") == 0
    capsys.readouterr()
    after = tmp_path / "ledger" / "adopted-2024.csv"
    after.write_text(BUDGET.replace("Department", "Dept Name").replace("Parks,General", "Parks,Zoo"), encoding="utf-8")
    assert call(after, "--like", tmp_path / "mapping.yaml") == 0
    codes = [problem["code"] for problem in json.loads(capsys.readouterr().out)["problems"]]
    assert [code for code in codes if code.startswith("drift")] == ["drift-column-renamed", "drift-value-new"]


def test_people_read_the_questions_with_the_answer_assumed(budget, capsys):
    assert status_of(["budget", "map", str(budget), "--answer", "year=2024"]) == 0
    said = capsys.readouterr().out
    assert "fin-source:generic:label" in said
    assert "  assumed: adopted" in said
    assert all(len(line) <= 120 for line in said.splitlines() if not line.startswith(("[", "note")))


@pytest.mark.parametrize(
    ("name", "content", "status"), [("none.csv", None, 3), ("empty.csv", b"", 3), ("words.csv", b"a,b\nc,d\n", 1)]
)
def test_a_bad_file_gives_its_status_and_no_traceback(tmp_path, capsys, name, content, status):
    if content is not None:
        (tmp_path / name).write_bytes(content)
    assert call(tmp_path / name) == status
    assert json.loads(capsys.readouterr().out)["problems"]


def test_an_answer_without_a_choice_is_a_wrong_call(budget):
    assert status_of(["budget", "map", str(budget), "--answer", "year"]) == 2


def test_documents_that_are_entered_beside_the_mapping_keep_their_identifier(budget, tmp_path, capsys):
    row = "adopted-2024,2024,adopted,ledger/budget.csv,1000\n"
    header = "doc_id,fiscal_year,phase,file,control_total_usd\n"
    (tmp_path / "documents.csv").write_text(header + row, encoding="utf-8")
    assert call(budget, "--out", tmp_path / "mapping.yaml", "--answer", "year=2024") == 0
    assert json.loads(capsys.readouterr().out)["mapping"]["files"][0]["amounts"][0]["document"] == "adopted-2024"
    out = ["--mapping", str(tmp_path / "mapping.yaml"), "--out", str(tmp_path / "l.parquet"), "--json"]
    assert status_of(["budget", "import", str(budget), *out]) == 0
    (tmp_path / "documents.csv").write_text(header + row + row.replace("adopted-2024", "other"), encoding="utf-8")
    assert call(budget, "--out", tmp_path / "mapping.yaml", "--answer", "year=2024") == 0
    assert "{fiscal_year}" in (tmp_path / "mapping.yaml").read_text(encoding="utf-8")


def test_a_mapping_with_rules_people_wrote_is_not_written_over_unless_they_are_kept(budget, tmp_path, capsys):
    out = tmp_path / "mapping.yaml"
    asked = (budget, "--out", out, "--answer", "year=2024")
    assert call(*asked) == 0
    edited = out.read_text(encoding="utf-8") + "department_names: {Fire: Fire Department}\n"
    out.write_text(edited, encoding="utf-8")
    capsys.readouterr()
    assert call(*asked) == 1
    assert [each["code"] for each in json.loads(capsys.readouterr().out)["problems"]] == ["map-rules-lost"]
    assert out.read_text(encoding="utf-8") == edited
    assert call(*asked, "--like", out) == 0
    assert read_mapping(out)[0].department_names == {"Fire": "Fire Department"}
