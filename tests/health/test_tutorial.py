"""Every command of the tutorial runs, in order, in an empty folder, and prints what the page shows."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs/tutorial/first-community.md"
#: Runs the command line of this source tree with the verbs that pyproject.toml registers, installed or not.
PROGRAM = """#!{python}
import sys, tomllib
from importlib.metadata import EntryPoint
from pathlib import Path
sys.path[:0] = [{root!r}, {root!r} + "/src"]
from sharedsafety.cli import main
verbs = tomllib.loads(Path({root!r}, "pyproject.toml").read_text())["project"]["entry-points"]["sharedsafety.verbs"]
main.entry_points = lambda **_: [EntryPoint(name, value, "sharedsafety.verbs") for name, value in verbs.items()]
sys.exit(main.status_of(sys.argv[1:]))
"""


@dataclass(frozen=True)
class Step:
    """One block of commands, and the lines the page says they print."""

    commands: str
    shown: tuple[str, ...]


def steps(page: str) -> list[Step]:
    """The blocks marked ``sh`` in order, each with the lines of the ``text`` blocks that follow it."""
    blocks = re.findall(r"^```(sh|text)\n(.*?)^```$", page, flags=re.MULTILINE | re.DOTALL)
    found: list[Step] = []
    for kind, content in blocks:
        if kind == "sh":
            found.append(Step(content, ()))
        else:
            found[-1] = Step(found[-1].commands, (*found[-1].shown, *content.splitlines()))
    return found


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which a newcomer has typed the whole page."""
    home = tmp_path_factory.mktemp("tutorial")
    program = home / "bin" / "sharedsafety"
    program.parent.mkdir()
    program.write_text(PROGRAM.format(python=sys.executable, root=str(ROOT)), encoding="utf-8")
    program.chmod(0o755)
    work = home / "empty"
    work.mkdir()
    env = {**os.environ, "PATH": f"{program.parent}{os.pathsep}{os.environ['PATH']}"}
    for step in steps(PAGE.read_text(encoding="utf-8")):
        script = f"set -eu\n{step.commands}"
        run = subprocess.run(["sh", "-c", script], cwd=work, env=env, capture_output=True, text=True, check=False)
        assert run.returncode == 0, f"{step.commands}\n{run.stdout}\n{run.stderr}"
        for line in step.shown:
            assert line in run.stdout, f"the page shows {line!r}, the program printed:\n{run.stdout}"
    return work


def test_the_whole_page_runs_and_prints_what_it_shows(folder: Path) -> None:
    assert {"tiny-county", "tiny.parquet", "result", "site"} == {path.name for path in folder.iterdir()}


def test_it_ends_with_a_site_in_two_languages(folder: Path) -> None:
    pages = {path.relative_to(folder / "site").as_posix() for path in (folder / "site").rglob("*.html")}
    assert any(page.startswith("es/") or "/es/" in page for page in pages)
    assert any("Tiny County" in (folder / "site" / page).read_text(encoding="utf-8") for page in pages)


def test_what_nobody_coded_stays_in_the_totals(folder: Path) -> None:
    result = json.loads((folder / "result/assessment.json").read_text(encoding="utf-8"))
    roads = [program for program in result["programs"] if program["program_key"] == "roads.3001.road-repair"]
    assert [(program["coding"], program["amounts"][-1]["amount_usd"]) for program in roads] == [([], 4_000_000)]


def test_the_lamps_say_what_the_page_says_of_them(folder: Path) -> None:
    result = json.loads((folder / "result/assessment.json").read_text(encoding="utf-8"))
    heal = next(each["money"] for each in result["priorities"] if each["stated"]["id"] == "heal")
    states = {lamp["name"]: lamp["state"] for lamp in heal["lamps"]}
    assert (states["level"], states["durability"]) == ("consistent", "not_consistent")


def test_the_steps_are_read_from_the_page_with_what_they_show() -> None:
    page = "```sh\nls\n```\n\n```text\na\nb\n```\n\n```sh\npwd\n```\n"
    assert steps(page) == [Step("ls\n", ("a", "b")), Step("pwd\n", ())]
