"""Folder -> web -> folder: what the workspace holds of a community, written out again, is the same community."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from sharedsafety.folder.foreign import folder_files
from sharedsafety.folder.write import write_community
from sharedsafety_web.core.selectors import community_named
from sharedsafety_web.progress.selectors import folder_reading

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"
NAMES = sorted(path.parent.relative_to(EXAMPLES).as_posix() for path in EXAMPLES.rglob("community.yaml"))


def loaded(folder: Path) -> Any:
    """The values of a folder as the workspace holds it, after it was loaded there."""
    call_command("load_community", folder, stdout=(folder.parent / "said.txt").open("a"))
    community = community_named(slug=folder.name)
    reading = folder_reading(community=community)
    assert reading.community is not None
    return reading.community


def contents(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in folder_files(root)}


def values(community: Any) -> dict[str, Any]:
    return {each.name: getattr(community, each.name) for each in fields(community) if each.name != "root"}


@pytest.mark.parametrize("name", NAMES)
def test_a_folder_that_was_loaded_is_written_out_equal(db: None, tmp_path: Path, name: str) -> None:
    import shutil

    original = tmp_path / "here" / name
    shutil.copytree(EXAMPLES / name, original)
    first = loaded(original)
    out = tmp_path / "there" / name
    write_community(first, out)
    shutil.rmtree(original)  # the id may be loaded from one place only
    second = loaded(out)
    assert without_rows(values(second)) == without_rows(values(first))
    again = tmp_path / "once-more" / name
    write_community(second, again)
    assert contents(again) == contents(out)
    assert set(contents(out)) | {"README.md"} >= set(contents(EXAMPLES / name))


def without_rows(content: Any) -> Any:
    """The values without the numbers of their rows, which blank lines move."""
    from dataclasses import is_dataclass

    if is_dataclass(content) and not isinstance(content, type):
        return {f.name: without_rows(getattr(content, f.name)) for f in fields(content) if f.name != "row"}
    if isinstance(content, dict):
        return {key: without_rows(value) for key, value in content.items()}
    return [without_rows(value) for value in content] if isinstance(content, (tuple, list)) else content
