"""Every finding has its sentences in English and Spanish, with the same values to fill in."""

from __future__ import annotations

import ast
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

from sharedsafety.core.findings import finding_sentences
from sharedsafety.core.reviewed import catalogues_named, read_catalogue

SOURCE = Path(__file__).parents[2] / "src" / "sharedsafety"
#: What is made with a code as its first argument.
CODED = {"BadInput", "BadData", "Unreadable", "CellFault"}


def codes_given(source: str) -> Iterator[str]:
    """Yield every code that a module gives to a finding or an error."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            name = node.func.id if isinstance(node.func, ast.Name) else ""
            given = [word.value for word in node.keywords if word.arg == "code" and name == "Finding"]
            given += node.args[:1] if name in CODED else []
            yield from (each.value for each in given if isinstance(each, ast.Constant) and isinstance(each.value, str))


def blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("code", sorted(finding_sentences()))
def test_a_finding_is_told_in_both_languages_with_equal_blanks(code: str) -> None:
    entry = finding_sentences()[code]
    assert entry["severity"] in {"error", "warning", "note"}
    for part in ("message", "fix"):
        assert set(entry[part]) == {"en", "es"}
        assert blanks(entry[part]["en"]) == blanks(entry[part]["es"])
        assert entry[part]["en"].strip()[-1] in ".?"


def test_a_code_stands_in_one_chapter_only() -> None:
    codes = [code for data_id in catalogues_named("messages") for code in read_catalogue(data_id)]
    assert len(codes) == len(set(codes))


def test_every_code_that_is_given_has_its_sentences() -> None:
    given = {
        (code, path.name) for path in SOURCE.rglob("*.py") for code in codes_given(path.read_text(encoding="utf-8"))
    }
    assert len(given) > 50
    assert {(code, name) for code, name in given if code not in finding_sentences()} == set()


def test_a_code_without_sentences_would_be_found() -> None:
    assert [*codes_given('raise BadInput("nobody-says", row=1)\nFinding(code="nor-this")')] == [
        "nobody-says",
        "nor-this",
    ]
