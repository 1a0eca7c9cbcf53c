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

#: Ledger lines are a table of their own (``tables/lines.csv``): a city has tens of thousands.
_LEFT_OUT = frozenset({"lines", "root"})


def assessment_json(assessment: Assessment) -> str:
    """Return an assessment as JSON text: keys in the order of docs/reference/assessment.md, no clock, no path.

    Dollars are numbers with at most two decimals, shares are 0-1; a suppressed or missing value is ``null``.
    """
    return json.dumps(plain(assessment), ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def plain(value: Any) -> Any:
    """Return a frozen result as mappings, lists, texts and numbers.

    >>> plain((Fraction(1, 4), None))
    [0.25, None]
    """
    if isinstance(value, Finding):
        return value.as_row()
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in fields(value) if not _skipped(value, f.name)}
    if isinstance(value, Mapping):
        return _plain_mapping(value)
    if isinstance(value, (tuple, list, frozenset)):
        return [plain(part) for part in value]
    return _plain_scalar(value)


def _skipped(value: Any, name: str) -> bool:
    return name in _LEFT_OUT and isinstance(getattr(value, name), (tuple, Path))


def _plain_mapping(value: Mapping[Any, Any]) -> Any:
    if any(isinstance(key, tuple) for key in value):
        return [[*key, plain(part)] for key, part in sorted(value.items())]
    return {str(key): plain(part) for key, part in value.items()}


def _plain_scalar(value: Any) -> Any:
    if isinstance(value, Fraction):
        return float(value)
    if isinstance(value, float):
        return _short(value)
    return value.as_posix() if isinstance(value, Path) else value


def _short(value: float) -> float | int:
    """Twelve significant digits: exact to the cent for any public budget, and equal on every machine."""
    rounded = float(f"{value:.12g}")
    return int(rounded) if rounded.is_integer() and abs(rounded) < 2**53 else rounded
