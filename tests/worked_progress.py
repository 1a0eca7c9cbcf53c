"""The worked examples of method.md, read from their file."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

FILE = Path(__file__).parents[0] / "cases" / "worked_examples.yaml"


@cache
def _examples() -> dict[str, Any]:
    return {each["id"]: each for each in yaml.safe_load(FILE.read_text(encoding="utf-8"))["examples"]}


def cases(example: str) -> list[Any]:
    found = _examples()[example]
    return [(case["inputs"], case["expected"], found["tolerance"]) for case in found["cases"]]
