"""``assessment.json``: an assessment as plain JSON, and its published schema."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from sharedsafety.core.findings import Finding
from sharedsafety.folder.assessment import Assessment

#: Ledger lines are a table of their own (``tables/lines.csv``): a city has tens of thousands. Shapes are GeoJSON files.
LEFT_OUT = frozenset({"lines", "root", "area_shapes"})
_AS_THEY_ARE = frozenset({str, int, bool, type(None)})


def assessment_json(assessment: Assessment) -> str:
    """Return an assessment as JSON text: keys in the order of docs/reference/assessment.md, no clock, no path.

    Dollars are numbers with at most two decimals, shares are 0-1; a suppressed or missing value is ``null``.
    """
    fields_ = ",\n".join(f"{_text(name)}: {_lines(value)}" for name, value in plain(assessment).items())
    return f"{{\n{fields_}\n}}\n"


def compact_json(content: Any) -> bytes:
    """Return plain content as one line of JSON."""
    return f"{_text(content)}\n".encode()


def _lines(value: Any) -> str:
    """One line for each item of a list: two results can be compared line by line, and writing is quick."""
    if not isinstance(value, list) or not value:
        return _text(value)
    return "[\n" + ",\n".join(map(_text, value)) + "\n]"


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def plain(value: Any) -> Any:
    """Return a frozen result as mappings, lists, texts and numbers.

    >>> plain((Fraction(1, 4), None))
    [0.25, None]
    """
    if type(value) in _AS_THEY_ARE:
        return value
    if isinstance(value, float):
        return _short(value)
    if isinstance(value, (tuple, list, frozenset)):
        return [plain(part) for part in value]
    if field_names(type(value)) is not None:
        return _plain_result(value)
    return _plain_mapping(value) if isinstance(value, Mapping) else _plain_scalar(value)


_FIELDS: dict[type, tuple[str, ...] | None] = {}


def field_names(kind: type) -> tuple[str, ...] | None:
    """Return the names of the fields of a result type in their order; None for any other type."""
    if kind not in _FIELDS:
        _FIELDS[kind] = tuple(field.name for field in fields(kind)) if is_dataclass(kind) else None
    return _FIELDS[kind]


def _plain_result(value: Any) -> Any:
    if isinstance(value, Finding):
        return value.as_row()
    names = field_names(type(value)) or ()
    parts = [(name, getattr(value, name)) for name in names]
    return {
        name: part if type(part) in _AS_THEY_ARE else plain(part)
        for name, part in parts
        if name not in LEFT_OUT or not isinstance(part, (tuple, Path))
    }


def _plain_mapping(value: Mapping[Any, Any]) -> Any:
    if any(isinstance(key, tuple) for key in value):
        return [[*key, plain(part)] for key, part in sorted(value.items())]
    return {str(key): plain(part) for key, part in value.items()}


def _plain_scalar(value: Any) -> Any:
    return float(value) if isinstance(value, Fraction) else value.as_posix() if isinstance(value, Path) else value


def _short(value: float) -> float | int:
    """Twelve significant digits: exact to the cent for any public budget, and equal on every machine."""
    rounded = float(f"{value:.12g}")
    return int(rounded) if rounded.is_integer() and abs(rounded) < 2**53 else rounded
