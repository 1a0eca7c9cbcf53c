"""One YAML file of a folder as a frozen value, with its faults as findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import yaml

from sharedsafety.core.errors import BadData, BadInput, SharedSafetyError
from sharedsafety.core.findings import Finding
from sharedsafety.core.reviewed import as_shape
from sharedsafety.core.strict_yaml import RepeatedKey, parse_yaml, problem_of
from sharedsafety.core.text_in import text_of
from sharedsafety.core.yaml_places import YamlPlaces

T = TypeVar("T")


def yaml_content(root: Path, name: str) -> tuple[Any, list[Finding]]:
    """Return the plain content of a YAML file, or None with the findings that say why not."""
    try:
        text, findings = text_of(root / name, name)
        return parse_yaml(text), findings
    except SharedSafetyError as error:
        return None, [error.finding]
    except RepeatedKey as fault:
        return None, [Finding(code="key-twice", file=name, row=fault.row, params={"key": fault.key})]
    except yaml.YAMLError as fault:
        mark = getattr(fault, "problem_mark", None)
        row = None if mark is None else mark.line + 1
        return None, [Finding(code="not-yaml", file=name, row=row, params={"problem": problem_of(fault)})]


def with_rows(findings: Iterable[Finding], root: Path) -> Iterator[Finding]:
    """Yield the findings; one that names a key of a YAML file and no row gets the row of the key.

    Where the key is not there, an error gets the row of what it belongs to, at last row 1.
    """
    places: dict[str, YamlPlaces] = {}
    for finding in findings:
        name, column = finding.file or "", finding.column
        if finding.row is not None or column is None or not name.endswith(".yaml"):
            yield finding
            continue
        if name not in places:
            places[name] = YamlPlaces.of(text_of(root / name, name)[0])
        yield replace(finding, row=places[name].row(column) or (1 if finding.severity == "error" else None))


def shaped(content: Any, shape: type[T], name: str) -> tuple[T | None, list[Finding]]:
    """Return ``content`` as ``shape``, or None with a finding for each key at fault."""
    if not isinstance(content, Mapping):
        return None, [Finding(code="not-a-mapping", file=name, row=1)]
    try:
        return as_shape(content, shape, file=name), []
    except BadData as error:
        return None, [*error.findings]
    except BadInput as error:  # a value refuses what it is made of
        return None, [replace(error.finding, file=name)]
