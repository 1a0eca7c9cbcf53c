"""Each example is a valid Data Package whose descriptor says what the folder holds."""

from __future__ import annotations

from pathlib import Path

import pytest
from frictionless import Package

from sharedsafety.folder.check import checked_community
from sharedsafety.folder.descriptor import descriptor_text, package_descriptor

EXAMPLES = sorted((Path(__file__).resolve().parents[2] / "examples").glob("*/community.yaml"))


@pytest.mark.parametrize("community", EXAMPLES, ids=lambda path: path.parent.name)
def test_the_descriptor_is_valid_and_current(community: Path) -> None:
    reading = checked_community(community.parent)
    assert reading.community is not None
    descriptor = package_descriptor(community.parent, reading.community.profile)
    assert list(Package.metadata_validate(descriptor)) == []
    written = (community.parent / "datapackage.json").read_text(encoding="utf-8")
    assert written == descriptor_text(descriptor), "run `sharedsafety check FOLDER --describe`"
