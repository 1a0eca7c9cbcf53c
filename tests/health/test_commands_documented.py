"""docs/reference/commands.md says exactly what the parsers take and what the verbs answer."""

from __future__ import annotations

import argparse
import ast
import importlib
import inspect
import json
import re
import tomllib
from collections.abc import Iterator
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest
from tests.library.core.record_files import write_export

from sharedsafety.cli import main

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs/reference/commands.md"
#: Every verb has these; the page says them once.
EVERYWHERE = {"-h", "--help", "--json"}


@pytest.fixture
def parser(monkeypatch: pytest.MonkeyPatch) -> argparse.ArgumentParser:
    """The real parser with the verbs of the web package, as pyproject.toml registers them."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    group = "sharedsafety.verbs"
    entries = [EntryPoint(name, value, group) for name, value in project["entry-points"][group].items()]
    monkeypatch.setattr(main, "entry_points", lambda **_: entries)
    return main._parser()


def calls_of(parser: argparse.ArgumentParser, path: str = "") -> Iterator[tuple[str, set[str]]]:
    """Each verb with its words (``check FOLDER``) and its options."""
    inner = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    for action in inner:
        for name, below in action.choices.items():
            yield from calls_of(below, f"{path} {name}".strip())
    if not inner:
        positional = [action for action in parser._actions if not action.option_strings]
        words = [path, *(f"{a.metavar or a.dest.upper()}{'...' if a.nargs == '+' else ''}" for a in positional)]
        options = {option for action in parser._actions for option in action.option_strings}
        yield " ".join(words), options - EVERYWHERE


def documented(page: str) -> dict[str, set[str]]:
    """Each verb that has a heading, with the options of the tables and lists below it."""
    parts = re.split(r"^## `(.+?)`$", page, flags=re.MULTILINE)
    return {
        call: set(re.findall(r"^\| `(--[a-z-]+)", text, flags=re.MULTILINE))
        for call, text in zip(parts[1::2], parts[2::2], strict=True)
    }


def documented_keys(page: str, call: str) -> set[str]:
    """The JSON keys the page promises for a verb."""
    text = page.split(f"## `{call}`")[1].split("\n## ", maxsplit=1)[0]
    line = next(line for line in text.splitlines() if line.startswith("JSON: "))
    return set(re.findall(r"`(\w+)`", line))


def test_every_verb_and_option_is_documented_and_no_other(parser: argparse.ArgumentParser) -> None:
    assert documented(PAGE.read_text(encoding="utf-8")) == dict(calls_of(parser))


def test_a_verb_or_an_option_that_is_left_out_is_noticed() -> None:
    parser = argparse.ArgumentParser()
    verb = parser.add_subparsers().add_parser("check")
    verb.add_argument("folder", metavar="FOLDER")
    verb.add_argument("--new")
    assert dict(calls_of(parser)) == {"check FOLDER": {"--new"}}
    assert documented("## `check FOLDER`\n\n| `--old X` | gone |\n") == {"check FOLDER": {"--old"}}


@pytest.mark.parametrize(
    ("call", "arguments"),
    [
        ("check FOLDER", ["check", "examples/example-county"]),
        (
            "budget import FILE...",
            ["budget", "import", "examples/example-county/budget/ledger/example_county_budget.csv",
             "--mapping", "examples/example-county/budget/mapping.yaml", "--out", "{out}/ledger.parquet"],
        ),
        ("budget map FILE", ["budget", "map", "examples/example-county/budget/ledger/example_county_budget.csv"]),
        ("plan FOLDER", ["plan", "examples/example-county", "--board-date", "2027-08-24", "--from", "2026-11-26"]),
        ("framework export FOLDER", ["framework", "export", "examples/example-county", "--out", "{out}/pack.yaml"]),
        ("progress verdict SERIES.csv", ["progress", "verdict", "{out}/series.csv"]),
        (
            "disclosure records ROWS.csv",
            ["disclosure", "records", "{out}/in/votes.csv", "--plan", "{out}/in/plan.yaml", "--out", "{out}/shown.csv"],
        ),
        ("disclosure protect TABLE.csv", ["disclosure", "protect", "{out}/table.csv", "--out", "{out}/shown.csv"]),
        ("disclosure audit TABLE.csv...", ["disclosure", "audit", "{out}/table.csv"]),
    ],
)  # fmt: skip
def test_a_verb_answers_with_the_keys_the_page_promises(
    call: str, arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    write_export(tmp_path / "in")
    (tmp_path / "table.csv").write_text("sex,count\nfemale,25\nmale,8\nother,40\ntotal,73\n", encoding="utf-8")
    (tmp_path / "series.csv").write_text("period,value\n2020,5\n2021,6\n", encoding="utf-8")
    main.status_of([*(word.format(out=tmp_path) for word in arguments), "--json"])
    assert set(json.loads(capsys.readouterr().out)) == documented_keys(PAGE.read_text(encoding="utf-8"), call)


def keys_in_source(source: str) -> set[str]:
    """The keys that a verb's function writes out under ``data``."""
    words = [word for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call) for word in node.keywords]
    tables = [word.value for word in words if word.arg == "data" and isinstance(word.value, ast.Dict)]
    return {key.value for table in tables for key in table.keys if isinstance(key, ast.Constant)}


@pytest.mark.parametrize(("call", "module", "verb"), [
    ("assess FOLDER", "sharedsafety.cli.folder", "_assess"),
    ("publish FOLDER", "sharedsafety_web.publishing.verbs", "_publish"),
])  # fmt: skip
def test_a_verb_that_takes_long_writes_the_keys_the_page_promises(call: str, module: str, verb: str) -> None:
    source = inspect.getsource(getattr(importlib.import_module(module), verb))
    assert keys_in_source(source) | {"problems"} == documented_keys(PAGE.read_text(encoding="utf-8"), call)


def test_the_page_names_the_exit_statuses_of_the_program() -> None:
    from sharedsafety.cli.output import DONE, FOUND, UNREADABLE, WRONG_CALL

    named = set(re.findall(r"^\| (\d) \|", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE))
    assert named == {str(status) for status in (DONE, FOUND, WRONG_CALL, UNREADABLE)}


def test_the_page_names_the_seed_of_the_program() -> None:
    from sharedsafety.cli.folder import SEED

    assert f"default seed is {SEED}" in PAGE.read_text(encoding="utf-8")
