"""JSON Schemas of result types: what ``folder.json_out.plain`` makes of each, told from the types themselves."""

from __future__ import annotations

import inspect
import types
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from sharedsafety.folder.json_out import LEFT_OUT

Schema = dict[str, Any]
_SIMPLE: Mapping[Any, Schema] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    Fraction: {"type": "number"},
    Path: {"type": "string"},
    type(None): {"type": "null"},
    Any: {},
}
_PLACE = "#/components/schemas/"


def schemas_of(*kinds: type) -> dict[str, Schema]:
    """Return the schema of each type and of every result type nested in it, by name.

    >>> from sharedsafety.core.figure import Figure
    >>> schemas_of(Figure)["Figure"]["properties"]["unit"]
    {'type': 'string'}
    """
    found: dict[str, Schema] = {}
    waiting: list[Any] = list(kinds)
    while waiting:
        kind = waiting.pop(0)
        if kind.__name__ not in found:
            hints = _hints(kind)
            found[kind.__name__] = _object(kind, hints)
            waiting += [part for hint in hints.values() for part in _parts(hint) if is_dataclass(part)]
    return dict(sorted(found.items()))


def schema_of(hint: Any) -> Schema:
    """Return the schema of one type; a result type is a reference.

    >>> schema_of(tuple[str, ...]), schema_of(int | None)
    ({'type': 'array', 'items': {'type': 'string'}}, {'anyOf': [{'type': 'integer'}, {'type': 'null'}]})
    """
    if hint in _SIMPLE:
        return dict(_SIMPLE[hint])
    if is_dataclass(hint):
        return {"$ref": f"{_PLACE}{getattr(hint, '__name__', '')}"}
    return _GENERIC[_origin(hint)](get_args(hint))


def _object(kind: type, hints: Mapping[str, Any]) -> Schema:
    return {
        "type": "object",
        "description": inspect.cleandoc(kind.__doc__ or "").split("\n>>>")[0].strip(),
        "properties": {name: schema_of(hint) for name, hint in hints.items()},
        "required": list(hints),
        "additionalProperties": False,
    }


def _hints(kind: type) -> dict[str, Any]:
    """Return the fields that are written; ledger lines are a table of their own."""
    hints = get_type_hints(kind)
    names = [field.name for field in fields(kind)]
    return {name: hints[name] for name in names if not (name in LEFT_OUT and _origin(hints[name]) is tuple)}


def _parts(hint: Any) -> Iterator[Any]:
    yield hint
    for part in get_args(hint):
        yield from _parts(part)


def _origin(hint: Any) -> Any:
    return get_origin(hint)


def _literal(options: tuple[Any, ...]) -> Schema:
    return {"enum": list(options)}


def _either(options: tuple[Any, ...]) -> Schema:
    return {"anyOf": [schema_of(option) for option in options]}


def _list(parts: tuple[Any, ...]) -> Schema:
    if len(parts) == 2 and parts[1] is Ellipsis:
        return {"type": "array", "items": schema_of(parts[0])}
    size = {"minItems": len(parts), "maxItems": len(parts)}
    return {"type": "array", "prefixItems": [schema_of(part) for part in parts], **size}


def _mapping(parts: tuple[Any, ...]) -> Schema:
    """A mapping whose keys are pairs is written as a list of rows, or as an empty object."""
    key, value = parts
    if get_origin(key) is tuple:
        rows = {"type": "array", "items": {"type": "array"}}
        return {"anyOf": [rows, {"type": "object", "maxProperties": 0}]}
    return {"type": "object", "additionalProperties": schema_of(value)}


_GENERIC: Mapping[Any, Callable[[tuple[Any, ...]], Schema]] = {
    Literal: _literal,
    Union: _either,
    types.UnionType: _either,
    tuple: _list,
    Mapping: _mapping,
}
