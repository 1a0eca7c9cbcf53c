"""A framework pack goes out of one folder and into another; what would not fit is told and nothing is written."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.small_folder import write_folder

from sharedsafety.cli.main import status_of
from sharedsafety.folder.check import checked_community
from sharedsafety.folder.framework_file import community_pack, read_pack

CHANGES = """\
pack: {id: blueprint, version: "1"}
changes:
- part: practice
  id: "1.2"
  field: title
  text: {en: [Look where it hurts]}
  source: Minutes of 3 May
  changed_on: "2026-05-03"
"""
RATING = "round,practice,rater_kind,rating,raters,evidence,source\n2026-05-01,1.2,agency,3,12,,Round of 1 May\n"


@pytest.fixture
def place(tmp_path: Path) -> Callable[[str], Path]:
    return lambda name: write_folder(tmp_path / name, slug=name, name=name.title())


def run(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, dict]:
    capsys.readouterr()
    status = status_of([*map(str, words), "--json"])
    return status, json.loads(capsys.readouterr().out)


def test_a_changed_pack_travels_with_where_it_comes_from(
    place: Callable[[str], Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    giver, taker, file = place("giver"), place("taker"), tmp_path / "pack.yaml"
    (giver / "framework.yaml").write_text(CHANGES, encoding="utf-8")
    status, said = run(capsys, "framework", "export", giver, "--out", file)
    assert (status, said["pack"], said["version"], said["based_on"]) == (
        0, "giver-framework", "2026-05-03", "blueprint 1"
    )  # fmt: skip
    status, said = run(capsys, "framework", "import", taker, file)
    assert (status, said["pack"], said["practices"]) == (0, "giver-framework", 25)
    community = checked_community(taker).community
    assert community is not None
    pack = community_pack(community.framework).pack
    assert pack == read_pack(file)
    title = next(each for each in pack.practices if each.id == "1.2").field("title")
    assert title is not None
    assert (title.text["en"], title.provenance) == (("Look where it hurts",), "local")


def test_the_pack_of_this_software_needs_no_copy_in_the_folder(
    place: Callable[[str], Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    giver, taker, file = place("giver"), place("taker"), tmp_path / "pack.yaml"
    run(capsys, "framework", "export", giver, "--out", file)
    run(capsys, "framework", "import", taker, file)
    assert "content" not in (taker / "framework.yaml").read_text(encoding="utf-8")


def test_own_changes_stay_and_are_to_be_read_beside_the_new_texts(
    place: Callable[[str], Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    giver, taker, file = place("giver"), place("taker"), tmp_path / "pack.yaml"
    (giver / "framework.yaml").write_text(CHANGES.replace("Look where", "See where"), encoding="utf-8")
    (taker / "framework.yaml").write_text(CHANGES, encoding="utf-8")
    run(capsys, "framework", "export", giver, "--out", file)
    status, said = run(capsys, "framework", "import", taker, file)
    assert status == 0
    assert "pack-other-version" in {row["code"] for row in said["problems"]}
    assert "Look where it hurts" in (taker / "framework.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("schema: shared-safety/framework-pack/1", "schema: other/1", "pack-other-schema"),
        ("id: '1.2'", "id: '1.1'", "pack-part-twice"),
        ("provenance: sourced\n", "provenance: surely\n", "pack-provenance-unknown"),
        ("principles:", "principals:", "data-shape"),
        ("practices:", "practices: [", "not-yaml"),
    ],
)
def test_a_bad_file_is_told_and_the_folder_stays_as_it_was(
    place: Callable[[str], Path], tmp_path: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, code: str
) -> None:
    taker, file = place("taker"), tmp_path / "pack.yaml"
    run(capsys, "framework", "export", taker, "--out", file)
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    status, said = run(capsys, "framework", "import", taker, file)
    assert status == 1
    assert code in {row["code"] for row in said["problems"]}
    assert not (taker / "framework.yaml").exists()


def test_a_practice_that_is_rated_can_not_be_left_out(
    place: Callable[[str], Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    taker, file = place("taker"), tmp_path / "pack.yaml"
    (taker / "ratings.csv").write_text(RATING, encoding="utf-8")
    run(capsys, "framework", "export", taker, "--out", file)
    file.write_text(file.read_text(encoding="utf-8").replace("id: '1.2'", "id: '1.9'"), encoding="utf-8")
    status, said = run(capsys, "framework", "import", taker, file)
    assert status == 1
    assert ("ratings.csv", 2) in {(row["file"], row["row"]) for row in said["problems"]}
    assert not (taker / "framework.yaml").exists()


def test_nothing_but_an_earlier_pack_is_written_over(
    place: Callable[[str], Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    giver, file = place("giver"), tmp_path / "letter.txt"
    file.write_text("Dear Board", encoding="utf-8")
    assert status_of(["framework", "export", str(giver), "--out", str(file)]) == 1
    assert file.read_text(encoding="utf-8") == "Dear Board"
    assert status_of(["framework", "export", str(giver), "--out", str(giver / "pack.yaml")]) == 1
    assert status_of(["framework", "export", str(tmp_path / "nowhere"), "--out", str(file)]) == 3


def test_a_pack_whose_change_has_no_day_does_not_go_out(
    place: Callable[[str], Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    giver, file = place("giver"), tmp_path / "pack.yaml"
    (giver / "framework.yaml").write_text(CHANGES.replace("2026-05-03", "9999-99-99"), encoding="utf-8")
    status, said = run(capsys, "framework", "export", giver, "--out", file)
    assert (status, [(one["code"], one["row"]) for one in said["problems"]]) == (1, [("not-a-date", 8)])
    assert not file.exists()


def test_a_framework_that_is_a_link_to_nothing_does_not_go_out_as_the_blueprint(
    place: Callable[[str], Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    giver, file = place("giver"), tmp_path / "pack.yaml"
    (giver / "framework.yaml").symlink_to(tmp_path / "gone.yaml")
    assert run(capsys, "framework", "export", giver, "--out", file)[0] == 1
    assert not file.exists()


@pytest.mark.parametrize("name", ["gone.yaml", "."])
def test_a_pack_that_is_not_there_can_not_be_read_at_all(
    place: Callable[[str], Path], tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    taker = place("taker")
    assert run(capsys, "framework", "import", taker, tmp_path / name)[0] == 3
    assert not (taker / "framework.yaml").exists()
