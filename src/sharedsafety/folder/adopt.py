"""One more indicator in a folder's ``indicators/indicators.yaml``; every character that was there stays."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from sharedsafety.core.errors import BadInput, Unreadable
from sharedsafety.core.findings import Finding
from sharedsafety.core.strict_yaml import parse_yaml
from sharedsafety.core.yaml_places import YamlPlaces
from sharedsafety.folder.cells import is_id
from sharedsafety.folder.write import yaml_text
from sharedsafety.folder.yaml_in import yaml_content
from sharedsafety.progress.catalogue_checks import INDICATORS

_KEY = "indicators"


def with_indicator(root: Path, indicator: Mapping[str, Any]) -> bytes:
    """Return ``indicators/indicators.yaml`` of a folder with one more indicator after its last; nothing is written.

    Args:
        root: the folder; it may have no such file yet.
        indicator: keys and values, as ``progress.catalogue.indicator_of`` returns them.

    Raises:
        Unreadable: ``root`` is no community folder.
        BadInput: the file has a fault, the id is taken or is no id, or the list is not written in lines.
    """
    if not (root / "community.yaml").is_file():
        raise Unreadable("file-missing", file="community.yaml")
    if not is_id(indicator["id"]):
        raise BadInput("not-an-id", file=INDICATORS, value=indicator["id"])
    place = root / INDICATORS
    if not place.exists():
        return f"{_KEY}:\n{yaml_text([dict(indicator)])}".encode()
    content, findings = yaml_content(root, INDICATORS)
    if findings:
        _refuse_faults(findings)
    listed = content.get(_KEY) if isinstance(content, Mapping) else None
    if any(isinstance(each, Mapping) and each.get("id") == indicator["id"] for each in listed or ()):
        raise BadInput("indicator-id-taken", file=INDICATORS, id=indicator["id"])
    raw = place.read_bytes().decode("utf-8")
    made = extended(raw, dict(indicator))
    if _content(made) != {**content, _KEY: [*(listed or ()), dict(indicator)]}:
        raise BadInput("indicators-not-in-lines", file=INDICATORS)
    return made.encode("utf-8")


def extended(text: str, entry: Mapping[str, Any]) -> str:
    """Return a YAML text with one more entry after the last of its list ``indicators``.

    Raises:
        BadInput: ``indicators-not-in-lines``.

    >>> extended("indicators:\\n- id: a\\n# the end\\n", {"id": "b"})
    'indicators:\\n- id: a\\n- id: b\\n# the end\\n'
    """
    end = "\r\n" if "\r\n" in text else "\n"
    text = text if text.endswith("\n") else text + end
    value = _value(YamlPlaces.of(text).node)
    lines = text.splitlines(keepends=True)
    indent, at = value.start_mark.column, value.end_mark.line
    while at > 0 and _is_after(lines[at - 1], indent):
        at -= 1
    block = "".join(f"{' ' * indent}{line}{end}" for line in yaml_text([entry]).splitlines())
    return "".join([*lines[:at], block, *lines[at:]])


def _value(node: Any) -> Any:
    """Return the node of a list that is written in lines and has entries."""
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    found = next((value for key, value in pairs if key.value == _KEY), None)
    if not isinstance(found, yaml.SequenceNode) or found.flow_style or not found.value:
        raise BadInput("indicators-not-in-lines", file=INDICATORS)
    return found


def _is_after(line: str, indent: int) -> bool:
    """Return whether a line is blank or a remark of its own, which stays behind what is added."""
    bare = line.strip()
    return not bare or (bare.startswith("#") and len(line) - len(line.lstrip()) <= indent)


def _content(text: str) -> Any:
    try:
        return parse_yaml(text)
    except yaml.YAMLError:
        return None


def _refuse_faults(findings: list[Finding]) -> None:
    """Raise the faults of the file; what is only noticed is its encoding, which would not stay."""
    if any(finding.severity == "error" for finding in findings):
        raise BadInput.with_all(findings)
    raise BadInput("indicators-not-in-lines", file=INDICATORS)
