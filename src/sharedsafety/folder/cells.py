"""One cell of a table, read as the type its column declares; a wrong cell becomes a finding with its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from fractions import Fraction
from math import isfinite
from typing import Any

from sharedsafety.core.findings import Finding
from sharedsafety.core.plain_text import unseen_character
from sharedsafety.core.reviewed import read_catalogue
from sharedsafety.core.spreadsheet_cells import plain_cell
from sharedsafety.folder.shape import Column

#: Identifiers become names of files, on every system, and parts of addresses.
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,79}")
_NUMBER = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]{1,3})?")
#: A number a person wrote is shorter; a longer one would take minutes to read exactly.
_LONGEST = 60
#: Ledgers hold cents in 64 bits.
_MOST_CENTS = 2**63 - 1


class CellFault(ValueError):
    """A cell does not fit its column; ``code`` names the rule it breaks."""

    def __init__(self, code: str, **params: str) -> None:
        self.code = code
        self.params = params
        super().__init__(code)


def cell_value(text: str, column: Column) -> Any:
    """Return the value of a cell, or None where it is blank (blank means unknown, never zero).

    Raises:
        CellFault: the cell is required and blank, has the wrong type, or is not on the column's list.

    >>> cell_value("0.4", Column(name="share", type="share"))
    Fraction(2, 5)
    """
    text = text.strip()
    if not text:
        if column.required:
            raise CellFault("cell-missing")
        return None
    value = _READERS[column.type](text)
    if column.values and value not in column.values:
        raise CellFault("not-on-list", value=text, allowed=", ".join(column.values))
    if (column.least is not None and value < column.least) or (column.most is not None and value > column.most):
        raise CellFault("out-of-range", value=text, least=_end(column.least), most=_end(column.most))
    return value


def row_values(
    texts: Mapping[str, str], columns: Iterable[Column], *, file: str | None = None, row: int | None = None
) -> tuple[dict[str, Any], list[Finding]]:
    """Return the values of a row by column, and a finding for each cell that does not fit; that one has no value.

    >>> values, faults = row_values({"share": "much"}, [Column(name="share", type="share")])
    >>> values, [(fault.column, fault.code) for fault in faults]
    ({}, [('share', 'not-a-number')])
    """
    values: dict[str, Any] = {}
    faults = []
    for column in columns:
        try:
            values[column.name] = cell_value(texts.get(column.name, ""), column)
        except CellFault as fault:
            faults.append(Finding(code=fault.code, file=file, row=row, column=column.name, params=fault.params))
    return values, faults


def _end(limit: float | None) -> str:
    return "..." if limit is None else f"{limit:g}"


def is_id(text: str) -> bool:
    """Return whether a text may be an identifier: of a community, a priority, an indicator.

    >>> is_id("crisis-care-team"), is_id("../crisis")
    (True, False)
    """
    return _ID.fullmatch(text) is not None


def is_day(text: str) -> bool:
    """Return whether a text is a date as year-month-day.

    >>> is_day("2026-05-12"), is_day("12 May")
    (True, False)
    """
    try:
        _date(text)
    except CellFault:
        return False
    return True


def _text(text: str) -> str:
    if character := unseen_character(text):
        raise CellFault("text-unseen-character", character=character)
    return plain_cell(text)


def _id(text: str) -> str:
    if not is_id(text):
        raise CellFault("not-an-id", value=text)
    return text


def _number(text: str) -> float:
    if not _is_number(text) or not isfinite(float(text)):
        raise CellFault("not-a-number", value=text)
    most = largest_number()
    if abs(float(text)) > most:
        raise CellFault("out-of-range", value=text, least=_end(-most), most=_end(most))
    return float(text)


def largest_number() -> float:
    """Return the largest number that a table or a key may hold."""
    return float(read_catalogue("core/limits")["largest_number"])


def _is_number(text: str) -> bool:
    return len(text) <= _LONGEST and _NUMBER.fullmatch(text) is not None


def _integer(text: str) -> int:
    if not re.fullmatch(r"[+-]?[0-9]{1,15}", text):
        raise CellFault("not-a-whole-number", value=text)
    return int(text)


def _share(text: str) -> Fraction:
    if not _is_number(text):
        raise CellFault("not-a-number", value=text)
    share = Fraction(text)
    if not 0 <= share <= 1:
        raise CellFault("share-outside", value=text)
    return share


def _cents(text: str) -> int:
    cents = Fraction(text) * 100 if _is_number(text) else Fraction(1, 2)
    if cents.denominator != 1 or abs(cents) > _MOST_CENTS:
        raise CellFault("text-in-amount", value=text)
    return int(cents)


def _date(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise CellFault("not-a-date", value=text) from None


def _markers(text: str) -> dict[str, float]:
    """Read ``MSW:0.4;CSC:1.0``."""
    pairs = [part.partition(":") for part in text.split(";") if part.strip()]
    if not all(_is_number(value.strip()) for _, _, value in pairs):
        raise CellFault("markers-form", value=text)
    return {code.strip(): float(value) for code, _, value in pairs}


_READERS: dict[str, Callable[[str], Any]] = {
    "string": _text,
    "id": _id,
    "number": _number,
    "integer": _integer,
    "share": _share,
    "money": _cents,
    "date": _date,
    "markers": _markers,
}
