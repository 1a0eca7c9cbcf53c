"""The Data Package descriptor of a community folder (``datapackage.json``)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from sharedsafety.folder.community import Profile
from sharedsafety.folder.foreign import folder_files
from sharedsafety.folder.shape import Column, TableShape, folder_shape

#: Bytes of a table's first line that are looked at.
_HEADER = 10_000
_TYPES = {"id": "string", "share": "number", "money": "number", "markers": "string"}


def package_descriptor(root: Path, profile: Profile) -> dict[str, Any]:
    """Return the descriptor: every table with its schema, every other file as it is, each public or staff.

    Source: Data Package standard (datapackage.org); data/folder/tables.yaml.
    """
    tables = {shape.path: shape for shape in folder_shape().tables}
    names = [path.relative_to(root).as_posix() for path in folder_files(root)]
    resources = [
        _table(root, tables[name]) if name in tables else _file(name) for name in names if name != "datapackage.json"
    ]
    return {
        "name": profile.id,
        "title": profile.name,
        "description": profile.about,
        "provenance": profile.provenance,
        "resources": resources,
    }


def descriptor_text(descriptor: dict[str, Any]) -> str:
    """Return the descriptor as the text of ``datapackage.json``."""
    return json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n"


def write_descriptor(root: Path, profile: Profile) -> Path:
    """Write ``datapackage.json`` into a folder and return its path."""
    path = root / "datapackage.json"
    path.write_text(descriptor_text(package_descriptor(root, profile)), encoding="utf-8", newline="\n")
    return path


def _table(root: Path, shape: TableShape) -> dict[str, Any]:
    with (root / shape.path).open("rb") as file:
        header = file.readline(_HEADER).decode("utf-8", "replace")
    columns = [column for column in shape.columns if not column.when_used or column.name in header]
    return {
        "name": _resource_name(shape.path),
        "type": "table",
        "path": shape.path,
        "title": shape.title,
        "access": shape.access,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {"fields": [_field(column) for column in columns], "missingValues": [""]},
    }


def _field(column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": True} if column.required else {}
    if column.values:
        constraints["enum"] = list(column.values)
    field = {"name": column.name, "type": _TYPES.get(column.type, column.type)}
    return {**field, "constraints": constraints} if constraints else field


def _file(name: str) -> dict[str, Any]:
    return {"name": _resource_name(name), "path": name, "access": "public"}


def _resource_name(path: str) -> str:
    return "".join(char if char.isalnum() else "-" for char in path.lower()).strip("-")
