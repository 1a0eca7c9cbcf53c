"""Every figure of the money chapter with the ids that open it: from any number to the page it came from (rule R7)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from sharedsafety.core.figure import Figure
from sharedsafety.investments.results import MoneyRow

T = TypeVar("T")


def opened(result: T, ids: tuple[str, ...]) -> T:
    """Return a frozen result whose figures carry ``ids``, down to the last; a figure that has ids keeps them.

    Rows of money tables with programs stay as they are: their programs open them.

    >>> opened(Figure(value=1.0, unit="usd", basis="FY2022 adopted"), ("adopted-2022",)).ids
    ('adopted-2022',)
    """
    with_ids: T = _opened(result, ids)
    return with_ids


def _opened(value: Any, ids: tuple[str, ...]) -> Any:
    if isinstance(value, Figure):
        return value if value.ids else replace(value, ids=ids)
    if isinstance(value, tuple):
        return tuple(_opened(part, ids) for part in value)
    if isinstance(value, Mapping):
        return {key: _opened(part, ids) for key, part in value.items()}
    if (isinstance(value, MoneyRow) and value.programs) or not is_dataclass(value) or isinstance(value, type):
        return value
    return replace(value, **{field.name: _opened(getattr(value, field.name), ids) for field in fields(value)})
