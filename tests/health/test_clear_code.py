"""Code a newcomer can read: modules and functions of a size to hold in the head, named and described."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.health.source_rules import ROOT, docstring_faults, library_files, long_functions, python_files

MODULE_LINES, FUNCTION_LINES = 300, 40
#: Names that say nothing of what is inside.
EMPTY_NAMES = re.compile(r"(^|_)(utils?|helpers?|managers?|process(ing|or)?|misc|common|stuff|data2)($|_)")
SOURCES = [path for folder in ("src", "config") for path in python_files(ROOT / folder)]


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def says_nothing(path: Path) -> bool:
    """Whether a module or one of its folders below src has an empty name."""
    return any(EMPTY_NAMES.search(part) for part in path.with_suffix("").parts)


def test_every_module_has_1_to_300_lines() -> None:
    sizes = {name(path): len(path.read_text(encoding="utf-8").splitlines()) for path in SOURCES}
    assert {path: lines for path, lines in sizes.items() if not 1 <= lines <= MODULE_LINES} == {}


def test_every_function_has_at_most_40_lines() -> None:
    found = {name(path): long_functions(path.read_text(encoding="utf-8"), FUNCTION_LINES) for path in SOURCES}
    assert {path: functions for path, functions in found.items() if functions} == {}


def test_every_name_of_a_module_says_what_is_inside() -> None:
    assert [name(path) for path in SOURCES if says_nothing(path.relative_to(ROOT))] == []


@pytest.mark.parametrize("path", library_files(), ids=name)
def test_every_public_part_of_the_library_says_first_what_it_returns(path: Path) -> None:
    assert docstring_faults(path.read_text(encoding="utf-8")) == []


def test_a_long_function_is_found_and_its_docstring_does_not_count() -> None:
    long = "def f():\n" + "    x = 1\n" * 40
    short = 'def f():\n    """One.\n' + "\n" * 60 + '    """\n    return 1\n'
    assert long_functions(long, FUNCTION_LINES) == ["f (41)"]
    assert long_functions(short, FUNCTION_LINES) == []


@pytest.mark.parametrize("path", ["core/utils.py", "date_helpers.py", "task_manager/run.py", "process.py", "data2.py"])
def test_an_empty_name_is_found(path: str) -> None:
    assert says_nothing(Path(path))


@pytest.mark.parametrize(
    "sample",
    [
        "def f():\n    return 1",
        'def f():\n    """Computes the share."""',
        'class A:\n    """Return nothing."""',
        'class A:\n    """A thing without an end"""',
        'class A:\n    """A thing."""\n\n    def f(self):\n        """The share."""',
    ],
)
def test_a_docstring_that_begins_wrongly_is_found(sample: str) -> None:
    assert docstring_faults(sample)


def test_a_docstring_that_says_what_is_returned_is_not_reported() -> None:
    sample = (
        'def f():\n    """Return the share."""\n\nclass A:\n    """A share (0 to 1)."""\n\n'
        'def g() -> None:\n    """Close the file."""\n\ndef h() -> int:\n    """Run it and return its status."""\n\n'
        "def _i(): pass"
    )
    assert docstring_faults(sample) == []
