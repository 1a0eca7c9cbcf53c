"""The command line ends with the right status, speaks JSON, and never shows a traceback."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from sharedsafety.cli.main import status_of

ROOT = Path(__file__).resolve().parents[3]


def test_help_names_the_verbs(capsys: pytest.CaptureFixture[str]) -> None:
    assert status_of(["--help"]) == 0
    assert "check" in capsys.readouterr().out


@pytest.mark.parametrize("call", [[], ["no-such-verb"], ["check"], ["check", "a", "b"]])
def test_a_wrong_call_ends_with_2(call: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert status_of(call) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_what_cannot_be_read_ends_with_3(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert status_of(["check", str(tmp_path)]) == 3
    assert "community.yaml" in capsys.readouterr().err


def test_json_holds_the_findings(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "community.yaml").write_text("id: x\n", encoding="utf-8")
    assert status_of(["check", str(tmp_path), "--json"]) == 1
    problems = json.loads(capsys.readouterr().out)["problems"]
    assert {"code", "file", "row", "column", "message", "fix"} <= set(problems[0])


def test_help_loads_no_heavy_part() -> None:
    code = (
        "import sys; from sharedsafety.cli.main import status_of; status_of(['--help']);"
        "heavy = {'ibis', 'duckdb', 'scipy', 'altair', 'pyarrow', 'numpy', 'django', 'pydantic'} & set(sys.modules);"
        "sys.exit(f'loaded: {heavy}' if heavy else 0)"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT / "src", capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr


def test_a_fault_of_the_program_is_said_without_a_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(root: Path, **options: bool) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("sharedsafety.folder.check.checked_community", broken)
    assert status_of(["check", str(tmp_path)]) == 3
    said = capsys.readouterr()
    assert "ZeroDivisionError" in said.err
    assert "Traceback" not in said.err + said.out


def test_a_place_that_cannot_be_written_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    examples = ROOT / "examples" / "san-joaquin"
    assert status_of(["assess", str(examples), "--out", "/proc/nowhere", "--no-charts"]) == 3
    assert "refused" in capsys.readouterr().err


def test_a_result_is_never_written_into_the_folder_it_is_made_from(tmp_path: Path, capsys) -> None:
    (tmp_path / "community.yaml").write_text("id: x\n", encoding="utf-8")
    assert status_of(["assess", str(tmp_path), "--out", str(tmp_path / "out")]) == 1
    assert "inside the folder" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["community.yaml"]


def test_a_place_with_other_content_is_refused_before_the_work_begins(tmp_path: Path, monkeypatch, capsys) -> None:
    def never(*_: object, **__: object) -> None:
        raise AssertionError("the work began")

    monkeypatch.setattr("sharedsafety.folder.check.checked_community", never)
    (tmp_path / "letter.txt").write_text("dear", encoding="utf-8")
    assert status_of(["assess", str(ROOT / "examples" / "san-joaquin"), "--out", str(tmp_path)]) == 1
    assert "not a result" in capsys.readouterr().err


@pytest.mark.parametrize("inside", ["out", "keep"])
def test_nothing_is_kept_inside_the_folder(inside: str, tmp_path: Path, capsys) -> None:
    folder, places = tmp_path / "folder", {"out": tmp_path / "out", "keep": tmp_path / "keep"}
    folder.mkdir()
    (folder / "community.yaml").write_text("id: x\n", encoding="utf-8")
    places[inside] = folder / "result"
    assert status_of(["assess", str(folder), "--out", str(places["out"]), "--keep", str(places["keep"])]) == 1
    assert "inside the folder" in capsys.readouterr().err
    assert [path.name for path in folder.iterdir()] == ["community.yaml"]


def test_a_kept_ledger_gives_the_same_result(tmp_path: Path) -> None:
    call = ["assess", str(ROOT / "examples" / "san-joaquin"), "--as-of", "2026-11-23", "--no-charts"]
    keep = ["--keep", str(tmp_path / "kept")]
    results = {"plain": [], "first": keep, "again": keep}
    for name, more in results.items():
        assert status_of([*call, "--out", str(tmp_path / name), *more]) == 0
    written = [(tmp_path / name / "assessment.json").read_bytes() for name in results]
    assert written[0] == written[1] == written[2]
    assert len([*(tmp_path / "kept").glob("ledger-*.parquet")]) == 1


def test_a_seed_below_zero_is_a_wrong_call(tmp_path: Path, capsys) -> None:
    assert status_of(["assess", str(tmp_path), "--out", str(tmp_path / "out"), "--seed", "-1"]) == 2
    assert "seed" in capsys.readouterr().err


@pytest.mark.parametrize("stop", [KeyboardInterrupt(), RuntimeError("Query interrupted")])
def test_an_interruption_is_no_fault_of_ours(stop: BaseException, tmp_path: Path, monkeypatch, capsys) -> None:
    def interrupted(root: Path, **_: bool) -> None:
        raise stop

    monkeypatch.setattr("sharedsafety.folder.check.checked_community", interrupted)
    assert status_of(["check", str(tmp_path)]) == 130
    assert capsys.readouterr().err.startswith("Stopped")
