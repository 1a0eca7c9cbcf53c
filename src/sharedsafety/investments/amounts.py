"""Published amounts of money, read exactly: whole cents, never a float."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

_CURRENCY = re.compile(r"(?:US\$|USD|EUR|GBP|[$\u20ac\u00a3])", re.IGNORECASE)
_PLAIN = re.compile(r"\d+(?:\.\d*)?|\.\d+", re.ASCII)
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d*)?", re.ASCII)
_EXPONENT = re.compile(r"(?:\d+(?:\.\d*)?|\.\d+)[eE][+-]?\d{1,2}", re.ASCII)
_NOTHING = frozenset(("", "-", "\u2013", "\u2014"))  # a dash is how a spreadsheet prints an empty amount
_BLANKS = dict.fromkeys(map(ord, " \t\u00a0\u202f\u2009"))
_INT64 = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Amount:
    """One published amount. ``cents`` is None for an empty cell: no amount, which is not zero."""

    cents: int | None
    rounded: bool = False


def amount_of(text: str) -> Amount | None:
    """Return the amount a cell holds, or None when it holds no amount but something else.

    Read are thousands separators, a currency sign, parentheses, ``CR`` or a minus on either side for
    negatives, and the exponent form a spreadsheet leaves behind (exact, but marked as rounded).
    A fraction of a cent is not an amount of money.

    >>> amount_of("$1,234.50"), amount_of("(12)"), amount_of("3.00E+05"), amount_of(""), amount_of("n/a")
    (Amount(cents=123450, rounded=False), Amount(cents=-1200, rounded=False), Amount(cents=30000000, rounded=True), \
Amount(cents=None, rounded=False), None)
    """
    bare = _CURRENCY.sub("", text.translate(_BLANKS), count=1)
    if bare in _NOTHING:
        return Amount(None)
    negative, digits = _without_sign(bare)
    if digits is None:
        return None
    rounded = bool(_EXPONENT.fullmatch(digits))
    if not (rounded or _PLAIN.fullmatch(digits) or _GROUPED.fullmatch(digits)):
        return None
    cents = _cents(digits.replace(",", ""))
    return None if cents is None else Amount(-cents if negative else cents, rounded)


def _without_sign(bare: str) -> tuple[bool, str | None]:
    """Return whether the amount is negative, and its digits; None where two signs contradict."""
    signs = 0
    if bare.startswith("(") and bare.endswith(")"):
        bare, signs = bare[1:-1], signs + 1
    if bare.upper().endswith("CR"):
        bare, signs = bare[:-2], signs + 1
    for minus in ("-", "\u2212"):
        if bare.startswith(minus):
            bare, signs = bare[1:], signs + 1
        if bare.endswith(minus):
            bare, signs = bare[:-1], signs + 1
    return signs == 1, bare.lstrip("+") if signs < 2 else None


def _cents(digits: str) -> int | None:
    try:
        cents = Decimal(digits).scaleb(2)
    except InvalidOperation:
        return None
    whole = int(cents)
    return whole if whole == cents and abs(whole) <= _INT64 else None
