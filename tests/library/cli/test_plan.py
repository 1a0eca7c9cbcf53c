"""``sharedsafety plan``: from a folder and a date to a text, an answer in JSON and a calendar."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sharedsafety.cli.main import status_of

ROOT = Path(__file__).resolve().parents[3]
COUNTY = str(ROOT / "examples/example-county")
FITS = ["plan", COUNTY, "--board-date", "2027-08-24", "--from", "2026-11-26"]
TOO_SOON = ["plan", "--board-date", "2027-01-12", "--from", "2026-11-26"]


def test_a_plan_names_the_county_and_says_that_it_is_an_example(capsys: pytest.CaptureFixture[str]) -> None:
    assert status_of(FITS) == 0
    assert "Example County (example data)" in capsys.readouterr().out


def test_the_same_call_writes_the_same_calendar(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first, second = tmp_path / "a.ics", tmp_path / "b.ics"
    assert [status_of([*FITS, "--out", str(place)]) for place in (first, second, first)] == [0, 0, 0]
    assert first.read_bytes() == second.read_bytes()
    assert b"letter@example-county" in first.read_bytes()


def test_a_vote_too_soon_ends_with_1_names_the_earliest_day_and_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert status_of([*TOO_SOON, "--json", "--out", str(tmp_path / "plan.ics")]) == 1
    answer = json.loads(capsys.readouterr().out)
    assert answer["earliest_board_date"] == "2027-08-04"
    assert "plan-too-soon" in {problem["code"] for problem in answer["problems"]}
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("call", [["plan"], ["plan", "--board-date", "soon"], [*TOO_SOON, "--language", "fr"]])
def test_a_wrong_call_ends_with_2(call: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert status_of(call) == 2


def test_a_folder_without_a_community_ends_with_3(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert status_of(["plan", str(tmp_path), "--board-date", "2027-08-24"]) == 3


def test_every_fault_of_the_community_file_is_told_with_its_row(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = Path(COUNTY, "community.yaml").read_text(encoding="utf-8")
    (tmp_path / "community.yaml").write_text(text.replace("kind: county", "kind: moon\nextra: 1"), encoding="utf-8")
    assert status_of(["plan", str(tmp_path), "--board-date", "2027-08-24", "--json"]) == 1
    problems = json.loads(capsys.readouterr().out)["problems"]
    assert problems[0]["file"] == "community.yaml"
    assert problems[0]["row"]


@pytest.mark.parametrize("name", ["letter.txt", "."])
def test_nothing_but_an_earlier_plan_is_replaced(tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "letter.txt").write_text("Dear Board", encoding="utf-8")
    assert status_of([*FITS, "--out", str(tmp_path / name)]) == 1
    assert (tmp_path / "letter.txt").read_text(encoding="utf-8") == "Dear Board"


def test_no_plan_is_written_into_the_folder_of_the_community(capsys: pytest.CaptureFixture[str]) -> None:
    assert status_of([*FITS, "--out", f"{COUNTY}/plan.ics"]) == 1
    assert "outside the folder" in capsys.readouterr().err
