"""A folder appears whole or not at all, and never takes the place of something else."""

from __future__ import annotations

from pathlib import Path

import pytest

from sharedsafety.core.errors import BadInput
from sharedsafety.core.whole_folder import replaced_folder

MARK = "result.json"


def write(out: Path, text: str) -> None:
    with replaced_folder(out, known_by=MARK) as fresh:
        (fresh / MARK).write_text(text, encoding="utf-8")


def test_an_earlier_result_is_replaced_and_leaves_nothing_behind(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write(out, "one")
    (out / "more.txt").write_text("old", encoding="utf-8")
    write(out, "two")
    assert [path.name for path in out.iterdir()] == [MARK]
    assert (out / MARK).read_text(encoding="utf-8") == "two"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize("stop", [KeyboardInterrupt, OSError, ZeroDivisionError])
def test_whatever_stops_the_work_the_earlier_result_stays(tmp_path: Path, stop: type[BaseException]) -> None:
    out = tmp_path / "out"
    write(out, "one")

    def stopped() -> None:
        with replaced_folder(out, known_by=MARK) as fresh:
            (fresh / MARK).write_text("half", encoding="utf-8")
            raise stop

    with pytest.raises(stop):
        stopped()
    assert (out / MARK).read_text(encoding="utf-8") == "one"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_stop_between_the_two_moves_gives_the_earlier_result_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    write(out, "one")
    rename = Path.rename

    def cut_off(path: Path, target: Path) -> Path:
        if target == out and not path.name.endswith("-earlier"):
            raise KeyboardInterrupt
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", cut_off)
    with pytest.raises(KeyboardInterrupt):
        write(out, "two")
    assert (out / MARK).read_text(encoding="utf-8") == "one"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize(("moves", "kept"), [(1, "one"), (2, "two")])
def test_a_stop_right_after_a_move_leaves_one_whole_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moves: int, kept: str
) -> None:
    out = tmp_path / "out"
    write(out, "one")
    rename, made = Path.rename, []

    def then_stopped(path: Path, target: Path) -> Path:
        moved = rename(path, target)
        made.append(target)
        if len(made) == moves:
            raise KeyboardInterrupt
        return moved

    monkeypatch.setattr(Path, "rename", then_stopped)
    with pytest.raises(KeyboardInterrupt):
        write(out, "two")
    assert (out / MARK).read_text(encoding="utf-8") == kept
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_of_two_at_once_one_wins_whole_and_nothing_is_left_over(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write(out, "one")
    with replaced_folder(out, known_by=MARK) as fresh:
        (fresh / MARK).write_text("slow", encoding="utf-8")
        write(out, "quick")
    assert (out / MARK).read_text(encoding="utf-8") == "slow"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_folder_with_other_content_a_file_and_a_link_are_never_replaced(tmp_path: Path) -> None:
    theirs = tmp_path / "letters"
    theirs.mkdir()
    (theirs / "letter.txt").write_text("dear", encoding="utf-8")
    file = tmp_path / "file"
    file.write_text("text", encoding="utf-8")
    link = tmp_path / "link"
    link.symlink_to(theirs)
    for out in (theirs, file, link):
        with pytest.raises(BadInput) as refusal:
            write(out, "mine")
        assert refusal.value.code == "out-not-a-result"
    assert (theirs / "letter.txt").read_text(encoding="utf-8") == "dear"
    assert file.read_text(encoding="utf-8") == "text"


def test_an_empty_folder_may_be_filled(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    write(out, "one")
    assert (out / MARK).is_file()


def test_a_folder_with_somebody_elses_files_beside_ours_is_never_replaced(tmp_path: Path) -> None:
    out = tmp_path / "result"
    out.mkdir()
    (out / "assessment.json").write_text("{}", encoding="utf-8")
    (out / "thesis.txt").write_text("years of work", encoding="utf-8")
    with (
        pytest.raises(BadInput),
        replaced_folder(out, known_by="assessment.json", holds=("assessment.json", "tables")),
    ):
        pass
    assert (out / "thesis.txt").read_text(encoding="utf-8") == "years of work"


def test_what_somebody_puts_there_meanwhile_stays(tmp_path: Path) -> None:
    out = tmp_path / "result"

    def work() -> None:
        with replaced_folder(out, known_by=MARK) as fresh:
            (fresh / MARK).write_text("mine", encoding="utf-8")
            out.mkdir()
            (out / "letter.txt").write_text("dear", encoding="utf-8")

    with pytest.raises(BadInput):
        work()
    assert [path.name for path in tmp_path.rglob("*")] == ["result", "letter.txt"]
