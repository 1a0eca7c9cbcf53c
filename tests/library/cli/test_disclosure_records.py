"""``disclosure records``: written only when all is met, to a new file outside; never overwritten, never half-done."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.library.core.record_files import write_export
from tests.library.core.record_samples import votes_table

from sharedsafety.cli.main import status_of


def call(folder: Path, out: Path, *more: str) -> int:
    rows, plan = str(folder / "votes.csv"), str(folder / "plan.yaml")
    return status_of(["disclosure", "records", rows, "--plan", plan, "--out", str(out), *more])


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    write_export(tmp_path / "in")
    return tmp_path / "in"


def test_records_are_written_once_and_the_figure_is_said(inputs: Path, tmp_path: Path, capsys) -> None:
    out = tmp_path / "out" / "records.csv"
    assert call(inputs, out) == 0
    said = capsys.readouterr().out
    assert "40 records" in said
    assert "20170401" in said
    assert "records-fingerprint" in said
    before = out.read_bytes()
    assert len(before.splitlines()) == 41
    assert call(inputs, out) == 1
    assert "never overwritten" in capsys.readouterr().err
    assert out.read_bytes() == before


def test_the_same_input_and_seed_give_the_same_bytes(inputs: Path, tmp_path: Path) -> None:
    for name, seed in (("a", "7"), ("b", "7"), ("c", "8")):
        assert call(inputs, tmp_path / name, "--seed", seed) == 0
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes() != (tmp_path / "c").read_bytes()


def test_json_holds_the_figure_and_no_record(inputs: Path, tmp_path: Path, capsys) -> None:
    assert call(inputs, tmp_path / "records.csv", "--json") == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["records"], said["left_out"], said["known"]) == (40, 0, 5)
    assert 0 < said["at_worst"] <= 40
    ids = {line.split(",")[0] for line in (tmp_path / "records.csv").read_text(encoding="utf-8").splitlines()[1:]}
    assert not [one for one in ids if one in json.dumps(said)]


def test_without_a_signature_the_steward_is_told_what_to_sign_and_nothing_is_written(tmp_path: Path, capsys) -> None:
    write_export(tmp_path / "in", sign=False)
    assert call(tmp_path / "in", tmp_path / "out" / "records.csv") == 1
    assert "with content " in capsys.readouterr().out
    assert not (tmp_path / "out").exists()


def test_every_fault_is_listed_with_file_row_and_column_in_one_go(inputs: Path, tmp_path: Path, capsys) -> None:
    plan, rows = inputs / "plan.yaml", inputs / "votes.csv"
    text = plan.read_text(encoding="utf-8").replace("asked_on: '2026-03-01'", "asked_on: '2026-03-02'")
    plan.write_text(text.replace("- s8", "- age"), encoding="utf-8")
    rows.write_text(rows.read_text(encoding="utf-8").replace("agree", "Agree of course", 1), encoding="utf-8")
    assert call(inputs, tmp_path / "records.csv", "--json") == 1
    problems = json.loads(capsys.readouterr().out)["problems"]
    assert {"records-permission-late", "records-column-forbidden", "records-signed-other-content"} <= {
        each["code"] for each in problems
    }
    assert all(each["file"] and each["row"] and each["column"] for each in problems)
    assert not (tmp_path / "records.csv").exists()


@pytest.mark.parametrize("place", ["in/records.csv", "in/deep/records.csv", "in/votes.csv"])
def test_nothing_is_written_beside_the_input(inputs: Path, place: str, capsys) -> None:
    before = {path.name: path.read_bytes() for path in inputs.iterdir()}
    assert call(inputs, inputs.parent / place) == 1
    assert "inside the folder" in capsys.readouterr().err
    assert {path.name: path.read_bytes() for path in inputs.iterdir()} == before


@pytest.mark.parametrize("mark", ["community.yaml", "record.json"])
def test_records_never_go_into_a_community_folder_or_onto_a_site(
    inputs: Path, tmp_path: Path, mark: str, capsys
) -> None:
    (tmp_path / "place" / "listening").mkdir(parents=True)
    (tmp_path / "place" / mark).write_text("{}", encoding="utf-8")
    assert call(inputs, tmp_path / "place" / "listening" / "records.csv") == 1
    assert "never go into a community folder" in capsys.readouterr().err
    assert [*(tmp_path / "place" / "listening").iterdir()] == []


def test_a_link_to_nowhere_is_not_written_through(inputs: Path, tmp_path: Path) -> None:
    (tmp_path / "records.csv").symlink_to(tmp_path / "elsewhere.csv")
    assert call(inputs, tmp_path / "records.csv") == 1
    assert not (tmp_path / "elsewhere.csv").exists()


@pytest.mark.parametrize("missing", ["votes.csv", "plan.yaml"])
def test_what_can_not_be_read_ends_with_3(inputs: Path, tmp_path: Path, missing: str, capsys) -> None:
    (inputs / missing).unlink()
    assert call(inputs, tmp_path / "records.csv") == 3
    assert missing in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "text", "status"),
    [
        ("plan.yaml", "a: [1", 3),
        ("plan.yaml", "title: only\n", 1),
        ("plan.yaml", "title: a\ntitle: b\n", 3),
        ("votes.csv", "", 3),
        ("votes.csv", "voter,may,s1\nv1,yes\n", 1),
        ("votes.csv", "voter,may,may\nv1,yes,no\n", 1),
        ("votes.csv", 'voter,"may\nx', 1),
        ("votes.csv", "\x00\x01", 3),
    ],
)
def test_a_file_that_is_not_what_it_should_be_is_named_without_a_traceback(
    inputs: Path, tmp_path: Path, capsys, name: str, text: str, status: int
) -> None:
    (inputs / name).write_text(text, encoding="utf-8")
    assert call(inputs, tmp_path / "records.csv") == status
    said = capsys.readouterr()
    assert name in said.err + said.out
    assert "Traceback" not in said.err + said.out
    assert not (tmp_path / "records.csv").exists()


def test_a_call_without_a_plan_is_wrong(inputs: Path) -> None:
    assert status_of(["disclosure", "records", str(inputs / "votes.csv"), "--out", "x.csv"]) == 2


def test_how_many_were_left_out_is_said_where_they_are_no_few(tmp_path: Path, capsys) -> None:
    write_export(tmp_path / "in", votes_table(40, refused=11))
    assert call(tmp_path / "in", tmp_path / "records.csv", "--json") == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["records"], said["left_out"]) == (29, 11)
