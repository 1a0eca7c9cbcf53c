"""``budget/mapping.yaml`` with further files: what people wrote in it stays, remarks and all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import yaml

from sharedsafety.core.errors import BadInput
from sharedsafety.core.strict_yaml import parse_yaml
from sharedsafety.core.yaml_places import YamlPlaces
from sharedsafety.folder.agreed_words import replaced_keys
from sharedsafety.folder.write import yaml_text
from sharedsafety.investments.mapping import FileMapping
from sharedsafety.investments.mapping import Mapping as BudgetMapping
from sharedsafety.investments.mapping_text import mapping_data, mapping_text


def mapping_with(text: str, old: BudgetMapping | None, new: BudgetMapping) -> str:
    """Return the text of a mapping with the files of a new one at its end, and the rules it does not have yet.

    Args:
        text: ``budget/mapping.yaml`` as it stands; empty where there is none.
        old: what the text says, or None.
        new: the mapping as it shall be: the old files first, then the new ones, and all rules.
    """
    if old is None:
        return mapping_text(new)
    added = new.files[len(old.files) :]
    rules = {key: value for key, value in mapping_data(new).items() if key != "files"}
    changed = {key: value for key, value in rules.items() if mapping_data(old).get(key) != value}
    try:
        made = _with_files(replaced_keys(text, changed) if changed else text, added)
        same = parse_yaml(made) == {**parse_yaml(text), **changed, "files": _files(text) + mapping_data(added)}
    except (BadInput, yaml.YAMLError):  # its lines can't be added to, such as one in braces
        same = False
    return made if same else mapping_text(new)


def _files(text: str) -> list[Any]:
    files: list[Any] = parse_yaml(text)["files"]
    return files


def _with_files(text: str, added: Sequence[FileMapping]) -> str:
    """Return the text with files written below the last of its list."""
    node = YamlPlaces.of(text).node
    listed = next((value for key, value in getattr(node, "value", ()) if key.value == "files"), None)
    if not isinstance(listed, yaml.SequenceNode) or listed.flow_style or not listed.value:
        raise BadInput("agreed-not-in-lines", file="budget/mapping.yaml")
    end = "\r\n" if "\r\n" in text else "\n"
    lines = (text if text.endswith("\n") else text + end).splitlines(keepends=True)
    at, space = _last_line(listed) + 1, " " * listed.start_mark.column
    block = [f"{space}{line}{end}" for line in yaml_text(mapping_data(tuple(added))).splitlines()]
    return "".join([*lines[:at], *block, *lines[at:]])


def _last_line(node: Any) -> int:
    """Return the last line a part of YAML stands on; remarks and blank lines after it do not belong to it."""
    if isinstance(node, yaml.ScalarNode) or node.flow_style or not node.value:
        mark = node.end_mark
        return int(mark.line if mark.column else max(mark.line - 1, node.start_mark.line))
    last = node.value[-1]
    return _last_line(last[1] if isinstance(last, tuple) else last)
