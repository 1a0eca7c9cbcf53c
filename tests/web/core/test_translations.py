"""Everything the workspace says, it says in Spanish too."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

APPS = Path(__file__).resolve().parents[3] / "src" / "sharedsafety_web"
SINGLE = re.compile(r"""\{%\s*translate\s+(?:"([^"]*)"|'([^']*)')""")
BLOCK = re.compile(
    r"\{%\s*blocktranslate([^%]*)%\}(.*?)(?:\{%\s*plural\s*%\}|\{%\s*endblocktranslate\s*%\})", re.DOTALL
)


def texts_of(app: str) -> set[str]:
    found: set[str] = set()
    for file in (APPS / app).rglob("*.html"):
        if {"site", "components", "reports"} & set(file.parts):  # the public site's words are tested with the site
            continue
        text = file.read_text(encoding="utf-8")
        found |= {first or second for first, second in SINGLE.findall(text)}
        found |= {block_text(options, block) for options, block in BLOCK.findall(text)}
    for file in (APPS / app).rglob("*.py"):
        if {"site", "reports"} & set(file.parts):
            continue
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            named = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"_", "ngettext"}
            if named and isinstance(node.args[0], ast.Constant):
                found.add(node.args[0].value)
    return found


def block_text(options: str, block: str) -> str:
    named = re.sub(r"\{\{\s*(\w+)\s*\}\}", r"%(\1)s", block)
    return " ".join(named.split()) if "trimmed" in options else named


@pytest.mark.parametrize("app", ["core", "investments", "progress", "publishing"])
def test_every_text_of_the_workspace_has_its_spanish(app: str) -> None:
    with (APPS / app / "locale/es/LC_MESSAGES/django.po").open("rb") as file:
        catalog = read_po(file, locale="es")
    spanish = {
        message.id if isinstance(message.id, str) else message.id[0]: message.string
        for message in catalog
        if message.id
    }
    missing = [text for text in texts_of(app) if not spanish.get(text)]
    assert missing == []


@pytest.mark.parametrize("app", ["core", "investments", "progress", "publishing"])
def test_placeholders_are_the_same_in_both_languages(app: str) -> None:
    pattern = re.compile(r"%\(\w+\)[sd]|%[sd]")
    with (APPS / app / "locale/es/LC_MESSAGES/django.po").open("rb") as file:
        for message in read_po(file, locale="es"):
            if message.id:
                one = message.id if isinstance(message.id, str) else message.id[0]
                told = message.string if isinstance(message.string, str) else message.string[0]
                assert set(pattern.findall(one)) == set(pattern.findall(told)), one
