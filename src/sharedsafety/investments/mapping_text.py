"""A mapping as the text of a YAML file: only what is said, in the order of the documented keys."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from typing import Any

from sharedsafety.investments.mapping import Mapping as BudgetMapping


def mapping_text(mapping: BudgetMapping) -> str:
    """Return the mapping as YAML, which ``mapping_of`` reads as the same mapping.

    >>> from sharedsafety.investments.mapping_file import mapping_of
    >>> text = "files: [{file: a.csv, amounts: [{column: Z, fiscal_year: 2024, phase: adopted, document: d}]}]"
    >>> mapping, _ = mapping_of(text)
    >>> mapping_of(mapping_text(mapping))[0] == mapping
    True
    """
    import yaml

    text: str = yaml.safe_dump(mapping_data(mapping), sort_keys=False, allow_unicode=True, width=120)
    return text


def mapping_data(value: Any) -> Any:
    """Return a mapping, or a part of one, as plain lists and dictionaries without what is left at its default."""
    if is_dataclass(value) and not isinstance(value, type):
        parts = {field.name: (field, getattr(value, field.name)) for field in fields(value)}
        said = sorted(parts.items(), key=lambda part: part[0] not in _FIRST)
        return {name: mapping_data(part) for name, (field, part) in said if not _is_default(field, part)}
    if isinstance(value, Mapping):
        return {key: mapping_data(part) for key, part in value.items()}
    if isinstance(value, tuple):
        return [mapping_data(part) for part in value]
    return value


_FIRST = ("missing", "file", "sheet", "header_row", "encoding", "delimiter", "decimal")


def _is_default(field: Any, value: Any) -> bool:
    if field.default is not MISSING:
        return bool(value == field.default)
    return field.default_factory is not MISSING and not value
