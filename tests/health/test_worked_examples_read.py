"""Every worked example of the method that this software already carries out is read by some test."""

from __future__ import annotations

import ast
from pathlib import Path

from sharedsafety.core.strict_yaml import parse_yaml

TESTS = Path(__file__).resolve().parents[1]
#: Chapters of the method that are built: coded lines, totals, consistency, progress, disclosure, the fixture.
BUILT_SECTIONS = ("2", "3", "4", "5", "9", "Annex B")


def wanted() -> set[str]:
    """Ids of the worked examples in the sections that are built."""
    examples = parse_yaml((TESTS / "cases/worked_examples.yaml").read_text(encoding="utf-8"))["examples"]
    return {example["id"] for example in examples if str(example["section"]).split(".")[0] in BUILT_SECTIONS}


def ids_read(source: str) -> set[str]:
    """Ids handed to a call or used as a key in a test module; an id in a comment or a docstring is not read."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        parts = [*node.args, *(word.value for word in node.keywords)] if isinstance(node, ast.Call) else []
        parts += [node.slice] if isinstance(node, ast.Subscript) else []
        found |= {part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str)}
    return {text for text in found if text.startswith("WX-")}


def test_every_worked_example_of_what_is_built_is_read() -> None:
    modules = [path for path in TESTS.rglob("*.py") if path.parent.name != "health"]
    read = set().union(*(ids_read(path.read_text(encoding="utf-8")) for path in modules))
    missing = sorted(wanted() - read, key=lambda name: int(name.removeprefix("WX-")))
    assert missing == [], f"no test reads {', '.join(missing)}"


def test_an_id_that_is_only_mentioned_is_not_read() -> None:
    assert ids_read('"""WX-1."""\n# WX-2\nname = "WX-3"\ncases("WX-4")\nexamples["WX-5"]') == {"WX-4", "WX-5"}


def test_the_sections_that_are_built_hold_examples() -> None:
    assert {"WX-1", "WX-4", "WX-13", "WX-26", "WX-39", "WX-41"} <= wanted()
