"""The verbs ``demo`` and ``serve``: what is made ready, what is reused, what is refused politely."""

from __future__ import annotations

import argparse
import socket
from pathlib import Path
from typing import Any

import pytest

from sharedsafety.core.errors import BadInput
from sharedsafety_web.core import verbs
from sharedsafety_web.core.selectors import community_all, staff_named
from sharedsafety_web.publishing.demonstration import EMAIL, demonstration_ready
from sharedsafety_web.publishing.job_worker import drain
from sharedsafety_web.publishing.models import Release


@pytest.fixture
def examples(settings: Any, folder: Path) -> Path:
    settings.EXAMPLES_DIR = folder.parent
    settings.VAR_DIR.mkdir()
    return folder


def test_both_verbs_have_their_options() -> None:
    parser = argparse.ArgumentParser()
    added = parser.add_subparsers()
    verbs.demo(added)
    verbs.serve(added)
    assert parser.parse_args(["demo", "--reset"]).port == 8000
    assert parser.parse_args(["serve"]).address == "127.0.0.1"


def test_a_taken_port_is_refused_with_what_to_do() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with pytest.raises(BadInput) as refusal:
            verbs.port_checked("127.0.0.1", other.getsockname()[1])
    assert "--port" in str(refusal.value)


@pytest.mark.django_db(transaction=True)
def test_the_demonstration_makes_person_community_and_work(examples: Path, settings: Any) -> None:
    ready = demonstration_ready(reset=False)
    assert ready.jobs == ("Small Example",)
    assert [community.slug for community in community_all()] == ["small-example"]
    user = staff_named(email=EMAIL)
    assert user is not None
    assert ready.password
    assert user.check_password(ready.password)
    assert len(ready.password) >= 15
    assert ready.sign_in_file.stat().st_mode & 0o777 == 0o600
    assert "Small Example" in (settings.SITES_DIR / "index.html").read_text(encoding="utf-8")
    assert "Edición" not in (settings.SITES_DIR / "index.html").read_text(encoding="utf-8")
    assert "Comunidades" in (settings.SITES_DIR / "es/index.html").read_text(encoding="utf-8")


@pytest.mark.django_db(transaction=True)
def test_a_second_demonstration_reuses_what_is_there(examples: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = demonstration_ready(reset=False)
    drain()
    second = demonstration_ready(reset=False)
    assert (second.jobs, second.password) == ((), None)
    assert second.sign_in_file == first.sign_in_file
    assert Release.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_changed_example_is_published_again(examples: Path) -> None:
    demonstration_ready(reset=False)
    drain()
    (examples / "priorities.csv").write_text((examples / "priorities.csv").read_text() + "\n", encoding="utf-8")
    assert demonstration_ready(reset=False).jobs == ("Small Example",)


@pytest.mark.django_db(transaction=True)
def test_without_examples_the_demonstration_says_so(settings: Any, tmp_path: Path) -> None:
    settings.EXAMPLES_DIR = tmp_path / "nowhere"
    with pytest.raises(BadInput) as refusal:
        demonstration_ready(reset=False)
    assert refusal.value.code == "examples-missing"
