"""Starting the platform where something is in the way: every refusal says what to do, and nothing is broken by it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from sharedsafety.core.errors import BadInput
from sharedsafety_web.core import verbs
from sharedsafety_web.core.alone import alone_in
from sharedsafety_web.core.folders import folder_profile
from sharedsafety_web.core.services import community_set

ROOT = Path(__file__).resolve().parents[3]
SETTINGS = {"SHAREDSAFETY_SECRET_KEY": "k" * 60, "SHAREDSAFETY_HOSTS": "safety.example"}


def started(verb: str, var: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Start the program as its own process, on a port that is not tried before the rest."""
    code = (
        "import sys; from sharedsafety_web.core import verbs; verbs.port_checked = lambda *_: None;"
        "verbs._served = lambda *_: sys.exit('served');"
        "from sharedsafety.cli.main import run; run()"
    )
    env = {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}", "SHAREDSAFETY_VAR": str(var), **environment}
    env = {key: value for key, value in env.items() if value}
    return subprocess.run([sys.executable, "-c", code, verb], env=env, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({}, "SHAREDSAFETY_SECRET_KEY is missing"),
        ({**SETTINGS, "SHAREDSAFETY_HSTS_SECONDS": "soon"}, "SHAREDSAFETY_HSTS_SECONDS is a whole number of seconds"),
        ({**SETTINGS, "SHAREDSAFETY_HSTS_SECONDS": "-1"}, "SHAREDSAFETY_HSTS_SECONDS is a whole number of seconds"),
        ({**SETTINGS, "DJANGO_SETTINGS_MODULE": "nowhere.settings"}, "DJANGO_SETTINGS_MODULE"),
    ],
    ids=["none", "words", "negative", "module"],
)
def test_settings_that_do_not_fit_are_named(tmp_path: Path, environment: dict[str, str], said: str) -> None:
    run = started("serve", tmp_path / "var", **{"DJANGO_SETTINGS_MODULE": "", **environment})
    assert run.returncode == 1, run.stderr
    assert said in run.stderr
    assert "Traceback" not in run.stderr
    assert not (tmp_path / "var").exists()


@pytest.mark.parametrize(
    "content", [b"this is no database, but it is long enough to be one" * 50, b"SQLite format 3\0" * 99]
)
def test_a_damaged_database_is_said_and_left_as_it_is(tmp_path: Path, content: bytes) -> None:
    var = tmp_path / "var"
    var.mkdir()
    (var / "sharedsafety.sqlite3").write_bytes(content)
    for verb in ("demo", "serve"):
        run = started(verb, var, **SETTINGS, DJANGO_SETTINGS_MODULE="")
        assert run.returncode == 1, run.stderr
        assert "the database can't be used" in run.stderr
        assert "Traceback" not in run.stderr
        assert (var / "sharedsafety.sqlite3").read_bytes() == content


def test_a_database_of_another_program_is_refused(tmp_path: Path) -> None:
    import sqlite3

    var = tmp_path / "var"
    var.mkdir()
    with sqlite3.connect(var / "sharedsafety.sqlite3") as theirs:
        theirs.execute("CREATE TABLE letters (text)")
    theirs.close()
    run = started("demo", var, DJANGO_SETTINGS_MODULE="")
    assert run.returncode == 1, run.stderr
    assert "is not a database of Shared Safety" in run.stderr


def test_a_second_program_in_the_same_folder_is_refused(tmp_path: Path) -> None:
    var = tmp_path / "var"
    var.mkdir()
    with alone_in(var, else_code="already-running"):
        run = started("demo", var, DJANGO_SETTINGS_MODULE="")
    assert run.returncode == 1, run.stderr
    assert "runs already" in run.stderr
    assert list(var.iterdir()) == []


def test_whoever_is_done_with_a_folder_lets_go_of_it(tmp_path: Path) -> None:
    for _ in range(2):
        with (
            alone_in(tmp_path, else_code="already-running"),
            pytest.raises(BadInput) as refused,
            alone_in(tmp_path, else_code="already-running"),
        ):
            pass
        assert refused.value.code == "already-running"


@pytest.mark.parametrize(
    ("address", "port"),
    [("127.0.0.1", 0), ("127.0.0.1", -1), ("127.0.0.1", 65536), ("", 8000), ("999.1.1.1", 8000), ("a" * 300, 8000)],
)
def test_a_place_where_nobody_can_listen_is_refused(address: str, port: int) -> None:
    with pytest.raises(BadInput) as refused:
        verbs.port_checked(address, port)
    assert refused.value.code == "port-taken"
    assert str(refused.value)


@pytest.mark.django_db
def test_a_second_folder_can_not_take_the_place_of_a_community(folder: Path, tmp_path: Path) -> None:
    named = {"slug": "small-example", "name": "Small Example", "provenance": "example"}
    first = community_set(folder=folder, **named)
    impostor = tmp_path / "impostor"
    impostor.mkdir()
    (impostor / "community.yaml").write_bytes((folder / "community.yaml").read_bytes())
    with pytest.raises(BadInput) as refused:
        community_set(folder=impostor, **named)
    assert refused.value.code == "community-elsewhere"
    first.refresh_from_db()
    assert first.folder == str(folder)
    (folder / "community.yaml").unlink()  # the community has moved
    assert community_set(folder=impostor, **named).folder == str(impostor)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"null\n", "not-a-mapping"),
        (b"- a\n", "not-a-mapping"),
        ("name: Años\nid: 7\n".encode("windows-1252"), "data-shape"),
        (b"a: !!int b\n", "not-yaml"),
    ],
)
def test_a_profile_that_is_none_is_said(folder: Path, content: bytes, code: str) -> None:
    (folder / "community.yaml").write_bytes(content)
    with pytest.raises(BadInput) as refused:
        folder_profile(folder)
    assert refused.value.code == code


@pytest.mark.parametrize("name", ["..", "../up", "a/b", "a b", "'.hidden'"])
def test_an_id_that_can_not_be_an_address_is_refused(folder: Path, name: str) -> None:
    profile = folder / "community.yaml"
    profile.write_text(profile.read_text().replace("id: small-example", f"id: {name}"), encoding="utf-8")
    with pytest.raises(BadInput) as refused:
        folder_profile(folder)
    assert refused.value.code == "not-an-id"
