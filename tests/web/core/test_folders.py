"""Who a folder is about, before the rest of it is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from sharedsafety.core.errors import BadInput
from sharedsafety_web.core.folders import RESERVED, folder_profile
from sharedsafety_web.core.public_files import BEHIND


def test_the_profile_names_the_place(folder: Path) -> None:
    assert folder_profile(folder).name == "Small Example"


@pytest.mark.parametrize("name", sorted(RESERVED))
def test_a_community_can_not_take_an_address_of_the_platform(folder: Path, name: str) -> None:
    profile = folder / "community.yaml"
    profile.write_text(profile.read_text().replace("id: small-example", f"id: {name}"), encoding="utf-8")
    with pytest.raises(BadInput) as refusal:
        folder_profile(folder)
    assert refusal.value.code == "name-reserved"


def test_what_django_answers_is_reserved() -> None:
    assert set(BEHIND) < RESERVED


def test_a_folder_without_its_profile_is_refused_with_its_place(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"community\.yaml"):
        folder_profile(tmp_path)
