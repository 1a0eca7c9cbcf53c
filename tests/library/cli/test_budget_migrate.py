"""``sharedsafety budget migrate`` from outside: what carries over, what a person must read, both results."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.small_folder import write_folder

from sharedsafety.cli.main import status_of
from sharedsafety.framework.taxonomy import taxonomy

OLD = (
    "sheriff.patrol,JS-ALL,0.7,,,,A,,someone,single,Patrol,0.0.9\n"
    "sheriff.patrol,CR-CRI,0.3,,,,A,,someone,single,Care,0.0.9\n"
    "health.clinic,WB-HEA,1,,,,A,,someone,single,Clinic,0.0.9\n"
)
SPLIT = {"code": "JS-ALL", "change": "split", "into": ["JS-POL", "JS-JAL"], "shares": {"JS-POL": 0.6, "JS-JAL": 0.4}}
RENAMED = {"code": "WB-HEA", "change": "renamed", "into": ["WB-PHC"]}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_folder(tmp_path / "small", slug="small", name="Small")


@pytest.fixture
def changes(tmp_path: Path) -> Path:
    return write_changes(tmp_path / "changes.yaml", SPLIT, RENAMED)


def write_changes(path: Path, *categories: dict[str, Any]) -> Path:
    kept = [code for code in taxonomy().codes if code not in ("JS-POL", "JS-JAL", "WB-PHC")]
    step = {"from_version": "0.0.9", "to_version": taxonomy().version, "decided_on": "2026-05-12", "source": "minutes"}
    listed = {
        "versions": {"0.0.9": [*kept, "JS-ALL", "WB-HEA"]},
        "changes": [{**step, "categories": [*categories]}],
    }
    path.write_text(yaml.safe_dump(listed), encoding="utf-8")
    return path


def older(folder: Path, rows: str = OLD) -> Path:
    path = folder / "budget/coding.csv"
    header = path.read_text(encoding="utf-8").splitlines()[0]
    path.write_text(f"{header}\n{rows}", encoding="utf-8")
    return path


def migrate(capsys: Any, folder: Path, *options: object) -> tuple[int, dict[str, Any]]:
    capsys.readouterr()
    status = status_of(["budget", "migrate", str(folder), *map(str, options), "--json"])
    return status, json.loads(capsys.readouterr().out)


def test_with_the_shipped_list_and_rows_of_today_nothing_is_to_be_done(capsys: Any, folder: Path) -> None:
    before = (folder / "budget/coding.csv").read_bytes()
    status, answer = migrate(capsys, folder, "--write")
    assert (status, answer["programs"], answer["written"], answer["problems"]) == (0, [], False, [])
    assert (folder / "budget/coding.csv").read_bytes() == before
    assert status_of(["budget", "migrate", str(folder)]) == 0
    assert "nothing is to be done" in capsys.readouterr().out


def test_a_dry_run_says_what_carries_over_and_what_needs_a_person_and_writes_nothing(
    capsys: Any, folder: Path, changes: Path
) -> None:
    coding = older(folder).read_bytes()
    status, answer = migrate(capsys, folder, "--changes", changes)
    assert (status, answer["carried"], answer["to_read"], answer["written"]) == (0, 1, 1, False)
    patrol, clinic = answer["programs"]
    assert (patrol["program_key"], patrol["amount_cents"], patrol["reasons"]) == ("sheriff.patrol", 100_000, ["split"])
    assert [(row["category"], row["share"]) for row in patrol["after"]] == [
        ("JS-POL", "0.42"), ("JS-JAL", "0.28"), ("CR-CRI", "0.3")
    ]  # fmt: skip
    assert (clinic["reasons"], clinic["after"][0]["category"], clinic["after"][0]["status"]) == ([], "WB-PHC", "single")
    assert (folder / "budget/coding.csv").read_bytes() == coding
    assert status_of(["budget", "migrate", str(folder), "--changes", str(changes)]) == 0
    said = capsys.readouterr().out
    assert "sheriff.patrol: the category was split" in said
    assert "nothing is written without --write" in said
    assert "WB-HEA 1 -> WB-PHC 1" in said
    assert "nothing but the version" not in said


def test_both_results_stand_side_by_side_and_every_cent_is_in_both(capsys: Any, folder: Path, changes: Path) -> None:
    older(folder)
    _, answer = migrate(capsys, folder, "--changes", changes)
    by_code = {row["code"]: (row["before_cents"], row["after_cents"]) for row in answer["results"]}
    assert by_code["JS-ALL"] == (70_000, 0)
    assert (by_code["JS-POL"], by_code["JS-JAL"]) == ((0, 42_000), (0, 28_000))
    assert (by_code["JS"], by_code["WB"], by_code["CR-CRI"]) == ((70_000,) * 2, (50_000,) * 2, (30_000,) * 2)
    for side in ("before_cents", "after_cents"):
        assert sum(row[side] for row in answer["results"] if row["table"] == "category") == 150_000
    assert {row["program_key"] for row in answer["moved"]} == {"sheriff.patrol", "health.clinic"}


def test_it_is_written_when_asked_and_the_folder_is_sound_afterwards(capsys: Any, folder: Path, changes: Path) -> None:
    coding = older(folder)
    assert migrate(capsys, folder, "--changes", changes, "--language", "es", "--write")[1]["written"]
    text = coding.read_text(encoding="utf-8")
    assert "health.clinic,WB-PHC,1,,,,A,,someone,single,Clinic,0.1.0\n" in text
    assert "sheriff.patrol,JS-POL,0.42,,0,0.7,G,,migration,unreviewed," in text
    assert "era JS-ALL en la versión 0.0.9" in text
    assert status_of(["check", str(folder)]) == 0
    again = migrate(capsys, folder, "--changes", changes, "--write")[1]
    assert (again["programs"], again["written"]) == ([], False)
    assert coding.read_text(encoding="utf-8") == text


def test_rows_of_today_stay_as_they_were_written(capsys: Any, folder: Path, changes: Path) -> None:
    own = 'health.clinic,"WB-PHC",1.0,,,,A,,someone,single, Clinic ,0.1.0\n'
    coding = older(folder, "sheriff.patrol,JS-ALL,1,,,,A,,someone,single,Patrol,0.0.9\n" + own)
    assert migrate(capsys, folder, "--changes", changes, "--write")[1]["written"]
    assert own in coding.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("rows", "code", "row", "column"),
    [
        (OLD.replace("Clinic,0.0.9", "Clinic,0.0.3"), "migrate-version-unknown", 4, "taxonomy_version"),
        (OLD.replace("WB-HEA", "WB-PHC"), "migrate-category-unknown", 4, "category"),
        (OLD.replace("JS-ALL,0.7", "JS-ALL,0.5"), "coding-share-sum", 2, "share"),
    ],
)
def test_one_row_that_is_wrong_is_told_and_nothing_at_all_is_written(
    capsys: Any, folder: Path, changes: Path, rows: str, code: str, row: int, column: str
) -> None:
    coding = older(folder, rows)
    before = coding.read_bytes()
    status, answer = migrate(capsys, folder, "--changes", changes, "--write")
    (problem,) = answer["problems"]
    assert (status, problem["code"], problem["row"], problem["column"]) == (1, code, row, column)
    assert problem["file"] == "budget/coding.csv"
    assert (answer["written"], answer["results"]) == (False, [])
    assert coding.read_bytes() == before


def test_a_link_to_a_category_that_has_another_code_now_is_told(capsys: Any, folder: Path, changes: Path) -> None:
    older(folder)
    links = "program_key,priority_id,weight,note,category\nhealth.clinic,heal,1.0,by name,WB-HEA\n"
    (folder / "budget/links.csv").write_text(links, encoding="utf-8")
    status, answer = migrate(capsys, folder, "--changes", changes)
    (problem,) = answer["problems"]
    assert (status, problem["code"], problem["row"]) == (0, "migrate-link-category", 2)
    assert "WB-PHC" in problem["message"]


def test_check_leads_to_the_verb_where_a_row_is_of_another_version(capsys: Any, folder: Path) -> None:
    older(folder, "sheriff.patrol,JS-POL,1,,,,A,,someone,single,Patrol,0.0.9\n")
    assert status_of(["check", str(folder)]) == 0
    assert "sharedsafety budget migrate FOLDER" in capsys.readouterr().out


def test_a_list_of_changes_that_breaks_a_rule_is_refused(capsys: Any, folder: Path, tmp_path: Path) -> None:
    older(folder)
    status, answer = migrate(capsys, folder, "--changes", write_changes(tmp_path / "c.yaml", SPLIT), "--write")
    assert (status, answer["problems"][0]["file"]) == (1, "c.yaml")
    assert "WB-HEA is not accounted for" in answer["problems"][0]["message"]
    assert migrate(capsys, folder, "--changes", tmp_path / "none.yaml")[0] == 3
    for text in ("versions: [", "just words\n"):
        (tmp_path / "c.yaml").write_text(text, encoding="utf-8")
        assert migrate(capsys, folder, "--changes", tmp_path / "c.yaml")[0] == 1


def test_a_folder_that_is_none_can_not_be_read(capsys: Any, tmp_path: Path) -> None:
    assert migrate(capsys, tmp_path / "no")[0] == 3
