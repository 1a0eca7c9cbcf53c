"""``framework.yaml`` and packs as files: strict, told with their rows, and the same after a round trip."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from sharedsafety.core.errors import BadInput
from sharedsafety.core.findings import Finding
from sharedsafety.folder.check import checked_community
from sharedsafety.folder.framework_file import community_pack, pack_text, read_pack
from sharedsafety.folder.write import write_community
from sharedsafety.framework.blueprint_pack import blueprint_pack
from sharedsafety.framework.pack_changes import PackChange, adapted

ROOT = Path(__file__).resolve().parents[3]
PAGE = ROOT / "docs/reference/framework-pack.md"
CHANGED = """\
pack: {id: blueprint, version: "1"}
changes:
- part: practice
  id: "1.2"
  field: title
  text: {en: [Look where it hurts]}
  source: Minutes of 3 May
  changed_on: "2026-05-03"
"""


def checked(folder: Path, content: str) -> list[Finding]:
    (folder / "framework.yaml").write_text(content, encoding="utf-8")
    return [each for each in checked_community(folder).findings if each.file == "framework.yaml"]


def pack_file(place: Path, text: str) -> Path:
    place.write_text(text, encoding="utf-8")
    return place


def test_a_pack_is_the_same_after_it_was_written_and_read(tmp_path: Path) -> None:
    spanish = PackChange(
        part="practice", id="1.1", field="title", text={"es": ("Título: con «comillas» y #",)}, source="Office",
        changed_on="2026-05-03", translates=True,
    )  # fmt: skip
    changed = adapted(blueprint_pack(), [spanish], "framework.yaml").pack
    ours = replace(changed, id="ours", version="2", based_on="blueprint 1")
    for pack in (blueprint_pack(), ours):
        text = pack_text(pack)
        read = read_pack(pack_file(tmp_path / "pack.yaml", text))
        assert read == pack
        assert pack_text(read) == text


def test_without_a_file_the_pack_of_this_software_stands_as_it_is() -> None:
    assert (community_pack({}).pack, community_pack({}).findings) == (blueprint_pack(), ())


def test_a_change_in_the_folder_is_sound_and_survives_the_round_trip(folder: Path, tmp_path: Path) -> None:
    assert checked(folder, CHANGED) == []
    community = checked_community(folder).community
    assert community is not None
    write_community(community, tmp_path / "again")
    assert (tmp_path / "again/framework.yaml").read_text(encoding="utf-8") == CHANGED
    assert community_pack(community.framework).pack.practices[1].field("title").provenance == "local"


def test_a_whole_pack_of_its_own_may_stand_in_the_folder(folder: Path) -> None:
    own = pack_text(replace(blueprint_pack(), id="ours", version="3")).split("\n", 1)[1]
    content = "pack: {id: ours, version: '3'}\ncontent:\n" + "".join(f"  {line}\n" for line in own.splitlines())
    assert checked(folder, content) == []
    community = checked_community(folder).community
    assert community is not None
    assert community_pack(community.framework).pack.id == "ours"


def test_changes_made_for_another_version_are_told_where_it_is_stated(folder: Path) -> None:
    found = checked(folder, CHANGED.replace('version: "1"', 'version: "0"'))
    assert [(each.code, each.row) for each in found] == [("pack-other-version", 1)]
    assert checked_community(folder).community is not None


@pytest.mark.parametrize(
    ("old", "new", "code", "row"),
    [
        ('id: "1.2"', 'id: "9.2"', "pack-change-lost", 3),
        ("  field: title", "  field: title\n  colour: red", "data-shape", 6),
        ("part: practice", "part: chapter", "data-shape", 3),
        ("[Look where it hurts]", "Look where it hurts", "data-shape", 6),
        ("pack: {id: blueprint, version: \"1\"}\n", "", "data-shape", 1),
    ],
)  # fmt: skip
def test_a_fault_is_told_with_its_row_and_keeps_the_folder_from_being_used(
    folder: Path, old: str, new: str, code: str, row: int
) -> None:
    found = checked(folder, CHANGED.replace(old, new))
    assert {(each.code, each.row) for each in found} == {(code, row)}
    assert checked_community(folder).community is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("- a list\n", "not-a-mapping"),
        ("title: [\n", "not-yaml"),
        ("id: a\nid: b\n", "key-twice"),
        ("id: a\n", "pack-other-schema"),
        ("schema: shared-safety/framework-pack/1\nid: a\n", "data-shape"),
        (pack_text(blueprint_pack()) + "extra: 1\n", "data-shape"),
        (pack_text(blueprint_pack()).replace("provenance: unknown", "provenance: local", 1), "pack-text-missing"),
        (pack_text(blueprint_pack()).replace("stage: plan", "stage: dream", 1), "pack-cell-unknown"),
        (
            pack_text(blueprint_pack()).replace("  - name: sense\n", "  - name: sense\n    colour: red\n", 1),
            "data-shape",
        ),
    ],
)
def test_a_file_that_is_no_sound_pack_is_refused_with_its_reason(tmp_path: Path, text: str, code: str) -> None:
    with pytest.raises(BadInput) as refused:
        read_pack(pack_file(tmp_path / "pack.yaml", text))
    assert refused.value.code == code
    assert refused.value.finding.file == "pack.yaml"


def test_every_fault_of_a_pack_is_told_at_once_with_its_row(tmp_path: Path) -> None:
    text = pack_text(blueprint_pack()).replace("provenance: sourced\n", "provenance: heard\n", 2)
    with pytest.raises(BadInput) as refused:
        read_pack(pack_file(tmp_path / "pack.yaml", text))
    assert [each.code for each in refused.value.findings] == ["pack-provenance-unknown"] * 2
    rows = [each.row or 0 for each in refused.value.findings]
    assert all("heard" in "\n".join(text.splitlines()[row - 1 : row + 2]) for row in rows)


def test_the_example_of_the_page_is_sound(folder: Path) -> None:
    example = PAGE.read_text(encoding="utf-8").split("```yaml\n")[1].split("```")[0]
    assert checked(folder, example) == []
