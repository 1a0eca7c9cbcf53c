"""``sharedsafety budget sheet`` from outside: a work list out, codings back, nothing written unasked."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.sheet_filling import Filled, rows_of
from tests.small_folder import write_folder

from sharedsafety.cli.main import status_of

CLINIC = {"Category": "WB-PHC", "The shares rest on": "A", "Reason": "By its name"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_folder(tmp_path / "small", slug="small", name="Small")


def sheet(capsys: Any, folder: Path, *options: object) -> tuple[int, dict[str, Any]]:
    capsys.readouterr()
    status = status_of(["budget", "sheet", str(folder), *map(str, options), "--json"])
    return status, json.loads(capsys.readouterr().out)


def out(capsys: Any, folder: Path, coder: str = "ana", *more: str) -> Path:
    path = folder.parent / f"{coder}.xlsx"
    status, _ = sheet(capsys, folder, "--out", path, "--coder", coder, *more)
    assert status == 0
    return path


def filled(path: Path, program: str = "health.clinic", **more: str) -> Path:
    path.write_bytes(Filled(path.read_bytes()).fill(program, {**CLINIC, **more}).save())
    return path


def coding(folder: Path) -> str:
    return (folder / "budget/coding.csv").read_text(encoding="utf-8")


def test_a_sheet_goes_out_and_comes_back_and_is_written_only_when_asked(capsys: Any, folder: Path) -> None:
    before, path = coding(folder), filled(out(capsys, folder))
    status, answer = sheet(capsys, folder, "--take", path, "--coder", "ana")
    assert (status, answer["written"], answer["problems"]) == (0, False, [])
    assert answer["codings"] == [{"program_key": "health.clinic", "status": "single", "shares": {"WB-PHC": 1.0}}]
    assert coding(folder) == before
    assert sheet(capsys, folder, "--take", path, "--coder", "ana", "--write")[1]["written"]
    assert coding(folder).startswith(before)
    assert "health.clinic,WB-PHC,1,,,,A,,ana,single,By its name" in coding(folder)
    again = sheet(capsys, folder, "--take", path, "--coder", "ana", "--write")[1]
    assert (again["codings"], again["unchanged"], again["written"]) == ([], 1, False)


def test_others_codings_are_nowhere_in_the_sheet(capsys: Any, folder: Path) -> None:
    rows = rows_of(out(capsys, folder).read_bytes())
    patrol = [row for row in rows if row[0] == "sheriff.patrol"]
    assert len(patrol) == 3
    assert "JS-POL" not in str(patrol)
    assert [row for row in rows_of(out(capsys, folder, "someone").read_bytes()) if "JS-POL" in str(row)]


def test_two_who_say_the_same_make_a_double_coding_and_a_difference_is_left_out(capsys: Any, folder: Path) -> None:
    patrol = {"Category": "JS-POL Police", "The shares rest on": "A", "Reason": "Positions"}
    alike = filled(out(capsys, folder, "ben"), "sheriff.patrol", **{**patrol, "Category": "JS-POL"})
    status, answer = sheet(capsys, folder, "--take", alike, "--coder", "ben", "--write")
    assert (status, answer["codings"][0]["status"]) == (0, "double")
    assert "someone; ben,double,Patrol / Positions" in coding(folder)
    path = folder.parent / "ben.xlsx"
    path.unlink()
    differs = filled(out(capsys, folder, "ben"), "sheriff.patrol", **{**patrol, "Category": "CR-CRI"})
    before = coding(folder)
    _, answer = sheet(capsys, folder, "--take", differs, "--coder", "ben", "--write")
    assert (answer["left_out"], answer["written"]) == (["sheriff.patrol"], False)
    assert [each["code"] for each in answer["problems"]] == ["sheet-others-differ"]
    assert coding(folder) == before


def test_a_fault_leaves_one_program_out_and_ends_with_status_1(capsys: Any, folder: Path) -> None:
    path = filled(filled(out(capsys, folder)), "sheriff.patrol", Percent="sixty")
    status, answer = sheet(capsys, folder, "--take", path, "--coder", "ana", "--write")
    assert (status, [each["program_key"] for each in answer["codings"]]) == (1, ["health.clinic"])
    (problem,) = answer["problems"]
    assert (problem["file"], problem["column"]) == ("ana.xlsx", "Percent")
    assert "health.clinic,WB-PHC" in coding(folder)


def test_a_sheet_is_not_written_over_and_not_taken_without_a_name(capsys: Any, folder: Path) -> None:
    path = out(capsys, folder)
    before = path.read_bytes()
    status, answer = sheet(capsys, folder, "--out", path)
    assert (status, answer["problems"][0]["code"]) == (1, "sheet-out-exists")
    assert path.read_bytes() == before
    with pytest.raises(SystemExit) as wrong:
        status_of(["budget", "sheet", str(folder), "--take", str(path)])
    assert wrong.value.code == 2
    assert sheet(capsys, folder, "--take", path, "--coder", "ben")[0] == 1


def test_a_file_that_is_missing_or_no_workbook_can_not_be_read(capsys: Any, folder: Path) -> None:
    for path in (folder / "no.xlsx", folder / "budget/coding.csv"):
        assert sheet(capsys, folder, "--take", path, "--coder", "ana")[0] == 3


def test_the_sheet_is_in_spanish_too(capsys: Any, folder: Path) -> None:
    rows = rows_of(out(capsys, folder, "ana", "--language", "es").read_bytes(), "Trabajo")
    assert rows[0][0] == "Clave del programa"
